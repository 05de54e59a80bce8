/** Blanks out comments, so that offsets and lines stay; strings are respected. */
export function withoutComments(text: string): string {
  return text.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (match) =>
    match.startsWith('/') ? match.replace(/[^\n]/g, ' ') : match,
  )
}

/** Offset behind the bracket that closes the one at `open`. */
export function closing(text: string, open: number): number {
  let depth = 0
  for (let i = open; i < text.length; i++) {
    const c = text[i]
    if (c === '"' || c === "'") {
      const end = text.indexOf(c, i + 1)
      if (end !== -1 && !text.slice(i, end).includes('\n')) i = end
    } else if (c === '{' || c === '(') depth++
    else if ((c === '}' || c === ')') && --depth === 0) return i + 1
  }
  return text.length
}

/** Blocks of one name that are looked at. */
const MOST_BLOCKS = 100

/** Bodies of blocks `name { … }`, each with its offset; `depth` 0 asks for the top of the script only. */
export function blocks(text: string, name: string, topOnly: boolean): { body: string; at: number }[] {
  const found: { body: string; at: number }[] = []
  let seen = 0
  for (const match of text.matchAll(new RegExp(`(?:^|[\\s;.{])${name}\\s*\\{`, 'g'))) {
    const open = match.index + match[0].length - 1
    if (seen++ === MOST_BLOCKS) break
    if (topOnly && depthAt(text, match.index) > 0) continue
    found.push({ body: text.slice(open + 1, closing(text, open) - 1), at: open + 1 })
  }
  return found
}

function depthAt(text: string, offset: number): number {
  let depth = 0
  for (let i = 0; i < offset; i++)
    if (text[i] === '{') depth++
    else if (text[i] === '}') depth--
  return depth
}
