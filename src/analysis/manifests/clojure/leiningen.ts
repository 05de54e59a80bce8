import { type CommandCandidate, type Contribution, RANK } from '../../detector'
import type { CommandGroup, Source, Sourced } from '../../facts'
import { folderOf, join, type Project } from '../../project'
import { contributionOf, type Requirement } from '../manifest-facts'
import { memberFolders } from '../members'
import { entries, type Form, formsOf, listOf, textOf, wordOf } from '../s-expressions'
import { groupOfTask } from '../task-names'
import { within } from '../within'
import { libraryName, vectorRequirements } from './coordinates'
import { clojarsInstall } from './install'
import { clojureKinds } from './kinds'
import { sourceOf, testsIn } from './sources'

/** Plugins that bring a task, and what it is for. */
const PLUGINS: readonly (readonly [plugin: string, command: string, group: CommandGroup])[] = [
  ['jonase/eastwood', 'lein eastwood', 'lint'],
  ['lein-kibit', 'lein kibit', 'lint'],
  ['lein-bikeshed', 'lein bikeshed', 'lint'],
  ['lein-cljfmt', 'lein cljfmt check', 'lint'],
  ['dev.weavejester/lein-cljfmt', 'lein cljfmt check', 'lint'],
  ['lein-cljfmt', 'lein cljfmt fix', 'format'],
  ['dev.weavejester/lein-cljfmt', 'lein cljfmt fix', 'format'],
  ['metosin/bat-test', 'lein bat-test', 'test'],
  ['lein-midje', 'lein midje', 'test'],
]

interface Definition {
  path: string
  name: Sourced
  version: Sourced | null
  options: ReturnType<typeof entries>
}

function definition(project: Project, path: string): Definition | null {
  const form = formsOf(project.text(path) ?? '').find(
    (one) => one.kind === 'list' && wordOf(one.items[0]) === 'defproject',
  )
  const [, head, second, ...rest] = listOf(form)
  const name = libraryName(wordOf(head) ?? '')
  if (!form || !head || !name) return null
  const version = textOf(second)
  return {
    path,
    name: { value: name, sources: [{ path, line: head.line }] },
    version: version && /^\d/.test(version) ? { value: version, sources: [{ path, line: second!.line }] } : null,
    options: entries(second?.kind === 'list' ? rest.slice(rest[0] && wordOf(rest[0])?.startsWith(':') ? 0 : 1) : rest),
  }
}

/** Sub-projects: of lein-sub, lein-modules and lein-monolith, and those that name this manifest as their parent. */
function membersOf(project: Project, { path, options }: Definition): string[] {
  const directory = folderOf(path)
  const strings = (form: Form | undefined) => listOf(form).flatMap((one) => textOf(one) ?? [])
  const patterns = [
    ...strings(options.get(':sub')?.value),
    ...strings(entries(listOf(options.get(':modules')?.value)).get(':dirs')?.value),
    ...strings(entries(listOf(options.get(':monolith')?.value)).get(':project-dirs')?.value),
  ]
  const named = new Set(memberFolders(project, directory, patterns, [], 'project.clj'))
  for (const one of project.own('project.clj')) {
    if (one === path) continue
    const parent = textOf(
      entries(listOf(definition(project, one)?.options.get(':parent-project')?.value)).get(':path')?.value,
    )
    if (parent && join(folderOf(one), parent) === path) named.add(folderOf(one))
  }
  return [...named]
}

