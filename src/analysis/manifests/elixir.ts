import type { Contribution } from '../detector'
import type { Ecosystem } from '../ecosystem'
import type { Facts, Sourced } from '../facts'
import { sameName } from '../names'
import { baseOf, type Project } from '../project'
import { hexInstall, mixCommands } from './elixir/commands'
import { gleamPackage } from './elixir/gleam'
import { type MixFile, readMixFile } from './elixir/mix-file'
import { mixKinds, moduleFile, shapeOf } from './elixir/shape'
import { tools } from './elixir/tools'
import { contributionOf, type ManifestFacts, together, topManifests } from './manifest-facts'
import { memberFolders } from './members'
import { isReadme, MOST_README } from './readme-mention'
import { within } from './within'

const MOST_MANIFEST = 131_072
const MOST_PROGRAM = 16_384

function wants(path: string, bytes: number): number {
  const base = baseOf(path)
  if (base === 'mix.exs' || base === 'gleam.toml' || base === '.formatter.exs')
    return bytes <= MOST_MANIFEST ? bytes : 0
  if (
    /^(?:VERSION(?:\.\w+)?|\.tool-versions|\.?mise\.toml|Dockerfile|[Mm]akefile|[Jj]ustfile|run(?:\.sh)?)$/.test(path)
  )
    return MOST_PROGRAM
  if (/^(?:[^/]+\/){0,3}src\/\w+\.gleam$/.test(path)) return MOST_PROGRAM
  return isReadme(path) ? MOST_README : 0
}

/** Does the root pin Elixir? What an application runs on is that, not the least that its manifest would take. */
const isPinned = (project: Project): boolean =>
  ['.tool-versions', 'mise.toml', '.mise.toml'].some((path) => /^\s*"?elixir\b/m.test(project.text(path) ?? ''))

function runtimesOf(project: Project, mix: MixFile): Facts['runtimes'] {
  if (!mix.elixir || (!mix.package && isPinned(project))) return []
  return [{ name: 'elixir', constraint: mix.elixir.value, sources: mix.elixir.sources }]
}

function entryPointsOf(project: Project, mix: MixFile): Facts['entry_points'] {
  const found: Facts['entry_points'] = []
  const add = (path: string | null, what: string, said: Sourced['sources']) => {
    if (path && !found.some((one) => one.path === path)) found.push({ path, what, sources: said })
  }
  if (mix.start) add(moduleFile(project, mix, mix.start.value), 'OTP application', mix.start.sources)
  if (mix.escript?.main)
    add(moduleFile(project, mix, mix.escript.main), `Program ${mix.escript.name}`, [mix.escript.source])
  const library = mix.app && within(mix.directory, `lib/${mix.app.value}.ex`)
  if (mix.app && mix.package && library && project.has(library))
    add(library, `Library ${mix.app.value}`, mix.app.sources)
  return found
}

/** What a manifest says of the package in its folder, commands aside. */
function packageFacts(
  project: Project,
  mix: MixFile,
  own: ReadonlySet<string>,
  installs: ManifestFacts['commands'] = [],
): ManifestFacts {
  const main = mix.escript?.main ? moduleFile(project, mix, mix.escript.main) : null
  const lock = within(mix.directory, 'mix.lock')
  // The name of an application that is not published is its maintainers' own, like a module's.
  const spoken =
    !mix.package && mix.directory === '.' && sameName(mix.app?.value ?? '') !== sameName(project.repositoryName)
  const name = mix.package?.name
    ? { value: mix.package.name, sources: [mix.package.source] }
    : spoken
      ? mix.title
      : mix.app
  return {
    name,
    description: mix.description,
    version: mix.version,
    license: mix.package?.licenses ?? null,
    private: installs.length === 0 && (mix.package === null || mix.directory !== '.'),
    commands: installs,
    kinds: mix.appsPath ? [] : mixKinds(project, mix),
    ...(project.has(lock) && { lockfile: lock }),
    requirements: mix.dependencies.filter((one) => !one.own && !own.has(one.name)),
    runtimes: runtimesOf(project, mix),
    binaries: mix.escript && main ? [{ name: mix.escript.name, entry: main, sources: [mix.escript.source] }] : [],
    entry_points: entryPointsOf(project, mix),
  }
}

/** A manifest for Mix's users of a library that is written in Erlang and built with rebar3. */
const isForErlang = (project: Project, mix: MixFile): boolean =>
  project.has(within(mix.directory, 'rebar.config')) &&
  !project.ending('.ex').some((one) => mix.directory === '.' || one.startsWith(`${mix.directory}/`))

function mixProject(project: Project, path: string): Contribution | null {
  const mix = readMixFile(project, path)
  if (!mix || isForErlang(project, mix)) return null
  const folders = mix.appsPath ? memberFolders(project, mix.directory, [`${mix.appsPath}/*`], [], 'mix.exs') : []
  const members = folders.flatMap((folder) => readMixFile(project, within(folder, 'mix.exs')) ?? [])
  const own = new Set(members.flatMap(({ app }) => (app ? [app.value] : [])))
  const shape = shapeOf(project, mix, members)
  const installs = shape.endpoint && !mix.escript ? [] : hexInstall(project, mix)
  const root = contributionOf('hex', 'mix', path, {
    ...packageFacts(project, mix, own, installs),
    ...(folders.length && { members: folders, kinds: [] }),
    commands: [...installs, ...mixCommands(project, shape)],
  })
  const inside = members.map((member) => ({
    ...contributionOf('hex', 'mix', member.path, packageFacts(project, member, own, hexInstall(project, member, true))),
    // One tool at the root handles them all.
    package_managers: [],
  }))
  return together([root, ...inside])
}

/** Elixir projects: Mix (https://hexdocs.pm/mix/Mix.Project.html), umbrellas of them, and Gleam packages. */
export const elixir: Ecosystem = {
  name: 'elixir',
  packages: { hex: ['Elixir', 'Erlang', 'Gleam'] },
  tools,
  extensions: ['exs', 'toml', 'gleam'],
  wants,
  detect(project) {
    const mixes = topManifests(project, 'mix.exs').flatMap((path) => mixProject(project, path) ?? [])
    const gleams = topManifests(project, 'gleam.toml').flatMap((path) => gleamPackage(project, path) ?? [])
    return together([...mixes, ...gleams])
  },
}
