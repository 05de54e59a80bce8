/* How the blocks of CommonMark 0.31 and GitHub's tables begin, by one line. */
export const FENCE = /^( {0,3})(?:(`{3,})[^`]*|(~{3,}).*)$/
export const HEADING = /^ {0,3}(#{1,6})(?:[ \t]|$)/
export const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/
export const QUOTE = /^ {0,3}>/
export const ITEM = /^( {0,3})([-*+]|\d{1,9}[.)])(?:([ \t]{1,4})(?=\S)|[ \t]|$)/
export const DEFINITION = /^ {0,3}\[(?:[^[\]\\]|\\.){1,999}\]:/
export const UNDERLINE = /^ {0,3}(?:(=+)|-+)[ \t]*$/
export const DELIMITERS = /^ {0,3}(?:\|?[ \t]*:?-+:?[ \t]*)(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/
export const INDENTED = /^(?: {4}| {0,3}\t)/
export const BLANK = /^[ \t]*$/

/** Blocks of HTML by how they begin and what ends them; `null` is an empty line. */
export const HTML: readonly (readonly [begin: RegExp, end: RegExp | null])[] = [
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
export const LONE_TAG = /^ {0,3}<(?:[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?|\/[a-z][a-z0-9-]*\s*)>[ \t]*$/i

export const isFence = (line: string) => FENCE.test(line)
export const isHtml = (line: string) => HTML.some(([begin]) => begin.test(line))
export const isItem = (line: string) => ITEM.test(line) && !RULE.test(line)
/** An item that may stand directly below a paragraph: not empty, and a number only if it is one. */
const isFirstItem = (line: string) => /^ {0,3}(?:[-*+]|1[.)])[ \t]+\S/.test(line) && !RULE.test(line)

/** Does a line end the paragraph above it? */
export const interrupts = (line: string) =>
  BLANK.test(line) ||
  HEADING.test(line) ||
  RULE.test(line) ||
  isFence(line) ||
  QUOTE.test(line) ||
  isFirstItem(line) ||
  isHtml(line)
