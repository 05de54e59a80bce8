declare const checked: unique symbol
/** Markdown that may be put into the document as it is: literals of ours, and a stranger's text after one of the functions below. */
export type Markdown = string & { readonly [checked]: true }

/** The one place where a string becomes Markdown by decree; everything else goes through `text`, `code`, `link` … */
const trust = (value: string) => value as Markdown

/**
 * One line of Markdown that somebody wrote as Markdown: whoever asks for the README, or the author of the one that
 * exists. It is theirs to format; what must not come of it, the caller has ruled out.
 */
export const verbatim = (line: string): Markdown => trust(line)

/**
 * A stranger's text on one line: white space folded, control and formatting characters (bidirectional ones, tags,
 * zero-width spaces) dropped, lone surrogates replaced. Joiners stay: several scripts need them.
 */
export function clean(value: string): string {
  return value
    .toWellFormed()
    .replace(/[\s\u0085]+/g, ' ')
    .replace(/(?![\u200C\u200D])[\p{Cc}\p{Cf}]/gu, '')
    .trim()
}

const ENTITY = /&(?=#?[A-Za-z0-9]{1,40};|$)/g
/** What a renderer makes a link of without being asked: an address with its scheme, `www.`, or mail. */
const AUTOLINK = /:\/\/|www\.|mailto:|xmpp:|[\w.+-]@[\w-]/i

/** Escapes what Markdown would read as markup in a run of text. An underscore within a word is none. */
function escaped(value: string): string {
  const marked = value
    .replace(/[\\`*[\]<~]/g, '\\$&')
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
    .replace(ENTITY, '\\&')
  return (marked.match(/\$/g)?.length ?? 0) > 1 ? marked.replaceAll('$', '\\$') : marked
}

/** Escapes what would begin a block if the text began a line. */
const atLineStart = (value: string) =>
  value
    .replace(/^[#>]/, '\\$&')
    .replace(/^[-+=:](?![A-Za-z0-9])/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?= |$)/, '$1\\$2')

/** Text of which no renderer makes a link by itself, where a code span cannot stand. */
const unlinked = (value: string) =>
  escaped(value)
    .replaceAll('@', '&#64;')
    .replaceAll('://', '&#58;//')
    .replace(/(www|mailto|xmpp)([.:])/gi, (_, word: string, sign: string) => `${word}&#${sign.charCodeAt(0)};`)

/** Signs with which a code span is not read the same everywhere once it stands in a link's label. */
const NOT_IN_LABELS = /[`\\[\]]/

/** A word that would become a link by itself is shown as code, without the punctuation around it. */
function word(value: string): string {
  if (!AUTOLINK.test(value)) return escaped(value)
  // No word of a person's is so long, and the search below is not linear.
  if (value.length > 1_000) return unlinked(value)
  const [, before = '', middle = '', after = ''] = value.match(/^([("'[{<]*)(.*?)([)"'\]}>.,:!?]*)$/) ?? []
  return escaped(before) + (NOT_IN_LABELS.test(middle) ? unlinked(middle) : code(middle)) + escaped(after)
}

/** Plain text in a paragraph, list item, table cell, link label or heading: no markup, no link, no HTML can come of it. */
export const text = (value: string): Markdown => trust(atLineStart(clean(value).split(' ').map(word).join(' ')))

/**
 * A code span, its fence longer than any run of backticks inside.
 * A backslash before a pipe cannot stand in a table's code span; such a value is given as text.
 */
export function code(value: string): Markdown {
  const inner = clean(value)
  if (inner === '') return trust('')
  if (inner.includes('\\|')) return trust(unlinked(inner))
  const runs = new Set((inner.match(/`+/g) ?? []).map((run) => run.length))
  let length = 1
  while (runs.has(length)) length++
  const fence = '`'.repeat(length)
  const pad = inner.startsWith('`') || inner.endsWith('`') ? ' ' : ''
  return trust(fence + pad + inner + pad + fence)
}

/** A name as the label of a link: a code span where every renderer takes it for one. */
export const label = (value: string): Markdown => (NOT_IN_LABELS.test(value) ? text(value) : code(value))

/** Text in which pairs of backticks mean code, as in doc comments; all else is plain. */
export function prose(value: string): Markdown {
  const parts = clean(value).split('`')
  if (parts.length % 2 === 0) return text(value)
  const pieces = parts.map((part, index) => {
    if (index % 2 === 1) return code(part)
    const words = part.split(' ').map(word).join(' ')
    return index === 0 ? atLineStart(words) : words
  })
  return trust(pieces.join(''))
}

/** Template of Markdown: the literal parts are ours, each value was escaped by one of the functions here. */
export const md = (parts: TemplateStringsArray, ...values: Markdown[]): Markdown =>
  trust(String.raw({ raw: parts }, ...values))

/** Values in a row, as a person lists them: `a`, `a and b`, `a, b and c`. */
export function listed(values: readonly Markdown[], last = 'and'): Markdown {
  if (values.length < 2) return values[0] ?? trust('')
  return trust(`${values.slice(0, -1).join(', ')} ${last} ${values.at(-1)}`)
}
export const joined = (values: readonly Markdown[], by: string): Markdown => trust(values.join(by))
/** Escaped brackets as entities: some renderers take the escapes away before they read a label for markup. */
const bracketless = (value: Markdown) =>
  value.replace(/\\([[\]\\])/g, (whole, sign) => (sign === '[' ? '&#91;' : sign === ']' ? '&#93;' : whole))

/** `shown` linked to `target`, which `address` or `pathAddress` made. */
export const link = (shown: Markdown, target: Address): Markdown => trust(`[${bracketless(shown)}](${target})`)
export const image = (alternative: string, source: Address): Markdown =>
  trust(`![${bracketless(text(alternative))}](${source})`)
/** Markdown in a table cell: pipes escaped. */
export const cell = (value: Markdown): Markdown => trust(value.replaceAll('|', '\\|'))
/** A heading of a stranger's text: closing signs escaped, and without the punctuation that headings do not end in. */
export function headingText(value: string): Markdown {
  const shown = clean(value).replace(/[.,;:!。，；：！\s]+$/u, '')
  return trust(text(shown).replace(/(?<= )#+$/, (signs) => signs.replaceAll('#', '\\#')))
}
/** The first letter in upper case, as a table cell or a sentence begins. */
export const capital = (value: string): string => value.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
/** Signs that set a sentence apart; a description that already ends one gets no second. */
export const sentence = (value: string): string => (/[.!?。！？…:]$/u.test(value) ? value : `${value}.`)

declare const encoded: unique symbol
/** A link target in which nothing can end the link. */
export type Address = string & { readonly [encoded]: true }

const encodeSegment = (segment: string) =>
  encodeURIComponent(segment.toWellFormed())
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%(?:2B|2C|3D)|^%40/g, decodeURIComponent)
    // Should a renderer not see the link, it shall not make one of its target.
    .replace(/www\./gi, (word) => `${word.slice(0, 3)}%2E`)

/** A path, relative to the file that links to it, as a link target. */
export const pathAddress = (path: string): Address =>
  path.replace(/^\/+/, '').split('/').map(encodeSegment).join('/') as Address

/** An https address built from its parts: each segment of the path is encoded, so that it stays one segment. */
export const address = (host: string, segments: readonly string[], query = ''): Address =>
  `https://${host}/${segments.map(encodeSegment).join('/')}${query}` as Address

/** An https or http address that somebody else built, with what could end a Markdown link encoded; `null` for anything else. */
export function webAddress(value: string): Address | null {
  const url = URL.parse(value)
  if (!url || !/^https?:$/.test(url.protocol)) return null
  return url.href.replace(
    /[()<>|`\\*_~[\]!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  ) as Address
}

/** A line as it may stand in a fenced code block. */
export const fenceLine = (line: string): string =>
  line
    .toWellFormed()
    .replace(/[\s\u0085]/g, ' ')
    .replace(/(?![\u200C\u200D])[\p{Cc}\p{Cf}]/gu, '')
    .trimEnd()

/** Lines as a fenced code block, its fence longer than any run of backticks inside. */
export function fence(language: string, lines: readonly string[]): Markdown[] {
  const runs = lines.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length)
  const mark = '`'.repeat(Math.max(2, ...runs) + 1)
  return [`${mark}${language}`, ...lines.map(fenceLine), mark].map(trust)
}
