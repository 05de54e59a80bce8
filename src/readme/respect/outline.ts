import { plain } from '../../analysis/prose'
import type { SectionId } from '../vocabulary'
import { linesOf } from './lines'
import { type Span, spansOf } from './markdown-lines'
import { type Managed, readRegions } from './regions'
import { sectionNamed } from './section-names'

/** A heading of an existing README with the lines that stand under it, those of headings below it included; 0-based. */
export interface Section {
  words: string
  level: number
  first: number
  last: number
  id: SectionId | null
}

/** An existing README, read once. */
export interface Outline {
  lines: string[]
  spans: Span[]
  regions: Managed[]
  sections: Section[]
}

/** Characters of a heading that are read for their words. */
const LONGEST = 500
/** A paragraph that is nothing but bold words is a heading to its reader. */
const BOLD = /^\s*(?:\*\*|__)([^*_]{2,60})(?:\*\*|__):?\s*$/
const HTML_HEADING = /<h([1-6])(?:\s[^<>]*)?>([\s\S]{0,500}?)<\/h\1>/i

/** What a reader sees of the heading's line: without markup, links told by their words. */
export function shownWords(raw: string): string {
  return plain(
    raw
      .slice(0, LONGEST)
      .replace(/!\[[^\]]{0,200}\](?:\([^()]{0,300}\)|\[[^\]]{0,100}\])?/g, '')
      .replace(/\[([^[\]]{0,200})\](?:\([^()]{0,300}\)|\[[^\]]{0,100}\])?/g, '$1')
      .replace(/<[^<>]{0,300}>/g, '')
      .replace(/[*`]|(?<!\w)_|_(?!\w)/g, ''),
  )
}

/** Level and words of a span that is a heading, in whichever way it is written; `null` for any other. */
export function headingAt(lines: readonly string[], span: Span): { level: number; words: string } | null {
  const raw = lines[span.first]!
  if (span.kind === 'heading') {
    const own = /^ {0,3}#{1,6}(?:[ \t]|$)/.test(raw)
      ? raw.replace(/^ {0,3}#{1,6}[ \t]*/, '').replace(/[ \t]+#+[ \t]*$/, '')
      : lines.slice(span.first, span.last).join(' ')
    return { level: span.level, words: shownWords(own) }
  }
  if (span.kind === 'html') {
    const found = lines
      .slice(span.first, span.last + 1)
      .join('\n')
      .slice(0, 4_000)
      .match(HTML_HEADING)
    return found ? { level: Number(found[1]), words: shownWords(found[2]!) } : null
  }
  const bold = span.kind === 'paragraph' && span.first === span.last ? raw.match(BOLD) : null
  return bold ? { level: 6, words: shownWords(bold[1]!) } : null
}

/** The blocks, headings and managed regions of an existing README. */
export const outlineOf = (text: string): Outline =>
  outlineOfLines(linesOf(text.replace(/^\uFEFF/, '')).map((line) => line.text))

export function outlineOfLines(lines: string[]): Outline {
  const spans = spansOf(lines)
  const headings = spans.flatMap((span) => {
    const heading = headingAt(lines, span)
    return heading ? [{ ...heading, first: span.first }] : []
  })
  // From the end, so that the next heading of each level is known.
  const next = Array<number>(7).fill(lines.length)
  const sections = headings
    .toReversed()
    .map(({ level, words, first }) => {
      const last = Math.min(...next.slice(1, level + 1)) - 1
      next[level] = first
      return { words, level, first, last, id: sectionNamed(words) }
    })
    .toReversed()
  return { lines, spans, regions: readRegions(lines, spans), sections }
}
