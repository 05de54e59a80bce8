import type { Command, CommandGroup, Facts } from '../../analysis/facts'
import { type Block, fenced, paragraph, table } from '../blocks'
import { type Context, fileLink, typed } from '../context'
import { capital, code, label, listed, md, prose, text } from '../escape'
import { isContainerCommand } from './containers'
import { isBuiltToInstall } from './installation'
import { clone, steps } from './quick-start'
import { requirements } from './requirements'

/** What a contributor does, and the word for it where the command has no purpose of its own. */
const TASKS: readonly (readonly [CommandGroup, string])[] = [
  ['build', 'Build'],
  ['run', 'Run'],
  ['test', 'Test'],
  ['lint', 'Lint'],
  ['format', 'Format'],
]
/** Commands of one group that are worth a line. */
const MOST = 5

function tasks(context: Context): Block[] {
  const rows = TASKS.flatMap(([group, word]) =>
    context.facts.commands[group]
      .filter((command) => !isContainerCommand(command))
      .slice(0, MOST)
      .map((command) => ({
        cells: [command.purpose ? prose(task(command.purpose)) : text(word), code(typed(context, command))],
        sources: command.sources,
      })),
  )
  return table([md`Task`, md`Command`], rows)
}

/** A purpose as a cell of the table: no full stop, a capital letter. */
const task = (purpose: string) => capital(purpose.replace(/\.$/, ''))

/** Names of workflows that check the code, rather than the pull request's title or the project's board. */
const CHECKS =
  /(?:^|[^a-z])(?:ci|tests?|build|check|lint|types?|typecheck|format|style|e2e|quality|verify|pre-commit|main|maven|gradle|go|rust|python|node|java|php|ruby|dotnet)(?:[^a-z]|$)/i

const onPullRequests = (triggers: readonly string[]) => triggers.some((one) => one.startsWith('pull_request'))

function workflows(context: Context, ci: Facts['ci']): Block[] {
  return ci.flatMap(({ provider, workflows: all, sources }) => {
    const checks = all.filter(({ triggers }) => onPullRequests(triggers))
    const run = checks.length ? checks : all.filter(({ triggers }) => triggers.includes('push'))
    const telling = run.filter(({ path }) => CHECKS.test(path.slice(path.lastIndexOf('/') + 1)))
    const shown = (telling.length ? telling : run).slice(0, MOST)
    if (!shown.length) return []
    const links = listed(shown.map(({ path }) => fileLink(context, path, label(path.slice(path.lastIndexOf('/') + 1)))))
    const what = checks.length ? md`${text(provider)} checks pull requests:` : md`${text(provider)} runs on pushes:`
    return [paragraph(md`${what} ${links}.`, [...sources, ...shown.map(({ path }) => ({ path }))])]
  })
}

/** What building needs beyond what using does, where installation has told the latter. */
function moreRequirements(context: Context): Block[] {
  const building = requirements(context, true)
  const using = requirements(context, false)
  return building[0]?.[0]?.text === using[0]?.[0]?.text ? [] : building
}

/** How to work on it: the clone and its setup (where a quick start has not shown them), each task with its command, what CI checks. */
export function development(context: Context): Block[] {
  const { facts, family } = context
  const setup: Command[] = family === 'application' || isBuiltToInstall(context) ? [] : facts.commands.setup
  const blocks: Block[] = setup.length
    ? [...moreRequirements(context), fenced('sh', [...clone(context), ...steps(context, setup)])]
    : []
  return [...blocks, ...tasks(context), ...workflows(context, facts.ci)]
}
