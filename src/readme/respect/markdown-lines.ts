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

const FENCE = /^( {0,3})(?:(`{3,})[^`]*|(~{3,}).*)$/
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]|$)/
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/
const QUOTE = /^ {0,3}>/
const ITEM = /^( {0,3})([-*+]|\d{1,9}[.)])(?:([ \t]{1,4})(?=\S)|[ \t]|$)/
const DEFINITION = /^ {0,3}\[(?:[^[\]\\]|\\.){1,999}\]:/
const UNDERLINE = /^ {0,3}(?:(=+)|-+)[ \t]*$/
const DELIMITERS = /^ {0,3}(?:\|?[ \t]*:?-+:?[ \t]*)(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/
const INDENTED = /^(?: {4}| {0,3}\t)/
const BLANK = /^[ \t]*$/

/** Blocks of HTML by how they begin and what ends them; `null` is an empty line. */
const HTML: readonly (readonly [begin: RegExp, end: RegExp | null])[] = [
  [/^ {0,3}<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
  [/^ {0,3}<![a-z]/i, />/],
  [
    /^ {0,3}<\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:[\s>]|\/>|$)/i,
    null,
  ],
]
/** Any tag alone on its line; it does not end a paragraph. */
const LONE_TAG = /^ {0,3}<(?:[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?|\/[a-z][a-z0-9-]*\s*)>[ \t]*$/i

const isFence = (line: string) => FENCE.test(line)
const isHtml = (line: string) => HTML.some(([begin]) => begin.test(line))
const isItem = (line: string) => ITEM.test(line) && !RULE.test(line)
/** An item that may stand directly below a paragraph: not empty, and a number only if it is one. */
const isFirstItem = (line: string) => /^ {0,3}(?:[-*+]|1[.)])[ \t]+\S/.test(line) && !RULE.test(line)

/** Does a line end the paragraph above it? */
const interrupts = (line: string) =>
  BLANK.test(line) ||
  HEADING.test(line) ||
  RULE.test(line) ||
  isFence(line) ||
  QUOTE.test(line) ||
  isFirstItem(line) ||
  isHtml(line)

/** Last line of the fence that `opening` begins, and whether the text ended before it did. */
function fenceEnd(lines: readonly string[], first: number): { last: number; open: boolean } {
  const mark = lines[first]!.match(FENCE)
  const sign = (mark?.[2] ?? mark?.[3] ?? '```') as string
  const close = new RegExp(`^ {0,3}${sign[0]}{${sign.length},}[ \\t]*$`)
  for (let i = first + 1; i < lines.length; i++) if (close.test(lines[i]!)) return { last: i, open: false }
  return { last: lines.length - 1, open: true }
}

function htmlEnd(lines: readonly string[], first: number): { last: number; open: boolean } | null {
  const line = lines[first]!
  const found = HTML.find(([begin]) => begin.test(line))
  if (!found && !LONE_TAG.test(line)) return null
  const end = found?.[1] ?? null
  for (let i = first; i < lines.length; i++) {
    if (end ? end.test(lines[i]!) : i + 1 < lines.length && BLANK.test(lines[i + 1]!)) return { last: i, open: false }
  }
  return { last: lines.length - 1, open: end !== null }
}

const indentOf = (line: string) => line.match(/^[ \t]*/)![0].replaceAll('\t', '    ').length

/** Last line of a list: what is indented below an item is the item's, and so is a line of text that goes on without an indent. */
function listEnd(lines: readonly string[], first: number): number {
  let last = first
  let content = 2
  let fence: string | null = null
  for (let i = first; i < lines.length; i++) {
    const line = lines[i]!
    if (BLANK.test(line)) continue
    const item: RegExpMatchArray | null = fence === null || indentOf(line) < content ? line.match(ITEM) : null
    if (item && isItem(line)) {
      if (i === first || indentOf(line) < content) content = item[0].length
      fence = null
    } else if (indentOf(line) < content) {
      // Text goes on where the line above is text; anything else has left the list.
      const goesOn = i === last + 1 && fence === null && !interrupts(line) && !/^[ \t]*(?:```|~~~)/.test(lines[last]!)
      if (!goesOn) return last
    }
    const mark: string | undefined = (item ? line.slice(item[0].length) : line).match(/^[ \t]*(`{3,}|~{3,})/)?.[1]
    if (mark) fence = fence === null ? mark : mark.startsWith(fence) ? null : fence
    last = i
  }
  return last
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
      lastWhile(lines, first, (next) =>
        isFootnote ? !DEFINITION.test(next) && !interrupts(next) : /^[ \t]+\S/.test(next),
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
