import { Lexer, type Token } from 'marked'

/** A piece of a document that a person wrote, as plain text without markup. */
export interface Block {
  /** A `tagline` is a line set off as a quotation before the first section. */
  kind: 'heading' | 'paragraph' | 'logo' | 'tagline'
  /** 1 to 6 for a heading, else 0. */
  level: number
  text: string
  /** 1-based line of its start. */
  line: number
  /** Share of the text that stands in links, 0 to 1: a row of links is no sentence. */
  linked: number
}

/** Characters of a document that are read; what follows in a longer one holds no heading we need. */
export const MOST_CHARACTERS = 300_000
/** Characters of one paragraph or heading that are read for their markup: no introduction is longer, and marked's search for emphasis is quadratic. */
export const LONGEST_INLINE = 4_000
const NAMED: readonly (readonly [RegExp, string])[] = [
  [/&amp;/g, '&'],
  [/&lt;/g, '<'],
  [/&gt;/g, '>'],
  [/&quot;/g, '"'],
  [/&#39;|&apos;/g, "'"],
  [/&(?:nbsp|emsp|ensp|thinsp|zwj|zwnj|#\d{1,6}|#x[0-9a-f]{1,6});/gi, ' '],
  [/&mdash;/g, '—'],
  [/&ndash;/g, '–'],
]
const EMOJI =
  /(?:[\u{1F000}-\u{1FAFF}\u{2600}-\u{27BF}\u{2B00}-\u{2BFF}]|\u{FE0F}|\u{200D}|\u{20E3}|:[a-z][a-z0-9_+-]{1,40}:)/gu

/** Text without entities, emoji and doubled white space. */
export function plain(text: string): string {
  let out = text
  for (const [entity, character] of NAMED) out = out.replace(entity, character)
  // What is left of emphasis that did not close.
  return out
    .replace(/\*\*|~~/g, '')
    .replace(EMOJI, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Comments gone, their line breaks kept, so that lines still count. */
function withoutComments(html: string): string {
  let out = ''
  for (let at = 0; ; ) {
    const from = html.indexOf('<!--', at)
    const to = from < 0 ? -1 : html.indexOf('-->', from)
    if (from < 0) return out + html.slice(at)
    out += html.slice(at, from) + html.slice(from, to < 0 ? html.length : to).replace(/[^\n]/g, '')
    if (to < 0) return out
    at = to + 3
  }
}

/** Headings, paragraphs and images' alternative texts of HTML that stands in Markdown. Tags are only looked at, never trusted. */
function htmlBlocks(raw: string, firstLine: number): Block[] {
  const html = withoutComments(raw)
  const blocks: Block[] = []
  let level = 0
  let links = 0
  let text = ''
  let linked = 0
  let start = firstLine
  let line = firstLine
  const flush = () => {
    const clean = plain(text)
    if (clean)
      blocks.push({
        kind: level ? 'heading' : 'paragraph',
        level,
        text: clean,
        line: start,
        linked: linked / text.trim().length,
      })
    text = ''
    linked = 0
  }
  const say = (piece: string) => {
    if (text.trim() === '') start = line + (piece.match(/^\s*/)![0].split('\n').length - 1)
    text += piece
    if (links > 0) linked += piece.trim().length
    line += piece.split('\n').length - 1
  }
  let at = 0
  for (const tag of html.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>/g)) {
    say(html.slice(at, tag.index))
    at = tag.index + tag[0].length
    const name = tag[2]!.toLowerCase()
    const closing = tag[1] === '/'
    if (name === 'a') links = closing ? 0 : 1
    else if (name === 'br') {
      // A tagline stands above a row of links, or ends with its mark: what follows the break is another block.
      if (/[.!]\s*$/.test(text) || /^\s*(?:<br\s{0,3}\/?>\s*){0,4}<a\b/.test(html.slice(at, at + 200))) flush()
      else say(' ')
    } else if (name === 'img') {
      const alt = tag[3]!.match(/\balt\s*=\s*(?:"([^"]*)"|'([^']*)')/i)
      const words = plain(alt?.[1] ?? alt?.[2] ?? '')
      if (words) blocks.push({ kind: 'logo', level: 0, text: words, line, linked: 0 })
    } else if (/^(?:h[1-6]|p|div|li|ul|td|tr|table|hr|details|summary|center|blockquote)$/.test(name)) {
      flush()
      if (/^h[1-6]$/.test(name)) level = closing ? 0 : Number(name[1])
    }
    line += tag[0].split('\n').length - 1
  }
  say(html.slice(at))
  flush()
  return blocks
}

/** Plain text of inline tokens; images and tags say nothing. */
function inlineText(tokens: Token[]): { text: string; linked: number } {
  let text = ''
  let linked = 0
  for (const token of tokens) {
    const inner = 'tokens' in token && token.tokens ? inlineText(token.tokens) : null
    if (token.type === 'image') continue
    if (token.type === 'html' || token.type === 'br') text += ' '
    else if (inner) {
      text += inner.text
      linked += token.type === 'link' ? inner.text.trim().length : inner.linked
    } else if ('text' in token && typeof token.text === 'string') text += token.text
  }
  return { text, linked }
}

/** A quotation of one paragraph before the first section says what the project is; an alert (`[!NOTE]`) and later ones don't. */
function tagline(lexer: Lexer, quote: Token, line: number, before: readonly Block[]): Block[] {
  const inner = 'tokens' in quote && quote.tokens ? quote.tokens.filter(({ type }) => type !== 'space') : []
  const [only, ...more] = inner
  if (!only || more.length || only.type !== 'paragraph' || !('text' in only) || typeof only.text !== 'string') return []
  if (only.text.length > LONGEST_INLINE) return []
  if (/^\s*\[!/.test(only.text) || before.some(({ kind, level }) => kind === 'heading' && level > 1)) return []
  const { text, linked } = inlineText(lexer.inlineTokens(only.text))
  const clean = plain(text)
  return clean
    ? [{ kind: 'tagline', level: 0, text: clean, line, linked: linked / Math.max(1, text.trim().length) }]
    : []
}

/**
 * Lines of one run without an empty line that begin a quotation anew, or underline what stands above them: for each,
 * marked reads the quotation again, or the rest of the run as the rows of a table.
 */
const MOST_REREAD = 50
const UNDERLINE = /^ {0,3}[|: \t]*[-=][-=|: \t]*$/

/**
 * Without lines that only harm: endless ones, ones that open quotations or lists in each other by the dozen, and the rest
 * of a run that would be read again too often. Their line breaks stay.
 */
function withoutTraps(body: string): string {
  let reread = 0
  let quoted = 0
  return body
    .split('\n')
    .map((line) => {
      const isEmpty = line.trim() === ''
      const signs = line.match(/^[\s>]*/)?.[0].split('>').length ?? 0
      if (isEmpty) reread = 0
      else if (signs > quoted || UNDERLINE.test(line)) reread++
      quoted = isEmpty ? 0 : signs
      const isTrap =
        reread > MOST_REREAD ||
        line.length > LONGEST_INLINE ||
        /^\s*(?:>[> \t]{40}|(?:(?:\d{1,9}[.)]|[-*+]) ){20})|^[ \t]{60,}[-*+\d]/.test(line)
      return isTrap ? '' : line
    })
    .join('\n')
}

/** A block at the top level of a document, with the lexer that reads its inline text. */
export interface TopBlock {
  token: Token
  /** 1-based line of its start. */
  line: number
  lexer: Lexer
}

/** Markdown (GitHub's flavour) as marked's tokens at the top level, in a time that a hostile text cannot stretch. */
export function topBlocks(source: string): TopBlock[] {
  const lexer = new Lexer({ gfm: true })
  let line = 1
  return lexer.blockTokens(withoutTraps(source.replace(/\r\n?/g, '\n')), []).map((token) => {
    const begin = line + (token.raw.match(/^\n*/)?.[0].length ?? 0)
    line += token.raw.split('\n').length - 1
    return { token, line: begin, lexer }
  })
}

/** Markdown (GitHub's flavour) as blocks; code, lists, tables and later quotations are left out. */
export function markdownBlocks(source: string): Block[] {
  const body = source.slice(0, MOST_CHARACTERS).replace(/^---\n[\s\S]*?\n---\n/, (front) => front.replace(/[^\n]/g, ''))
  const blocks: Block[] = []
  for (const { token, line, lexer } of topBlocks(body)) {
    if (token.type === 'html') blocks.push(...htmlBlocks(token.raw, line))
    if (token.type === 'blockquote') blocks.push(...tagline(lexer, token, line, blocks))
    if (token.type !== 'heading' && token.type !== 'paragraph') continue
    if ((token.text ?? '').length > LONGEST_INLINE) continue
    const inline = lexer.inlineTokens(token.text ?? '')
    const logo = inline
      .flatMap((t) => [t, ...('tokens' in t && t.tokens ? t.tokens : [])])
      .find((t) => t.type === 'image')
    const alt = logo && 'text' in logo && typeof logo.text === 'string' ? plain(logo.text) : ''
    if (alt) blocks.push({ kind: 'logo', level: 0, text: alt, line, linked: 0 })
    const { text, linked } = inlineText(inline)
    const clean = plain(text)
    const level = token.type === 'heading' ? Number(token.depth) : 0
    if (clean)
      blocks.push({
        kind: token.type,
        level,
        text: clean,
        line,
        linked: linked / Math.max(1, text.trim().length),
      })
  }
  return blocks
}
