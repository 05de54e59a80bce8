import type { RepositoryFile, Snapshot, Warning } from '../source/files'
import { decode } from './decode'
import type { Source } from './facts'
import { keptTexts } from './kept-texts'
import { lineAt } from './line-numbers'
import { parsedFiles } from './parsed-files'
import { type Asked, indexOf, type PathIndex, sorted } from './path-index'
import { folderOf, join, reach, relative } from './paths'
import { type Role, roleOf } from './roles'
import type { Document } from './structured-text'

export { lineAt } from './line-numbers'
export { baseOf, folderOf, join } from './paths'
export type { Document } from './structured-text'

/** Read-only view of the repository that detectors work on. Parsed files are kept, so asking twice costs nothing. */
export interface Project extends PathIndex {
  /** Name of the repository on its host; of a folder that is analysed by itself, the folder's. */
  repositoryName: string
  /** Name of the repository on its host, analysed whole or not. */
  hostedName: string
  /** The folder of the repository that is analysed by itself; `.` for all of it. */
  folder: string
  /**
   * Paths of the repository outside `folder`, as seen from it (`../../Cargo.toml`), sorted as `paths`. `has`, `text` and what parses answer for them;
   * `paths`, `files`, `own` and what else answers with paths leave them out, so that what lies beside the project is asked for by name and never found by chance.
   */
  outside: readonly string[]
  files: ReadonlyMap<string, RepositoryFile>
  has(path: string): boolean
  /** Does any file stand below this folder, inside or outside? `.` is the root. */
  hasFolder(folder: string): boolean
  role(path: string): Role
  /** Paths of the project's own files (role `own`) whose base name matches, shallowest first. */
  own(basename: Asked): string[]
  /** Text of a file that was read, symlinks followed, lines ended by `\n` (see `decode`); `null` when absent, unread or binary. */
  text(path: string): string | null
  /** JSON with comments and trailing commas allowed; `null` when absent, or broken or beyond `PARSE_LIMITS` (which adds a warning). */
  json(path: string): Document | null
  toml(path: string): Document | null
  /** First document of a YAML file. */
  yaml(path: string): Document | null
  /** XML as fast-xml-parser gives it (attributes prefixed `@`, entities not processed); `at` looks for the last key as a tag. */
  xml(path: string): Document | null
  /** Source of the first line of `path` that matches, else of the file as a whole. */
  find(path: string, pattern: RegExp | string): Source
}

/** A record, or an empty one: for reading untrusted values without a cast at every step. */
export const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
export const array = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
/** A trimmed, non-empty string, else `null`. */
export const string = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null
export const strings = (value: unknown): string[] => array(value).filter((v): v is string => typeof v === 'string')

/** Links in a row that are followed. */
const MOST_HOPS = 5
/** Characters of the project's texts that are kept at a time. */
const KEPT_CHARACTERS = 8_000_000

/** A repository around the folder that a snapshot's files are of. */
export interface Surroundings {
  /** Name of the repository on its host. */
  hostedName: string
  folder: string
  files: Snapshot['files']
}

/**
 * Opens a snapshot for the detectors; `warnings` fills up while they read files that are broken.
 * @param around the whole repository, where the snapshot is one folder of it
 */
export function openProject(
  snapshot: Snapshot,
  repositoryName: string,
  around?: Surroundings,
): { project: Project; warnings: Warning[] } {
  const { files, hidden } = snapshot
  const folder = around?.folder ?? '.'
  const warnings: Warning[] = []
  const index = indexOf(files.keys())
  let outside: string[] | undefined
  const fileAt = (path: string): RepositoryFile | undefined =>
    files.get(path) ?? around?.files.get(join(folder, path) ?? '')
  const folders = new Set<string>(['.'])
  for (const direct of index.folders) for (let f = direct; !folders.has(f); f = folderOf(f)) folders.add(f)
  const roles = new Map<string, Role>()
  const role = (path: string): Role => {
    const known = roles.get(path) ?? roleOf(path)
    roles.set(path, known)
    return known
  }

  /** The file that was read at a path, symbolic links inside the repository followed. */
  function opened(path: string): { content: Uint8Array; whole: boolean } | null {
    let file = fileAt(path)
    for (let hops = 0, at = path; file?.mode === 'symlink' && hops < MOST_HOPS; hops++) {
      const link = file.content ? new TextDecoder().decode(file.content).trim() : '/'
      const target = link.startsWith('/') ? null : reach({ folder }, folderOf(at), link)
      file = target === null ? undefined : fileAt(target)
      at = target ?? at
    }
    return file?.content && file.mode !== 'symlink'
      ? { content: file.content, whole: file.content.length >= file.bytes }
      : null
  }

  const text = keptTexts((path) => {
    const file = opened(path)
    return file && decode(file.content, file.whole)
  }, KEPT_CHARACTERS)
  const parsed = parsedFiles((path) => {
    const file = opened(path)
    return file && { text: text(path), whole: file.whole }
  }, warnings)

  const project: Project = {
    ...index,
    repositoryName,
    hostedName: around?.hostedName ?? repositoryName,
    folder,
    files,
    get outside() {
      outside ??= sorted(
        [...(around?.files.keys() ?? [])]
          .filter((path) => !path.startsWith(`${folder}/`))
          .map((path) => relative(folder, path)),
      )
      return outside
    },
    has: (path) => fileAt(path) !== undefined || hidden?.has(path) === true,
    hasFolder: (path) =>
      folders.has(path) || (path.startsWith('..') && project.outside.some((one) => one.startsWith(`${path}/`))),
    role,
    own: (basename) => index.named(basename).filter((path) => role(path) === 'own'),
    text,
    json: (path) => parsed('JSON', path),
    toml: (path) => parsed('TOML', path),
    yaml: (path) => parsed('YAML', path),
    xml: (path) => parsed('XML', path),
    find(path, pattern) {
      const body = text(path)
      const at = body === null ? -1 : typeof pattern === 'string' ? body.indexOf(pattern) : body.search(pattern)
      return at < 0 ? { path } : { path, line: lineAt(body!, at) }
    },
  }
  return { project, warnings }
}
