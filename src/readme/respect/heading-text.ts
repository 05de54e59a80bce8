import type { Span } from './markdown-lines'
import { headingAt } from './outline'

/** The heading's own words with their markup, without signs at its end that headings do not end in. */
export function headingText(lines: readonly string[], span: Span): string {
  const raw = lines[span.first]!
  const own =
    span.kind === 'html'
      ? (headingAt(lines, span)?.words ?? '')
      : /^ {0,3}#/.test(raw)
        ? raw.replace(/^ {0,3}#{1,6}[ \t]*/, '').replace(/[ \t]+#+[ \t]*$/, '')
        : lines
            .slice(span.first, span.last)
            .map((line) => line.trim())
            .join(' ')
  return own
    .replace(/<a\s[^<>]{0,300}>\s*<\/a>/gi, '')
    .replace(/[.,;:!。，；：！\s]+$/u, '')
    .trim()
}
