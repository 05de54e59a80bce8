import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup, Source } from '../../facts'
import { sameName } from '../../names'
import { baseOf, type Project } from '../../project'
import { mention } from '../mention'
import { within } from '../within'
import { applicationCommands } from './application-commands'
import { isServer, scriptsOf } from './kinds'
import { melosCommands } from './melos'
import type { Application } from './platforms'
import type { Pubspec } from './pubspec'
import type { Group } from './workspace'

/** A package of a group with the application that it is, if it is one. */
export interface Member {
  pubspec: Pubspec
  application: Application | null
}

/** Packages of a group whose tests are told. */
const MOST_TESTED = 4
const MOST_ANALYSED = 3
const GENERATED = /\.(?:g|freezed|mapper|mocks|gr|config|gen)\.dart$/

const toolOf = ({ flutter }: Pubspec) => (flutter ? 'flutter' : 'dart')

/** What is told first: the application, then the package that the repository is named after. */
export function mainFirst(project: Project, members: readonly Member[]): Member[] {
  const weight = ({ pubspec, application }: Member) =>
    (application ? 0 : 2) + (sameName(pubspec.name) === sameName(project.repositoryName) ? 0 : 1)
  return members.toSorted((a, b) => weight(a) - weight(b))
}

/** Where the group is worked on: in its only application, from where pub resolves a workspace as well, or else in its own folder. */
function homeOf(group: Group, members: readonly Member[]): Pubspec | null {
  const applications = members.filter(({ application }) => application !== null)
  if (members.length === 1) return members[0]!.pubspec
  return applications.length === 1 && (group.shared || !group.root) ? applications[0]!.pubspec : group.root
}

function setupCommands(project: Project, group: Group, members: readonly Member[]): CommandCandidate[] {
  const home = homeOf(group, members)
  const flutter = members.some(({ pubspec }) => pubspec.flutter)
  const fetched = group.melos ? [] : home ? [home] : members.map(({ pubspec }) => pubspec)
  const fetching = fetched.map(({ directory, path }) => ({
    group: 'setup' as const,
    command: `${flutter ? 'flutter' : 'dart'} pub get`,
    cwd: directory,
    rank: RANK.convention,
    sources: [{ path }],
  }))
  return [...fetching, ...members.flatMap((member) => generation(project, member))]
}

/** Code that must be generated before a clone compiles. */
function generation(project: Project, { pubspec, application }: Member): CommandCandidate[] {
  const { directory, needs, generates, requirements, path } = pubspec
  const commands: CommandCandidate[] = []
  const say = (command: string, purpose: string, source: Source) =>
    commands.push({ group: 'setup', command, cwd: directory, purpose, rank: RANK.convention + 1, sources: [source] })
  const messages = within(directory, 'l10n.yaml')
  if (application && project.has(messages) && !generates)
    say('flutter gen-l10n', 'Generate the translations', { path: messages })
  const runner = requirements.find(({ name }) => name === 'build_runner')
  const committed = ['lib', 'test']
    .flatMap((folder) => project.below(within(directory, folder)))
    .some((one) => GENERATED.test(one))
  // Who publishes a package commits what its users need; an application's clone may be out of date.
  if (needs.has('build_runner') && (application || !committed))
    say('dart run build_runner build', 'Generate code', runner?.source ?? { path })
  return commands
}

/** Does the package have tests of its own, and the library that runs them? */
function testSource(project: Project, { directory, needs, flutter, path }: Pubspec): Source | null {
  const tests = project.below(within(directory, 'test')).some((one) => one.endsWith('_test.dart'))
  return tests && (flutter || needs.has('test')) ? { path } : null
}

