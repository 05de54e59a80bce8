import type { Command } from '../../analysis/facts'
import { type Block, fenced, paragraph, table } from '../blocks'
import { type Context, typed } from '../context'
import { capital, code, listed, md, prose } from '../escape'
import { publishedAs } from '../wording/registries'
import { clone, steps } from './quick-start'
import { requirements } from './requirements'

/** Ways to install that are worth a line each. */
const MOST = 8

const block = (context: Context, command: Command): Block =>
  fenced('sh', [{ text: typed(context, command), sources: command.sources }])

/** Commands for several packages, each with the package that it brings; `null` where all bring the same. */
function byPackage(context: Context, commands: readonly Command[]): Block[] | null {
  const names = commands.map(({ command, purpose }) => publishedAs(command)?.name ?? purpose ?? '')
  if (new Set(names.filter((name) => name !== '')).size < 2) return null
  const rows = commands.map((command, index) => {
    const known = publishedAs(command.command)
    const label = known ? code(known.name) : prose(capital(names[index] ?? ''))
    return { cells: [label, code(typed(context, command))], sources: command.sources }
  })
  return table([md`Package`, md`Command`], rows)
}

/** Is building it from the source the way to get it? Only for what is called or typed, is published nowhere and is built. */
export const isBuiltToInstall = ({ facts: { commands }, family }: Context): boolean =>
  family !== 'application' && commands.install.length === 0 && commands.build.length > 0

/** What a user types to get it: the first way, then the others; from the source where it is published nowhere. */
export function installation(context: Context): Block[] {
  const { facts, family } = context
  const commands = facts.commands.install.slice(0, MOST)
  const [first, ...others] = commands
  if (!first) return isBuiltToInstall(context) ? fromSource(context) : []
  const needed = family === 'application' && facts.commands.run.length ? [] : requirements(context, false)
  const several = byPackage(context, commands)
  const ways = [block(context, first)]
  if (others.length) {
    ways.push(
      paragraph(
        md`Or, in another way:`,
        others.flatMap(({ sources }) => sources),
      ),
    )
    ways.push(...others.map((command) => block(context, command)))
  }
  return [...needed, ...(several ?? ways), ...installedCommands(context)]
}

function installedCommands({ facts }: Context): Block[] {
  const { binaries } = facts
  if (!binaries.length || binaries.length > MOST) return []
  const names = binaries.map(({ name }) => code(name))
  const sources = binaries.flatMap((one) => one.sources)
  return [
    paragraph(
      binaries.length === 1 ? md`The command is ${listed(names)}.` : md`The commands are ${listed(names)}.`,
      sources,
    ),
  ]
}

function fromSource(context: Context): Block[] {
  const { setup, build } = context.facts.commands
  const commands = [...setup, ...build.slice(0, 1)]
  return [
    ...requirements(context, true),
    fenced('sh', [...clone(context), ...steps(context, commands)]),
    ...installedCommands(context),
  ]
}
