import { type Token, tokensOf } from './tokens'

/** A value as it is written in an Elixir file, calls not yet followed. Maps are tuples of pairs. */
export type Term = { line: number } & (
  | { kind: 'text' | 'atom'; value: string }
  | { kind: 'list' | 'tuple' | 'joined'; items: Term[] }
  | { kind: 'pair'; key: string; value: Term }
  | { kind: 'call'; name: string; items: Term[] }
  | { kind: 'other' }
)

/** What a module of a manifest defines: bodies of its functions by name, one for each clause, and its attributes. */
export interface Definitions {
  functions: ReadonlyMap<string, readonly Term[]>
  attributes: ReadonlyMap<string, Term>
}

/** Brackets inside each other that are followed. */
const DEEPEST = 40
const OPENING = new Set(['(', '[', '{'])
const CLOSING = new Set([')', ']', '}'])
const LITERALS = new Set(['true', 'false', 'nil'])
const opens = ({ kind, text }: Token) =>
  (kind === 'mark' && OPENING.has(text)) || (kind === 'name' && /^(?:do|fn)$/.test(text))
const closes = ({ kind, text }: Token) => (kind === 'mark' && CLOSING.has(text)) || (kind === 'name' && text === 'end')

/** Functions and attributes that an Elixir file defines, with the values that they are written as; nothing is run. */
export function definitionsOf(text: string): Definitions {
  const tokens = tokensOf(text)
  const functions = new Map<string, Term[]>()
  const attributes = new Map<string, Term>()
  let at = 0
  const is = (mark: string) => tokens[at]?.kind === 'mark' && tokens[at]!.text === mark
  const isName = (name: string) => tokens[at]?.kind === 'name' && tokens[at]!.text === name

  /** Goes past what cannot be read as a value: to a comma or a closing mark at this depth or, in a body, to the next line. */
  function skip(inBody: boolean) {
    const from = at
    for (let depth = 0; at < tokens.length; at++) {
      const token = tokens[at]!
      if (depth === 0 && inBody && token.breaks && at > from) return
      if (opens(token)) depth++
      else if (closes(token)) {
        if (depth === 0) return
        depth--
      } else if (depth === 0 && token.kind === 'mark' && token.text === ',') return
    }
  }

  function items(closing: string, depth: number): Term[] {
    const found: Term[] = []
    at++
    while (at < tokens.length && !is(closing)) {
      const from = at
      found.push(expression(depth + 1, false))
      if (is('=>') || is('|')) {
        at++
        const value = expression(depth + 1, false)
        const key = found.pop()!
        if (key.kind === 'text' || key.kind === 'atom')
          found.push({ kind: 'pair', key: key.value, value, line: key.line })
      }
      if (!is(',') && !is(closing)) skip(false)
      if (is(',')) at++
      else if (at === from) at++
      else if (!is(closing)) break
    }
    at++
    return found
  }

  function primary(depth: number, inBody: boolean): Term {
    const token = tokens[at]
    if (!token || depth > DEEPEST) {
      at++
      return { kind: 'other', line: token?.line ?? 1 }
    }
    const { kind, text: value, line } = token
    at++
    if (kind === 'text' || kind === 'atom') return { kind, value, line }
    if (kind === 'words')
      return {
        kind: 'list',
        line,
        items: value
          .split(/\s+/)
          .filter(Boolean)
          .map((word) => ({ kind: 'text', value: word, line })),
      }
    if (kind === 'key') return { kind: 'pair', key: value, value: expression(depth + 1, inBody), line }
    if (kind === 'mark') {
      if (value === '%' && is('{')) return primary(depth, inBody)
      at--
      if (value === '[') return { kind: 'list', items: items(']', depth), line }
      if (value === '{') return { kind: 'tuple', items: items('}', depth), line }
      if (value === '(') {
        const inside = items(')', depth)
        return inside.length === 1 ? inside[0]! : { kind: 'other', line }
      }
      at++
      return { kind: 'other', line }
    }
    if (LITERALS.has(value) || /^[A-Z][\w.]*$/.test(value)) return named(value, line, depth)
    if (
      value === 'if' ||
      value === 'case' ||
      value === 'fn' ||
      value === 'cond' ||
      value === 'with' ||
      value === 'for'
    ) {
      at--
      skip(inBody)
      return { kind: 'other', line }
    }
    return named(value, line, depth)
  }

  const named = (name: string, line: number, depth: number): Term => {
    if (is('(') && !tokens[at]!.breaks) return { kind: 'call', name, items: items(')', depth), line }
    return LITERALS.has(name) || /(?:^|\.)[A-Z]\w*$/.test(name)
      ? { kind: 'atom', value: name, line }
      : { kind: 'call', name, items: [], line }
  }

  function expression(depth: number, inBody: boolean): Term {
    let left = primary(depth, inBody)
    while (at < tokens.length) {
      const token = tokens[at]!
      if (token.kind !== 'mark' || !/^(?:\+\+|<>|\|>|\|\||&&|[!=<>]=|[-+*/<>])$/.test(token.text)) break
      at++
      const right = primary(depth + 1, inBody)
      if (token.text === '++' || token.text === '<>') left = { kind: 'joined', items: [left, right], line: left.line }
      else if (token.text !== '|>') left = { kind: 'other', line: left.line }
    }
    return left
  }

  /** The value of a function's body: its last expression's. */
  function body(): Term {
    let last: Term = { kind: 'other', line: tokens[at]?.line ?? 1 }
    while (at < tokens.length && !isName('end') && !isName('rescue')) {
      const from = at
      last = expression(0, true)
      if (at < tokens.length && !tokens[at]!.breaks && !isName('end')) {
        last = { kind: 'other', line: last.line }
        skip(true)
      }
      if (at === from) at++
    }
    return last
  }

  while (at < tokens.length) {
    const token = tokens[at++]!
    const next = tokens[at]
    if (token.kind !== 'name' || !next) continue
    if (token.text.startsWith('@') && !next.breaks && !/^@(?:doc|moduledoc|spec|type)$/.test(token.text)) {
      if (next.kind !== 'mark' || /^[[{%(]$/.test(next.text)) attributes.set(token.text, expression(0, true))
    } else if (/^defp?$/.test(token.text) && next.kind === 'name') {
      const name = next.text
      at++
      if (is('(')) items(')', 0)
      // Guards stand before the body; a clause without one is a head.
      while (at < tokens.length && !isName('do') && tokens[at]!.kind !== 'key' && !tokens[at]!.breaks) at++
      const short = tokens[at]?.kind === 'key' && tokens[at]!.text === 'do'
      if (!short && !isName('do')) continue
      at++
      functions.set(name, [...(functions.get(name) ?? []), short ? expression(0, true) : body()])
    }
  }
  return { functions, attributes }
}
