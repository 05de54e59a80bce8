import { lineCounter } from '../../line-numbers'

/** A term as Erlang's `file:consult` reads it; variables, numbers and expressions are `other`. Maps are lists of pairs. */
export type Term = { line: number } & (
  | { kind: 'text' | 'atom' | 'other'; value: string }
  | { kind: 'list' | 'tuple'; items: Term[] }
)

const MOST_TOKENS = 40_000
const DEEPEST = 40
const TOKEN =
  /(?<space>\s+|%[^\n]*)|<<\s*"(?<binary>(?:[^"\\]|\\[\s\S]){0,2000})"[^>\n]{0,20}>>|"(?<text>(?:[^"\\]|\\[\s\S]){0,2000})"|'(?<quoted>[^'\n]{0,300})'|(?<atom>[a-z][\w@]*)|(?<other>[A-Z_]\w*|\d[\w.#]*(?<!\.))|(?<mark>#\{|=>|[\s\S])/y

/** The terms of an Erlang configuration, each ended by a full stop; linear in the text's length, nothing is evaluated. */
export function consult(text: string): Term[] {
  const lineOf = lineCounter(text)
  const tokens: { kind: string; value: string; line: number }[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length && tokens.length < MOST_TOKENS) {
    const at = TOKEN.lastIndex
    const groups = TOKEN.exec(text)?.groups
    if (!groups) break
    if (groups.space !== undefined) continue
    const literal = groups.binary ?? groups.text
    const atom = groups.quoted ?? groups.atom
    const kind =
      literal !== undefined ? 'text' : atom !== undefined ? 'atom' : groups.other !== undefined ? 'other' : 'mark'
    tokens.push({ kind, value: literal ?? atom ?? groups.other ?? groups.mark ?? '', line: lineOf(at) })
  }
  let at = 0
  function items(closing: string, depth: number): Term[] {
    const found: Term[] = []
    while (at < tokens.length) {
      const token = tokens[at]!
      if (token.kind === 'mark' && token.value === closing) {
        at++
        break
      }
      if (token.kind === 'mark' && (token.value === '.' || token.value === ']' || token.value === '}')) break
      if (token.kind === 'mark' && token.value === '=>') {
        at++
        const key = found.pop()
        const value = term(depth + 1)
        if (key && value) found.push({ kind: 'tuple', items: [key, value], line: key.line })
        continue
      }
      const one = term(depth + 1)
      const last = found.at(-1)
      // Literals that follow each other are one.
      if (one?.kind === 'text' && last?.kind === 'text' && tokens[at - 2]?.kind === 'text')
        found[found.length - 1] = { ...last, value: last.value + one.value }
      else if (one) found.push(one)
    }
    return found
  }
  function term(depth: number): Term | null {
    const token = tokens[at++]
    if (!token) return null
    const { kind, value, line } = token
    if (kind === 'text') return { kind, value: value.replace(/\\(["\\])/g, '$1').replace(/\\n/g, '\n'), line }
    if (kind === 'atom' || kind === 'other') return { kind, value, line }
    if (depth > DEEPEST) return null
    if (value === '[') return { kind: 'list', items: items(']', depth), line }
    if (value === '{') return { kind: 'tuple', items: items('}', depth), line }
    return value === '#{' ? { kind: 'list', items: items('}', depth), line } : null
  }
  const found: Term[] = []
  while (at < tokens.length) {
    const one = term(0)
    if (one) found.push(one)
  }
  return found
}

/** The tuple `{key, …}` among terms, such as an option in a list; `null` without it. */
export function option(terms: readonly Term[], key: string): { values: Term[]; line: number } | null {
  for (const one of terms) {
    if (one.kind !== 'tuple') continue
    const [head, ...values] = one.items
    if (head?.kind === 'atom' && head.value === key) return { values, line: one.line }
  }
  return null
}

export const listed = (term: Term | undefined): Term[] =>
  term?.kind === 'list' || term?.kind === 'tuple' ? term.items : []
export const textOf = (term: Term | undefined): string | null =>
  term?.kind === 'text' ? term.value.trim() || null : null
export const atomOf = (term: Term | undefined): string | null => (term?.kind === 'atom' ? term.value : null)
