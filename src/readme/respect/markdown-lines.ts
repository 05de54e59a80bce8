import { fenceEnd, htmlEnd, listEnd } from './block-ends'
import {
  BLANK,
  DEFINITION,
  DELIMITERS,
  HEADING,
  INDENTED,
  interrupts,
  isFence,
  isItem,
  QUOTE,
  RULE,
  UNDERLINE,
} from './block-starts'

/**
 * The blocks of a Markdown document as spans of lines: CommonMark 0.31 and GitHub's tables, read at the top level only and in
 * one pass, so that every line of the file belongs to one block or to none (an empty line). Nothing is changed or dropped,
 * which a parser made for rendering does not promise.
 */
export interface Span {
  kind: 'heading' | 'paragraph' | 'fence' | 'code' | 'html' | 'quote' | 'list' | 'table' | 'rule' | 'definition'
  /** First and last line, 0-based, both included. */
  first: number
  last: number
  /** 1 to 6 for a heading, else 0. */
  level: number
  /** The end of the file came before that of a fence or comment. */
  open: boolean
}

/** Last line of a paragraph, a table or a heading that is underlined. */
function textEnd(lines: readonly string[], first: number): Pick<Span, 'kind' | 'last' | 'level'> {
  if (lines[first]!.includes('|') && DELIMITERS.test(lines[first + 1] ?? '') && lines[first + 1]!.includes('|')) {
    let last = first + 1
    while (last + 1 < lines.length && (!interrupts(lines[last + 1]!) || /^ {0,3}\|/.test(lines[last + 1]!))) last++
    return { kind: 'table', last, level: 0 }
  }
  for (let i = first + 1; ; i++) {
    const line = lines[i]
    const underline = line?.match(UNDERLINE)
    if (underline) return { kind: 'heading', last: i, level: underline[1] ? 1 : 2 }
    if (line === undefined || interrupts(line)) return { kind: 'paragraph', last: i - 1, level: 0 }
  }
}

function lastWhile(lines: readonly string[], first: number, goesOn: (line: string, above: string) => boolean): number {
  let last = first
  while (last + 1 < lines.length && goesOn(lines[last + 1]!, lines[last]!)) last++
  return last
}

function spanAt(lines: readonly string[], first: number): Span {
  const line = lines[first]!
  const as = (kind: Span['kind'], last = first, more: Partial<Span> = {}): Span => ({
    kind,
    first,
    last,
    level: 0,
    open: false,
    ...more,
  })
  if (INDENTED.test(line)) {
    let last = first
    for (let i = first + 1; i < lines.length && (INDENTED.test(lines[i]!) || BLANK.test(lines[i]!)); i++)
      if (!BLANK.test(lines[i]!)) last = i
    return as('code', last)
  }
  const heading = line.match(HEADING)
  if (heading) return as('heading', first, { level: heading[1]!.length })
  if (isFence(line)) {
    const { last, open } = fenceEnd(lines, first)
    return as('fence', last, { open })
  }
  const html = htmlEnd(lines, first)
  if (html) return as('html', html.last, { open: html.open })
  if (RULE.test(line)) return as('rule')
  if (QUOTE.test(line))
    return as(
      'quote',
      lastWhile(lines, first, (next) => QUOTE.test(next) || !interrupts(next)),
    )
  if (isItem(line)) return as('list', listEnd(lines, first))
  if (DEFINITION.test(line)) {
    const isFootnote = /^ {0,3}\[\^/.test(line)
    return as(
      'definition',
      lastWhile(
        lines,
        first,
        (next) => !DEFINITION.test(next) && (isFootnote ? !interrupts(next) : /^[ \t]+\S/.test(next)),
      ),
    )
  }
  const { kind, last, level } = textEnd(lines, first)
  return as(kind, last, { level })
}

/** The blocks of a document, in order. Linear in its length. */
export function spansOf(lines: readonly string[]): Span[] {
  const spans: Span[] = []
  // Front matter is the file's, not the document's.
  const front = lines[0] === '---' ? lines.indexOf('---', 1) : -1
  for (let i = front > 0 && front < 60 ? front + 1 : 0; i < lines.length; ) {
    if (BLANK.test(lines[i]!)) {
      i++
      continue
    }
    const span = spanAt(lines, i)
    spans.push(span)
    i = span.last + 1
  }
  return spans
}
