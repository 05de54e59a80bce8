/** A value of Lua as manifests write it; what a call or an operator would give is `null`. */
export type LuaValue = string | number | boolean | null | LuaTable
/** A table: its list, and its fields with the lines on which they begin. */
export interface LuaTable {
  items: { value: LuaValue; line: number }[]
  fields: Map<string, { value: LuaValue; line: number }>
}

interface Token {
  kind: 'name' | 'string' | 'number' | 'mark'
  text: string
  line: number
}

const MOST_TOKENS = 20_000
const MOST_LEVELS = 30
const LEXEME =
  /(\s+)|--\[(=*)\[|--[^\n]*|\[(=*)\[|"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|([A-Za-z_]\w*)|(\d[\w.]*)|(\.\.\.?|[=~<>]=|[^\s\w])/y

function tokensOf(text: string): Token[] {
  const found: Token[] = []
  let line = 1
  let at = 0
  while (at < text.length && found.length < MOST_TOKENS) {
    LEXEME.lastIndex = at
    const match = LEXEME.exec(text)
    if (!match) {
      at++
      continue
    }
    const [whole, , remark, long, double, single, name, number, mark] = match
    const level = remark ?? long
    let next = at + whole.length
    if (level !== undefined) {
      const end = text.indexOf(`]${level}]`, next)
      const body = text.slice(next, end < 0 ? text.length : end)
      if (long !== undefined) found.push({ kind: 'string', text: body.trim(), line })
      next = end < 0 ? text.length : end + level.length + 2
    } else if (double !== undefined || single !== undefined)
      found.push({ kind: 'string', text: (double ?? single ?? '').replace(/\\(["'\\])/g, '$1'), line })
    else if (name !== undefined) found.push({ kind: 'name', text: name, line })
    else if (number !== undefined) found.push({ kind: 'number', text: number, line })
    else if (mark !== undefined) found.push({ kind: 'mark', text: mark, line })
    for (let i = at; i < next; i++) if (text.charCodeAt(i) === 10) line++
    at = next
  }
  return found
}

export const isTable = (value: LuaValue | undefined): value is LuaTable => typeof value === 'object' && value !== null

/**
 * What a file of plain assignments gives its global and local names (a rockspec, `.busted` behind its `return`), with their lines:
 * strings, numbers, tables, and strings joined of names set before. Blocks and calls are passed over; the first value of a name stands.
 */
export function luaAssignments(text: string): Map<string, { value: LuaValue; line: number }> {
  const tokens = tokensOf(text)
  const known = new Map<string, { value: LuaValue; line: number }>()
  let at = 0
  const peek = (ahead = 0) => tokens[at + ahead]?.text ?? ''
  const isName = (ahead = 0) => tokens[at + ahead]?.kind === 'name'

  function table(level: number): LuaTable {
    const made: LuaTable = { items: [], fields: new Map() }
    at++
    while (at < tokens.length && peek() !== '}') {
      const start = at
      const line = tokens[at]!.line
      if (isName() && peek(1) === '=') {
        const key = peek()
        at += 2
        made.fields.set(key, { value: expression(level), line })
      } else if (peek() === '[' && tokens[at + 1]?.kind === 'string' && peek(2) === ']' && peek(3) === '=') {
        const key = peek(1)
        at += 4
        made.fields.set(key, { value: expression(level), line })
      } else made.items.push({ value: expression(level), line })
      if (peek() === ',' || peek() === ';') at++
      if (at === start) at++
    }
    at++
    return made
  }

  /** One operand; a call's arguments are read and forgotten. */
  function operand(level: number): LuaValue {
    const token = tokens[at]
    if (!token) return null
    if (token.text === '{' && token.kind === 'mark' && level < MOST_LEVELS) return table(level + 1)
    at++
    if (token.kind === 'string') return token.text
    if (token.kind === 'number') return Number(token.text)
    if (token.kind !== 'name') return null
    if (token.text === 'true' || token.text === 'false') return token.text === 'true'
    let plain = true
    while (/^[.:([{]$/.test(peek()) && at < tokens.length) {
      plain = false
      const opens = peek()
      at++
      const closes = opens === '(' ? ')' : opens === '[' ? ']' : opens === '{' ? '}' : ''
      if (closes === '') at++
      else {
        let depth = 1
        while (depth > 0 && at < tokens.length) {
          if (tokens[at]!.kind === 'mark') depth += peek() === opens ? 1 : peek() === closes ? -1 : 0
          at++
        }
      }
    }
    return plain ? (known.get(token.text)?.value ?? null) : null
  }

  function expression(level: number): LuaValue {
    let value = operand(level)
    while (at < tokens.length && /^(?:\.\.|[-+*/%]|or|and|[=~]=)$/.test(peek())) {
      const operator = peek()
      at++
      const right = operand(level)
      if (operator === '..')
        value =
          typeof value === 'string' && (typeof right === 'string' || typeof right === 'number')
            ? `${value}${right}`
            : null
      else if (operator !== 'or') value = null
    }
    return value
  }

  while (at < tokens.length) {
    const local = peek() === 'local' ? 1 : 0
    const line = tokens[at]!.line
    const names: string[] = []
    let end = at + local
    while (tokens[end]?.kind === 'name') {
      names.push(tokens[end]!.text)
      if (tokens[end + 1]?.text !== ',') break
      end += 2
    }
    if (peek() === 'return') {
      at++
      if (!known.has('return')) known.set('return', { value: expression(0), line })
    } else if (names.length && tokens[end + 1]?.text === '=') {
      at = end + 2
      for (const [index, name] of names.entries()) {
        if (index > 0 && peek() === ',') at++
        const value = expression(0)
        if (!known.has(name)) known.set(name, { value, line })
      }
    } else at++
  }
  return known
}
