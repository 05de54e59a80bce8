/** What becomes of an element where Markdown is written instead of it. */
export type Element =
  /** Its words between these signs. */
  | { marks: '**' | '*' | '~~' | '`' }
  /** Its words. */
  | { marks: '' }
  | 'picture'
  | 'link'
  | 'break'
  /** It only places its content, which stands apart from what is around it. */
  | 'place'
  | 'heading'
  | 'list'
  | 'item'
  | 'term'
  | 'row'
  | 'cell'
  | 'video'
  /** It says nothing in this place. */
  | 'nothing'
  /** Hosts do not show it, or it acts by itself, or it has no form in Markdown. */
  | 'none'

const BY_ELEMENT: readonly (readonly [element: Element, names: string])[] = [
  [{ marks: '**' }, 'b strong'],
  [{ marks: '*' }, 'i em cite dfn'],
  [{ marks: '~~' }, 's strike del'],
  [{ marks: '`' }, 'code kbd tt samp'],
  [{ marks: '' }, 'sub sup u small big font span ins mark abbr nobr q var time label wbr bdi bdo'],
  ['picture', 'img'],
  ['link', 'a'],
  ['break', 'br'],
  [
    'place',
    'p div center section article header footer nav main aside figure figcaption blockquote address hr details',
  ],
  ['heading', 'h1 h2 h3 h4 h5 h6'],
  ['list', 'ul ol'],
  ['item', 'li'],
  ['term', 'dt summary caption'],
  ['place', 'dl dd table thead tbody tfoot'],
  ['row', 'tr'],
  ['cell', 'td th'],
  ['video', 'video'],
  ['nothing', 'picture source track col colgroup'],
  [
    'none',
    'pre script style iframe object embed form input textarea select option button svg path g link meta base frame',
  ],
  ['none', 'math template noscript applet audio canvas ruby rt rp html head body title marquee map area'],
]
const ELEMENTS = new Map(BY_ELEMENT.flatMap(([element, names]) => names.split(' ').map((name) => [name, element])))

/** What becomes of the element of this name; `undefined` for a name that is none of HTML's. */
export const elementOf = (name: string): Element | undefined => ELEMENTS.get(name)

/** The value of a tag's attribute; `undefined` without one. */
export function attribute(tag: string, name: string): string | undefined {
  const found = tag.match(
    new RegExp(`\\s${name}\\s{0,9}=\\s{0,9}(?:"([^"]{0,1000})"|'([^']{0,1000})'|([^\\s"'>]{1,1000}))`, 'i'),
  )
  return (found?.[1] ?? found?.[2] ?? found?.[3])?.trim()
}

/** Elements whose content belongs together. */
const HOLDER = /<(\/?)(details|table|ul|ol|dl)(?=[\s>/])/gi

/** How many elements that hold others are opened and not closed in these lines; `but` is not counted. */
export function opened(lines: readonly string[], but = ''): number {
  let depth = 0
  for (const line of lines)
    for (const [, slash, name] of line.matchAll(HOLDER)) if (name!.toLowerCase() !== but) depth += slash ? -1 : 1
  return depth
}

/**
 * Tags, comments and words of a text, in order; in Markdown also what no tag can be in: code, escaped signs, addresses in
 * angle brackets. Every repetition has an end, so that the search is linear.
 */
const COMMENT = '<!--[\\s\\S]{0,1000}?-->'
const TAG = '<\\/?[a-zA-Z][^<>]{0,2000}>'
const NOT_IN_MARKDOWN = [
  '(?<!`)(`{1,8})(?!`)[\\s\\S]{0,2000}?[^`]\\2(?!`)',
  '\\\\[!-/:-@[-`{-~]',
  '\\]\\(\\s{0,9}<[^<>\\n]{0,1000}>',
  '<[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\\s<>]{0,1000}>',
  '<[^\\s<>@]{1,64}@[^\\s<>@]{1,250}>',
].join('|')
const IN_HTML = new RegExp(TAG, 'g')
const IN_MARKDOWN = new RegExp(`(?<other>${NOT_IN_MARKDOWN})|${COMMENT}|${TAG}`, 'g')

export interface Token {
  kind: 'words' | 'other' | 'comment' | 'tag'
  raw: string
  /** Of a tag, in lower case. */
  name: string
  closes: boolean
  /** Where it begins. */
  line: number
}

/** `first`: the line on which the text begins. */
export function tokensOf(text: string, isMarkdown: boolean, first: number): Token[] {
  const tokens: Token[] = []
  let line = first
  const add = (kind: Token['kind'], raw: string, name = '', closes = false) => {
    if (raw !== '') tokens.push({ kind, raw, name, closes, line })
    line += raw.split('\n').length - 1
  }
  const read = (part: string, pattern: RegExp) => {
    let at = 0
    for (const found of part.matchAll(pattern)) {
      const [raw] = found
      add('words', part.slice(at, found.index))
      at = found.index + raw.length
      if (found.groups?.other !== undefined) add('other', raw)
      else if (raw.startsWith('<!--')) add('comment', raw)
      else add('tag', raw, raw.match(/^<\/?([a-zA-Z][\w-]*)/)![1]!.toLowerCase(), raw[1] === '/')
    }
    add('words', part.slice(at))
  }
  if (isMarkdown) {
    read(text, IN_MARKDOWN)
    return tokens
  }
  // In HTML a comment ends where its end stands, however far that is.
  for (let at = 0; at < text.length; ) {
    const from = text.indexOf('<!--', at)
    const end = from < 0 ? -1 : text.indexOf('-->', from)
    read(text.slice(at, from < 0 ? undefined : from), IN_HTML)
    if (from < 0) break
    add('comment', text.slice(from, end < 0 ? undefined : end + 3))
    at = end < 0 ? text.length : end + 3
  }
  return tokens
}
