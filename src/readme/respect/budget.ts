import type { Facts } from '../../analysis/facts'
import type { Left } from '../report/report'
import { left } from './drafts'
import type { Settled } from './kept-headings'

/** Lines of a person's that a README of one package carries, and those of a repository whose README is its content. */
const MOST_LINES = 150
const MOST_OF_CONTENT = 6_000
/** A section of so many lines is carried before longer ones. */
const SHORT = 15

/** Is there nothing in the repository but what its README says: a list, a guide, a course? */
const isContent = ({ kinds, package_managers }: Facts) =>
  kinds[0] === 'docs' || kinds[0] === 'dataset' || (kinds.length === 0 && package_managers.length === 0)

const linesOf = ({ drafts }: Settled) =>
  drafts.reduce((sum, { pieces }) => sum + pieces.reduce((all, { lines }) => all + lines.length + 1, 0), 0)

/** The beginning of a section that is too long, up to a heading within it; `null` where not even that fits. */
function beginning(one: Settled, room: number): Settled | null {
  const ends = one.drafts.flatMap(({ unit }, index) => (index > 0 && unit.kind === 'heading' ? [index] : []))
  const parts = ends.map((end) => ({ ...one, drafts: one.drafts.slice(0, end) }))
  const fits = parts.findLast(
    (part) => linesOf(part) <= room && part.drafts.some(({ unit }) => unit.kind !== 'heading'),
  )
  return fits ?? null
}

function tooLong({ section, drafts }: Settled): Left {
  const message = 'With this the README would be too long; a document of its own is the place for it.'
  return {
    heading: section.heading,
    ...left({ first: drafts[0]!.unit.first, last: drafts.at(-1)!.unit.last }, 'too_long', message),
  }
}

/**
 * The sections that fit: all short ones, then the others in their order as long as there is room, and of one that is too
 * long its beginning. A README is read in minutes; a manual belongs into a document of its own.
 */
export function withinBudget(all: readonly Settled[], facts: Facts): { carried: Settled[]; tooLong: Left[] } {
  let room = isContent(facts) ? MOST_OF_CONTENT : MOST_LINES
  const filled = all.filter(({ drafts }) => drafts.length > 0)
  const turns = [...filled.filter((one) => linesOf(one) <= SHORT), ...filled.filter((one) => linesOf(one) > SHORT)]
  const fitting = new Map<Settled, Settled>()
  for (const one of turns) {
    const fits = linesOf(one) <= room ? one : beginning(one, room)
    if (!fits) continue
    room -= linesOf(fits)
    fitting.set(one, fits)
  }
  return {
    carried: filled.flatMap((one) => fitting.get(one) ?? []),
    tooLong: filled.flatMap((one) => {
      const rest = one.drafts.slice(fitting.get(one)?.drafts.length ?? 0)
      return rest.length ? [tooLong({ ...one, drafts: rest })] : []
    }),
  }
}
