import { categoryOf } from '../../analysis/section-categories'
import { SECTION_IDS, type SectionId } from '../vocabulary'
import type { Span } from './markdown-lines'
import { headingAt, type Outline } from './outline'
import type { Managed } from './regions'

/** What can be kept or left as a whole: a block. Lines are 0-based. */
export interface Unit {
  kind: Span['kind'] | 'comment'
  first: number
  last: number
  /** 1 to 6 for a heading, else 0. */
  level: number
  span: Span
}

/** A section that a person wrote, or what stands before the first (`heading` null). */
export interface HumanSection {
  heading: string | null
  id: SectionId | null
  category: string
  units: Unit[]
  /** The section of ours that the last one before it is, or stands for. */
  before: SectionId | null
}

export interface Human {
  preamble: HumanSection
  sections: HumanSection[]
  definitions: Unit[]
  /** Words of the document's title. */
  title: string | null
}

/** Blocks that are looked at: what follows in a longer document is not carried. */
const MOST_UNITS = 4_000
const isComment = (lines: readonly string[], { kind, first }: Span) =>
  kind === 'html' && /^ {0,3}<!--/.test(lines[first]!)

const unitsOf = ({ lines, spans }: Outline): Unit[] =>
  spans.slice(0, MOST_UNITS).map((span) => ({
    kind: isComment(lines, span) ? 'comment' : span.kind,
    first: span.first,
    last: span.last,
    level: span.level,
    span,
  }))

const isWithin = ({ first }: Unit, regions: readonly Managed[]) =>
  regions.some((region) => first >= region.first && first <= region.last)

/** A heading of which only the pictures count. */
const asPicture = (unit: Unit): Unit => ({ ...unit, kind: 'paragraph', level: 0 })

/** Paragraphs that may stand before the title. */
const MOST_BEFORE = 3

/**
 * The document's title: its first heading, of the first level or, where it begins the document, alone of the second; below
 * much else only where it is one of the project's names.
 */
function titleOf(
  outline: Outline,
  headings: readonly { unit: Unit; level: number; words: string }[],
  names: readonly string[],
): Unit | null {
  const [first, ...others] = headings
  if (!first) return null
  const isAlone = first.unit.first === outline.spans[0]?.first && !others.some(({ level }) => level <= 2)
  if (first.level > 1 && !(first.level === 2 && isAlone)) return null
  const before = outline.spans.filter(({ last, kind }) => last < first.unit.first && kind === 'paragraph')
  return before.length <= MOST_BEFORE || names.includes(first.words.toLowerCase()) ? first.unit : null
}

/**
 * What people wrote of an existing README, in sections. Regions that are still as they were generated are left out; a section
 * is a heading of the level that most of the document is divided by, with all that stands under it. `names` are the project's,
 * lower case.
 */
export function humanSections(outline: Outline, names: readonly string[]): Human {
  const { lines, regions } = outline
  const ours = regions.filter((region) => !region.broken && region.isOurs)
  const all = unitsOf(outline)
  // A heading that is only a picture divides nothing.
  const units = all
    .filter((unit) => !isWithin(unit, ours) && unit.kind !== 'definition')
    .map((unit) => (unit.kind === 'heading' && !headingAt(lines, unit.span)?.words ? asPicture(unit) : unit))
  const headings = units.flatMap((unit) => {
    const heading = unit.kind === 'heading' ? headingAt(lines, unit.span) : null
    return heading && heading.words !== '' ? [{ unit, ...heading }] : []
  })
  // Where the introduction is ours, so is the title.
  const title = ours.some(({ id }) => id === 'introduction') ? null : titleOf(outline, headings, names)
  const below = headings.filter(({ unit }) => unit !== title)
  // A single heading above the others divides nothing; it is a section of its own.
  const levels = [1, 2, 3, 4, 5, 6].filter((level) => below.some((one) => one.level === level))
  const top = levels.find((level) => below.filter((one) => one.level === level).length > 1) ?? levels[0] ?? 1
  const starts = new Map(below.filter(({ level }) => level <= top).map(({ unit, words }) => [unit, words]))
  const preamble: HumanSection = { heading: null, id: null, category: 'what', units: [], before: null }
  const sections: HumanSection[] = []
  let before: SectionId | null = null
  let last = 0
  for (const unit of units) {
    if (unit === title) {
      if (/!\[|<img\s/i.test(lines.slice(unit.first, unit.last + 1).join(' '))) preamble.units.push(asPicture(unit))
      continue
    }
    const passed = sectionPassed(ours, last, unit)
    const words = starts.get(unit)
    before = sections.at(-1)?.id ?? before
    if (passed !== null) before = passed
    if (words !== undefined)
      sections.push({ heading: words, id: namedOf(outline, unit), category: categoryOf(words), units: [unit], before })
    // Words behind a region of ours go on where it ended.
    else if (passed !== null) sections.push({ heading: null, id: passed, category: 'how', units: [unit], before })
    else (sections.at(-1) ?? preamble).units.push(unit)
    last = unit.last
  }
  const definitions = all.filter(({ kind }) => kind === 'definition')
  return { preamble, sections, definitions, title: headings.find(({ unit }) => unit === title)?.words ?? null }
}

/** The section of the last region of ours between a line and a unit; the first two only begin the document. */
function sectionPassed(ours: readonly Managed[], from: number, { first }: Unit): SectionId | null {
  const region = ours.findLast((one) => one.first >= from && one.last < first)
  return SECTION_IDS.find((id) => id === region?.id && id !== 'introduction' && id !== 'contents') ?? null
}

const namedOf = ({ sections }: Outline, { first }: Unit): SectionId | null =>
  sections.find((section) => section.first === first)?.id ?? null
