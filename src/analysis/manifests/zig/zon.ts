/** A value of Zig Object Notation: a struct by its fields, a tuple by its places, anything else as text. */
export type Zon = { text: string; line: number } | { fields: ReadonlyMap<string, Zon>; line: number }

const MOST_LEVELS = 20
const MOST_TOKENS = 20_000

const TOKEN = /\/\/[^\n]*|"((?:[^"\\\n]|\\.)*)"|\.\{|[{}=,]|\.?@"([^"\n]*)"|\.?[\w+-][\w.+-]*|\\\\[^\n]*|\n/g

/** Reads `build.zig.zon`: tokens, then a struct. Linear; `null` where it is none. https://ziglang.org/documentation/master/#Zig-Object-Notation */
export function parseZon(text: string): Zon | null {
  const tokens: { kind: 'open' | 'close' | 'equals' | 'comma' | 'word' | 'string'; text: string; line: number }[] = []
  let line = 1
  for (const match of text.matchAll(TOKEN)) {
    const [whole] = match
    if (whole === '\n') line++
    else if (!whole.startsWith('//') && !whole.startsWith('\\\\') && tokens.length < MOST_TOKENS) {
      if (whole === '.{' || whole === '{') tokens.push({ kind: 'open', text: whole, line })
      else if (whole === '}') tokens.push({ kind: 'close', text: whole, line })
      else if (whole === '=') tokens.push({ kind: 'equals', text: whole, line })
      else if (whole === ',') tokens.push({ kind: 'comma', text: whole, line })
      else if (match[1] !== undefined) tokens.push({ kind: 'string', text: match[1], line })
      else tokens.push({ kind: 'word', text: match[2] ?? whole.replace(/^\./, ''), line })
    }
  }
  let at = 0
  function value(level: number): Zon | null {
    const token = tokens[at++]
    if (!token) return null
    if (token.kind !== 'open') return { text: token.text, line: token.line }
    const fields = new Map<string, Zon>()
    for (let place = 0; at < tokens.length && tokens[at]!.kind !== 'close'; place++) {
      const named = tokens[at]!.kind === 'word' && tokens[at + 1]?.kind === 'equals'
      const key = named ? tokens[at]!.text : String(place)
      const from = tokens[at]!.line
      if (named) at += 2
      const inner = level < MOST_LEVELS ? value(level + 1) : null
      if (!inner) return null
      fields.set(key, { ...inner, line: from })
      if (tokens[at]?.kind === 'comma') at++
    }
    at++
    return { fields, line: token.line }
  }
  return value(0)
}

/** The field of a struct. */
export const zonField = (zon: Zon | null | undefined, name: string): Zon | undefined =>
  zon && 'fields' in zon ? zon.fields.get(name) : undefined
/** The text of a value that is no struct. */
export const zonText = (zon: Zon | undefined): string | null =>
  zon && 'text' in zon && zon.text !== '' ? zon.text : null
