import { folderOf, join, type Project } from '../project'

/** Patterns of one manifest that are looked at, and folders they may name: more is a mistake or an attack. */
const MOST_PATTERNS = 200
const MOST_MEMBERS = 1000

/** Does `name` match a pattern of literal characters, `*` and `?`? Linear in both lengths but for the last star. */
function matchesSegment(pattern: string, name: string): boolean {
  let p = 0
  let n = 0
  let star = -1
  let mark = 0
  while (n < name.length) {
    if (p < pattern.length && (pattern[p] === name[n] || pattern[p] === '?')) {
      p++
      n++
    } else if (pattern[p] === '*') {
      star = p++
      mark = n
    } else if (star !== -1) {
      p = star + 1
      n = ++mark
    } else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}

function matches(pattern: readonly string[], path: readonly string[]): boolean {
  if (!pattern.length) return !path.length
  if (pattern[0] === '**')
    return matches(pattern.slice(1), path) || (path.length > 0 && matches(pattern, path.slice(1)))
  return path.length > 0 && matchesSegment(pattern[0]!, path[0]!) && matches(pattern.slice(1), path.slice(1))
}

/** Does one of these patterns from the root, with `*`, `?` and (once) `**`, name the file? */
export const namesFile = (patterns: readonly string[], path: string): boolean =>
  patterns
    .slice(0, MOST_PATTERNS)
    .map((pattern) => pattern.split('/'))
    .filter((pattern) => pattern.filter((segment) => segment === '**').length < 2)
    .some((pattern) => matches(pattern, path.split('/')))

/** Does one of these patterns, relative to a workspace's root as `folder` is, name the folder or one above it? */
export const namesFolder = (patterns: readonly string[], folder: string): boolean =>
  patterns
    .slice(0, MOST_PATTERNS)
    .map((pattern) => pattern.replace(/^\.\//, '').replace(/\/+$/, '').split('/'))
    .filter((pattern) => pattern.filter((segment) => segment === '**').length < 2)
    .some((pattern) => matches(pattern, folder.split('/')) || matches([...pattern, '**'], folder.split('/')))

/**
 * Folders that workspace patterns of a manifest in `folder` name and that hold `manifest`, in the order of the tree.
 * Patterns are relative to `folder`: a path, or segments with `*`, `?` and (once) `**`; `exclude` takes away.
 */
export function memberFolders(
  project: Project,
  folder: string,
  patterns: readonly string[],
  exclude: readonly string[],
  manifest: string,
): string[] {
  const split = (list: readonly string[]) =>
    list
      .slice(0, MOST_PATTERNS)
      .map((pattern) => join(folder, pattern))
      .filter((path): path is string => path !== null && path.split('/').filter((s) => s === '**').length < 2)
      .map((path) => path.split('/'))
  const wanted = split(patterns)
  const unwanted = split(exclude)
  const found: string[] = []
  for (const path of project.named(manifest)) {
    const at = folderOf(path)
    if (at === folder) continue
    const segments = at.split('/')
    if (!wanted.some((pattern) => matches(pattern, segments))) continue
    if (unwanted.some((pattern) => matches(pattern, segments) || matches([...pattern, '**'], segments))) continue
    found.push(at)
    if (found.length === MOST_MEMBERS) break
  }
  return found
}
