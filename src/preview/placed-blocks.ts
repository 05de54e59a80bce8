import { Marked, type MarkedExtension, Renderer, type Token, type Tokens } from 'marked'

/** A part of a Markdown text with an element of its own: a paragraph, heading, code block, quote, list item or table row. */
export interface PlacedBlock {
  /** Its lines, 1-based, both included. A line ends with a line feed, as Git hosts count. */
  first: number
  last: number
  /** Where the start tag of its element stands in the HTML. */
  offset: number
}

/** Renders as marked does, and remembers of which items or rows the HTML of each list and table was made. */
class PartsRenderer extends Renderer<string, string> {
  readonly parts = new Map<Token, string[]>()
  private collected: string[] = []

  private collect(token: Token, render: () => string): string {
    const outer = this.collected
    this.collected = []
    const html = render()
    this.parts.set(token, this.collected)
    this.collected = outer
    return html
  }
  private keep(html: string): string {
    this.collected.push(html)
    return html
  }
  override list(token: Tokens.List) {
    return this.collect(token, () => super.list(token))
  }
  override table(token: Tokens.Table) {
    return this.collect(token, () => super.table(token))
  }
  override listitem(item: Tokens.ListItem) {
    return this.keep(super.listitem(item))
  }
  override tablerow(row: Tokens.TableRow) {
    return this.keep(super.tablerow(row))
  }
}

/** Notes at each outermost token how much of the text was left where it began; `left[0]` is the text's whole length. */
const noting = (left: number[]): MarkedExtension<string, string> => ({
  extensions: [
    {
      name: 'noting',
      level: 'block',
      // Asked first at each place where a block may begin. What belongs to the token before is asked again for the next.
      tokenizer(source, tokens) {
        if (tokens === this.lexer.tokens) left[tokens.length] = source.length
        return undefined
      },
    },
  ],
})

/** Answers how many lines begin before an offset; the offsets must not fall. */
function lineCounter(text: string): (offset: number) => number {
  let lines = 0
  let at = 0
  return (offset) => {
    for (let end = text.indexOf('\n', at); end >= 0 && end < offset; end = text.indexOf('\n', at)) {
      lines++
      at = end + 1
    }
    return lines
  }
}

const isList = (token: Token): token is Tokens.List => token.type === 'list'
/** Of what text the parts of a token were read, in order and without a gap: items, or the rows of a table with its head. */
function rawParts(token: Token): string[] {
  if (isList(token)) return token.items.map(({ raw }) => raw)
  const [head = '', delimiters = '', ...rows] = token.raw.split('\n')
  return [`${head}\n${delimiters}\n`, ...rows.map((row) => `${row}\n`)]
}

/**
 * HTML as `marked` with `extensions` makes it, not yet safe, and where in it the blocks of the text begin. `after` gives
 * what comes behind all blocks.
 *
 * Nothing is written into the HTML to find them again, so nothing can be forged: a block is known by the offset at which
 * its start tag was written, and HTML's parser tells for each element the offset of the start tag that it came from. Where
 * raw HTML of the text swallows a block (an open comment, a `<textarea>`), no element begins there and nothing is found;
 * an element that was written by hand never begins where a block does.
 */
export function htmlWithPlaces(
  markdown: string,
  extensions: MarkedExtension<string, string>[],
  after: (render: (tokens: Token[]) => string) => string = () => '',
): { html: string; blocks: PlacedBlock[] } {
  const left: number[] = []
  // The last to be told is the first to be asked.
  const marked = new Marked<string, string>(...extensions, noting(left))
  const renderer = new PartsRenderer()
  const options = { ...marked.defaults, renderer }
  const tokens = marked.lexer(markdown)
  // marked reads every kind of line end as a line feed; a lone carriage return keeps its place and ends no line here.
  const linesBefore = lineCounter(markdown.replaceAll('\r\n', '\n'))
  const lineAt = (offset: number) => linesBefore(offset) + 1
  const blocks: PlacedBlock[] = []
  let html = ''
  const place = (start: number, raw: string, offset: number) =>
    blocks.push({ first: lineAt(start), last: lineAt(start + raw.trimEnd().length), offset })

  for (const [index, token] of tokens.entries()) {
    const start = (left[0] ?? 0) - (left[index] ?? 0)
    const rendered = marked.parser([token], options)
    const parts = renderer.parts.get(token)
    if (parts) {
      const raws = rawParts(token)
      let from = start
      let offset = 0
      for (const [n, part] of parts.entries()) {
        const raw = raws[n] ?? ''
        offset = rendered.indexOf(part, offset)
        place(from, raw, html.length + offset)
        from += raw.length
        offset += part.length
      }
    } else if (rendered.trim() !== '') place(start, token.raw, html.length + rendered.search(/\S/))
    html += rendered
  }
  html += after((tokens) => marked.parser(tokens, options))
  return { html, blocks }
}
