import type { Source } from '../../analysis/facts'
import { append } from '../append'
import type { Line } from '../blocks'
import type { Part } from '../document'
import { verbatim } from '../escape'
import type { Options } from '../options'
import type { Region } from '../report/report'
import { lineEnd, linesOf, type TextLine } from './lines'
import { emptyRegion, type Managed, regionLines } from './regions'

/** A line of the document to be, with what it rests on. */
export type Row = TextLine & Pick<Line, 'sources' | 'by'>

export interface Existing {
  path: string
  text: string
}
export type Asked = Pick<Options, 'missing' | 'sections'>

/** A part, and the count of lines of the existing README behind which it belongs. */
export interface Placed {
  part: Part
  after: number
}

/** Do the options leave this section to be written? */
export const isAsked = (id: string, { on, off }: Options['sections']) =>
  on?.some((one) => one === id) !== false && off?.some((one) => one === id) !== true

/** What becomes of a region: the lines that replace it, or `null` where it stays byte for byte. */
function become(
  region: Managed,
  part: Part | undefined,
  { sections }: Asked,
): { outcome: Region['outcome']; lines: Line[] | null } {
  if (region.broken) return { outcome: 'broken', lines: null }
  if (!region.isOurs) return { outcome: 'edited', lines: null }
  if (part) {
    const lines = regionLines(part)
    return lines[0]!.text.includes(`hash=${region.hash} `)
      ? { outcome: 'unchanged', lines: null }
      : { outcome: 'updated', lines }
  }
  // A section that was not asked about, or that only a template knows, is not missing.
  const isEmpty = region.last === region.first + 1
  if (isEmpty || region.id.startsWith('template-') || !isAsked(region.id, sections))
    return { outcome: 'unchanged', lines: null }
  return { outcome: 'emptied', lines: emptyRegion(region.id).map((text) => ({ text: verbatim(text), sources: [] })) }
}

/** The lines of a region that stays, each resting on what the same line of the part rests on. */
function unchanged(rows: readonly Row[], part: Part): Row[] {
  const rests = regionLines(part).filter(({ text }) => text.trim() !== '')
  let next = 0
  return rows.map((row) => {
    const line = row.text.trim() === '' ? undefined : rests[next++]
    return line ? { ...row, sources: line.sources, by: line.by } : row
  })
}

/** Lines in the document's line ends; the last ends as `last` does. */
const asRows = (lines: readonly Line[], end: TextLine['end'], last: TextLine['end']): Row[] =>
  lines.map(({ text, sources, by }, index) => ({ text, end: index === lines.length - 1 ? last : end, sources, by }))

/** A region put behind the first `after` lines, apart from what stands around it by an empty line. */
function inserted(
  rows: readonly Row[],
  part: Part,
  end: TextLine['end'],
): { before: Row[]; region: Row[]; behind: Row[] } {
  const empty: Row = { text: '', end, sources: [] }
  const above = rows.at(-1)
  const region = asRows(regionLines(part), end, end)
  return { before: above && above.text.trim() !== '' ? [empty] : [], region, behind: [empty] }
}

const sourceOf = (path: string, index: number): Source => ({ path, line: index + 1 })

/**
 * The rows of an existing README with new content in the regions that are ours and `added` parts in their places; every
 * other line is its own, byte for byte. What became of each region, in order.
 */
export function rewrite(
  existing: Existing,
  managed: readonly Managed[],
  parts: readonly Part[],
  asked: Asked,
  added: readonly Placed[],
): { rows: Row[]; regions: Region[] } {
  const given = linesOf(existing.text)
  const end = lineEnd(given)
  const rows: Row[] = []
  const regions: Region[] = []
  const put = (at: number) => {
    for (const { part } of added.filter(({ after }) => after === at)) {
      const isLast = at === given.length
      const above = rows.at(-1)
      if (above?.end === '') rows[rows.length - 1] = { ...above, end }
      const { before, region, behind } = inserted(rows, part, end)
      rows.push(...before)
      regions.push({ id: part.id ?? '', outcome: 'added', line: rows.length + 1 })
      rows.push(...region)
      if (!isLast && (given[at]?.text.trim() ?? '') !== '') rows.push(...behind)
    }
  }
  const own = (from: number, to: number): Row[] =>
    given
      .slice(from, to)
      .map((line, index) => ({ ...line, sources: [sourceOf(existing.path, from + index)], by: 'readme' }))
  const stops = new Map(managed.map((region) => [region.first, region]))
  for (let at = 0; at <= given.length; at++) {
    put(at)
    if (at === given.length) break
    const region = stops.get(at)
    const part = region && parts.find(({ id }) => id === region.id)
    if (!region) {
      rows.push(...own(at, at + 1))
      continue
    }
    const { outcome, lines } = become(region, part, asked)
    const proposed =
      outcome === 'edited' && part
        ? {
            proposed: regionLines(part)
              .map(({ text }) => text)
              .join('\n'),
          }
        : {}
    regions.push({ id: region.id, outcome, line: rows.length + 1, ...proposed })
    const stays = own(at, region.last + 1)
    if (lines)
      append(
        rows,
        asRows(lines, given[at]!.end || end, given[region.last]!.end).map((row) =>
          row.text && !row.sources.length ? { ...row, sources: stays[0]!.sources, by: stays[0]!.by } : row,
        ),
      )
    else append(rows, outcome === 'unchanged' && part ? unchanged(stays, part) : stays)
    at = region.last
  }
  return { rows, regions }
}
