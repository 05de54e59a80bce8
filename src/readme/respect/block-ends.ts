import { BLANK, DEFINITION, FENCE, HTML, ITEM, interrupts, isItem, LONE_TAG } from './block-starts'

/** Last line of the fence that `opening` begins, and whether the text ended before it did. */
export function fenceEnd(lines: readonly string[], first: number): { last: number; open: boolean } {
  const mark = lines[first]!.match(FENCE)
  const sign = (mark?.[2] ?? mark?.[3] ?? '```') as string
  const close = new RegExp(`^ {0,3}${sign[0]}{${sign.length},}[ \\t]*$`)
  for (let i = first + 1; i < lines.length; i++) if (close.test(lines[i]!)) return { last: i, open: false }
  return { last: lines.length - 1, open: true }
}

export function htmlEnd(lines: readonly string[], first: number): { last: number; open: boolean } | null {
  const line = lines[first]!
  const found = HTML.find(([begin]) => begin.test(line))
  if (!found && !LONE_TAG.test(line)) return null
  const end = found?.[1] ?? null
  for (let i = first; i < lines.length; i++) {
    if (end ? end.test(lines[i]!) : i + 1 < lines.length && BLANK.test(lines[i + 1]!)) return { last: i, open: false }
  }
  return { last: lines.length - 1, open: end !== null }
}

const indentOf = (line: string) => line.match(/^[ \t]*/)![0].replaceAll('\t', '    ').length

/** Last line of a list: what is indented below an item is the item's, and so is a line of text that goes on without an indent. */
export function listEnd(lines: readonly string[], first: number): number {
  let last = first
  let content = 2
  let fence: string | null = null
  for (let i = first; i < lines.length; i++) {
    const line = lines[i]!
    if (BLANK.test(line)) continue
    // Definitions are the document's, wherever they stand.
    if (fence === null && BLANK.test(lines[i - 1] ?? '-') && DEFINITION.test(line)) return last
    const item: RegExpMatchArray | null = fence === null || indentOf(line) < content ? line.match(ITEM) : null
    if (item && isItem(line)) {
      if (i === first || indentOf(line) < content) content = item[0].length
      fence = null
    } else if (indentOf(line) < content) {
      // Text goes on where the line above is text; anything else has left the list.
      const goesOn = i === last + 1 && fence === null && !interrupts(line) && !/^[ \t]*(?:```|~~~)/.test(lines[last]!)
      if (!goesOn) return last
    }
    const mark: string | undefined = (item ? line.slice(item[0].length) : line).match(/^[ \t]*(`{3,}|~{3,})/)?.[1]
    if (mark) fence = fence === null ? mark : mark.startsWith(fence) ? null : fence
    last = i
  }
  return last
}
