import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup, Source } from '../../facts'
import type { Project } from '../../project'
import { inReadme } from '../readme-mention'
import { groupOfTask } from '../task-names'
import { within } from '../within'
import type { Application } from './application'
import type { Rebar } from './rebar'

type Said = Omit<CommandCandidate, 'cwd'>

/** Plugins that bring a task of their own, and what it is for. */
const PLUGINS: readonly (readonly [plugin: string, command: string, group: CommandGroup])[] = [
  ['erlfmt', 'fmt --check', 'lint'],
  ['erlfmt', 'fmt', 'format'],
  ['rebar3_fmt', 'fmt', 'format'],
  ['rebar3_format', 'format', 'format'],
  ['rebar3_lint', 'lint', 'lint'],
  ['rebar3_hank', 'hank', 'lint'],
]

const first = (project: Project, directory: string, base: RegExp): Source | null => {
  const path = project
    .named(base)
    .find(
      (one) =>
        (directory === '.' || one.startsWith(`${directory}/`)) &&
        /(?:^|\/)(?:test|systest|integration_tests?)\//.test(one) &&
        project.role(one) !== 'vendored' &&
        project.role(one) !== 'example',
    )
  return path ? { path } : null
}
/** Suites of Common Test, modules of EUnit and properties, where one stands below a folder. */
export const testsOf = (project: Project, directory: string) => ({
  suites: first(project, directory, /_SUITE\.erl$/),
  units: first(project, directory, /_tests?\.erl$/),
  properties: first(project, directory, /^prop_\w+\.erl$/),
})

/** What a contributor types in the folder of a rebar3 project. The repository's own `rebar3` goes before an installed one. */
export function rebarCommands(project: Project, rebar: Rebar, starts: boolean): Said[] {
  const { directory, path } = rebar
  const carried = project.files.get(within(directory, 'rebar3'))?.mode === 'executable'
  const tool = carried ? './rebar3' : 'rebar3'
  const commands: Said[] = []
  const say = (group: CommandGroup, command: string, source: Source | null | undefined, order = 0) => {
    if (source)
      commands.push({
        group,
        command: `${tool} ${command}`,
        rank: (carried ? RANK.wrapper : RANK.convention) + order,
        sources: [source],
      })
  }
  say('setup', 'get-deps', rebar.requirements.find(({ scope }) => scope === 'runtime')?.source)
  say('build', 'escriptize', rebar.escript?.source)
  if (rebar.release)
    say('build', rebar.release.profile ? `as ${rebar.release.profile} release` : 'release', rebar.release.source)
  say('build', 'compile', { path }, 1)
  if (starts) say('run', 'shell', rebar.has('shell') ?? rebar.release?.source ?? { path })
  const { suites, units, properties } = testsOf(project, directory)
  const aliased = new Set<CommandGroup>()
  for (const { name, source, steps } of rebar.aliases) {
    const group = steps.some((step) => /^(?:ct|eunit|proper)$/.test(step)) ? 'test' : groupOfTask(name)
    if (
      !group ||
      aliased.has(group) ||
      steps.length === 0 ||
      !/^\w+$/.test(name) ||
      !/^(?:test|lint|format|build)$/.test(group)
    )
      continue
    aliased.add(group)
    commands.push({ group, command: `${tool} ${name}`, rank: RANK.script, sources: [source] })
  }
  say('test', 'ct', suites)
  say('test', 'eunit', units, 1)
  if (rebar.plugins.has('rebar3_proper')) say('test', 'proper', properties, 2)
  for (const [plugin, command, group] of PLUGINS) say(group, command, rebar.plugins.get(plugin), 1)
  say('lint', 'dialyzer', rebar.has('dialyzer'), 2)
  say('lint', 'xref', rebar.has('xref_checks'), 3)
  return commands
}

/** The entry for `deps` of a package that shows itself published on Hex, as its README writes it or with its version. */
export function hexDependency(
  project: Project,
  directory: string,
  application: Application,
  evidence: Source | null,
): Said[] {
  const name = application.published ?? application.name.value
  if (!application.description || !application.licenses || !/^\w+$/.test(name)) return []
  const shown = inReadme(project, directory, new RegExp(`\\{${name}, "([~>= ]*\\d[^"\\n]{0,30})"\\}`))
  const version = application.version
  const mentioned =
    shown?.source ??
    evidence ??
    inReadme(project, directory, new RegExp(`hex\\.pm/packages/${name}(?!\\w)|shields\\.io/hexpm/v/${name}(?!\\w)`))
      ?.source
  if (!mentioned || (!version && !shown)) return []
  const current =
    shown && (!version || shown.match[1]!.replace(/^\D+/, '').split('.')[0] === version.value.split('.')[0])
  const command = current ? shown.match[0] : version ? `{${name}, "${version.value}"}` : null
  if (!command) return []
  return [
    {
      group: 'install',
      command,
      purpose: 'add to the deps in rebar.config',
      rank: RANK.convention,
      sources: [mentioned, ...application.name.sources],
    },
  ]
}