/** Commands of one group of packages. */
export function groupCommands(project: Project, group: Group, members: readonly Member[]): CommandCandidate[] {
  const melos = melosCommands(project, group)
  const commands: CommandCandidate[] = [...melos, ...setupCommands(project, group, members)]
  const say = (kind: CommandGroup, command: string, cwd: string, source: Source, extra = 0, purpose?: string) =>
    commands.push({
      group: kind,
      command,
      cwd,
      ...(purpose && { purpose }),
      rank: RANK.convention + extra,
      sources: [source],
    })
  for (const { pubspec, application } of members) {
    if (application) commands.push(...applicationCommands(project, application))
    else commands.push(...programCommands(project, pubspec))
  }
  for (const { pubspec } of members.filter((one) => testSource(project, one.pubspec)).slice(0, MOST_TESTED))
    say('test', `${toolOf(pubspec)} test`, pubspec.directory, testSource(project, pubspec)!)
  for (const { pubspec } of members) {
    const folder = within(pubspec.directory, 'integration_test')
    const first = project.below(folder).find((path) => path.endsWith('_test.dart'))
    if (first && pubspec.needs.has('integration_test'))
      say('test', 'flutter test integration_test', pubspec.directory, { path: first }, 1, 'On a device or an emulator')
  }
  const home = homeOf(group, members)
  const analysed = home ? [home] : members.map(({ pubspec }) => pubspec).slice(0, MOST_ANALYSED)
  for (const { directory, path } of analysed) {
    const flutter = members.some(({ pubspec }) => pubspec.flutter && (home !== null || pubspec.directory === directory))
    const options = [directory, '.'].map((folder) => within(folder, 'analysis_options.yaml')).find(project.has)
    say('lint', `${flutter ? 'flutter' : 'dart'} analyze`, directory, { path: options ?? path })
    const check = mention(project, /\bdart format\b[^\n]{0,80}--set-exit-if-changed/)
    if (check) say('lint', 'dart format --set-exit-if-changed .', directory, check.source, 1)
    say('format', 'dart format .', directory, { path: options ?? path })
  }
  for (const { pubspec } of members)
    if (pubspec.needs.has('custom_lint'))
      say('lint', 'dart run custom_lint', pubspec.directory, project.find(pubspec.path, /^[ \t]+custom_lint:/m), 1)
  return commands
}

/** Scripts of `bin` by which a package is started: its commands, its server, or the one of its own name. */
function programs(project: Project, pubspec: Pubspec): string[] {
  const entries = pubspec.executables.map(({ entry }) => entry)
  if (entries.length) return [...new Set(entries)].slice(0, 2)
  const scripts = scriptsOf(project, pubspec)
  const named = scripts.filter((path) => [`${pubspec.name}.dart`, 'server.dart', 'main.dart'].includes(baseOf(path)))
  return named.length ? named.slice(0, 1) : scripts.length === 1 ? scripts : []
}

function programCommands(project: Project, pubspec: Pubspec): CommandCandidate[] {
  const { directory, needs, path } = pubspec
  const commands: CommandCandidate[] = []
  const say = (group: CommandGroup, command: string, source: Source) =>
    commands.push({ group, command, cwd: directory, rank: RANK.convention, sources: [source] })
  const activate = (name: string) => say('setup', `dart pub global activate ${name}`, { path })
  if (needs.has('dart_frog') && project.hasFolder(within(directory, 'routes'))) {
    activate('dart_frog_cli')
    say('run', 'dart_frog dev', { path })
    say('build', 'dart_frog build', { path })
    return commands
  }
  if (needs.has('jaspr') && needs.has('jaspr_builder')) {
    activate('jaspr_cli')
    say('run', 'jaspr serve', { path })
    say('build', 'jaspr build', { path })
    return commands
  }
  if (needs.has('build_web_compilers') && project.has(within(directory, 'web/main.dart'))) {
    say('run', 'dart run build_runner serve', { path })
    say('build', 'dart run build_runner build --release', { path })
    return commands
  }
  // A private package's scripts are its programs; a published one's, unless it names them, only serve its upkeep.
  if (!pubspec.executables.length && !pubspec.private && !isServer(project, pubspec)) return []
  for (const program of programs(project, pubspec)) {
    const script = directory === '.' ? program : program.slice(directory.length + 1)
    say('run', `dart run ${script}`, { path: program })
    if (pubspec.private && !project.has(within(directory, 'hook/build.dart')))
      say('build', `dart compile exe ${script}`, { path: program })
  }
  return commands
}
