import type { Contribution } from '../detector'
import type { Ecosystem } from '../ecosystem'
import type { Kind, Sourced } from '../facts'
import { sameName } from '../names'
import { baseOf, folderOf, join, type Project, record, string, strings } from '../project'
import { juliaCommands } from './julia/commands'
import { requirements } from './julia/dependencies'
import { isRegistered } from './julia/publication'
import { docstringOf, exportsOf } from './julia/surface'
import { tools } from './julia/tools'
import { contributionOf, type Requirement, together, topManifests } from './manifest-facts'
import { within } from './within'

/** Julia prefers the longer name, where both stand. */
const NAMES = ['JuliaProject.toml', 'Project.toml']
const LOCKS = ['JuliaManifest.toml', 'Manifest.toml']
const MANIFEST = /^(?:Julia)?Project\.toml$/
const MOST = 131_072

function wants(path: string, bytes: number): number {
  if (MANIFEST.test(baseOf(path))) return bytes <= MOST ? bytes : 0
  // A module's own file, in which it exports its names.
  if (/(?:^|\/)src\/[A-Z]\w*\.jl$/.test(path) && path.split('/').length <= 4) return MOST / 2
  return /^readme(?:\.\w+)?$/i.test(path) ? MOST : 0
}

const manifestIn = (project: Project, folder: string) => NAMES.map((name) => within(folder, name)).find(project.has)

/** Members that the `[workspace]` of a manifest names, where they have one. */
const membersOf = (project: Project, manifest: string): string[] =>
  strings(record(record(project.toml(manifest)?.value).workspace).projects).flatMap((name) => {
    const path = join(folderOf(manifest), name)
    return path && manifestIn(project, path) ? [path] : []
  })

const SERVES = /^(?:Genie|GenieFramework|Oxygen|Mux|Stipple|Dash|Bonito|HTTP)$/

/** A package is a library, with programs where it declares some; an environment that serves pages is an application. */
function kindsOf(isPackage: boolean, programs: boolean, uses: readonly Requirement[]): Kind[] {
  if (isPackage) return programs ? ['cli', 'library'] : ['library']
  return uses.some(({ name, scope }) => scope === 'runtime' && SERVES.test(name)) ? ['web-app'] : []
}

/** The place of a manifest among those of its workspace: a member's environment is its root's, and only the main package is what users add. */
interface Place {
  member: boolean
  main: boolean
  /** Names of the workspace's packages, which need each other. */
  siblings: ReadonlySet<string>
}

function detectOne(project: Project, manifest: string, { member, main, siblings }: Place): Contribution {
  const document = project.toml(manifest)
  if (!document) return {}
  const root = record(document.value)
  const folder = folderOf(manifest)
  const said = (key: string): Sourced | null => {
    const value = string(root[key])
    return value ? { value, sources: [document.at(key)] } : null
  }
  const name = said('name')
  const module = name && /^\w+$/.test(name.value) ? within(folder, `src/${name.value}.jl`) : null
  const library = module && project.has(module) ? module : null
  const uses = requirements(document).filter((one) => !siblings.has(one.name))
  const julia = string(record(root.compat).julia)
  const programs = Object.keys(record(root.apps)).filter((one) => /^[\w.-]+$/.test(one))
  const locked = LOCKS.map((base) => within(folder, base)).find(project.has)
  // Only what has a UUID can be registered, and a member only by the repository's bot.
  const registered = name && library && string(root.uuid) ? isRegistered(project, name.value) : null
  const contribution = contributionOf('julia', 'pkg', manifest, {
    name,
    description: library && name ? docstringOf(project, library, name.value) : null,
    version: said('version'),
    license: said('license'),
    private: registered === null,
    kinds: kindsOf(library !== null, programs.length > 0, uses),
    members: membersOf(project, manifest),
    ...(locked && { lockfile: locked }),
    requirements: uses,
    runtimes: julia ? [{ name: 'julia', constraint: julia, sources: [document.at('compat', 'julia')] }] : [],
    commands: juliaCommands(project, folder, manifest, { name, registered, library })
      .filter(({ group }) => !(group === 'setup' && member) && !(group === 'install' && !main))
      .map((one) => (one.group === 'install' ? { ...one, cwd: '.' } : one)),
    binaries: programs.map((one) => ({ name: one, entry: library ?? manifest, sources: [document.at('apps', one)] })),
    entry_points: library && name ? [{ path: library, what: `Module ${name.value}`, sources: name.sources }] : [],
    ...(library && name && { exports: exportsOf(project, library, name.value) }),
  })
  // What is locked together is managed together.
  return member ? { ...contribution, package_managers: [] } : contribution
}

/** Julia packages, applications and environments (https://pkgdocs.julialang.org/v1/toml-files/). */
export const julia: Ecosystem = {
  name: 'julia',
  packages: { julia: ['Julia'] },
  tools,
  extensions: ['toml', 'jl'],
  wants,
  detect(project) {
    const tops = topManifests(project, MANIFEST).filter((path) => path === manifestIn(project, folderOf(path)))
    const members = tops
      .flatMap((path) => membersOf(project, path))
      .flatMap((folder) => manifestIn(project, folder) ?? [])
    const own = [...new Set([...tops, ...members])].filter((path) => project.role(path) === 'own')
    const nameOf = (path: string) => string(record(project.toml(path)?.value).name)
    const names = own.flatMap((path) => nameOf(path) ?? [])
    const wanted = sameName(project.repositoryName.replace(/\.jl$/, ''))
    const main =
      own.find((path) => nameOf(path) !== null && sameName(nameOf(path)!) === wanted) ??
      tops.find((path) => nameOf(path) !== null)
    const ordered = own.toSorted((a, b) => Number(b === main) - Number(a === main))
    return together(
      ordered.map((path) =>
        detectOne(project, path, {
          member: !tops.includes(path),
          main: main === undefined || path === main,
          siblings: new Set(names),
        }),
      ),
    )
  },
}
