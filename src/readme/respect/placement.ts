import type { Part } from '../document'
import type { SectionId } from '../vocabulary'
import type { HumanSection } from './human-sections'

/** Where a section that only people write belongs, by what it is about: behind the last of these that is there, or before the first. */
const PLACES: Record<string, { behind: readonly SectionId[]; before: readonly SectionId[] }> = {
  what: { behind: ['introduction', 'contents'], before: [] },
  why: { behind: ['introduction', 'contents'], before: [] },
  when: { behind: ['deployment'], before: ['documentation', 'contributing', 'security', 'license'] },
  references: { behind: ['documentation'], before: ['contributing', 'security', 'license'] },
  contribution: { behind: ['contributing'], before: ['security', 'license'] },
  who: { behind: [], before: ['license'] },
}
/** Sections that lead to success come before those that go further. */
const FIRST: readonly SectionId[] = ['quick-start', 'installation', 'usage']
const CLOSING: readonly SectionId[] = ['documentation', 'contributing', 'security', 'license']

/**
 * Behind how many parts a section of a person's goes. One that has a counterpart goes behind it; one on how to do something
 * keeps its place behind what stood before it.
 */
export function placeOf(section: HumanSection, parts: readonly Part[]): number {
  const { before } = section
  const indexOf = (id: SectionId) => parts.findIndex((part) => part.id === id)
  const last = (ids: readonly SectionId[]) => Math.max(-1, ...ids.map(indexOf)) + 1
  const first = (ids: readonly SectionId[]) => ids.map(indexOf).find((index) => index >= 0)
  if (section.id !== null && indexOf(section.id) >= 0) return indexOf(section.id) + 1
  const place = Object.hasOwn(PLACES, section.category) ? PLACES[section.category] : undefined
  if (place) return last(place.behind) || (first(place.before) ?? parts.length)
  const end = first(CLOSING) ?? parts.length
  if (section.category === 'other' && before === null) return Math.min(last(['introduction', 'contents']), end)
  const behind = Math.max(last(FIRST), before === null ? 0 : last([before]))
  return Math.max(last(['introduction', 'contents']), Math.min(behind, Math.max(end, last(FIRST))))
}
