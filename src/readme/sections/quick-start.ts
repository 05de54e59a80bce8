import type { Command, Facts } from '../../analysis/facts'
import { relative } from '../../analysis/paths'
import { type Block, fenced, paragraph } from '../blocks'
import { type Context, typed } from '../context'
import { code, listed, md } from '../escape'
import { isHookInstall, isShell } from '../wording/tasks'
import { isCompose, isOwnService, isWhole, ownPort, stackOf } from './compose'
import { fromClone } from './from-clone'
import { requiredToBuild } from './requirements'

const SERVING = new Set<string>(['web-app', 'service'])
const isServed = ({ kinds }: Facts) => kinds.some((kind) => SERVING.has(kind))

/** A settings file is made before anything reads it. */
const isCopy = ({ command }: Command) => command.startsWith('cp ')

/** Does this command start the project itself, rather than only what others publish? */
const startsOwn = (facts: Facts, command: Command) =>
  stackOf(facts, command)?.services.some((one) => isOwnService(facts, one)) === true

/** Does it bring up all of a project that serves, without anything else being there? */
function startsWhole(facts: Facts, command: Command): boolean {
  const stack = isServed(facts) ? stackOf(facts, command) : null
  return stack !== null && isWhole(facts, stack)
}

/** Folders with one and the same setup that are projects of their own, not parts of one. */
const COLLECTION = 3

/** Is this the setup of another project of a collection than the one that is started? */
function isOfAnother(one: Command, setup: readonly Command[], start: Command | undefined): boolean {
  const alike = setup.filter(({ command, cwd }) => command === one.command && cwd !== '.')
  return start !== undefined && one.cwd !== '.' && one.cwd !== start.cwd && alike.length >= COLLECTION
}

/** What the quick start types: what makes it ready, and what starts it. */
export function started(facts: Facts): { before: Command[]; start: Command | undefined; contained: boolean } {
  const { run, setup } = facts.commands
  const start =
    run.find((command) => startsWhole(facts, command)) ??
    run.find((command) => !isCompose(command) || startsOwn(facts, command))
  const contained = start !== undefined && isCompose(start)
  const own = setup.filter(
    // Who only wants to see it run commits nothing, and has chosen where its tools come from.
    (command) => !isOfAnother(command, setup, start) && !isHookInstall(command) && !isShell(command),
  )
  // Settings of another folder are for what starts there. A start in containers brings its own runtime: nothing is installed for it.
  const readBy = new Set(contained ? [start.cwd] : ['.', ...(start ? [start.cwd] : []), ...installedIn(own)])
  const before = own.filter((command) => (isCopy(command) ? readBy.has(command.cwd) : !contained || isCompose(command)))
  return { before: before.toSorted((a, b) => turn(a) - turn(b)), start, contained }
}
/** Settings come first, then the services that what follows may need. */
const turn = (command: Command) => (isCopy(command) ? 0 : isCompose(command) ? 1 : 2)
const installedIn = (setup: readonly Command[]) => setup.filter((one) => !isCopy(one)).map(({ cwd }) => cwd)

/** Parts that are worth a line each. */
const MOST_PARTS = 2
/** Other parts of what is served that the setup has made ready too, in folders of their own: each is started by itself. */
function others({ commands, workspaces }: Facts, start: Command): Command[] {
  const parts = new Set([
    ...commands.setup.filter((one) => !isCopy(one)).map(({ cwd }) => cwd),
    ...workspaces.filter(({ kind }) => SERVING.has(kind)).map(({ path }) => path),
  ])
  const apart = commands.run.filter((one) => !isCompose(one) && one.cwd !== start.cwd && parts.has(one.cwd))
  return apart.filter(({ cwd }, at) => apart.findIndex((one) => one.cwd === cwd) === at).slice(0, MOST_PARTS)
}

/** Is it only a folder that is started, of a project that is made ready in others too? */
const isPart = ({ facts: { commands }, here }: Context, { cwd }: Command) =>
  cwd !== here &&
  commands.setup.some((one) => one.cwd !== cwd && !isCopy(one) && !isCompose(one) && !isHookInstall(one))

function beside(context: Context, start: Command): Block[] {
  if (!isServed(context.facts)) return []
  const parts = others(context.facts, start)
  if (!parts.length)
    return isPart(context, start)
      ? [paragraph(md`This starts ${code(relative(context.here, start.cwd))} alone.`, start.sources)]
      : []
  const names = listed(parts.map(({ cwd }) => code(relative(context.here, cwd))))
  const where = parts.length === 1 ? md`in another terminal` : md`each in a terminal of its own`
  return [
    paragraph(
      md`Start ${names} beside it, ${where}:`,
      parts.flatMap(({ sources }) => sources),
    ),
    // Each in a block of its own: typed one after the other, the second would be sought below the first.
    ...parts.map((one) => fenced('sh', [{ text: typed(context, one), sources: one.sources }])),
  ]
}

/** Kinds that are read or opened rather than started: what makes them ready is all there is to do. */
const OPENED = new Set<string>(['notebooks', 'docs', 'dataset', 'research-code', 'config', 'sample'])

/** Is there a quick start to write: an application that a command starts, or that is ready to be opened once it is set up? */
export function isStarted({ facts, family }: Context): boolean {
  if (family !== 'application') return false
  const { before, start } = started(facts)
  return start !== undefined || (before.length > 0 && OPENED.has(facts.kinds[0] ?? 'docs'))
}

/** The fewest commands from a clone to something that runs; nothing where no command starts it. */
export function quickStart(context: Context): Block[] {
  if (!isStarted(context)) return []
  const { facts } = context
  const { before, start, contained } = started(facts)
  const commands = start ? [...before, start] : before
  const stack = start && isServed(facts) ? stackOf(facts, start) : null
  const served = stack && ownPort(facts, stack)
  return [
    ...requiredToBuild(context, commands, contained),
    fenced('sh', fromClone(context, commands, !start)),
    ...(start && !contained ? beside(context, start) : []),
    ...(served
      ? [
          paragraph(
            md`${code(served.service)} then answers at ${code(`http://localhost:${served.port}`)}.`,
            served.sources,
          ),
        ]
      : []),
  ]
}
