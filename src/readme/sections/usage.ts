import type { Facts } from '../../analysis/facts'
import { type Block, fenced, paragraph, table } from '../blocks'
import { type Context, fileLink } from '../context'
import { code, joined, md, prose, text } from '../escape'
import { importOf } from '../wording/imports'

type Export = Facts['surface']['exports'][number]

/** Names in the first import, exports listed, commands and flags shown: what fits a screen. */
const IMPORTED = 3
const MOST_EXPORTS = 20
const MOST_COMMANDS = 30
const MOST_FLAGS = 12
/** Kinds that stand in types only: nobody imports them to call them. */
const TYPE = /^(?:type|interface|trait|protocol)/i

const pathOf = ({ sources }: Export) => sources[0]?.path ?? ''
const plain = (value: string) => value.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** How soon a reader wants to hear of an export: the one with the package's name, then values, errors, types. */
function rank({ name, kind, module = '' }: Export): number {
  if (plain(name) === plain(module.slice(module.lastIndexOf('/') + 1))) return 0
  if (TYPE.test(kind)) return 3
  return /(?:Error|Exception|Warning)$/.test(name) ? 2 : 1
}

/** Exports of the package that has the project's name, or else most of them; the most telling first. */
function mainExports({ name, surface }: Facts): Export[] {
  const modules = new Map<string, Export[]>()
  for (const one of surface.exports) modules.set(one.module ?? '', [...(modules.get(one.module ?? '') ?? []), one])
  const largest = [...modules].sort(
    ([a, x], [b, y]) =>
      Number(plain(b) === plain(name.value)) - Number(plain(a) === plain(name.value)) || y.length - x.length,
  )[0]
  return (largest?.[1] ?? []).toSorted((a, b) => rank(a) - rank(b))
}

function imports(exports: readonly Export[]): Block[] {
  const values = exports.filter(({ kind }) => !TYPE.test(kind))
  const initial = values.find(({ name, kind }) => name === 'default' || kind === 'default')
  const named = values.filter((one) => one !== initial && one.name !== 'default').slice(0, IMPORTED)
  const chosen = named.length ? named : initial && initial.name !== 'default' ? [initial] : []
  const [first] = chosen
  if (!first?.module) return []
  const written = importOf(
    pathOf(first),
    first.module,
    chosen.map(({ name }) => name),
    !named.length,
  )
  if (!written) return []
  const sources = chosen.flatMap((one) => one.sources)
  return [
    fenced(
      written.language,
      written.lines.map((line) => ({ text: line, sources })),
    ),
  ]
}

function exportTable(context: Context, exports: readonly Export[]): Block[] {
  const shown = exports.filter(({ name }) => name !== 'default').slice(0, MOST_EXPORTS)
  const rows = shown.map((one) => ({
    cells: [code(one.name), text(one.kind), fileLink(context, pathOf(one))],
    sources: one.sources,
  }))
  return table([md`Export`, md`Kind`, md`Defined in`], rows)
}

function commandTable({ facts }: Context): Block[] {
  const rows = facts.surface.cli.slice(0, MOST_COMMANDS).map((one) => ({
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
  return table([md`Command`, md`What it does`, md`Flags`], rows)
}

/** How it is called: the import and the names that it exports, its commands and flags, and where the examples are. */
export function usage(context: Context): Block[] {
  const { facts, family } = context
  const blocks: Block[] = commandTable(context)
  if (family === 'library') {
    const exports = mainExports(facts)
    blocks.push(...imports(exports), ...exportTable(context, exports))
  }
  const { examples, guide } = facts.documents
  if (examples)
    blocks.push(paragraph(md`Examples are in ${fileLink(context, examples.path)}.`, [{ path: examples.path }]))
  if (guide) blocks.push(paragraph(md`See ${fileLink(context, guide.path)} for how to use it.`, [{ path: guide.path }]))
  return blocks
}
