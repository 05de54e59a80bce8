import { type Contribution, type Package, RANK } from '../detector'
import type { Ecosystem } from '../ecosystem'
import type { Facts } from '../facts'
import { sameName } from '../names'
import type { Project } from '../project'
import { groupCommands, type Member, mainFirst, publishedNamesake } from './dart/commands'
import { pubInstall } from './dart/install'
import { pubKinds } from './dart/kinds'
import { desktopBinaries, readApplication } from './dart/platforms'
import { pubRuntimes } from './dart/runtimes'
import { libraryExports, libraryOf } from './dart/surface'
import { tools } from './dart/tools'
import { type Group, readGroups } from './dart/workspace'
import { contributionOf, together } from './manifest-facts'
import { mentionBytes } from './mention'
import { within } from './within'

const MOST_MANIFEST = 65_536
const MOST_CODE = 16_384

function wants(path: string, bytes: number): number {
  const base = path.slice(path.lastIndexOf('/') + 1)
  if (base === 'pubspec.yaml' || base === 'melos.yaml') return bytes <= MOST_MANIFEST ? bytes : 0
  if (base === '.fvmrc' || base === 'fvm_config.json' || base === 'firebase.json') return MOST_CODE
  if (/(?:^|\/)(?:linux|windows)\/CMakeLists\.txt$/.test(path)) return 4096
  if (/(?:^|\/)android\/app\/build\.gradle(?:\.kts)?$/.test(path)) return MOST_CODE
  if (/(?:^|\/)lib\/[a-z0-9_]+\.dart$/.test(path)) return MOST_CODE
  if (/^readme(?:\.md)?$/i.test(base) && path.split('/').length <= 4) return MOST_MANIFEST
  return mentionBytes(path)
}

/** Packages whose installation is told. */
const MOST_INSTALLED = 4

/** What stands at the root of a group that has no code of its own: the project is what its main package is. */
function gathering(project: Project, group: Group, members: readonly Member[]): Package[] {
  if (group.root && group.own.includes(group.root)) return []
  const applications = members.filter(({ application }) => application !== null)
  const main =
    publishedNamesake(project, members) ??
    (applications.length === 1 ? applications[0] : members.length === 1 ? members[0] : undefined)
  return [
    {
      ecosystem: 'pub',
      directory: group.directory,
      manifest: group.manifest,
      name: null,
      description: main?.pubspec.description ?? null,
      version: main?.pubspec.version ?? null,
      license: null,
      private: true,
      kinds: main ? pubKinds(project, main.pubspec, main.application) : [],
      members: group.members.map(({ directory }) => directory),
    },
  ]
}

function entryPoints(project: Project, { pubspec, application }: Member): Facts['entry_points'] {
  if (application)
    return application.entries.map((path) => ({ path, what: 'Flutter application', sources: [{ path }] }))
  const programs = pubspec.executables.map(({ name, entry, source }) => ({
    path: entry,
    what: `Program ${name}`,
    sources: [source],
  }))
  const library = libraryOf(pubspec)
  const libraries = project.has(library)
    ? [{ path: library, what: `Library ${pubspec.name}`, sources: [pubspec.nameSource] }]
    : []
  const server = within(pubspec.directory, 'bin/server.dart')
  const servers =
    project.has(server) && !programs.length ? [{ path: server, what: 'Server', sources: [{ path: server }] }] : []
  return [...programs, ...servers, ...libraries]
}

function memberFacts(project: Project, group: Group, member: Member, lockfile: string | undefined): Contribution {
  const { pubspec, application } = member
  const { name, nameSource, path } = pubspec
  const binaries = [
    ...pubspec.executables.map((one) => ({ name: one.name, entry: one.entry, sources: [one.source] })),
    ...(application ? desktopBinaries(project, application) : []),
  ]
  return contributionOf('pub', 'pub', path, {
    // An application is called what its README calls it: nobody ever types the package's name.
    name: application && pubspec.private && pubspec.directory === '.' ? null : { value: name, sources: [nameSource] },
    description: pubspec.description,
    version: pubspec.version,
    license: null,
    private: pubspec.private,
    kinds: pubKinds(project, pubspec, application),
    members: pubspec === group.root ? group.members.map(({ directory }) => directory) : [],
    ...(lockfile && { lockfile }),
    requirements: pubspec.requirements,
    binaries,
    entry_points: entryPoints(project, member),
    exports: application ? [] : libraryExports(project, pubspec),
  })
}

/** Members that only show or test the others have a name, and nothing of what the project is. */
const asideFacts = (group: Group): Package[] =>
  group.members
    .filter((one) => !group.own.includes(one))
    .map((one) => ({
      ecosystem: 'pub',
      directory: one.directory,
      manifest: one.path,
      name: { value: one.name, sources: [one.nameSource] },
      description: one.description,
      version: one.version,
      license: null,
      private: true,
      kinds: [],
      members: [],
    }))

function detectGroup(project: Project, group: Group): Contribution {
  const members = mainFirst(
    project,
    group.own.map((pubspec) => ({ pubspec, application: readApplication(project, pubspec) })),
  )
  const lockOf = (folder: string) => [within(folder, 'pubspec.lock')].find(project.has)
  const shared = lockOf(group.directory)
  const facts = together(
    members.map((member) =>
      memberFacts(project, group, member, group.shared ? shared : lockOf(member.pubspec.directory)),
    ),
  )
  const gatherer = gathering(project, group, members)
  const manager = {
    name: 'pub',
    manifest: group.manifest,
    ...(shared && { lockfile: shared }),
    cwd: group.directory,
    sources: [{ path: group.manifest }],
  }
  const pubspecs = members.map(({ pubspec }) => pubspec)
  const installed = members.flatMap(({ pubspec, application }) => {
    const program = pubKinds(project, pubspec, application)[0] === 'cli'
    const said = application ? null : pubInstall(project, pubspec, program)
    return said ? [{ group: 'install' as const, cwd: '.', rank: RANK.convention, ...said }] : []
  })
  return {
    ...facts,
    packages: [...gatherer, ...(facts.packages ?? []), ...asideFacts(group)],
    package_managers: group.shared || gatherer.length ? [manager] : (facts.package_managers ?? []),
    runtimes: pubRuntimes(project, group.directory, group.root ? [...pubspecs, group.root] : pubspecs),
    commands: [...installed.slice(0, MOST_INSTALLED), ...groupCommands(project, group, members)],
  }
}

/** Dart and Flutter projects: packages and applications, pub workspaces and Melos. https://dart.dev/tools/pub/pubspec */
export const dart: Ecosystem = {
  name: 'dart',
  packages: { pub: ['Dart'] },
  tools,
  extensions: ['dart', 'yaml', 'yml', 'json', 'md', 'txt', 'gradle', 'kts'],
  wants,
  detect(project) {
    const groups = readGroups(project)
    const names = new Set(groups.flatMap(({ own }) => own.map(({ name }) => name)))
    const isNamesake = ({ own }: Group) => own.some(({ name }) => sameName(name) === sameName(project.repositoryName))
    const ordered = groups.toSorted((a, b) => Number(isNamesake(b)) - Number(isNamesake(a)))
    const facts = together(ordered.map((group) => detectGroup(project, group)))
    // What lies in the repository is no technology that it is built with.
    return { ...facts, dependencies: (facts.dependencies ?? []).filter(({ name }) => !names.has(name)) }
  },
}
