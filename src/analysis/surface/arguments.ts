import type { Code } from './code'

/** A stretch of code, `end` behind its last character. */
export interface Span {
  start: number
  end: number
}

const MOST_ARGUMENTS = 200

/** Offset of the first character at or behind one that is no white space. */
export function behindSpace(bare: string, from: number): number {
  let at = from
  while (at < bare.length && /\s/.test(bare[at]!)) at++
  return at
}

/** What stands between a bracket and its partner, parted at its own commas; white space around each is left out. */
export function argumentsAt({ bare, partner }: Code, open: number): Span[] {
  const close = partner(open)
  if (close <= open) return []
  const found: Span[] = []
  let start = open + 1
  const add = (end: number) => {
    const first = behindSpace(bare, start)
    let last = end
    while (last > first && /\s/.test(bare[last - 1]!)) last--
    if (last > first) found.push({ start: first, end: last })
  }
  for (let at = open + 1; at < close && found.length < MOST_ARGUMENTS; at++) {
    const sign = bare[at]!
    if (sign === ',') {
      add(at)
      start = at + 1
    } else if (sign === '(' || sign === '[' || sign === '{') at = Math.max(at, partner(at))
  }
  add(close)
  return found
}

/** The literal that a span consists of; `null` when it is more or something else. */
export function literalIn({ literals }: Code, span: Span | undefined): string | null {
  const found = span && literals.get(span.start)
  return found && found.end === span.end ? found.value : null
}

/**
 * The literal given under a name among the arguments: `prefix="/x"`, `prefix: "/x"`, `:as => "x"`.
 * `undefined` when the name is not there, `null` when what it is given is no literal.
 */
export function named(code: Code, all: readonly Span[], name: string): string | null | undefined {
  const span = argumentNamed(code, all, name)
  return span && literalIn(code, span)
}

/** The value given under a name among the arguments. */
export function argumentNamed({ bare }: Code, all: readonly Span[], name: string): Span | undefined {
  for (const { start, end } of all) {
    if (!bare.startsWith(name, start)) continue
    const sign = /^\s{0,9}(?:=>|[:=](?![:=]))\s{0,80}/.exec(
      bare.slice(start + name.length, Math.min(end, start + name.length + 100)),
    )
    if (sign) return { start: start + name.length + sign[0].length, end }
  }
  return undefined
}

/** All literals of a list such as `["GET", "POST"]`, `{"GET"}` or a single one; `null` when something else is among them. */
export function literalsIn(code: Code, span: Span): string[] | null {
  const one = literalIn(code, span)
  if (one !== null) return [one]
  const open = code.partner(span.end - 1)
  if (open < span.start) return null
  const all = argumentsAt(code, open).map((each) => literalIn(code, each))
  return all.length && all.every((each) => each !== null) ? all : null
}

/** Is `true` given under a name among the arguments, or a text that says why? */
export function isSet(code: Code, all: readonly Span[], name: string): boolean {
  const value = argumentNamed(code, all, name)
  return value !== undefined && !/^(?:false|False)$/.test(code.bare.slice(value.start, value.end))
}
