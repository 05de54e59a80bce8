import type { Span } from './markdown-lines'
import { shownWords } from './outline'

/** A picture, with the link around it: a reader's anchor is made without it, and so is ours. */
const PICTURE =
  /\[\s{0,3}(?:!\[[^[\]]{0,300}\](?:\([^()]{0,1000}\)|\[[^[\]]{0,100}\])|<img\s[^<>]{0,1000}>)\s{0,3}\](?:\([^()]{0,1000}\)|\[[^[\]]{0,100}\])|!\[[^[\]]{0,300}\](?:\([^()]{0,1000}\)|\[[^[\]]{0,100}\])|<img\s[^<>]{0,1000}>/gi

/** The heading's own words with their markup, without pictures beside them and, without signs at its end that headings do not end in. */
export function headingText(lines: readonly string[], span: Span): string {
  const raw = lines[span.first]!
  const own = /^ {0,3}#/.test(raw)
    ? raw.replace(/^ {0,3}#{1,6}[ \t]*/, '').replace(/[ \t]+#+[ \t]*$/, '')
    : lines
        .slice(span.first, span.last)
        .map((line) => line.trim())
        .join(' ')
  const worded = own.replace(PICTURE, ' ')
  return (shownWords(worded) === '' ? own : worded)
    .replace(/\s+/g, ' ')
    .replace(/[.,;:!。，；：！\s]+$/u, '')
    .trim()
}
