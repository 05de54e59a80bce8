import type { Command, CommandGroup, Facts } from '../../analysis/facts'
import { relative } from '../../analysis/paths'
import { type Block, fenced, paragraph, table } from '../blocks'
import { type Context, fileLink, typed } from '../context'
import { code, label, listed, md, prose, text } from '../escape'
import { needOf } from '../wording/needs'
import { isHookInstall, isShell, TASKS, taskOf } from '../wording/tasks'
import { scriptOf, toolOf } from '../wording/tools'
import { isContainerCommand } from './containers'
import { isCovered } from './covered'
import { fromClone } from './from-clone'
import { isBuiltToInstall } from './installation'
import { isStarted, started } from './quick-start'
import { requiredToBuild, requiredToUse } from './requirements'

/** Commands of one group that are worth a line, and ways to do one thing that only their tool tells apart. */
const MOST = 5
const MOST_WAYS = 2

interface Task {
  name: string
  command: Command
}

const byName = (tasks: readonly Task[]): Task[][] => {
  const groups = new Map<string, Task[]>()
  for (const task of tasks) groups.set(task.name, [...(groups.get(task.name) ?? []), task])
  return [...groups.values()]
}

/** Tasks of one name, each with what `tell` says of it added, where that tells at least two of them apart. */
function apart(tasks: readonly Task[], tell: (command: Command) => string | null): Task[] {
  const told = tasks.map(({ command }) => tell(command))
  if (new Set(told).size < 2) return [...tasks]
  return tasks.map((task, index) => (told[index] ? { ...task, name: `${task.name} ${told[index]}` } : task))
}

/** Tasks with a name of their own each, told apart by folder, tool and script; what nothing tells apart are ways to the same. */
function toldApart(context: Context, tasks: readonly Task[]): Task[] {
  const folder = ({ cwd }: Command) => {
    const path = relative(context.here, cwd)
    // Folders above are where it is typed, not what it is for.
    return path === '.' || path.startsWith('..') ? null : `in \`${path}\``
  }
  const tool = ({ command }: Command) => {
    const name = toolOf(command)
    return name === null ? null : `with ${name}`
  }
  const script = ({ command }: Command) => {
    const name = scriptOf(command)
    return name === null ? null : `(\`${name}\`)`
  }
  const inFolders = apart(tasks, folder)
  const withTools = byName(inFolders).flatMap((same) => {
    if (/ with /.test(same[0]?.name ?? '')) return same
    const named = apart(same, tool)
    // Where each has another tool, these are ways to the same; the first are the surest.
    return new Set(named.map(({ name }) => name)).size === same.length ? named.slice(0, MOST_WAYS) : named
  })
  return byName(withTools).flatMap(([first, ...others]) => {
    if (!first || !others.length) return first ? [first] : []
    const named = apart([first, ...others], script)
    // The first of a runner's scripts is the plain one.
    return [first, ...named.slice(1)]
  })
}

/** Has the quick start typed it? */
function isSaid(context: Context, one: Command): boolean {
  if (!isStarted(context)) return false
  const { before, start } = started(context.facts)
  return one === start || before.includes(one)
}

function namedTasks(context: Context, group: CommandGroup, word: string): Task[] {
  return context.facts.commands[group]
    .filter((command, _, all) => !isContainerCommand(command) && !isCovered(command, all) && !isSaid(context, command))
    .slice(0, MOST)
    .map((command) => ({ name: taskOf(command, group, word, context.here), command }))
}

function tasks(context: Context): Block[] {
  const hooks = context.facts.commands.setup.filter(isHookInstall)
  const all = [
    ...hooks.map((command) => ({ name: 'Run the checks at each commit', command })),
    ...TASKS.flatMap(([group, word]) => namedTasks(context, group, word)),
  ]
  const named = byName(all).flatMap((same) => toldApart(context, same))
  const rows = byName(named).map((same) => ({
    cells: [
      prose(same[0]?.name ?? ''),
      listed([...new Set(same.map(({ command }) => typed(context, command)))].map(code), 'or'),
    ],
    sources: same.flatMap(({ command }) => command.sources),
  }))
  return table([md`Task`, md`Command`], rows)
}

/** Names of workflows that check the code, and of those that look after pull requests and issues instead. */
const CHECKS =
  /(?:^|[^a-z])(?:ci|tests?|build|check|lint|types?|typecheck|format|style|e2e|quality|verify|pre-commit|main|maven|gradle|go|rust|python|node|java|php|ruby|dotnet)(?:[^a-z]|$)/i
const HOUSEKEEPING =
  /(?:^|[^a-z])(?:pr|pull-request|title|description|labels?|labeler|stale|conflicts?|cla|dco)(?:[^a-z]|$)/i

const onPullRequests = (triggers: readonly string[]) => triggers.some((one) => one.startsWith('pull_request'))

function workflows(context: Context, ci: Facts['ci']): Block[] {
  return ci.flatMap(({ provider, workflows: all, sources }) => {
    const checks = all.filter(({ triggers }) => onPullRequests(triggers))
    const run = checks.length ? checks : all.filter(({ triggers }) => triggers.includes('push'))
    const telling = run.filter(({ path }) => {
      const name = path.slice(path.lastIndexOf('/') + 1)
      return CHECKS.test(name) && !HOUSEKEEPING.test(name)
    })
    const shown = (telling.length ? telling : run).slice(0, MOST)
    if (!shown.length) return []
    const links = listed(shown.map(({ path }) => fileLink(context, path, label(path.slice(path.lastIndexOf('/') + 1)))))
    const what = checks.length ? md`${text(provider)} checks pull requests:` : md`${text(provider)} runs on pushes:`
    return [paragraph(md`${what} ${links}.`, [...sources, ...shown.map(({ path }) => ({ path }))])]
  })
}

/** What building needs beyond what using does, where installation has told the latter. */
function moreRequirements(context: Context, setup: readonly Command[]): Block[] {
  const building = requiredToBuild(context, setup)
  const using = requiredToUse(context, context.facts.commands.install)
  return building[0]?.[0]?.text === using[0]?.[0]?.text ? [] : building
}

/** The clone and what makes it ready, where neither a quick start nor installation has shown that; other ways to the tools beside it. */
function preparation(context: Context): Block[] {
  const { before, contained } = started(context.facts)
  const isTold = (isStarted(context) && !contained) || isBuiltToInstall(context)
  const setup = context.facts.commands.setup.filter((one) => !isHookInstall(one))
  const shells = setup.filter(isShell)
  // Who has seen it run in containers sets it up without them to work on it.
  const steps = isTold ? [] : setup.filter((one) => !isShell(one) && !(isStarted(context) && before.includes(one)))
  return [
    ...(steps.length ? [...moreRequirements(context, steps), fenced('sh', fromClone(context, steps, true))] : []),
    ...shells.map((one) => {
      const tool = needOf(one)?.tool ?? null
      const opens = md`${code(typed(context, one))} opens a shell with the tools of the project`
      return paragraph(tool === null ? md`${opens}.` : md`With ${text(tool)}, ${opens}.`, one.sources)
    }),
  ]
}

/** How to work on it: the clone and its setup (where a quick start has not shown them), each task with its command, what CI checks. */
export const development = (context: Context): Block[] => [
  ...preparation(context),
  ...tasks(context),
  ...workflows(context, context.facts.ci),
]
