import type { Command, Facts, Source } from '../../analysis/facts'
import { type Block, fenced, paragraph } from '../blocks'
import { type Context, quoted, relative, step } from '../context'
import { code, md } from '../escape'
import { requirements } from './requirements'

interface Step {
  text: string
  sources: Source[]
}

/** From nothing to the folder that this README stands in. */
export function clone({ facts: { repository, name }, here }: Context): Step[] {
  const folder = here === '.' ? repository.name : `${repository.name}/${relative('.', here)}`
  const url = `${repository.url.replace(/\/+$/, '').replace(/\.git$/, '')}.git`
  const sources = name.sources
  return [
    { text: `git clone ${quoted(url)}`, sources },
    { text: `cd ${quoted(folder)}`, sources },
  ]
}

export const steps = (context: Context, commands: readonly Command[]): Step[] =>
  commands.map((command) => ({ text: step(context, command), sources: command.sources }))

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

/** The fewest commands from a clone to something that runs; nothing where no command starts it. */
export function quickStart(context: Context): Block[] {
  const { facts, family } = context
  if (family !== 'application') return []
  const [start] = facts.commands.run
  const setup = facts.commands.setup
  // A start in containers brings its own runtime: nothing needs to be installed for it.
  const contained = start !== undefined && /^docker[ -]compose\b/.test(start.command)
  const before = (contained ? setup.filter(({ command }) => /^(?:cp|docker)\b/.test(command)) : setup).toSorted(
    (a, b) => Number(isCopy(b)) - Number(isCopy(a)),
  )
  if (!start && !setup.length) return []
  const blocks: Block[] = contained ? [] : requirements(context, true)
  blocks.push(fenced('sh', [...clone(context), ...steps(context, before), ...(start ? steps(context, [start]) : [])]))
  const served = contained ? servedPort(facts) : null
  if (served) {
    const url = `http://localhost:${served.port}`
    blocks.push(paragraph(md`${code(served.service)} then answers at ${code(url)}.`, served.sources))
  }
  return blocks
}
