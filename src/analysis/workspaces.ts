import type { Package } from './detector'
import type { Facts } from './facts'
import { type Need, needsOf } from './member-needs'
import { baseOf, folderOf, type Project } from './project'

/** A member that is only an example or a test says so where its manifest doesn't tell more. */
const BY_ROLE = new Map([
  ['example', 'sample'],
  ['docs', 'docs'],
  ['test', 'test'],
  ['template', 'template'],
])

/** Where members that lie in folders of examples are at most this share of all, they are shown beside the others. */
const FEW = 0.25
/** Folders of what is only tried out, whose names stand for themselves and what they hold. */
const BEDS = /(?:^|\/)(?:__[a-z]+__|fixtures?|playgrounds?|sandbox(?:es)?)(?:\/|$)/i

/** The members without test beds, and without examples where these are many: patterns take in fixtures and playgrounds as well. */
function without<T extends { path: string }>(project: Project, members: T[]): T[] {
  // The role of the folder above: `packages/test-kit` is a package, `playground/css` lies in a playground.
  const roleOf = ({ path }: T) => project.role(`${folderOf(path)}/file`)
  const isBed = ({ path }: T) => BEDS.test(path)
  const own = members.filter((member) => !/^(?:test|example|vendored)$/.test(roleOf(member)) && !isBed(member))
  // Hardly anything else: examples are what the repository is.
  if (own.length < 2) return members
  const examples = members.filter((member) => roleOf(member) === 'example' && !isBed(member))
  return examples.length <= members.length * FEW
    ? members.filter((member) => own.includes(member) || examples.includes(member))
    : own
}

/** Members that the manifests of the project declare and that exist, in the order of their paths; each folder once. */
export function workspacesOf(project: Project, packages: readonly Package[]): Facts['workspaces'] {
  const found = new Map<string, Facts['workspaces'][number]>()
  const named = new Set(packages.flatMap((one) => (one.namedMembers ? one.members : [])))
  for (const parent of packages)
    for (const path of parent.members) {
      if (path === '.' || found.has(path)) continue
      const own = packages.filter(({ directory, name }) => directory === path && name)
      const member = own.find(({ ecosystem }) => ecosystem === parent.ecosystem) ?? own[0]
      const role = BY_ROLE.get(project.role(`${path}/file`))
      found.set(path, {
        path,
        name: member?.name?.value ?? baseOf(path),
        kind: member?.kinds[0] ?? (role === 'test' && member && !member.private ? 'library' : role) ?? 'package',
        ...(member?.description && { description: member.description.value }),
        private: member?.private ?? true,
        sources: [member ? (member.name?.sources[0] ?? { path: member.manifest }) : { path: parent.manifest }],
      })
    }
  const all = [...found.values()]
  const kept = new Set(
    without(
      project,
      all.filter(({ path }) => !named.has(path)),
    ),
  )
  const members = all
    .filter((one) => named.has(one.path) || kept.has(one))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
  return linked(project, members, packages)
}

type Member = Facts['workspaces'][number]

/** A name as its ecosystem compares it: Python takes `_`, `.` and `-` for one. */
const compared = (name: string, path: string) =>
  /\.toml$/.test(path) ? name.toLowerCase().replace(/[-_.]+/g, '-') : name

/** The package that a member is by the manifest that names it. */
const packageOf = ({ path, sources }: Member, packages: readonly Package[]) =>
  packages.find(({ directory, manifest }) => directory === path && manifest === sources[0]?.path)

/** Where a member says what it needs: its manifest, or the build script of a folder that only the settings name. */
function manifestOf(project: Project, { path }: Member, own: Package | undefined) {
  const script = ['build.gradle.kts', 'build.gradle'].map((name) => `${path}/${name}`).find(project.has)
  return own && !/gradle/.test(own.manifest) ? own.manifest : (script ?? own?.manifest ?? null)
}

/** The members with what each needs of the others, by the manifests; a name is one of its own ecosystem only. */
function linked(project: Project, members: Member[], packages: readonly Package[]): Member[] {
  const byPath = new Map(members.map((one) => [one.path, one]))
  const ecosystemOf = (member: Member) => packageOf(member, packages)?.ecosystem
  return members.map((member) => {
    const own = packageOf(member, packages)
    const manifest = manifestOf(project, member, own)
    if (manifest === null) return member
    const named = (name = '') =>
      members.find(
        (one) => compared(one.name, manifest) === compared(name, manifest) && ecosystemOf(one) === own?.ecosystem,
      )
    const build = packages.find((one) => one.members.includes(member.path))?.directory ?? '.'
    const found = new Map<string, Need['source']>()
    for (const need of needsOf(project, manifest, build)) {
      const target = need.folder === undefined ? named(need.name) : byPath.get(need.folder)
      if (target && target !== member && !found.has(target.path)) found.set(target.path, need.source)
    }
    return found.size
      ? { ...member, depends_on: [...found].map(([path, source]) => ({ path, sources: [source] })) }
      : member
  })
}
