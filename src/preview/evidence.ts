import type { PlacedBlock } from './placed-blocks'

/** A place in the repository: a path from its top, and a 1-based line where one is known. */
export interface Place {
  path: string
  line?: number | undefined
}
/** On which places a line of the README rests; `line` is 1-based. */
export interface LineEvidence {
  line: number
  sources: readonly Place[]
}

/** Places that one block lists at most; the others are counted. */
const MOST_OF_BLOCK = 50
/** Places that one page lists at most, so that no repository makes a page of megabytes. */
const MOST_OF_PAGE = 5_000

/** What one block rests on: the places to list, and how many there are in all. */
export interface BlockEvidence {
  places: Place[]
  count: number
}

/**
 * For each block that rests on something, by the offset of its element: the places of all its lines, each once, in their
 * order. Lines that are in no block, or not in the text at all, count for nothing.
 */
export function evidenceOfBlocks(
  blocks: readonly PlacedBlock[],
  lines: readonly LineEvidence[],
): Map<number, BlockEvidence> {
  const byLine = new Map<number, Place[]>()
  for (const { line, sources } of lines) {
    const known = byLine.get(line)
    if (known) known.push(...sources)
    else byLine.set(line, [...sources])
  }
  const found = new Map<number, BlockEvidence>()
  let left = MOST_OF_PAGE
  for (const { first, last, offset } of blocks) {
    const places = new Map<string, Place>()
    for (let line = first; line <= last; line++)
      for (const place of byLine.get(line) ?? []) places.set(`${place.line ?? ''} ${place.path}`, place)
    if (places.size === 0) continue
    const listed = [...places.values()].slice(0, Math.min(MOST_OF_BLOCK, left))
    left -= listed.length
    found.set(offset, { places: listed, count: places.size })
  }
  return found
}
