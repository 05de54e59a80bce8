import { type CommandCandidate, RANK } from '../../detector'
import { folderOf, join, type Project } from '../../project'
import { within } from '../within'
import { type DenoUnit, isCreator, isPublished, tasksOf } from './deno-units'
import { mainNames } from './install'
import { programs, useOf } from './scripts'

export function installs(project: Project, published: readonly DenoUnit[]): CommandCandidate[] {
  const creators = published.filter((unit) => isCreator(unit.name ?? ''))
  const libraries = published.filter((unit) => !creators.includes(unit))
  const names = new Set(
    mainNames(
      libraries.map((unit) => unit.name ?? ''),
      project.repositoryName,
    ),
  )
  const say = (unit: DenoUnit, command: string, rank: number, purpose?: string): CommandCandidate => ({
    group: 'install',
    command,
    cwd: '.',
    rank,
    sources: [unit.at('name')],
    ...(purpose ? { purpose } : {}),
  })
  return [
    ...creators.map((unit) => say(unit, `deno run -A jsr:${unit.name}`, RANK.script, 'Create a project')),
    ...libraries
      .filter((unit) => names.has(unit.name ?? ''))
      .map((unit) => say(unit, `deno add jsr:${unit.name}`, RANK.script + 2)),
  ]
}

/** Modules, relative to the configuration, at which a program starts by custom. */
export const STARTERS = ['main.ts', 'main.tsx', 'main.js', 'server.ts', 'src/main.ts']

/** Deno's own tools need no script: they are said where the configuration or test files show that they are used. */
function conventions(project: Project, unit: DenoUnit, taken: ReadonlySet<string>): CommandCandidate[] {
  const say = (
    group: 'run' | 'test' | 'lint' | 'format',
    command: string,
    source: ReturnType<DenoUnit['at']>,
  ): CommandCandidate => ({
    group,
    command,
    cwd: unit.directory,
    rank: RANK.convention,
    sources: [source],
  })
  const test = project.paths.find((path) => /(?:_test|\.test)\.[jt]sx?$/.test(path))
  // A task that watches is for whoever changes the program, not for whoever runs it.
  const started = ['start', 'serve', 'run', 'preview'].some((name) => tasksOf(unit).has(name))
  const start =
    isPublished(unit) || started ? undefined : STARTERS.find((file) => project.has(within(unit.directory, file)))
  return [
    ...(start ? [say('run', `deno run -A ${start}`, { path: within(unit.directory, start) })] : []),
    ...(test && !taken.has('test') ? [say('test', 'deno test', { path: test })] : []),
    ...(unit.json.lint !== undefined && !taken.has('deno lint') ? [say('lint', 'deno lint', unit.at('lint'))] : []),
    ...(unit.json.fmt !== undefined && !taken.has('format') ? [say('format', 'deno fmt', unit.at('fmt'))] : []),
  ]
}

const STEP = 1 / 16
export function tasks(project: Project, unit: DenoUnit): CommandCandidate[] {
  const all = tasksOf(unit)
  const said = [...all.keys()].flatMap((task): CommandCandidate[] => {
    const use = useOf(task, all)
    if (!use || use.variant || !runsHere(project, unit, task, all)) return []
    return [
      {
        group: use.group,
        command: `deno task ${task}`,
        cwd: unit.directory,
        ...(use.purpose ? { purpose: use.purpose } : {}),
        rank: RANK.script + use.order * STEP,
        sources: [unit.at('tasks', task)],
      },
    ]
  })
  return [...said, ...conventions(project, unit, new Set(said.map((command) => command.group)))]
}

/** Applications, demos and sites of a workspace that are started one by one. */
const MOST_STARTED = 3

/** How the members of a workspace are started whose root starts nothing: applications first, then what shows the project, its demo or site. */
export function memberTasks(project: Project, units: readonly DenoUnit[]): CommandCandidate[] {
  const [root, ...members] = units
  if (!root || tasks(project, root).some(({ group }) => group === 'run')) return []
  const starts = members
    .filter(({ side }) => side !== 'test')
    .toSorted((a, b) => Number(a.side !== null) - Number(b.side !== null))
    .flatMap((unit) => {
      const first = tasks(project, unit).find(({ group }) => group === 'run')
      return first ? [{ ...first, purpose: `Start ${unit.name ?? unit.directory}` }] : []
    })
  return starts.length <= MOST_STARTED ? starts : []
}

/** A task that runs a file of the tree needs it to be there. */
function runsHere(project: Project, unit: DenoUnit, task: string, all: ReadonlyMap<string, string>): boolean {
  return programs(task, all).every(([program, ...words]) => {
    const file =
      program === 'deno' && words[0] === 'run' ? words.slice(1).find((word) => !word.startsWith('-')) : undefined
    if (!file || !/^[\w./-]+\.[cm]?[jt]sx?$/.test(file)) return true
    const path = join(unit.directory, file)
    return path !== null && (project.has(path) || !project.hasFolder(folderOf(path)))
  })
}
