import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup, Source } from '../../facts'
import type { Project } from '../../project'
import { inReadme } from '../readme-mention'
import { groupOfTask } from '../task-names'
import { within } from '../within'
import type { Alias, MixFile } from './mix-file'
import { type Shape, testsBelow } from './shape'

type Said = Omit<CommandCandidate, 'cwd'>

/** What Mix tasks do, by how a step begins; the first row that fits. */
const TASKS: readonly (readonly [RegExp, CommandGroup])[] = [
  [
    /^(?:format .*--check|credo|dialyzer|sobelow|doctor|xref|hex\.audit|deps\.audit|deps\.unlock --check|compile .*--warnings?-as-errors)/,
    'lint',
  ],
  [/^format/, 'format'],
  [/^(?:test|coveralls|espec)\b/, 'test'],
  [/^deps\.get/, 'setup'],
  [/^(?:phx\.server|run --no-halt)/, 'run'],
  [/^(?:release|escript\.build|compile|assets\.build|assets\.deploy|esbuild|tailwind|phx\.digest|firmware)/, 'build'],
]
const groupOfStep = (step: string) => TASKS.find(([pattern]) => pattern.test(step))?.[1] ?? null

/** Aliases that repeat another in a particular circumstance, or that are no way into a group by themselves. */
const PARTICULAR = /(?:^|[._-])(?:ci|diff|watch|only|failed|stale|coverage|cov|all|prod|slow|fast|reset)(?:$|[._-])/
const CHECKS = /^(?:ci|check|checks|precommit|pre_commit|quality|verify|validate|lint)(?:$|[._-])/
/** Ways of one group that aliases give. */
const MOST_ALIASES = 2

/** What an alias is for: by its name where that says so and its steps don't contradict, else by its steps. `null` where neither tells. */
export function groupOfAlias({ name, steps }: Alias): CommandGroup | null {
  const groups = new Set(steps.flatMap((step) => groupOfStep(step) ?? []))
  if (name === 'setup' || name === 'test') return name
  if (name.startsWith('assets.')) return groups.has('build') && !groups.has('setup') ? 'build' : null
  if (PARTICULAR.test(name) && !CHECKS.test(name)) return null
  if (CHECKS.test(name)) return groups.has('lint') || groups.has('format') || groups.has('test') ? 'lint' : null
  if (groups.has('lint') && !groups.has('test')) return 'lint'
  const named = groupOfTask(name)
  if (named === 'test') return groups.size === 0 || groups.has('test') ? 'test' : null
  if (named === 'run') return groups.has('run') ? 'run' : null
  return named === 'build' || named === 'deploy' || named === 'format' ? named : null
}

function aliasCommands(aliases: readonly Alias[]): Said[] {
  const seen = new Map<CommandGroup, number>()
  // `lint` before `lint.all` before `test.format`.
  const plain = aliases.toSorted((a, b) => a.name.split('.').length - b.name.split('.').length)
  return plain.flatMap((alias) => {
    const group = alias.name === 'test' ? null : groupOfAlias(alias)
    const count = group ? (seen.get(group) ?? 0) : 0
    if (!group || !alias.steps.some(Boolean) || !/^[\w.]+$/.test(alias.name) || count >= MOST_ALIASES) return []
    seen.set(group, count + 1)
    const runs = alias.steps.map((step) => `mix ${step}`).join('\n')
    return [
      {
        group,
        command: `mix ${alias.name}`,
        rank: group === 'test' ? RANK.convention + 1 : RANK.script,
        ...(group === 'setup' && { runs }),
        sources: [alias.source],
      },
    ]
  })
}

/** A task runner's target or a script at the root starts the server itself, with what it needs around it. */
const startedElsewhere = (project: Project): boolean =>
  ['Makefile', 'justfile', 'Justfile', 'run', 'run.sh'].some((path) => /\bphx\.server\b/.test(project.text(path) ?? ''))

