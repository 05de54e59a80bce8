import type { Facts, Source } from '../../../analysis/facts'
import { type Block, fenced, paragraph, table } from '../../blocks'
import type { Context } from '../../context'
import { code, joined, md, prose } from '../../escape'
import { helpful } from '../../wording/help'
import { invocations } from './examples'

type Command = Facts['surface']['cli'][number]

/** Rows of the tables of commands and of options, and flags in one of them: what is looked over before the program's own help is. */
const MOST_COMMANDS = 15
const MOST_OPTIONS = 20
const MOST_FLAGS = 5
/** Lines that show it in use. */
const MOST_INVOCATIONS = 5

const isTyped = ({ facts, family }: Context) => family === 'command' || facts.kinds.includes('cli')

/** What a table leaves out is in the program's own help, where it has one. */
function furtherHelp({ facts }: Context, left: number): Block[] {
  const program = left > 0 ? helpful(facts) : null
  return program ? [paragraph(md`Run ${code(`${program.name} --help`)} for more.`, program.sources)] : []
}

const isHelp = ({ flags }: { flags: string }) => /(?:^|[\s,])--help(?:$|[\s,=])/.test(flags)

/** What proves that the program lists its options itself: a parser that does so, or the option for it. */
function helpOf({ facts }: Context, { name, options = [] }: Command): Source[] | null {
  const program = helpful(facts)
  if (program?.name === name) return program.sources
  return /^[\w.-]+$/.test(name) ? (options.find(isHelp)?.sources ?? null) : null
}

/** The flags of a program that has no commands. What is read from its source may be less than it takes: its own help is named with them. */
function optionTable(context: Context, command: Command): Block[] {
  const { name, options = [], sources } = command
  const rows = options.slice(0, MOST_OPTIONS).map((one) => ({
    cells: [code(one.flags), prose(one.description ?? '')],
    sources: one.sources,
  }))
  const help = helpOf(context, command)
  const what = options.length > rows.length ? md`Some options of ${code(name)}` : md`Options of ${code(name)}`
  return [
    help
      ? paragraph(md`${what}; ${code(`${name} --help`)} lists all:`, [...sources, ...help])
      : paragraph(md`${what}:`, sources),
    ...table([md`Option`, md`What it does`], rows),
  ]
}

/** Commands of the program with what each does; where it has none, its flags. */
function commandTable(context: Context): Block[] {
  const { facts } = context
  const { cli } = facts.surface
  const isOwn = ({ name }: { name: string }) => name.toLowerCase() === facts.name.value.toLowerCase()
  // Of programs beside the one of the project's name nothing is told when nothing is known of that one.
  if (facts.binaries.some(isOwn) && !cli.some(({ name }) => isOwn({ name: name.split(' ', 1).join('') }))) return []
  const main = cli.find(isOwn) ?? (cli.length === 1 ? cli[0] : undefined)
  const alone = main?.options && !cli.some(({ name }) => name.startsWith(`${main.name} `)) ? main : undefined
  const others = cli.filter((one) => one !== alone)
  const rows = others.slice(0, MOST_COMMANDS).map((one) => ({
    cells: [
      code(one.name),
      prose(one.description ?? ''),
      joined(
        one.flags.slice(0, MOST_FLAGS).map((flag) => code(flag)),
        ', ',
      ),
    ],
    sources: one.sources,
  }))
  return [
    ...(alone ? optionTable(context, alone) : []),
    ...table([md`Command`, md`What it does`, md`Flags`], rows),
    ...furtherHelp(
      context,
      others.length - rows.length + others.filter(({ flags }) => flags.length > MOST_FLAGS).length,
    ),
  ]
}

/** Where the commands are not known one by one: the program's own help, if there is one for certain. */
function help({ facts }: Context): Block[] {
  const program = helpful(facts)
  return program
    ? [paragraph(md`Run ${code(`${program.name} --help`)} for its commands and options.`, program.sources)]
    : []
}

/** Lines that somebody types, each below what it shows where the repository says so. */
function shown({ facts }: Context): Block[] {
  const lines = invocations(facts).slice(0, MOST_INVOCATIONS)
  const titles = lines.map(({ title }) => title)
  return lines.length
    ? [
        fenced(
          'sh',
          lines.flatMap(({ title, code: typed, sources }, index) => [
            ...(title && titles.indexOf(title) === index ? [{ text: `# ${title}`, sources }] : []),
            { text: typed, sources },
          ]),
        ),
      ]
    : []
}

/** How a program is called: lines that the repository shows, then its commands and flags, or its own help. */
export function commandUsage(context: Context): Block[] {
  if (!isTyped(context)) return context.family === 'application' ? shown(context) : []
  const commands = commandTable(context)
  return [...shown(context), ...(commands.length ? commands : help(context))]
}
