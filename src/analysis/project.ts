import type { RepositoryFile, Snapshot, Warning } from '../source/files'
import type { Source } from './facts'
import { type Role, roleOf } from './roles'
import { type Document, jsonDocument, lineAt, tomlDocument, xmlDocument, yamlDocument } from './structured-text'

export type { Document } from './structured-text'
export { lineAt } from './structured-text'

/** Read-only view of the repository that detectors work on. Parsed files are kept, so asking twice costs nothing. */
export interface Project {
  /** Name of the repository on its host. */
  repositoryName: string
  files: ReadonlyMap<string, RepositoryFile>
  /** All paths, sorted by depth, then by name. */
  paths: readonly string[]
  has(path: string): boolean
  /** Does any file stand below this folder? `.` is the root. */
  hasFolder(folder: string): boolean
  role(path: string): Role
  /** Paths of the project's own files (role `own`) whose base name matches, shallowest first. */
  own(basename: string | RegExp): string[]
  /** Text of a file that was read, symlinks followed, byte-order mark removed, CRLF folded; `null` when absent, unread or binary. */
  text(path: string): string | null
  /** JSON with comments and trailing commas allowed; `null` when absent or broken (which adds a warning). */
  json(path: string): Document | null
  toml(path: string): Document | null
  /** First document of a YAML file. */
  yaml(path: string): Document | null
  /** XML as fast-xml-parser gives it (attributes prefixed `@`, entities not processed); `at` looks for the last key as a tag. */
  xml(path: string): Document | null
  /** Source of the first line of `path` that matches, else of the file as a whole. */
  find(path: string, pattern: RegExp | string): Source
}

/** Folder of a path; `.` for the root. */
export const folderOf = (path: string) => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.')
/** Last segment of a path. */
export const baseOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)
/** Path of `name` in `folder`, where `.` is the root; `.` and `..` segments are resolved, `null` when they leave the root. */
export function join(folder: string, name: string): string | null {
  const out: string[] = []
  for (const segment of `${folder}/${name}`.split('/')) {
    if (segment === '' || segment === '.') continue
    if (segment === '..') {
      if (!out.length) return null
      out.pop()
    } else out.push(segment)
  }
  return out.join('/') || '.'
}

/** A record, or an empty one: for reading untrusted values without a cast at every step. */
export const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
export const array = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
/** A trimmed, non-empty string, else `null`. */
export const string = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null
export const strings = (value: unknown): string[] => array(value).filter((v): v is string => typeof v === 'string')

/** Decodes UTF-8 (a character cut at the end of a part that was read is left out), UTF-16 with a byte-order mark, or else Latin-1; `null` for binary content. */
function decode(content: Uint8Array, whole: boolean): string | null {
  if (content[0] === 0xff && content[1] === 0xfe) return new TextDecoder('utf-16le').decode(content)
  if (content[0] === 0xfe && content[1] === 0xff) return new TextDecoder('utf-16be').decode(content)
  if (content.subarray(0, 8000).includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(content, { stream: !whole })
  } catch {
    return new TextDecoder('windows-1252').decode(content)
  }
}

/** Opens a snapshot for the detectors; `warnings` fills up while they read files that are broken. */
export function openProject(snapshot: Snapshot, repositoryName: string): { project: Project; warnings: Warning[] } {
  const { files } = snapshot
  const warnings: Warning[] = []
  const paths = [...files.keys()].sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1))
  const folders = new Set<string>(['.'])
  for (const path of paths) for (let f = folderOf(path); !folders.has(f); f = folderOf(f)) folders.add(f)
  const roles = new Map<string, Role>()
  const role = (path: string): Role => {
    const known = roles.get(path) ?? roleOf(path)
    roles.set(path, known)
    return known
  }
  let ownBases: { path: string; base: string }[] | undefined
  const texts = new Map<string, string | null>()
  const documents = new Map<string, Document | null>()

  function text(path: string): string | null {
    const known = texts.get(path)
    if (known !== undefined) return known
    let file = files.get(path)
    for (let hops = 0, at = path; file?.mode === 'symlink' && hops < 5; hops++) {
      const target = file.content && join(folderOf(at), new TextDecoder().decode(file.content).trim())
      file = target ? files.get(target) : undefined
      if (target) at = target
    }
    const decoded =
      file?.content && file.mode !== 'symlink' ? decode(file.content, file.content.length >= file.bytes) : null
    const result = decoded === null ? null : decoded.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
    texts.set(path, result)
    return result
  }

  function parsed(path: string, parse: (path: string, text: string) => Document): Document | null {
    const known = documents.get(path)
    if (known !== undefined) return known
    const body = text(path)
    let result: Document | null = null
    if (body !== null && body.trim() !== '') {
      try {
        result = parse(path, body)
      } catch {
        warnings.push({
          code: 'file_unreadable',
          message: `${path} is not valid and was not read.`,
          sources: [{ path }],
        })
      }
    }
    documents.set(path, result)
    return result
  }

  const project: Project = {
    repositoryName,
    files,
    paths,
    has: (path) => files.has(path),
    hasFolder: (folder) => folders.has(folder),
    role,
    own(basename) {
      ownBases ??= paths.filter((path) => role(path) === 'own').map((path) => ({ path, base: baseOf(path) }))
      return ownBases
        .filter(({ base }) => (typeof basename === 'string' ? base === basename : basename.test(base)))
        .map(({ path }) => path)
    },
    text,
    json: (path) => parsed(path, jsonDocument),
    toml: (path) => parsed(path, tomlDocument),
    yaml: (path) => parsed(path, yamlDocument),
    xml: (path) => parsed(path, xmlDocument),
    find(path, pattern) {
      const body = text(path)
      const at = body === null ? -1 : typeof pattern === 'string' ? body.indexOf(pattern) : body.search(pattern)
      return at < 0 ? { path } : { path, line: lineAt(body!, at) }
    },
  }
  return { project, warnings }
}
