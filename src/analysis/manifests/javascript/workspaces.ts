import picomatch from 'picomatch/posix'
import { array, folderOf, type Project, record, strings } from '../../project'
import { within } from '../within'

/** Patterns longer or with more stars than this are not matched: a workspace needs no more, and matching stays linear. */
const MAX_PATTERN = 200
const MAX_STARS = 6

/** Patterns of workspace members that a folder's own files declare, relative to that folder. */
export function memberPatterns(project: Project, directory: string): string[] {
  const file = (name: string) => within(directory, name)
  const pnpm = record(project.yaml(file('pnpm-workspace.yaml'))?.value)
  if (pnpm.packages !== undefined) return strings(pnpm.packages)
  const manifest = record(project.json(file('package.json'))?.value)
  const workspaces = manifest.workspaces
  const declared = Array.isArray(workspaces) ? workspaces : array(record(workspaces).packages)
  if (declared.length) return strings(declared)
  for (const name of ['deno.json', 'deno.jsonc']) {
    const workspace = record(project.json(file(name))?.value).workspace
    const members = Array.isArray(workspace) ? workspace : array(record(workspace).members)
    if (members.length) return strings(members)
  }
  const lerna = project.json(file('lerna.json'))
  if (!lerna) return []
  const packages = strings(record(lerna.value).packages)
  // Lerna's documented default where neither it nor the package manager names members.
  return packages.length ? packages : ['packages/*']
}

const tidy = (pattern: string) => pattern.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '') || '.'
const usable = (pattern: string) =>
  pattern.length <= MAX_PATTERN && pattern.replace(/\*+/g, '*').split('*').length - 1 <= MAX_STARS

/** Tells whether the patterns of a workspace name a folder, given from the workspace's root. Negated ones (`!packages/x`) take away whatever their position, as npm and pnpm do. */
function membership(patterns: readonly string[]): (folder: string) => boolean {
  const options = { dot: false, noextglob: true }
  const wanted = patterns.filter((p) => !p.startsWith('!') && usable(p)).map((p) => picomatch(tidy(p), options))
  const unwanted = patterns
    .filter((p) => p.startsWith('!') && usable(p))
    .map((p) => picomatch(tidy(p.slice(1)), options))
  return (folder) => wanted.some((matches) => matches(folder)) && !unwanted.some((matches) => matches(folder))
}

/** Do the patterns of a workspace name this folder, given from the workspace's root? */
export const namesMember = (patterns: readonly string[], folder: string): boolean => membership(patterns)(folder)

/** Folders, relative to the root of the repository, that the patterns name and that hold a manifest. */
export function matchMembers(patterns: string[], directory: string, manifests: readonly string[]): string[] {
  const isMember = membership(patterns)
  const prefix = directory === '.' ? '' : `${directory}/`
  const found = new Set<string>()
  for (const path of manifests) {
    const folder = folderOf(path)
    if (folder !== directory && folder.startsWith(prefix) && isMember(folder.slice(prefix.length))) found.add(folder)
  }
  return [...found]
}
