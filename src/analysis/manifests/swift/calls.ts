/** A piece of a Swift manifest, and where it stands in it. */
export interface Piece {
  text: string
  at: number
}

const OPEN = '([{'
const CLOSE = ')]}'
/** Elements of one array and arguments of one call that are looked at. */
const MOST = 500

/** Offset behind the bracket that closes the one at `open`; strings are passed over. One pass over the text. */
function closing(text: string, open: number): number {
  let depth = 0
  for (let i = open; i < text.length; i++) {
    const c = text[i]!
    if (c === '"') i = endOfString(text, i)
    else if (OPEN.includes(c)) depth++
    else if (CLOSE.includes(c) && --depth === 0) return i + 1
  }
  return text.length
}

/** Offset of the quote that ends the string at `start`, or of the end of its line. */
function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '"' || text[i] === '\n') return i
  }
  return text.length
}

/** What stands between the commas of the outermost level inside the bracket at `open`. */
function split(text: string, open: number): Piece[] {
  const end = closing(text, open) - 1
  const pieces: Piece[] = []
  let from = open + 1
  let depth = 0
  const add = (to: number) => {
    const raw = text.slice(from, to)
    const lead = raw.length - raw.trimStart().length
    if (raw.trim() !== '' && pieces.length < MOST) pieces.push({ text: raw.trim(), at: from + lead })
    from = to + 1
  }
  for (let i = open + 1; i < end; i++) {
    const c = text[i]!
    if (c === '"') i = endOfString(text, i)
    else if (OPEN.includes(c)) depth++
    else if (CLOSE.includes(c)) depth--
    else if (c === ',' && depth === 0) add(i)
  }
  add(end)
  return pieces
}

/** The elements of the first array in a piece; none where there is none. */
export function elementsOf(whole: string, { text, at }: Piece): Piece[] {
  const open = text.indexOf('[')
  return open === -1 ? [] : split(whole, at + open)
}

/** A call such as `.target(name: "App", path: "src")`: its name, and its arguments by their labels (`''` for one without). */
export interface Call {
  name: string
  at: number
  arguments: ReadonlyMap<string, Piece>
}

/** The call that a piece begins with; `null` where it begins with none. */
export function callOf(whole: string, { text, at }: Piece): Call | null {
  const head = text.match(/^(?:[A-Z]\w*)?\.?(\w+)\s{0,20}\(/)
  if (!head) return null
  const found = new Map<string, Piece>()
  for (const piece of split(whole, at + head[0].length - 1)) {
    const label = piece.text.match(/^(\w+)\s*:\s*/)
    const key = label?.[1] ?? ''
    const skip = label?.[0].length ?? 0
    if (!found.has(key)) found.set(key, { text: piece.text.slice(skip), at: piece.at + skip })
  }
  return { name: head[1]!, at, arguments: found }
}

/** The text of a plain string; `null` for anything else. */
export const literal = (piece: Piece | undefined): string | null =>
  piece?.text.match(/^"([^"\\{}\n]{1,300})"$/)?.[1] ?? null
