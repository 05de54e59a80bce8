import type { Code } from './code'

/** A call in a chain: `.route("/x")`. */
export interface Link {
  name: string
  /** Offset of its opening parenthesis. */
  open: number
}

const MOST_LINKS = 80

/**
 * What a chain of calls begins with, seen from the dot (or `::`, `->`) behind it: the name before the first dot, or the first call,
 * with the calls between, the nearest first. `app.route("/x").get` from its last dot gives `app` and `route`.
 */
export function chainBefore({ bare, partner }: Code, dot: number): { name: string; at: number; links: Link[] } {
  const links: Link[] = []
  let at = dot
  while (links.length < MOST_LINKS) {
    while (at > 0 && /\s/.test(bare[at - 1]!)) at--
    // A question mark or an exclamation mark behind a call passes its value on.
    if (/[?!]/.test(bare[at - 1] ?? '')) at--
    if (bare[at - 1] !== ')') break
    const open = partner(at - 1)
    if (open === -1) return { name: '', at, links }
    at = open
    const generic = bare[at - 1] === '>' ? bare.lastIndexOf('<', at) : at
    if (generic !== at && generic > at - 200) at = generic
    const name = wordBefore(bare, at)
    at -= name.length
    links.push({ name, open })
    if (/[.]/.test(bare[at - 1] ?? '')) at--
    else if (/\s/.test(bare[at - 1] ?? '') && /\.\s{0,80}$/.test(bare.slice(Math.max(0, at - 81), at)))
      at = bare.lastIndexOf('.', at)
    else if (bare.startsWith('->', at - 2) || bare.startsWith('::', at - 2)) at -= 2
    else return { name, at, links }
  }
  const name = wordBefore(bare, at)
  return { name, at: at - name.length, links }
}

/** The name that ends at an offset, with what it is reached through: `self.app`, `http::users`. */
export function wordBefore(bare: string, end: number): string {
  let at = end
  while (at > 0 && end - at < 80 && /[\w$]/.test(bare[at - 1]!)) at--
  return bare.slice(at, end)
}

/** The calls chained behind a call that closes before an offset: `.option("-p")` of `command("x").option("-p")`. */
export function chainBehind({ bare, partner }: Code, end: number): Link[] {
  const links: Link[] = []
  let at = end
  while (links.length < MOST_LINKS) {
    const next = /^\s{0,400}(?:\.|->|::)\s{0,40}(\w{1,60})\s{0,3}(?:<[^()\n]{0,80}>)?\(/.exec(bare.slice(at, at + 600))
    if (!next) break
    const open = at + next[0].length - 1
    links.push({ name: next[1]!, open })
    const close = partner(open)
    if (close === -1) break
    at = close + 1
  }
  return links
}
