import { lexer, type Token, type Tokens } from 'marked'

/** What a reader sees of inline Markdown. */
function words(tokens: readonly Token[]): string {
  return tokens
    .map((token): string => {
      // A picture's alternative text is no part of what GitHub makes a heading's id of.
      if (token.type === 'image' || token.type === 'html') return ''
      if ('tokens' in token && token.tokens) return words(token.tokens)
      return 'text' in token && typeof token.text === 'string' ? unescaped(token.text) : ''
    })
    .join('')
}

const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: '\u00a0',
  '#39': "'",
  '#91': '[',
  '#93': ']',
  '#64': '@',
  '#58': ':',
}
const unescaped = (value: string) =>
  value.replace(/&([a-z]+|#\d+);/g, (whole, name: string) => (Object.hasOwn(NAMED, name) ? NAMED[name]! : whole))

/** The headings of a Markdown document that stand at its top level, in order, with their 1-based line. */
export function headingsOf(markdown: string): { level: number; words: string; line: number }[] {
  let line = 1
  const found: { level: number; words: string; line: number }[] = []
  for (const token of lexer(markdown)) {
    if (token.type === 'heading') {
      const heading = token as Tokens.Heading
      found.push({ level: heading.depth, words: words(heading.tokens).trim(), line })
    }
    line += token.raw.split('\n').length - 1
  }
  return found
}
