import type { Contribution } from '../detector'
import type { Ecosystem } from '../ecosystem'
import type { Kind } from '../facts'
import { baseOf, folderOf, type Project } from '../project'
import { type Application, readApplication } from './erlang/application'
import { hexDependency, rebarCommands } from './erlang/commands'
import { entryOf, erlangMakeProject } from './erlang/erlang-mk'
import { type Rebar, readRebar } from './erlang/rebar'
import { tools } from './erlang/tools'
import { contributionOf, together, topManifests } from './manifest-facts'
import { namesFolder } from './members'
import { isReadme, MOST_README } from './readme-mention'
import { within } from './within'

const MOST_MANIFEST = 131_072
const MOST_MEMBERS = 300
/** Resource files of applications, and scripts that complete one. */
const RESOURCE = /\.app\.src(?:\.script)?$/

function wants(path: string, bytes: number): number {
  const base = baseOf(path)
  if (base === 'rebar.config' || RESOURCE.test(base) || path === 'Makefile') return bytes <= MOST_MANIFEST ? bytes : 0
  return isReadme(path) ? MOST_README : 0
}

/** The application whose resource file stands in `src` of this folder. */
function applicationIn(project: Project, directory: string): Application | null {
  const path = project.inFolder(within(directory, 'src')).find((one) => RESOURCE.test(one))
  return path ? readApplication(project, path) : null
}

/** Applications of an umbrella: folders that its patterns name, with a resource file. */
function membersOf(project: Project, rebar: Rebar): string[] {
  const around = rebar.directory === '.' ? '' : `${rebar.directory}/`
  const patterns = rebar.applications.filter((one) => one !== '.')
  const folders = project
    .named(RESOURCE)
    .filter((path) => path.startsWith(around) && folderOf(path).endsWith('/src') && project.role(path) === 'own')
    .map((path) => folderOf(folderOf(path)))
  return [...new Set(folders)]
    .filter((folder) => {
      const relative = folder.slice(around.length)
      return relative.split('/').length <= 2 && namesFolder(patterns, relative)
    })
    .slice(0, MOST_MEMBERS)
}

function kindsOf(rebar: Rebar, application: Application | null, published: boolean): Kind[] {
  if (rebar.escript) return ['cli']
  if (rebar.release) return ['service']
  return application && !published && application.start && !application.licenses ? ['service'] : ['library']
}

/** The application that a project is about: what its program or its release is made of, or the root's. */
function mainOf(rebar: Rebar, root: Application | null, members: readonly Application[]): Application | null {
  const all = root ? [root, ...members] : members
  const named = (name: string | null | undefined) => all.find((one) => one.name.value === name)
  return named(rebar.escript?.application) ?? root ?? named(rebar.escript?.name) ?? named(rebar.release?.name) ?? null
}

function entriesOf(project: Project, rebar: Rebar, root: Application | null, main: Application | null) {
  const home = main ? folderOf(folderOf(main.path)) : rebar.directory
  const { escript } = rebar
  const called = escript && { value: escript.name, sources: [escript.source] }
  // The module of a program goes by the program's name, or else by its application's.
  const programs = called && main ? [called, main.name].flatMap((one) => entryOf(project, home, one)).slice(0, 1) : []
  const library = !escript && root ? entryOf(project, rebar.directory, root.name) : []
  return {
    binaries: called ? programs.map(({ path }) => ({ name: called.value, entry: path, sources: called.sources })) : [],
    entry_points: [
      ...(main?.start ? entryOf(project, home, main.name, main.start) : []),
      ...programs.map((one) => ({ ...one, what: `Program ${called?.value}` })),
      ...library,
    ],
  }
}

function rebarProject(project: Project, path: string): Contribution | null {
  const rebar = readRebar(project, path)
  if (!rebar) return null
  const { directory } = rebar
  const application = applicationIn(project, directory)
  const folders = membersOf(project, rebar)
  if (!application && !folders.length && !rebar.escript && !rebar.release) return null
  const members = folders.flatMap((folder) => applicationIn(project, folder) ?? [])
  const own = new Set(members.map(({ name }) => name.value))
  const evidence = rebar.plugins.get('rebar3_hex') ?? rebar.has('hex')
  const installs = application && !rebar.escript ? hexDependency(project, directory, application, evidence) : []
  const lock = within(directory, 'rebar.lock')
  const main = mainOf(rebar, application, members)
  const kinds = kindsOf(rebar, application, installs.length > 0)
  const root = contributionOf('hex', 'rebar3', path, {
    name: application?.name ?? null,
    description: main?.description ?? null,
    version: main?.version ?? null,
    license: main?.licenses ?? null,
    private: installs.length === 0,
    kinds,
    members: folders,
    ...(project.has(lock) && { lockfile: lock }),
    requirements: rebar.requirements.filter(({ name }) => !own.has(name)),
    runtimes: rebar.otp ? [{ name: 'erlang', constraint: `>=${rebar.otp.value}`, sources: rebar.otp.sources }] : [],
    commands: [...installs, ...rebarCommands(project, rebar, kinds.includes('service'))],
    ...entriesOf(project, rebar, application, main),
  })
  const inside = members.map((member) => ({
    ...contributionOf('hex', 'rebar3', member.path, {
      name: member.name,
      description: member.description,
      version: member.version,
      license: member.licenses,
      private: true,
      kinds: ['library'],
    }),
    package_managers: [],
  }))
  // A resource file stands in the source folder of its application.
  const placed = inside.map(({ packages = [], ...rest }) => ({
    ...rest,
    packages: packages.map((one) => ({ ...one, directory: folderOf(one.directory) })),
  }))
  return together([root, ...placed])
}

/** Erlang projects: rebar3 (https://rebar3.org/docs/) and erlang.mk. */
export const erlang: Ecosystem = {
  name: 'erlang',
  packages: {},
  tools,
  extensions: ['config', 'src', 'script'],
  wants,
  detect(project) {
    const made = erlangMakeProject(project, 'Makefile')
    if (made) return made
    return together(topManifests(project, 'rebar.config').flatMap((path) => rebarProject(project, path) ?? []))
  },
}
