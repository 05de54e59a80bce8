import { basename, dirname, posix, resolve } from 'node:path'
import type { Snapshot } from '../../../src/source/files'
import { snapshotFromGit } from '../snapshot-from-git'

/** A repository as the scorer reads it: its tree and its texts, without any of the product's facts. */
export interface Repository {
  owner: string
  name: string
  /** Every file, submodule and folder of the tree; `.` is the root. */
  has(path: string): boolean
  isFolder(path: string): boolean
  paths: readonly string[]
  /** Text of a file; '' for what is binary, missing in a partial clone, or larger than a megabyte. */
  text(path: string): string
  /** Files whose path matches, with their text. */
  files(path: RegExp): { path: string; text: string }[]
  /** Whether a text of the tree, READMEs apart, holds the words. */
  mentions(words: string, where?: (path: string) => boolean): boolean
}

const LARGEST = 1_000_000
const README = /(?:^|\/)readme(?:[.\w-]*)$/i

/** Path of `target` as seen from `folder`; null when it leaves the repository. */
export function within(folder: string, target: string): string | null {
  const path = posix.normalize(target.startsWith('/') ? `.${target}` : posix.join(folder, target)).replace(/\/$/, '')
  return path === '..' || path.startsWith('../') ? null : path === '' ? '.' : path
}

/** The folders from this one up to the root. */
export function upwards(folder: string): string[] {
  const all = [folder]
  for (let at = folder; at !== '.'; at = posix.dirname(at)) all.push(posix.dirname(at))
  return all
}

/** The nearest file of one of these names in the folder or above it. */
export const nearest = ({ has }: Repository, folder: string, names: readonly string[]): string | undefined =>
  upwards(folder)
    .flatMap((at) => names.map((name) => posix.join(at, name)))
    .find(has)

/** Files of the folder itself whose name matches. */
export const inFolder = ({ paths }: Repository, folder: string, name: RegExp): string[] =>
  paths.filter((path) => posix.dirname(path) === folder && name.test(posix.basename(path)))

/** A repository from a snapshot whose files carry their content. */
export function repositoryOf(snapshot: Snapshot, owner: string, name: string): Repository {
  const folders = new Set(['.'])
  const submodules = new Set<string>()
  for (const [path, { mode }] of snapshot.files) {
    for (const at of upwards(posix.dirname(path))) folders.add(at)
    if (mode === 'submodule') submodules.add(path)
  }
  const texts = new Map<string, string>()
  const text = (path: string): string => {
    const known = texts.get(path)
    if (known !== undefined) return known
    const file = snapshot.files.get(path)
    const read = file?.content && file.mode !== 'symlink' ? new TextDecoder().decode(file.content) : ''
    const kept = read.includes('\0') ? '' : read
    texts.set(path, kept)
    return kept
  }
  const paths = [...snapshot.files.keys()]
  const has = (path: string) =>
    snapshot.files.has(path) || folders.has(path) || [...submodules].some((one) => path.startsWith(`${one}/`))
  // A path below a symlink to a folder is the target's.
  const links = new Map(
    [...snapshot.files].flatMap(([path, { mode, content }]) =>
      mode === 'symlink' && content
        ? [[path, within(posix.dirname(path), new TextDecoder().decode(content)) ?? '.'] as const]
        : [],
    ),
  )
  const followed = (path: string): string => {
    const link = upwards(path).find((at) => links.has(at))
    return link === undefined ? path : posix.join(links.get(link) ?? '.', path.slice(link.length))
  }
  return {
    owner,
    name,
    paths,
    has: (path) => has(path) || has(followed(path)),
    isFolder: (path) => folders.has(path) || folders.has(followed(path)) || submodules.has(path),
    text: (path) => text(snapshot.files.has(path) ? followed(path) : path),
    files: (pattern) => paths.filter((path) => pattern.test(path)).map((path) => ({ path, text: text(path) })),
    mentions: (words, where = () => true) =>
      paths.some((path) => !README.test(path) && where(path) && text(path).includes(words)),
  }
}

/** Owner and name from a folder that is called `owner+name`, or holds the repository as `owner+name/repo`. */
export function named(gitDir: string): { owner: string; name: string } {
  const folder = resolve(gitDir)
  const shown = basename(basename(folder) === 'repo' ? dirname(folder) : folder)
  const [owner, name] = shown.split('+')
  return owner && name ? { owner, name } : { owner: 'local', name: shown }
}

/** Reads a Git repository, bare or a checkout, at its HEAD. */
export function readRepository(gitDir: string): Repository {
  const { owner, name } = named(gitDir)
  const snapshot = snapshotFromGit(gitDir, 'HEAD', { wants: (_, bytes) => (bytes <= LARGEST ? bytes : 0) })
  return repositoryOf(snapshot, owner, name)
}

/** The README that a host shows: GitHub's order of folders, Markdown only. */
export function ownReadme({ paths }: Repository): string | undefined {
  const found = ['.github/', '', 'docs/'].flatMap((folder) =>
    paths.filter(
      (path) => path.startsWith(folder) && /^readme(?:\.(?:md|markdown|mkd|mdown))?$/i.test(path.slice(folder.length)),
    ),
  )
  return found[0]
}
