import type { Kind } from '../../facts'
import { folderOf, type Project } from '../../project'
import { isMaintainersTool } from '../maintenance'
import { enclosingWorkspace } from './enclosing'
import { isPublishable, kindsOf } from './kinds'
import { type Manifest, readManifest } from './manifest'
import { matchMembers, memberPatterns } from './workspaces'

/** A manifest and the part it plays. */
export interface Unit {
  manifest: Manifest
  place: 'root' | 'member' | 'nested'
  /** The manifest that declares this one as a member, be it outside the folder that is analysed, or the unit itself. */
  root: Manifest
  /** Why its dependencies and scripts are not the project's own: an example, a documentation site, a test bed. */
  side: Kind | 'test' | null
  kinds: Kind[]
  members: string[]
  publishable: boolean
}

/** Folder names, besides those that `roles.ts` knows, that a package of one of these purposes has. */
const SIDE_NAMES: readonly { name: RegExp; side: Kind | 'test' }[] = [
  {
    name: /^(?:docs?|documentation)(?:[-_.](?:site|website|app|web|v\d+|next|new|internal))?$|^(?:dev|api|web|website|site|user)[-_]docs$|^(?:web-?site|homepage|landing(?:-page)?|storybook|docusaurus|vitepress)$/i,
    side: 'docs',
  },
  {
    name: /^(?:examples?|demos?|samples?|playgrounds?|sandbox(?:es)?|starters?|showcase)(?:[-_.].+)?$|^.+[-_](?:examples?|demos?|samples?|playground|sandbox)$|^(?:kitchen-sink|tutorials?)$/i,
    side: 'sample',
  },
  {
    name: /^(?:tests?|e2e|fixtures?|integration|benchmarks?|smoke|perf)[-_](?:.+)$|^.+[-_](?:tests?|e2e|fixtures?|benchmarks?|debug)$|^(?:cypress|playwright)$|^_/i,
    side: 'test',
  },
  { name: /^templates?[-_].+$|^.+[-_]templates?$/i, side: 'template' },
]
const BY_ROLE = {
  example: 'sample',
  docs: 'docs',
  test: 'test',
  template: 'template',
  devcontainer: 'test',
  vendored: 'test',
} as const
/** Sites that are the public face of a library, in a repository that publishes one. */
const FACE = /^(?:www|site|website|docs?|homepage)$/i

/** What a folder's names say it is for, or `null` for the project's own code. */
export function sideOf(project: Project, directory: string): Kind | 'test' | null {
  const role = project.role(`${directory}/package.json`)
  if (role !== 'own') return BY_ROLE[role]
  for (const segment of directory.split('/')) {
    const row = SIDE_NAMES.find(({ name }) => name.test(segment))
    if (row) return row.side
  }
  return null
}

/** Folders that a member's own name may match although it is published code: `packages/testing`, `packages/template`. */
const namedLikeSide = (project: Project, directory: string) =>
  directory.includes('/') && sideOf(project, folderOf(directory)) === null

/** A package in a folder of its own name below the static files of a site is somebody else's, put there to be served. */
const isCopied = ({ directory, name }: Manifest): boolean =>
  name !== null && /(?:^|\/)(?:www|wwwroot|public|static|assets)\//.test(directory) && directory.endsWith(`/${name}`)

/** Folders above one, without the root. */
function ancestors(directory: string): string[] {
  const segments = directory.split('/')
  return segments.slice(1).map((_, i) => segments.slice(0, i + 1).join('/'))
}

const APPLICATIONS: ReadonlySet<Kind | undefined> = new Set<Kind>(['web-app', 'service', 'mobile-app', 'desktop-app'])
/** A manifest that nothing declares and that stands deeper than this belongs to something else. */
const MAX_DEPTH = 3

/** All manifests of the project with their parts: roots and nested ones of its own, members of their workspaces. */
export function unitsOf(project: Project): Unit[] {
  const vendored = (path: string) => project.role(path) === 'vendored' || project.role(path) === 'devcontainer'
  const paths = project.named('package.json').filter((path) => !vendored(path))
  const units = new Map<string, Unit>()
  const add = (manifest: Manifest, place: Unit['place'], root: Manifest, side: Unit['side'], members: string[]) =>
    units.set(manifest.directory, {
      manifest,
      place,
      root,
      side,
      members,
      publishable: isPublishable(project, manifest),
      kinds: kindsOf(project, manifest, root),
    })
  for (const path of paths) {
    const directory = folderOf(path)
    if (units.has(directory)) continue
    const side = sideOf(project, directory)
    if (directory !== '.' && side !== null) continue
    if (directory !== '.' && isMaintainersTool(directory)) continue
    // Below a nested project, what is no member of it is a fixture or a module marker more often than a project.
    if (ancestors(directory).some((folder) => units.has(folder))) continue
    const manifest = readManifest(project, path)
    if (!manifest || isCopied(manifest)) continue
    // Beside a root of their own language, only applications are more than a maintainer's tools.
    const isTool = directory !== '.' && units.has('.') && !APPLICATIONS.has(kindsOf(project, manifest, manifest)[0])
    if (isTool || directory.split('/').length > MAX_DEPTH) continue
    const members = matchMembers(memberPatterns(project, directory), directory, paths)
    const workspace = directory === '.' ? (enclosingWorkspace(project) ?? manifest) : manifest
    add(manifest, directory === '.' ? 'root' : 'nested', workspace, null, members)
    for (const member of members) {
      const own = readManifest(project, `${member}/package.json`)
      if (!own) continue
      const found = sideOf(project, member)
      const isCode = found !== 'sample' && isPublishable(project, own) && namedLikeSide(project, member)
      add(own, 'member', manifest, isCode ? null : found, [])
    }
  }
  const publishes = [...units.values()].some((unit) => unit.publishable && unit.side === null)
  for (const unit of units.values()) {
    if (unit.side || unit.publishable || unit.place === 'root') continue
    const last = unit.manifest.directory.split('/').at(-1) ?? ''
    if (unit.kinds[0] === 'docs' || (publishes && FACE.test(last))) unit.side = 'docs'
    // Applications that a library is tried out in.
    else if (publishes && /^integrations?\//.test(unit.manifest.directory)) unit.side = 'test'
  }
  return [...units.values()]
}
