import type { Facts } from '../../analysis/facts'
import { type Block, paragraph, table } from '../blocks'
import { type Context, fileLink } from '../context'
import { capital, code, label, md, prose, text } from '../escape'

type Contract = Facts['surface']['exports'][number]

const MOST = 30

const isContract = ({ kind, sources }: Contract) =>
  /^(?:abstract contract|contract|interface|library)$/.test(kind) && sources[0]?.path.endsWith('.sol') === true

/** What is deployed comes first, then what others build on, then what describes. */
const ORDER = ['contract', 'abstract contract', 'library', 'interface']
const rank = ({ kind, description }: Contract) => ORDER.indexOf(kind) * 2 + (description === undefined ? 1 : 0)

/** The contracts with what each is and where it stands. */
export function contracts(context: Context): Block[] {
  const all = context.facts.surface.exports.filter(isContract)
  const ordered = all.toSorted((a, b) => rank(a) - rank(b))
  const shown = ordered.slice(0, MOST)
  const rest = ordered.slice(MOST)
  const rows = shown.map(({ name, kind, description = '', sources }) => ({
    cells: [
      sources[0] ? fileLink(context, sources[0].path, label(name)) : code(name),
      text(kind),
      prose(capital(description).replace(/(?<!\betc)\.$/, '')),
    ],
    sources,
  }))
  const more = paragraph(
    text(`And ${rest.length} more.`),
    rest.flatMap(({ sources }) => sources),
  )
  return [...table([md`Contract`, md`Kind`, md`What it is`], rows), ...(rest.length ? [more] : [])]
}
