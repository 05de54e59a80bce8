import type { Facts } from '../../analysis/facts'
import { type Block, bullets, fenced, paragraph, table } from '../blocks'
import { type Context, fileLink } from '../context'
import { code, joined, listed, md, prose, text } from '../escape'
import { importedTogether, isMainFile, isTypeOnly, mainExports, pathOf } from '../wording/exports'
import { helpful } from '../wording/help'
import { importOf } from '../wording/imports'

type Export = Facts['surface']['exports'][number]
type Command = Facts['surface']['cli'][number]

/** Exports in one sentence; files and exports of each where they come from several: what can be read at a glance. */
const MOST_EXPORTS = 12
const MOST_FILES = 8
const MOST_SPREAD = 40
const MOST_OF_FILE = 8
/** Rows of the table of commands or flags, and flags in one of them: what is looked over before the program's own help is. */
const MOST_COMMANDS = 15
const MOST_FLAGS = 5

function imports(exports: readonly Export[]): Block[] {
  const { from, ...given } = importedTogether(exports)
  const [first] = from
  const written = first?.module ? importOf(pathOf(first), first.module, given) : null
  if (!written) return []
  const sources = from.flatMap((one) => one.sources)
  return [
    fenced(
      written.language,
      written.lines.map((line) => ({ text: line, sources })),
    ),
  ]
}

/** Exports in the order given, under the file that holds each. */
function byFile(exports: readonly Export[]): [path: string, exports: Export[]][] {
  const files = new Map<string, Export[]>()
  for (const one of exports) files.set(pathOf(one), [...(files.get(pathOf(one)) ?? []), one])
  return [...files]
}

/** Names in a row, at most so many; types that stand beside values are only counted. */
function names(exports: readonly Export[], most: number) {
  const values = exports.filter((one) => !isTypeOnly(one))
  const all = values.length ? values : exports
  const shown = all
    .slice(0, most)
    .map(({ name, local }) => (name === 'default' ? md`${code(local ?? name)} (default)` : code(name)))
  const left = all.length - shown.length
  const types = exports.length - all.length
  return listed([
    ...shown,
    ...(left > 0 ? [text(`${left} more`)] : []),
    ...(types > 0 ? [text(types === 1 ? '1 type' : `${types} types`)] : []),
  ])
}

/** What it exports: in one sentence where it comes from one file or is spread over very many, else a line for each file. */
function exported(context: Context, exports: readonly Export[]): Block[] {
  const files = byFile(exports)
  const [only] = files
  if (!only) return []
  if (files.length === 1 || files.length > MOST_SPREAD) {
    const subject = files.length === 1 ? fileLink(context, only[0]) : md`It`
    const sources = exports.slice(0, MOST_EXPORTS).flatMap((one) => one.sources)
    return [paragraph(md`${subject} exports ${names(exports, MOST_EXPORTS)}.`, sources)]
  }
  const place = ([path, [one]]: (typeof files)[number]) => (one && isMainFile(path, one) ? 0 : 1)
  const shown = files.toSorted((a, b) => place(a) - place(b) || b[1].length - a[1].length).slice(0, MOST_FILES)
  return [
    paragraph(
      md`It exports, by file:`,
      shown.flatMap(([, all]) => all.slice(0, 1).flatMap((one) => one.sources)),
    ),
    bullets(
      shown.map(([path, all]) => ({
        text: md`${fileLink(context, path)}: ${names(all, MOST_OF_FILE)}`,
        sources: all.slice(0, MOST_OF_FILE).flatMap((one) => one.sources),
      })),
    ),
  ]
}

/** What a table leaves out is in the program's own help, where it has one. */
function furtherHelp({ facts }: Context, left: number): Block[] {
  const program = left > 0 ? helpful(facts) : null
  return program ? [paragraph(md`Run ${code(`${program.name} --help`)} for more.`, program.sources)] : []
}

/** The flags of a program that has no commands. */
function optionTable(context: Context, { name, options = [], sources }: Command): Block[] {
  const rows = options.slice(0, MOST_COMMANDS).map((one) => ({
    cells: [code(one.flags), prose(one.description ?? '')],
    sources: one.sources,
  }))
  return [
    paragraph(md`Options of ${code(name)}:`, sources),
    ...table([md`Option`, md`What it does`], rows),
    ...furtherHelp(context, options.length - rows.length),
  ]
}

/** Commands of the program with what each does; where it has none, its flags. */
function commandTable(context: Context): Block[] {
  const { facts, family } = context
  const { cli } = facts.surface
  if (!(family === 'command' || facts.kinds.includes('cli'))) return []
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
    ...furtherHelp(context, others.length - rows.length),
  ]
}

/** Where the commands are not known one by one: the program's own help, if there is one for certain. */
function help({ facts, family }: Context): Block[] {
  if (!(family === 'command' || facts.kinds.includes('cli'))) return []
  const program = helpful(facts)
  return program
    ? [paragraph(md`Run ${code(`${program.name} --help`)} for its commands and options.`, program.sources)]
    : []
}

/** Folders that hold examples by their own name; others with demonstrations in them are not to be read as such. */
const EXAMPLES = /(?:^|\/)(?:[\w-]*examples?|samples?|demos?|cookbook|recipes|tutorials?)\/?$/i

/** How it is called: the import and the names that it exports, its commands and flags, and where the examples are. */
export function usage(context: Context): Block[] {
  const { facts, family } = context
  const commands = commandTable(context)
  const blocks: Block[] = [...commands]
  if (family === 'library') {
    const exports = mainExports(facts)
    blocks.push(
      ...imports(exports),
      ...exported(
        context,
        exports.filter(({ name, local }) => name !== 'default' || local),
      ),
    )
  }
  if (!commands.length) blocks.push(...help(context))
  const { examples, guide } = facts.documents
  if (examples && EXAMPLES.test(examples.path))
    blocks.push(paragraph(md`Examples are in ${fileLink(context, examples.path)}.`, [{ path: examples.path }]))
  if (guide) blocks.push(paragraph(md`See ${fileLink(context, guide.path)} for how to use it.`, [{ path: guide.path }]))
  return blocks
}
