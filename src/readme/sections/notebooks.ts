import type { Facts } from '../../analysis/facts'
import { type Block, bullets, paragraph, table } from '../blocks'
import { type Context, fileLink } from '../context'
import { md, prose, text } from '../escape'

type Notebook = Facts['surface']['notebooks'][number]

const MOST = 60
/** Headings with which notebooks of any content begin. */
const ANY_NOTEBOOK =
  /^(?:(?:set[- ]?up|imports?|introduction|overview|contents?|table of contents|params|parameters|config(?:uration)?|preliminaries|install(?:ation)?|requirements|getting started|goals?|objectives?|about|untitled)\W*)$/i

/** Titles that say what a notebook is about: of its own, and no heading that others begin with as well. */
function telling(all: readonly Notebook[]): (one: Notebook) => string {
  const plain = (title: string) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  const counts = new Map<string, number>()
  for (const { title } of all) counts.set(plain(title), (counts.get(plain(title)) ?? 0) + 1)
  return ({ title }) => (ANY_NOTEBOOK.test(title) || (counts.get(plain(title)) ?? 0) > 1 ? '' : title)
}

/** The notebooks in the order of their files, with their titles. */
export function notebooks(context: Context): Block[] {
  const all = context.facts.surface.notebooks
  const shown = all.slice(0, MOST)
  const titleOf = telling(all)
  const rest = all.slice(MOST)
  const blocks = shown.some((one) => titleOf(one) !== '')
    ? table(
        [md`Notebook`, md`About`],
        shown.map((one) => ({ cells: [fileLink(context, one.path), prose(titleOf(one))], sources: one.sources })),
      )
    : shown.length
      ? [bullets(shown.map(({ path, sources }) => ({ text: fileLink(context, path), sources })))]
      : []
  const more = paragraph(
    text(`And ${rest.length} more.`),
    rest.flatMap(({ sources }) => sources),
  )
  return rest.length ? [...blocks, more] : blocks
}
