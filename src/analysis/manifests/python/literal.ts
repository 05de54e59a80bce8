/** A Python literal: text, number-like or other words as `undefined`, sequences as arrays, dictionaries as maps. */
export type Literal = string | boolean | undefined | Literal[] | Map<string, Literal>

/** Nesting that is followed; deeper is not a manifest. */
const DEEPEST = 12

/** Offset behind a string literal that starts at `at` (a quote), and its text. Escapes other than line ends are kept plain. */
function readString(text: string, at: number): { value: string; end: number } {
  const quote = text.startsWith(text[at]!.repeat(3), at) ? text[at]!.repeat(3) : text[at]!
  let value = ''
  for (let i = at + quote.length; i < text.length; i++) {
    if (text.startsWith(quote, i)) return { value, end: i + quote.length }
    if (text[i] === '\\') {
      i++
      value += text[i] === 'n' ? '\n' : text[i] === '\n' ? '' : (text[i] ?? '')
    } else if (text[i] === '\n' && quote.length === 1) return { value, end: i }
    else value += text[i]
  }
  return { value, end: text.length }
}

/** Offset of the next character that is neither space nor comment; line ends count as space inside brackets. */
function skip(text: string, at: number, lines: boolean): number {
  for (let i = at; i < text.length; i++) {
    const c = text[i]!
    if (c === '#') {
      const end = text.indexOf('\n', i)
      if (end === -1) return text.length
      i = lines ? end : end - 1
    } else if (!(c === ' ' || c === '\t' || (lines && c === '\n') || (c === '\\' && text[i + 1] === '\n'))) return i
    else if (c === '\\') i++
  }
  return text.length
}

/** Offset of the `,`, closing bracket or (outside brackets) line end that ends the expression at `at`. */
export function endOfExpression(text: string, at: number, lines: boolean): number {
  let depth = 0
  for (let i = at; i < text.length; i++) {
    const c = text[i]!
    if (c === '"' || c === "'") i = readString(text, i).end - 1
    else if (c === '#') {
      const end = text.indexOf('\n', i)
      if (end === -1) return text.length
      i = end - 1
    } else if ('([{'.includes(c)) depth++
    else if (')]}'.includes(c)) {
      if (depth-- === 0) return i
    } else if (depth === 0 && (c === ',' || (!lines && c === '\n') || (lines && c === ':'))) return i
  }
  return text.length
}

/**
 * Reads the literal expression that starts at `at`. What is not literal (a call, a name that `names` does not know, an
 * f-string) is `undefined`; of `[…] + more` the literal head stands. Never throws, and reads each character once.
 * @param lines inside brackets, where line ends are space
 */
export function readLiteral(
  text: string,
  at: number,
  lines: boolean,
  names: ReadonlyMap<string, Literal> = new Map(),
  depth = 0,
): { value: Literal; end: number } {
  const start = skip(text, at, lines)
  const close = (value: Literal, end: number) => {
    const next = skip(text, end, lines)
    const stop = endOfExpression(text, next, lines)
    return { value: stop === next || Array.isArray(value) || value instanceof Map ? value : undefined, end: stop }
  }
  if (depth > DEEPEST) return { value: undefined, end: endOfExpression(text, start, lines) }
  const prefix = text.slice(start, start + 3).match(/^[rRuUbBfF]{0,2}(?=["'])/)?.[0]
  if (prefix !== undefined) {
    let value = ''
    let end = start
    for (let piece: string | undefined = prefix; piece !== undefined; ) {
      const read = readString(text, end + piece.length)
      if (/f/i.test(piece)) return { value: undefined, end: endOfExpression(text, start, lines) }
      value += read.value
      end = read.end
      const next = skip(text, end, lines)
      piece = text.slice(next, next + 3).match(/^[rRuUbBfF]{0,2}(?=["'])/)?.[0]
      if (piece !== undefined) end = next
    }
    return close(value, end)
  }
  const open = text[start]
  if (open === '[' || open === '(' || open === '{') {
    const items: Literal[] = []
    const entries = new Map<string, Literal>()
    let i = skip(text, start + 1, true)
    while (i < text.length && !')]}'.includes(text[i]!)) {
      const item = readLiteral(text, i, true, names, depth + 1)
      i = item.end
      if (text[i] === ':') {
        const value = readLiteral(text, i + 1, true, names, depth + 1)
        if (typeof item.value === 'string') entries.set(item.value, value.value)
        i = value.end
      } else items.push(item.value)
      if (text[i] === ',' || text[i] === ':') i++
      i = skip(text, i, true)
    }
    // Brackets around one expression without a comma are only grouping.
    const grouped = open === '(' && items.length === 1 && !/,\s*$/.test(text.slice(start, i))
    return close(open === '{' && (entries.size || !items.length) ? entries : grouped ? items[0] : items, i + 1)
  }
  const word = text.slice(start, start + 80).match(/^[A-Za-z_]\w*/)?.[0]
  if (word === 'True' || word === 'False') return close(word === 'True', start + word.length)
  if (word !== undefined && names.has(word)) return close(names.get(word), start + word.length)
  return { value: undefined, end: endOfExpression(text, start, lines) }
}

/** Literals assigned to names at the left margin of a module: `__version__ = "1.0"`, `REQUIRED = [...]`. Later ones win. */
export function moduleLiterals(text: string): Map<string, { value: Literal; line: number }> {
  const found = new Map<string, { value: Literal; line: number }>()
  let line = 1
  let counted = 0
  let read = 0
  for (const match of text.matchAll(/^([A-Za-z_]\w*)(?:[ \t]*:[^=\n]{1,80})?[ \t]*=(?!=)/gm)) {
    for (let n = text.indexOf('\n', counted); n !== -1 && n < match.index; n = text.indexOf('\n', n + 1)) {
      line++
      counted = n + 1
    }
    // What looks like an assignment inside the literal before it is part of that.
    if (match.index < read) continue
    const { value, end } = readLiteral(text, match.index + match[0].length, false)
    read = end
    if (value !== undefined) found.set(match[1]!, { value, line })
  }
  return found
}

/** The strings of a literal: itself, or those of its list. */
export const literalStrings = (value: Literal): string[] =>
  typeof value === 'string'
    ? [value]
    : Array.isArray(value)
      ? value.filter((v): v is string => typeof v === 'string')
      : []
