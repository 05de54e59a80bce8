import { folderOf, type Project, record, strings } from '../../project'
import { isMaintainersTool } from '../maintenance'
import { topManifests } from '../manifest-facts'
import { memberFolders } from '../members'
import { isPlatformShell } from '../platform-shells'
import { within } from '../within'
import { type Pubspec, readPubspec } from './pubspec'

/** Packages that are worked on together: one that stands alone, or a workspace of pub or Melos. */
export interface Group {
  directory: string
  /** The manifest that declares the members, or the only package's. */
  manifest: string
  /** The package in the group's own folder; `null` where Melos alone gathers what lies below. */
  root: Pubspec | null
  /** Members that the manifests name and that exist, in the order of their paths. */
  members: Pubspec[]
  /** What the project is: the root where it has code of its own, and the members that are not examples or tests. */
  own: Pubspec[]
  /** pub resolves the members together. */
  shared: boolean
  melos: string | null
}

const MOST_GROUPS = 40

/** Names of packages that show or measure another, or are its pane in the developers' tools. */
const ASIDE =
  /(?:^|[_/])(?:examples?|samples?|demos?|benchmarks?|playground)(?:[_/]|$)|_devtools(?:_extension)?$|_test_utils?$/

/** Folders in which bricks hold packages that others get, and hooks which only their generator runs. */
const BRICK = /(?:^|\/)(?:bricks?|__brick__|hooks)(?:\/|$)/

const isOwn = (project: Project, directory: string) =>
  project.role(within(directory, 'pubspec.yaml')) === 'own' &&
  !ASIDE.test(directory) &&
  !BRICK.test(directory) &&
  !isMaintainersTool(directory) &&
  !isPlatformShell(project, directory)

/** Has a package code, and is more than the root that gathers others? */
const hasCode = (project: Project, { directory }: Pubspec) =>
  ['lib', 'bin', 'web'].some((folder) => project.hasFolder(within(directory, folder)))

/** The `packages` and `ignore` patterns of Melos below `directory`. https://melos.invertase.dev/configuration/overview */
function melosPatterns(
  project: Project,
  directory: string,
): { path: string; packages: string[]; ignore: string[] } | null {
  const path = within(directory, 'melos.yaml')
  const pubspec = within(directory, 'pubspec.yaml')
  const own = project.has(path) ? record(project.yaml(path)?.value) : null
  const inPubspec = record(project.yaml(pubspec)?.value).melos
  if (!own && inPubspec === undefined) return null
  const table = own ?? record(inPubspec)
  return { path: own ? path : pubspec, packages: strings(table.packages), ignore: strings(table.ignore) }
}

function readGroup(project: Project, directory: string): Group | null {
  const path = within(directory, 'pubspec.yaml')
  const root = project.has(path) ? readPubspec(project, path) : null
  const melos = melosPatterns(project, directory)
  if (!root && !melos) return null
  const folders = new Set([
    ...memberFolders(project, directory, root?.workspace ?? [], [], 'pubspec.yaml'),
    ...memberFolders(project, directory, melos?.packages ?? [], melos?.ignore ?? [], 'pubspec.yaml'),
  ])
  const members = [...folders].flatMap((folder) => readPubspec(project, within(folder, 'pubspec.yaml')) ?? [])
  const products = members.filter((one) => isOwn(project, one.directory))
  return {
    directory,
    manifest: root?.workspace ? path : members.length && melos ? melos.path : (root?.path ?? melos!.path),
    root,
    members,
    own: root && (hasCode(project, root) || !members.length) ? [root, ...products] : products,
    shared: root?.workspace != null,
    melos: melos?.path ?? null,
  }
}

/** The groups of the tree: the root's, or else the shallowest of its own packages. */
export function readGroups(project: Project): Group[] {
  const atRoot = readGroup(project, '.')
  if (atRoot) return [atRoot]
  return topManifests(project, /^(?:pubspec|melos)\.yaml$/, MOST_GROUPS)
    .map(folderOf)
    .filter((directory, index, all) => isOwn(project, directory) && all.indexOf(directory) === index)
    .flatMap((directory) => readGroup(project, directory) ?? [])
}
