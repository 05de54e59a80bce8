/** Something that stands in a run of Markdown text; `at` is its offset there. */
export type Inline =
  | { type: 'code'; text: string; at: number }
  | { type: 'target'; target: string; at: number }
  | { type: 'id'; id: string; at: number }

/** Characters of a link's target, or of an HTML tag, that are read. */
const MOST = 2_000
const ATTRIBUTE = /\b(href|src|srcset|id|name)\s*=\s*(?:"([^"]{0,2000})"|'([^']{0,2000})')/gi

/** What an HTML tag links to or names. */
function tagParts(tag: string, at: number): Inline[] {
  const links = /^<(?:a|img|source|video)\b/i.test(tag)
  return [...tag.matchAll(ATTRIBUTE)].flatMap((found): Inline[] => {
    const name = found[1]!.toLowerCase()
    const value = (found[2] ?? found[3] ?? '').trim()
    if (value === '') return []
    if (name === 'id' || name === 'name') return [{ type: 'id', id: value, at }]
    if (!links) return []
    if (name !== 'srcset') return [{ type: 'target', target: value, at }]
    return value.split(',').flatMap((one) => {
      const target = one.trim().split(/\s/)[0]
      return target ? [{ type: 'target' as const, target, at }] : []
    })
  })
}

/** The target that begins at `from`, behind `](`: in angle brackets, or up to a space or the bracket that closes it. */
function targetAt(text: string, from: number): string | null {
  const rest = text.slice(from, from + MOST)
  const start = rest.length - rest.trimStart().length
  const angled = rest.slice(start).match(/^<([^<>\n]*)>/)
  if (angled) return angled[1]!
  let depth = 0
  for (let at = start; at < rest.length; at++) {
    const sign = rest[at]!
    if (sign === '\\') at++
    else if (sign === '(') depth++
    else if (/\s/.test(sign) || (sign === ')' && depth-- === 0))
      return rest.slice(start, at).replace(/\\(?=[!-/:-@[-`{-~])/g, '')
  }
  return null
}

/** Runs of backticks by their length, so that the one that closes a span is found without a search. */
function closers(text: string): (length: number, from: number) => number {
  const runs = new Map<number, number[]>()
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    const known = runs.get(run.length)
    if (known) known.push(index)
    else runs.set(run.length, [index])
  }
  const passed = new Map<number, number>()
  return (length, from) => {
    const places = runs.get(length) ?? []
    let next = passed.get(length) ?? 0
    while (next < places.length && places[next]! < from) next++
    passed.set(length, next)
    return places[next] ?? -1
  }
}

/** Code spans, link and image targets, HTML ids of one paragraph, in order. One walk over the text. */
export function inlineParts(text: string): Inline[] {
  const found: Inline[] = []
  const closing = closers(text)
  const open: number[] = []
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!
    if (sign === '\\') at++
    else if (sign === '`') {
      let end = at
      while (text[end] === '`') end++
      const close = closing(end - at, end)
      if (close < 0) at = end - 1
      else {
        const code = text.slice(end, close).replace(/\n/g, ' ').trim()
        if (code) found.push({ type: 'code', text: code, at })
        at = close + (end - at) - 1
      }
    } else if (sign === '[') open.push(at)
    else if (sign === ']') {
      const start = open.pop()
      if (start === undefined || text[at + 1] !== '(') continue
      const target = targetAt(text, at + 2)
      if (target) found.push({ type: 'target', target, at: start })
    } else if (sign === '<') {
      const tag = text.slice(at, at + MOST).match(/^<\/?[A-Za-z][^<>]*>/)?.[0]
      if (!tag) continue
      const code = /^<(?:code|kbd|tt)>$/i.test(tag) ? text.indexOf('</', at) : -1
      if (code > 0 && code - at < MOST) found.push({ type: 'code', text: text.slice(at + tag.length, code).trim(), at })
      found.push(...tagParts(tag, at))
      at += tag.length - 1
    }
  }
  return found
}
