import type { Package } from './detector'
import type { Facts, Source } from './facts'
import { CODE, deepest, type Folder } from './folders'
import { isGeneratedPath } from './linguist/paths'
import { baseOf, folderOf, type Project } from './project'
import { type Convention, FILE_CONVENTIONS, FOLDER_CONVENTIONS, GO_CONVENTIONS } from './tree-conventions'

/** A path that a newcomer may need; the heavier, the more. */
export interface Candidate {
  path: string
  role: string
  weight: number
  description?: string
  source?: Source
}

/** Most children that a folder may have to be shown child by child. */
const MOST_CHILDREN = 12
/** Folders that only hold other folders, so what they hold is shown instead. */
const CONTAINERS = /^(?:src|main|java|kotlin|scala|lua|python|Sources)$/

/** What a folder's name says; some names say it in a Go module only. */
const conventionOf = (project: Project, path: string): Convention | undefined =>
  FOLDER_CONVENTIONS.get(baseOf(path).toLowerCase()) ??
  (project.has('go.mod') ? GO_CONVENTIONS.get(baseOf(path)) : undefined)

/** Candidates for a folder and, where it is a container or the main source, for what it holds. */
function below(project: Project, all: Map<string, Folder>, top: string, weight: number, depth: number): Candidate[] {
  const outer = conventionOf(project, top)?.role
  const path = outer === 'tests' || outer === 'docs' ? top : deepest(all, top)
  const folder = all.get(path)
  if (!folder) return []
  const named = conventionOf(project, path)
  // Inside the source, `doc` and `complete` are modules about these things.
  const convention =
    named &&
    (path === top && !path.includes('/')
      ? named
      : /^(?:source|data|config|assets|tests)$/.test(named.role)
        ? named
        : undefined)
  const role = convention?.role ?? (folder.code ? 'source' : 'files')
  const own: Candidate = {
    path,
    role,
    weight: Math.max(weight, Math.min(convention?.weight ?? 0, weight + 4)),
    ...(convention && { description: convention.description }),
  }
  const children = [...folder.children].filter((child) => !baseOf(child).startsWith('.'))
  const open = depth > 0 && children.length > 0 && children.length <= MOST_CHILDREN && role === 'source'
  if (!open) return [own]
  const container = folder.direct === 0 && CONTAINERS.test(baseOf(path)) && children.length > 1
  const inner = children.flatMap((child) => {
    const share = (all.get(child)?.bytes ?? 0) / Math.max(1, folder.bytes)
    return below(
      project,
      all,
      child,
      container ? weight - 2 : weight > 70 ? 60 + (share > 0.3 ? 4 : 0) : 44,
      depth - (container ? 0 : 1),
    )
  })
  return container && depth > 1 ? inner : [own, ...inner]
}

/** The root's folders, the main sources opened up. */
export function topFolders(project: Project, all: Map<string, Folder>): Candidate[] {
  const root = all.get('.')
  const tops = [...(root?.children ?? [])].filter((path) => !path.startsWith('.'))
  const most = Math.max(
    0,
    ...tops.filter((path) => project.role(`${path}/x`) === 'own').map((path) => all.get(path)?.code ?? 0),
  )
  return tops.flatMap((path) => {
    const folder = all.get(path)!
    const role = project.role(`${path}/x`)
    const convention = conventionOf(project, path)
    if (role !== 'own' || (convention && convention.role !== 'source')) {
      const byRole = {
        test: 'Tests',
        docs: 'Documentation',
        example: 'Examples',
        vendored: 'Code of others',
        template: 'Templates',
        devcontainer: 'Development container',
        own: undefined,
      }[role]
      return [
        {
          path,
          role: convention?.role ?? role,
          weight: convention?.weight ?? 45,
          ...((convention?.description ?? byRole) && { description: convention?.description ?? byRole! }),
        },
      ]
    }
    const major = folder.code > 0 && folder.code >= most * 0.2
    return below(project, all, path, major ? 82 : folder.code ? 66 : 48, major ? 2 : path === 'src' ? 1 : 0)
  })
}

