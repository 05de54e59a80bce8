import type { Code } from './code'

/** Names of the functions of a file by where they begin, as a pattern with one group finds them. */
export function functionFinder({ bare }: Code, pattern: RegExp): (at: number) => string | null {
  const found = Array.from(bare.matchAll(pattern), (match) => ({ at: match.index, name: match[1]! }))
  return (at) => {
    let low = 0
    let high = found.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (found[middle]!.at <= at) low = middle + 1
      else high = middle
    }
    return found[low - 1]?.name ?? null
  }
}

const cache = new WeakMap<Code, Map<RegExp, (at: number) => string | null>>()
/** The last function that begins before an offset, found once for each file. */
export function functionAround(code: Code, pattern: RegExp, at: number): string | null {
  const known = cache.get(code) ?? new Map<RegExp, (at: number) => string | null>()
  cache.set(code, known)
  const find = known.get(pattern) ?? functionFinder(code, pattern)
  known.set(pattern, find)
  return find(at)
}

/** Functions of Go, with or without a receiver, and of Rust. */
export const GO_FUNCTION = /^func\s{1,3}(?:\([^()\n]{0,80}\)\s{0,3})?(\w{1,60})/gm
export const RUST_FUNCTION = /\bfn\s{1,3}(\w{1,60})/g
