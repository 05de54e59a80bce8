import type { Facts } from '../../analysis/facts'
import type { Part } from '../document'
import type { Left } from '../report/report'
import type { SectionId } from '../vocabulary'
import { left } from './drafts'
import type { Settled } from './kept-headings'
import { regionLines } from './regions'

/** Lines of a README without its list of contents: what a person wrote has what is generated leaves of them, */
const MOST_LINES = 180
/** but never fewer than these; */
const LEAST = 80
/** where the README is the repository's content it has more. */
const MOST_OF_CONTENT = 6_000

/** What makers recommend for getting and starting it, and warn of, which may be known to them alone. */
const FIRST: readonly (SectionId | null)[] = ['quick-start', 'installation', 'usage', 'security']
/** What stands before the first section: pictures, what it is. */
const MOST_OF_PREAMBLE = 60
const isPreamble = (one: Settled) => one.section.heading === null && linesOf(one) <= MOST_OF_PREAMBLE

/** Is there nothing in the repository but what its README says: a list, a guide, a course? */
const isContent = ({ kinds, package_managers }: Facts) =>
  kinds[0] === 'docs' || kinds[0] === 'dataset' || (kinds.length === 0 && package_managers.length === 0)

const linesOf = ({ drafts }: Settled) =>
  drafts.reduce((sum, { pieces }) => sum + pieces.reduce((all, { lines }) => all + lines.length + 1, 0), 0)

/**
 * The beginning of a section that is too long, up to a heading within it; `null` where not even that fits, and where ours
 * tells the same: half of the ways to do a thing are worse than the one that is told.
 */
function beginning(one: Settled, room: number): Settled | null {
  if (one.under !== null) return null
  const isHeading = (index: number) => one.drafts[index]?.unit.kind === 'heading'
  const ends = one.drafts.flatMap((_, index) => (index > 1 && isHeading(index) && !isHeading(index - 1) ? [index] : []))
  const parts = ends.map((end) => ({ ...one, drafts: one.drafts.slice(0, end) }))
  return parts.findLast((part) => linesOf(part) <= room) ?? null
}

function tooLong({ section, drafts }: Settled): Left {
  const message = 'With this the README would be too long; a document of its own is the place for it.'
  return {
    heading: section.heading,
    ...left({ first: drafts[0]!.unit.first, last: drafts.at(-1)!.unit.last }, 'too_long', message),
  }
}

/**
 * The sections that fit: what stands before the first of them, always; how to get, start and use it safely, then the
 * others in their order as long as there is room, and of one that is too long its beginning. A README is read in minutes; a
 * manual belongs into a document of its own.
 */
export function withinBudget(
  all: readonly Settled[],
  generated: readonly Part[],
  facts: Facts,
): { carried: Settled[]; tooLong: Left[] } {
  const taken = generated.reduce((sum, part) => sum + regionLines(part).length + 1, 0)
  let room = isContent(facts) ? MOST_OF_CONTENT : Math.max(LEAST, MOST_LINES - taken)
  const filled = all.filter(({ drafts }) => drafts.length > 0)
  const turn = (one: Settled) => (isPreamble(one) ? 0 : FIRST.includes(one.section.id) ? 1 : 2)
  const turns = filled.toSorted((a, b) => turn(a) - turn(b))
  const fitting = new Map<Settled, Settled>()
  for (const one of turns) {
    const fits = linesOf(one) <= room || isPreamble(one) ? one : beginning(one, room)
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
