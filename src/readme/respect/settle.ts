import type { Part } from '../document'
import type { Left } from '../report/report'
import type { SectionId } from '../vocabulary'
import type { Bench } from './bench'
import { type Draft, left, settled } from './drafts'
import type { HumanSection } from './human-sections'
import { judged } from './judge'
import type { Settled } from './kept-headings'
import { shownWords } from './outline'
import { contentLines } from './regions'

/** Sections that are only ever written anew. */
const ALWAYS_OURS: readonly SectionId[] = ['contents', 'layout']
/** Words that a section on the same as ours must add to be kept beside it. */
const FEW_WORDS = 12
/** Heading of the part that tells the same as this section. */
function counterpart({ id }: HumanSection, parts: readonly Part[]): string | null {
  const part = id === null ? undefined : parts.find((one) => one.id === id)
  const heading = part && contentLines(part).find(({ text }) => text.startsWith('## '))
  return heading ? shownWords(heading.text.slice(3)) : null
}

const wordsIn = (drafts: readonly Draft[], lines: readonly string[]) =>
  drafts
    .filter(({ unit }) => unit.kind !== 'heading' && unit.kind !== 'comment')
    .flatMap(({ unit }) => lines.slice(unit.first, unit.last + 1))
    .join(' ')
    .split(/[^\p{L}\p{N}]+/u).length

/** What is kept of a section; nothing of one that ours replaces, or to which it adds next to nothing. */
export function settle(section: HumanSection, parts: readonly Part[], bench: Bench): Settled & { left: Left[] } {
  const under = counterpart(section, parts)
  const whole = { first: section.units[0]?.first ?? 0, last: section.units.at(-1)?.last ?? 0 }
  const instead = (message: string) => ({
    section,
    under,
    drafts: [],
    left: [{ heading: section.heading, ...left(whole, 'generated_instead', message) }],
  })
  if (section.id === 'contents') {
    const message = 'The list of contents is made anew.'
    const below = section.units.findIndex(({ kind }, index) => index > 0 && kind === 'heading')
    if (below < 0) return instead(message)
    // What it lists stands under its own heading.
    const rest = settle({ ...section, id: null, units: section.units.slice(below) }, parts, bench)
    const list = { first: whole.first, last: section.units[below - 1]!.last }
    const gone = { heading: section.heading, ...left(list, 'generated_instead', message) }
    return { ...rest, left: [gone, ...rest.left] }
  }
  if (section.id !== null && under !== null && ALWAYS_OURS.includes(section.id))
    return instead('This section is written from the repository.')
  const { drafts, left: gone } = settled(section, (unit) => judged(unit, section, bench, under !== null))
  const adds =
    drafts.some(({ unit }) => unit.kind === 'fence') ||
    wordsIn(drafts, bench.lines) >= (section.id === 'license' ? 4 : 1) * FEW_WORDS
  if (under !== null && drafts.length && !adds) {
    const untrue = gone.filter(({ why }) => why === 'does_not_hold')
    return {
      ...instead('This section is written from the repository.'),
      left: [...untrue, ...instead('This section is written from the repository.').left],
    }
  }
  return { section, under, drafts, left: gone }
}