/** Files at the root that a convention or a manifest names, and the largest sources; `sole` when the sources lie at the root. */
export function rootFiles(project: Project, packages: readonly Package[], sole: boolean): Candidate[] {
  const files = project.inFolder('.')
  const manifests = new Set(packages.map(({ manifest }) => manifest))
  const code = files.filter(
    (path) =>
      CODE.test(path) &&
      project.role(path) === 'own' &&
      !/^(?:\..*|setupTests\.\w+|setup\.py|conftest\.py|noxfile\.py|build\.rs|.*\.config\.[cm]?[jt]s|.*\.d\.ts|gulpfile\.js|Gruntfile\.js|mix\.exs)$/.test(
        path,
      ),
  )
  const bySize = code
    .toSorted((a, b) => (project.files.get(b)?.bytes ?? 0) - (project.files.get(a)?.bytes ?? 0))
    .slice(0, sole ? 10 : 4)
  return files.flatMap((path): Candidate[] => {
    const convention = FILE_CONVENTIONS.find(([pattern]) => pattern.test(path))?.[1]
    if (convention) return [{ path, ...convention }]
    if (manifests.has(path)) return [{ path, role: 'manifest', weight: 74, description: 'Manifest' }]
    return bySize.includes(path) ? [{ path, role: 'source', weight: sole ? 60 : 52 }] : []
  })
}

/** A folder with at least this part of its parent's code is where the code is. */
const MOST_OF_CODE = 0.7
const MOST_ROOMS = 8
/** What is less of its folder is not what it is known by. */
const LEAST_OF_FOLDER = 0.06

/**
 * The folder in which nearly all of the project's own code lies, and the folders in it: what a layout that stops at `src/Name/` leaves out.
 * `null` where the code is spread over several.
 */
export function heartOf(project: Project, all: Map<string, Folder>): { path: string; rooms: Candidate[] } | null {
  const own = (path: string) =>
    [...(all.get(path)?.children ?? [])]
      .filter((child) => project.role(`${child}/x`) === 'own' && !baseOf(child).startsWith('.'))
      .map((child) => ({ path: child, code: all.get(child)?.code ?? 0 }))
      .filter(({ code }) => code > 0)
      .toSorted((a, b) => b.code - a.code)
  let path = '.'
  for (;;) {
    const children = own(path)
    const direct = project.inFolder(path).filter((file) => CODE.test(file) && project.role(file) === 'own')
    const sum = [
      ...children.map(({ code }) => code),
      ...direct.map((file) => project.files.get(file)?.bytes ?? 0),
    ].reduce((a, b) => a + b, 0)
    const [largest] = children
    if (!largest || largest.code < sum * MOST_OF_CODE) {
      const rooms = children.filter(({ code }) => code >= sum * LEAST_OF_FOLDER).slice(0, MOST_ROOMS)
      return path === '.' ? null : { path, rooms: rooms.map((one) => ({ path: one.path, role: 'source', weight: 51 })) }
    }
    path = largest.path
  }
}

/** Source files that a folder full of them is known by. */
const MOST_OF_FOLDER = 5
/** A folder with fewer source files is seen at a glance. */
const FULL = 4

/**
 * The largest files of the folders whose source lies in them directly: a folder that is shown as `src/` alone says nothing of what is in it.
 * @param shown candidates, of which those of sources are looked into
 */
export function largestSources(project: Project, all: Map<string, Folder>, shown: readonly Candidate[]): Candidate[] {
  const most = Math.max(0, ...shown.map(({ path, role }) => (role === 'source' ? (all.get(path)?.code ?? 0) : 0)))
  return shown.flatMap(({ path: folder, role }) => {
    const code = all.get(folder)?.code ?? 0
    if (role !== 'source' || code < most / 2) return []
    const sources = project
      .inFolder(folder)
      .filter((path) => CODE.test(path) && project.role(path) === 'own' && !isGeneratedPath(path))
    if (sources.length < FULL) return []
    return sources
      .map((path) => ({ path, bytes: project.files.get(path)?.bytes ?? 0 }))
      .filter(({ bytes }) => bytes >= code * LEAST_OF_FOLDER)
      .toSorted((a, b) => b.bytes - a.bytes)
      .slice(0, MOST_OF_FOLDER)
      .map(({ path }) => ({ path, role: 'source', weight: 50 }))
  })
}

/** Members of the workspace one by one while they are few, else the folders that hold them. */
export function members(workspaces: Facts['workspaces']): Candidate[] {
  const own = workspaces.filter(({ kind }) => kind !== 'sample' && kind !== 'test')
  if (own.length <= MOST_CHILDREN)
    return own.map(({ path, description, sources }) => ({
      path,
      role: 'package',
      weight: 88,
      ...(description && { description, source: sources[0]! }),
    }))
  return [...new Set(own.map(({ path }) => folderOf(path)))]
    .filter((path) => path !== '.')
    .map((path) => {
      const count = own.filter((one) => folderOf(one.path) === path).length
      return { path, role: 'package', weight: 88, description: `${count} packages of the workspace` }
    })
}
