import type { Token, Tokens } from 'marked'
import { topBlocks } from '../analysis/prose'

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
  return topBlocks(markdown).flatMap(({ token, line, lexer }) => {
    if (token.type !== 'heading') return []
    const { depth, text } = token as Tokens.Heading
    return [{ level: depth, words: words(lexer.inlineTokens(text)).trim(), line }]
  })
}
