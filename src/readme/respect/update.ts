import type { Line } from '../blocks'
import { CONTENTS, contentsPart } from '../contents'
import type { Part } from '../document'
import { md, text, verbatim } from '../escape'
import { headingsOf } from '../headings'
import type { Offer, Region } from '../report/report'
import { bytesOf } from './lines'
import { belongsAfter, placesOf } from './missing'
import { type Outline, outlineOf, shownWords } from './outline'
import { contentLines, regionLines } from './regions'
import { type Asked, type Existing, isAsked, type Placed, rewrite } from './rewrite'

/** The existing README as it now is, and what was done with it. */
export interface Updated {
  markdown: string
  /** Lines that are not empty with their 1-based number; a person's rest on the line of the existing README that they are. */
  lines: (Line & { line: number })[]
  regions: Region[]
  offered: Offer[]
}

const BYTE_ORDER_MARK = '\uFEFF'

/** Parts that the README tells nowhere. An introduction is only lacking where nothing stands at all. */
function missing(outline: Outline, parts: readonly Part[], { sections }: Asked): Placed[] {
  const places = placesOf(outline, parts)
  return parts
    .filter(({ id }) => id !== null && id !== 'contents' && !places.has(id) && isAsked(id, sections))
    .map((part) => ({ part, after: belongsAfter(part, parts, places, outline) }))
}

const offer = ({ part, after }: Placed): Offer => ({
  id: part.id ?? '',
  heading: shownWords(contentLines(part)[0]?.text.replace(/^#+ /, '') ?? ''),
  after,
  markdown: `${regionLines(part)
    .map(({ text }) => text)
    .join('\n')}\n`,
})

function updated(existing: Existing, outline: Outline, parts: readonly Part[], asked: Asked): Updated {
  const lacking = missing(outline, parts, asked)
  const { rows, regions } = rewrite(existing, outline.regions, parts, asked, asked.missing === 'insert' ? lacking : [])
  return {
    markdown: bytesOf(rows),
    lines: rows.flatMap(({ end: _, ...row }, index) =>
      row.text.trim() === '' ? [] : [{ ...row, text: verbatim(row.text), line: index + 1 }],
    ),
    regions,
    offered: asked.missing === 'offer' ? lacking.map(offer) : [],
  }
}

/** The list of contents of a document as it will be, or no part where there is nothing to list. */
function contentsOf({ markdown, lines }: Updated): Part[] {
  const sources = new Map(lines.map((one) => [one.line, one.sources]))
  const headings = headingsOf(markdown).map((one) => ({ ...one, sources: sources.get(one.line) ?? [] }))
  const part = contentsPart(headings)
  return part.blocks[1]?.length ? [part] : []
}

/**
 * An existing README with new content in its managed regions, and nothing else changed by a byte: line ends, tabs, a byte
 * order mark, a missing last line feed stay. A region that somebody edited, or whose marks are broken, stays too; one whose
 * section has nothing to say any more is emptied. Sections that the README tells nowhere are offered, or put in where that is
 * asked for. Of parts without an id nothing is taken: they are a person's, and stand in the README already. Updating what
 * came of it once more changes nothing.
 */
export function updateReadme(given: Existing, parts: readonly Part[], asked: Asked): Updated {
  const mark = given.text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : ''
  const existing = { ...given, text: given.text.slice(mark.length) }
  const outline = outlineOf(existing.text)
  const others = parts.filter(({ id }) => id !== 'contents')
  const hasContents = outline.regions.some((region) => region.id === 'contents' && !region.broken)
  // What the list of contents says depends on all else, so that all else is made first.
  const first = hasContents
    ? [...others, { id: 'contents' as const, blocks: [[{ text: md`## ${text(CONTENTS)}`, sources: [] }]] }]
    : others
  const before = updated(existing, outline, first, asked)
  const result = hasContents ? updated(existing, outline, [...others, ...contentsOf(before)], asked) : before
  return { ...result, markdown: mark + result.markdown }
}
