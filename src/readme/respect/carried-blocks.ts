import type { Drift } from '../../analysis/facts'
import { append } from '../append'
import type { Block, Line } from '../blocks'
import { verbatim } from '../escape'
import type { Kept, Left } from '../report/report'
import type { Draft } from './drafts'
import type { Unit } from './human-sections'
import type { Mending } from './inline'
import type { Settled } from './kept-headings'
import type { HumanLine } from './lines'
import { type Level, mendedBlock } from './mend-block'
import { definition } from './targets'

/** The lines of the existing README behind the lines that were read; 1-based. */
export interface Origins {
  path: string
  lines: readonly HumanLine[]
}

const originOf = ({ lines }: Origins, index: number) => lines[Math.max(0, Math.min(index, lines.length - 1))]!

const rowOf = (text: string, line: number, origins: Origins): Line => ({
  text: verbatim(text),
  sources: [{ path: origins.path, line: originOf(origins, line).line + 1 }],
  by: 'readme',
})

/** A kept section's lines as blocks of the new README, each line resting on its own in the existing one. */
export const blocksOf = (
  { drafts }: Settled,
  levels: ReadonlyMap<Draft, Level | null>,
  mending: Mending,
  origins: Origins,
): Block[] =>
  drafts.flatMap((draft) => {
    const level = levels.get(draft)
    return level === null
      ? []
      : draft.pieces.map(({ span, lines }) =>
          mendedBlock(lines, span, mending, level ?? null).map(({ text, line }) => rowOf(text, line, origins)),
        )
  })

/**
 * Definitions of links and notes, with targets that lead from where they now stand. A note goes on in the line below it, so
 * that each stands by itself.
 */
export function definitionBlocks(units: readonly Unit[], mending: Mending, origins: Origins): Block[] {
  const blocks: Block[] = []
  let isNote = true
  for (const unit of units) {
    const lines = origins.lines.slice(unit.first, unit.last + 1)
    const rows = lines.map(({ text }, index) => rowOf(definition(text, index, mending), unit.first + index, origins))
    const apart = isNote
    isNote = lines[0]?.text.trimStart().startsWith('[^') === true
    const last = blocks.at(-1)
    if (last && !apart && !isNote) append(last, rows)
    else blocks.push(rows)
  }
  return blocks
}

export const keptOf = ({ section, drafts }: Settled): Kept[] => {
  const kept: Kept[] = []
  for (const { what, unit } of drafts) {
    const last = kept.at(-1)
    const shown = section.heading === null ? what : 'section'
    if (last?.what === shown) kept[kept.length - 1] = { ...last, from: { first: last.from.first, last: unit.last + 1 } }
    else kept.push({ what: shown, heading: section.heading, from: { first: unit.first + 1, last: unit.last + 1 } })
  }
  return kept
}

/** What was found among the lines that were read, told by the lines of the existing README. */
export const told = <T extends Kept | Left>(all: readonly T[], origins: Origins): T[] =>
  all
    .map((one) => {
      const { line, last } = originOf(origins, one.from.last - 1)
      return { ...one, from: { first: originOf(origins, one.from.first - 1).line + 1, last: (last ?? line) + 1 } }
    })
    .toSorted((a, b) => a.from.first - b.from.first)

/** Claims that no longer hold by the lines that are read. An anchor that leads nowhere is unlinked; its words hold. */
export function driftAmong(drift: readonly Drift[], { lines }: Origins): Drift[] {
  const byLine = new Map<number, Drift[]>()
  for (const one of drift)
    if (one.kind !== 'anchor') byLine.set(one.line - 1, [...(byLine.get(one.line - 1) ?? []), one])
  if (!byLine.size) return []
  return lines.flatMap(({ text, line, last = line }, index) =>
    text.trim() === ''
      ? []
      : Array.from({ length: last - line + 1 }, (_, more) => byLine.get(line + more) ?? [])
          .flat()
          .map((one) => ({ ...one, line: index + 1 })),
  )
}
