import type { Package } from './detector'
import { describeFolder } from './doc-comments'
import type { Facts } from './facts'
import { CODE, type Folder, folderSums } from './folders'
import { join, type Project } from './project'
import { type Candidate, heartOf, largestSources, members, rootFiles, topFolders } from './tree-candidates'
import { WORKFLOWS } from './tree-conventions'

type Entry = Facts['tree'][number]

/** Most paths in the tree. */
const MOST = 22
/** Paths below this weight are named only where there is room: up to this many. */
const MINOR = 50
const ENOUGH = 10

/** Order of a listing: a folder before what it holds, folders before files. */
function inOrder(a: Entry, b: Entry): number {
  const left = a.path.split('/')
  const right = b.path.split('/')
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    if (left[i] === right[i]) continue
    if (left[i] === undefined || right[i] === undefined) return left[i] === undefined ? -1 : 1
    const leaf = (parts: string[], kind: Entry['kind']) => Number(i === parts.length - 1 && kind === 'file')
    return leaf(left, a.kind) - leaf(right, b.kind) || (left[i]! < right[i]! ? -1 : 1)
  }
  return 0
}

/**
 * The 5 to 22 paths a newcomer must know: workspace members, main source folders a level deep, entry points, manifests, tests,
 * documents, containers, CI. Described by the member's manifest, else the folder's own doc comment or README, else by convention.
 */
export function treeOf(
  project: Project,
  packages: readonly Package[],
  workspaces: Facts['workspaces'],
  entries: Facts['entry_points'],
): Entry[] {
  const all = folderSums(project)
  const tops = topFolders(project, all)
  const heart = heartOf(project, all)
  const loose = project
    .inFolder('.')
    .filter((path) => CODE.test(path))
    .reduce((sum, path) => sum + (project.files.get(path)?.bytes ?? 0), 0)
  const flat = loose >= (all.get('.')?.code ?? 0) * 0.25
  const workflows: Candidate[] = project.hasFolder('.github/workflows')
    ? [
        {
          path: '.github/workflows',
          role: WORKFLOWS.role,
          weight: WORKFLOWS.weight,
          description: WORKFLOWS.description,
        },
      ]
    : []
  const starts = entries
    .filter(({ path }) => project.has(path) && path.split('/').length <= 2)
    .map(
      ({ path, what, sources }): Candidate => ({
        path,
        role: 'entry',
        weight: 78,
        description: what,
        source: sources[0]!,
      }),
    )
  const dev: Candidate[] = project.hasFolder('.devcontainer')
    ? [{ path: '.devcontainer', role: 'devcontainer', weight: 46, description: 'Development container' }]
    : []
  const best = new Map<string, Candidate>()
  for (const one of [
    ...members(workspaces),
    ...starts,
    ...tops,
    ...workflows,
    ...dev,
    ...rootFiles(project, packages, flat),
    ...(heart?.rooms ?? []),
    ...largestSources(project, all, heart ? [...tops, { path: heart.path, role: 'source', weight: 0 }] : tops),
  ]) {
    const known = best.get(one.path)
    if (!known) best.set(one.path, one)
    else known.weight = Math.max(known.weight, one.weight)
  }
  // A member's folder stands for what it holds, and a list of members for the folder that holds them.
  const memberPaths = workspaces.map(({ path }) => path).filter((path) => !`${heart?.path}/`.startsWith(`${path}/`))
  const chosen = [...best.values()]
    .filter(
      ({ path, role }) =>
        role === 'package' || !memberPaths.some((member) => best.has(member) && path.startsWith(`${member}/`)),
    )
    .toSorted((a, b) => b.weight - a.weight || (a.path < b.path ? -1 : 1))
    .filter(({ weight }, index) => index < MOST && (weight >= MINOR || index < ENOUGH))
  return chosen.map((one) => entry(project, all, one)).toSorted(inOrder)
}

function entry(project: Project, all: Map<string, Folder>, { path, role, description, source }: Candidate): Entry {
  const file = project.files.get(path)
  const folder = all.get(path)
  const said = file || source ? null : describeFolder(project, path)
  const text = said?.text ?? description
  return {
    path,
    kind: file ? 'file' : 'directory',
    files: file ? 1 : (folder?.files ?? 0),
    bytes: file?.bytes ?? folder?.bytes ?? 0,
    role,
    ...(text && { description: text }),
    sources: [said?.source ?? source ?? { path: file ? path : (project.below(path)[0] ?? join('.', path) ?? path) }],
  }
}