/** What a contributor types in the folder of a Mix project or umbrella. */
export function mixCommands(project: Project, { mix, applications, endpoint }: Shape): Said[] {
  const { aliases, directory, path } = mix
  const commands: Said[] = aliasCommands(aliases)
  const has = (name: string) => aliases.find((alias) => alias.name === name)
  const all = [mix, ...applications.filter((one) => one !== mix)]
  const dependency = (name: string): Source | null =>
    all.flatMap(({ dependencies }) => dependencies).find((one) => one.name === name)?.source ?? null
  const aliased = (task: RegExp) =>
    commands.some(({ command }) => has(command.slice(4))?.steps.some((step) => task.test(step)))
  const say = (group: CommandGroup, command: string, source: Source | null | undefined, order = 0) => {
    if (source) commands.push({ group, command, rank: RANK.convention + order, sources: [source] })
  }
  if (!has('setup')) {
    say('setup', 'mix deps.get', all.flatMap(({ dependencies }) => dependencies)[0]?.source)
    say('setup', 'mix ecto.setup', has('ecto.setup')?.source, 1)
  }
  const nerves = dependency('nerves')
  const released = nerves
    ? null
    : (mix.releases ?? (endpoint ? mentionOf(project, 'Dockerfile', /\bmix\b.{0,40}\brelease\b/) : null))
  say('build', 'MIX_ENV=prod mix release', released)
  say('build', 'mix escript.build', mix.escript?.source)
  say('build', 'mix firmware', nerves)
  say('build', 'mix compile', { path }, 1)
  if (endpoint && !startedElsewhere(project)) say('run', 'mix phx.server', { path: endpoint })
  else if (!endpoint && mix.start && !mix.package && !mix.escript && !nerves)
    say('run', 'mix run --no-halt', mix.start.sources[0])
  const tests = testsBelow(project, directory)
  say('test', 'mix test', tests && (has('test')?.source ?? tests))
  const credo = dependency('credo')
  if (!aliased(/^credo/)) say('lint', 'mix credo', credo, 1)
  if (!aliased(/^dialyzer/)) say('lint', 'mix dialyzer', dependency('dialyxir'), 2)
  const formatter = within(directory, '.formatter.exs')
  // Without `inputs` the formatter asks for files and fails.
  if (/\b(?:inputs|subdirectories):/.test(project.text(formatter) ?? '')) {
    if (!aliased(/^format .*--check/)) say('lint', 'mix format --check-formatted', { path: formatter }, 3)
    if (!has('format')) say('format', 'mix format', { path: formatter })
  }
  return commands
}

function mentionOf(project: Project, path: string, pattern: RegExp): Source | null {
  return pattern.test(project.text(path) ?? '') ? project.find(path, pattern) : null
}

/** Major and minor number of the last release before or at a version: `1.4` of `1.4.2` and of `1.5.0-dev`; `null` where that is unknown. */
function lastReleased(version: string | undefined): string | null {
  const [, major, minor, patch, rest] = version?.match(/^(\d{1,6})\.(\d{1,6})\.(\d{1,6})(.*)$/) ?? []
  if (major === undefined || minor === undefined) return null
  if (!rest?.startsWith('-') || patch !== '0') return `${major}.${minor}`
  return rest.startsWith('-dev') && minor !== '0' ? `${major}.${Number(minor) - 1}` : null
}

/**
 * What a user of a package on Hex types: the line for `deps`, as its README shows it or with the version's first parts.
 * An umbrella's application must have a README of its own that shows it.
 */
export function hexInstall(project: Project, mix: MixFile, inUmbrella = false): Said[] {
  const name = mix.package?.name ?? mix.app?.value
  if (!mix.package || !name || !mix.description || !mix.package.licenses || !/^\w+$/.test(name)) return []
  const say = (command: string, sources: Source[], purpose?: string): Said => ({
    group: 'install',
    command,
    ...(purpose && { purpose }),
    rank: RANK.convention,
    sources,
  })
  const found: Said[] = []
  for (const kind of ['escript', 'archive']) {
    const shown = inReadme(project, mix.directory, new RegExp(`mix ${kind}\\.install hex ${name}(?![\\w-])`))
    if (shown) found.push(say(shown.match[0], [shown.source, mix.package.source]))
  }
  const purpose = 'add to the dependencies in mix.exs'
  const shown = inReadme(
    project,
    mix.directory,
    new RegExp(`\\{:${name}, "~> ?(\\d+)\\.[^"\\n]{1,30}"[^{}\\n]{0,80}\\}`),
  )
  const released = lastReleased(mix.version?.value)
  if (shown && (!released || shown.match[1] === released.split('.')[0]))
    found.push(say(shown.match[0], [shown.source, mix.package.source], purpose))
  else if (released && released !== '0.0' && mix.version && !mix.escript && !inUmbrella)
    found.push(say(`{:${name}, "~> ${released}"}`, [...mix.version.sources, mix.package.source], purpose))
  if (!found.length && mix.escript)
    found.push(say(`mix escript.install hex ${name}`, [mix.escript.source, mix.package.source]))
  return found
}
