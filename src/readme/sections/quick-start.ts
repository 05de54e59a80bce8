import type { Command, Facts, Source } from '../../analysis/facts'
import { type Block, fenced, paragraph } from '../blocks'
import type { Context } from '../context'
import { code, md } from '../escape'
import { fromClone } from './from-clone'
import { requirements } from './requirements'

/** The published port of the one service that is built from this repository, where there is just one. */
function servedPort({ docker, kinds }: Facts): { service: string; port: string; sources: Source[] } | null {
  if (!kinds.some((kind) => kind === 'web-app' || kind === 'service')) return null
  const own = (docker?.compose ?? []).flatMap(({ services, sources }) =>
    services
      .filter(({ build, ports }) => build && ports.length === 1)
      .map(({ name, ports }) => ({ name, port: ports[0] ?? '', sources })),
  )
  const [only, ...others] = own
  const port = only?.port.match(/^(\d{2,5}):\d{2,5}$/)?.[1]
  return only && !others.length && port ? { service: only.name, port, sources: only.sources } : null
}

/** A settings file is made before anything reads it. */
const isCopy = ({ command }: Command) => command.startsWith('cp ')
const isCompose = ({ command }: Command) => /^(?:docker|podman)[ -]compose\b/.test(command)

/** Does this command start a service that is built from the repository, rather than only what others publish? */
function startsOwn({ docker }: Facts, { sources }: Command): boolean {
  const files = new Set(sources.map(({ path }) => path))
  return (docker?.compose ?? []).some(({ path, services }) => files.has(path) && services.some(({ build }) => build))
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
  const start = run.find((command) => !isCompose(command) || startsOwn(facts, command))
  const contained = start !== undefined && isCompose(start)
  const own = setup.filter(
    (command) => (!isCompose(command) || startsOwn(facts, command)) && !isOfAnother(command, setup, start),
  )
  // Settings of another folder are for what starts there. A start in containers brings its own runtime: nothing is installed for it.
  const readBy = new Set(contained ? [start.cwd] : ['.', ...(start ? [start.cwd] : []), ...installedIn(own)])
  const before = own.filter((command) => (isCopy(command) ? readBy.has(command.cwd) : !contained || isCompose(command)))
  return { before: before.toSorted((a, b) => turn(a) - turn(b)), start, contained }
}
/** Settings come first, then the services that what follows may need. */
const turn = (command: Command) => (isCopy(command) ? 0 : isCompose(command) ? 1 : 2)
const installedIn = (setup: readonly Command[]) => setup.filter((one) => !isCopy(one)).map(({ cwd }) => cwd)

/** The fewest commands from a clone to something that runs; nothing where no command starts it. */
export function quickStart(context: Context): Block[] {
  const { facts, family } = context
  if (family !== 'application') return []
  const { before, start, contained } = started(facts)
  if (!start && !before.length) return []
  const blocks: Block[] = contained ? [] : requirements(context)
  blocks.push(fenced('sh', fromClone(context, start ? [...before, start] : before, !start)))
  const served = contained ? servedPort(facts) : null
  if (served) {
    const url = `http://localhost:${served.port}`
    blocks.push(paragraph(md`${code(served.service)} then answers at ${code(url)}.`, served.sources))
  }
  return blocks
}
