import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup, Source } from '../../facts'
import { sameName } from '../../names'
import type { Project } from '../../project'
import { mention } from '../mention'
import { within } from '../within'
import { applicationCommands } from './application-commands'
import { melosCommands } from './melos'
import type { Application } from './platforms'
import { programCommands } from './program-commands'
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

/** The package that the repository is named after, where it is published: applications beside it only show or serve it. */
export const publishedNamesake = (project: Project, members: readonly Member[]): Member | undefined =>
  members.find(
    ({ pubspec, application }) =>
      !application && !pubspec.private && sameName(pubspec.name) === sameName(project.repositoryName),
  )

/** What is told first: the published namesake, the application, then what else the repository is named after. */
export function mainFirst(project: Project, members: readonly Member[]): Member[] {
  const leading = publishedNamesake(project, members)
  const weight = (member: Member) =>
    member === leading
      ? -1
      : (member.application ? 0 : 2) + (sameName(member.pubspec.name) === sameName(project.repositoryName) ? 0 : 1)
  return members.toSorted((a, b) => weight(a) - weight(b))
}

/** Where the group is worked on: in its only application, from where pub resolves a workspace as well, or else in its own folder. */
function homeOf(project: Project, group: Group, members: readonly Member[]): Pubspec | null {
  const applications = publishedNamesake(project, members)
    ? []
    : members.filter(({ application }) => application !== null)
  if (members.length === 1) return members[0]!.pubspec
  return applications.length === 1 && (group.shared || !group.root) ? applications[0]!.pubspec : group.root
}

function setupCommands(project: Project, group: Group, members: readonly Member[]): CommandCandidate[] {
  const home = homeOf(project, group, members)
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
  const home = homeOf(project, group, members)
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
