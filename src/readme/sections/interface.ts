import type { Source } from '../../analysis/facts'
import { type Block, paragraph, table } from '../blocks'
import { type Context, fileLink } from '../context'
import { code, md, prose, text } from '../escape'

/** Inputs and outputs that are shown: of a module or an action, which is nothing else, as good as all. */
const MOST = 40
const MOST_OF_MODULE = 250
const most = ({ facts: { kinds } }: Context) => (kinds[0] === 'infrastructure' ? MOST_OF_MODULE : MOST)

/** Where those stand that a table leaves out. */
function rest(context: Context, left: readonly { sources: Source[] }[]): Block[] {
  const source = left[0]?.sources[0]
  const count = left.length === 1 ? 'One more is' : `${left.length} more are`
  return source ? [paragraph(md`${text(count)} in ${fileLink(context, source.path)}.`, [source])] : []
}

/** What its callers give it: required ones first, as its own files describe them. */
export function inputs(context: Context): Block[] {
  const all = context.facts.surface.inputs.toSorted((a, b) => Number(b.required) - Number(a.required))
  const rows = table(
    [md`Name`, md`Description`, md`Type`, md`Default`],
    all.slice(0, most(context)).map((one) => ({
      cells: [
        code(one.name),
        prose(one.description ?? ''),
        one.type ? code(one.type) : text(''),
        one.required ? text('required') : one.default ? code(one.default) : text(''),
      ],
      sources: one.sources,
    })),
  )
  const asked = context.facts.kinds.includes('template')
    ? [
        paragraph(
          md`The template asks for:`,
          all.slice(0, most(context)).flatMap(({ sources }) => sources),
        ),
      ]
    : []
  return all.length ? [...asked, ...rows, ...rest(context, all.slice(most(context)))] : []
}

/** What it gives back. */
export function outputs(context: Context): Block[] {
  const all = context.facts.surface.outputs
  const rows = table(
    [md`Name`, md`Description`],
    all.slice(0, most(context)).map((one) => ({
      cells: [code(one.name), prose(one.description ?? '')],
      sources: one.sources,
    })),
  )
  return [...rows, ...rest(context, all.slice(most(context)))]
}
