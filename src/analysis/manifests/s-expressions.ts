import { lineCounter } from '../line-numbers'

/** A form of EDN, Clojure or dune: a list with the bracket that opens it, a string, or a word (symbol, keyword, number). */
export type Form = { line: number } & (
  | { kind: 'list'; open: '(' | '[' | '{'; items: Form[] }
  | { kind: 'text' | 'word'; value: string }
)

const MOST_TOKENS = 60_000
const DEEPEST = 60
const TOKEN =
  /(?<space>[\s,]+|;[^\n]*|#\|[\s\S]{0,8000}?\|#)|#?"(?<text>(?:[^"\\]|\\[\s\S]){0,4000})"|(?<discard>#[_;])|(?<meta>\^)|(?<open>#?[([{])|(?<close>[)\]}])|(?<prefix>[#'`~@]+(?=[([{"])|['`~@])|(?<word>(?:\\[\s\S]|[^\s,;"()[\]{}^\\])+)|(?<rest>[\s\S])/y
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/**
 * The forms of a text in EDN (https://github.com/edn-format/edn), Clojure or dune's s-expressions: comments, discarded forms and
 * metadata are left out, reader tags and quotes passed over. Linear in the text's length; what is not closed ends with the text.
 */
export function formsOf(text: string): Form[] {
  const lineOf = lineCounter(text)
  const tokens: { kind: 'text' | 'word' | 'open' | 'close' | 'skip'; value: string; line: number }[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length && tokens.length < MOST_TOKENS) {
    const at = TOKEN.lastIndex
    const groups = TOKEN.exec(text)?.groups
    if (!groups) break
    const line = lineOf(at)
    if (groups.text !== undefined) tokens.push({ kind: 'text', value: groups.text, line })
    else if (groups.open !== undefined) tokens.push({ kind: 'open', value: groups.open.slice(-1), line })
    else if (groups.close !== undefined) tokens.push({ kind: 'close', value: groups.close, line })
    else if (groups.word !== undefined) tokens.push({ kind: 'word', value: groups.word, line })
    else if (groups.discard !== undefined || groups.meta !== undefined) tokens.push({ kind: 'skip', value: '', line })
  }
  let at = 0
  function form(depth: number): Form | null {
    const token = tokens[at++]
    if (!token || token.kind === 'close') return null
    const { value, line } = token
    if (token.kind === 'skip') {
      // One that is discarded itself is not what this mark discards.
      while (depth < DEEPEST && at < tokens.length && tokens[at]!.kind !== 'close' && form(depth + 1) === null);
      return null
    }
    if (token.kind === 'text')
      return { kind: 'text', value: value.replace(/\\(["\\])/g, '$1').replace(/\\n/g, '\n'), line }
    if (token.kind === 'word') return { kind: 'word', value, line }
    const items: Form[] = []
    if (depth >= DEEPEST) return null
    while (at < tokens.length) {
      const next = tokens[at]!
      if (next.kind === 'close') {
        if (next.value === CLOSING[value]) at++
        break
      }
      const one = form(depth + 1)
      if (one) items.push(one)
    }
    return { kind: 'list', open: value as '(' | '[' | '{', items, line }
  }
  const found: Form[] = []
  while (at < tokens.length) {
    const one = form(0)
    if (one) found.push(one)
  }
  return found
}

export const listOf = (form: Form | undefined): Form[] => (form?.kind === 'list' ? form.items : [])
export const wordOf = (form: Form | undefined): string | null => (form?.kind === 'word' ? form.value : null)
export const textOf = (form: Form | undefined): string | null =>
  form?.kind === 'text' ? form.value.replace(/\s+/g, ' ').trim() || null : null
/** A word or a string alike, as dune takes either. */
export const atomOf = (form: Form | undefined): string | null => wordOf(form) ?? textOf(form)

/** The first list among `forms` that begins with this word: dune's `(name value …)`. */
export function field(forms: readonly Form[], name: string): { values: Form[]; line: number } | null {
  for (const form of forms) {
    if (form.kind !== 'list') continue
    const [head, ...values] = form.items
    if (wordOf(head) === name) return { values, line: form.line }
  }
  return null
}
export const fields = (forms: readonly Form[], name: string): { values: Form[]; line: number }[] =>
  forms.flatMap((form) =>
    form.kind === 'list' && wordOf(form.items[0]) === name ? [{ values: form.items.slice(1), line: form.line }] : [],
  )

/** Keys of a map, or of options behind each other, with their values; the first of a key stands. */
export function entries(forms: readonly Form[]): Map<string, { value: Form; line: number }> {
  const found = new Map<string, { value: Form; line: number }>()
  for (let at = 0; at + 1 < forms.length; at += 2) {
    const key = atomOf(forms[at])
    if (key !== null && !found.has(key)) found.set(key, { value: forms[at + 1]!, line: forms[at]!.line })
  }
  return found
}