function commandsOf(
  project: Project,
  { path, options }: Definition,
  members: readonly string[],
): Omit<CommandCandidate, 'cwd'>[] {
  const directory = folderOf(path)
  const commands: Omit<CommandCandidate, 'cwd'>[] = []
  const say = (
    group: CommandGroup,
    command: string,
    source: Source | null | undefined,
    rank: number = RANK.convention,
  ) => {
    if (source) commands.push({ group, command, rank, sources: [source] })
  }
  const at = (key: string): Source | null => {
    const found = options.get(key)
    return found ? { path, line: found.line } : null
  }
  const profiles = entries(listOf(options.get(':profiles')?.value))
  const profile = (name: string) => entries(listOf(profiles.get(name)?.value))
  const plugins = [options, profile(':dev')].flatMap((one) =>
    vectorRequirements(path, one.get(':plugins')?.value, 'dev'),
  )
  const plugin = (name: string) => plugins.find((one) => one.name === name)?.source
  const main =
    at(':main') ??
    (profiles.has(':uberjar') && profile(':uberjar').has(':main')
      ? { path, line: profiles.get(':uberjar')!.line }
      : null)
  say('setup', 'lein deps', at(':dependencies'))
  const packed = profiles.get(':uberjar')
  const handler = plugin('lein-ring') && at(':ring')
  if (handler) say('build', 'lein ring uberjar', handler)
  else if (main || packed) say('build', 'lein uberjar', main ?? { path, line: packed!.line })
  else
    say(
      'build',
      members.length && plugin('lein-sub') ? 'lein sub jar' : 'lein jar',
      members.length && !plugin('lein-sub') ? null : { path },
    )
  if (handler) say('run', 'lein ring server', handler)
  else if (at(':main')) say('run', 'lein run', at(':main'))
  const aliases = entries(listOf(options.get(':aliases')?.value))
  const taken = new Set<CommandGroup>()
  for (const [name, { line }] of aliases) {
    const group = groupOfTask(name)
    if (!group || !/^[a-z][\w:-]*$/.test(name) || /watch|all$/.test(name) || taken.has(group)) continue
    taken.add(group)
    say(group, `lein ${name}`, { path, line }, RANK.script)
  }
  const tests = testsIn(project, directory)
  if (!aliases.has('test') && !plugin('metosin/bat-test') && !plugin('lein-midje')) say('test', 'lein test', tests)
  for (const [name, command, group] of PLUGINS)
    if (group !== 'test' || tests) say(group, command, plugin(name), RANK.convention + 1)
  return commands
}

function requirementsOf({ path, options }: Definition): Requirement[] {
  const profiles = entries(listOf(options.get(':profiles')?.value))
  const inProfile = (name: string) =>
    ['', ...[':dev', ':test']].includes(name)
      ? vectorRequirements(path, entries(listOf(profiles.get(name)?.value)).get(':dependencies')?.value, 'dev')
      : []
  return [
    ...vectorRequirements(path, options.get(':dependencies')?.value, 'runtime'),
    ...inProfile(':dev'),
    ...inProfile(':test'),
  ]
}

/** A project of Leiningen (https://codeberg.org/leiningen/leiningen/src/branch/main/sample.project.clj) with its sub-projects; `null` without a `defproject`. */
export function leiningenProject(project: Project, path: string): Contribution[] | null {
  const root = definition(project, path)
  if (!root) return null
  const members = membersOf(project, root)
  const inside = members.flatMap((folder) => definition(project, within(folder, 'project.clj')) ?? [])
  const own = new Set([root, ...inside].map(({ name }) => name.value))
  return [root, ...inside].map((one) => {
    const isRoot = one === root
    const directory = folderOf(one.path)
    const said = (key: string, form = one.options.get(key)): Sourced | null => {
      const value = textOf(form?.value)
      return form && value ? { value, sources: [{ path: one.path, line: form.line }] } : null
    }
    const license = one.options.get(':license')
    const description = said(':description')
    const requirements = requirementsOf(one).filter(({ name }) => !own.has(name))
    const main =
      one.options.get(':main') ??
      entries(listOf(entries(listOf(one.options.get(':profiles')?.value)).get(':uberjar')?.value)).get(':main')
    const namespace = wordOf(main?.value)
    const entry = namespace ? sourceOf(project, directory, namespace) : null
    const installs = main
      ? []
      : clojarsInstall(project, directory, one.name.value, one.version?.value ?? null, one.name.sources[0]!, isRoot)
    const published = isRoot ? installs.length > 0 : !main && description !== null && license !== undefined
    const language = requirements.find(({ name }) => name === 'org.clojure/clojure')
    const contribution = contributionOf('clojars', 'lein', one.path, {
      name: one.name,
      description,
      version: one.version,
      license:
        said(':spdx', entries(listOf(license?.value)).get(':spdx')) ??
        said(':name', entries(listOf(license?.value)).get(':name')),
      private: !published,
      kinds: clojureKinds(
        requirements,
        { program: main !== undefined || one.options.has(':ring'), published },
        description?.value,
      ),
      ...(isRoot && { members }),
      requirements,
      runtimes:
        isRoot && language?.version
          ? [{ name: 'clojure', constraint: language.version, sources: [language.source] }]
          : [],
      commands: isRoot ? [...installs, ...commandsOf(project, one, members)] : installs.slice(0, 1),
      entry_points:
        entry && main
          ? [{ path: entry, what: `Program ${one.name.value}`, sources: [{ path: one.path, line: main.line }] }]
          : [],
    })
    return isRoot ? contribution : { ...contribution, package_managers: [] }
  })
}
