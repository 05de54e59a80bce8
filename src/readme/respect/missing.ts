import type { Part } from '../document'
import type { Outline } from './outline'
import { contentLines } from './regions'

/** Where a part is told already; 0-based lines. */
interface Place {
  first: number
  last: number
}

/** Share of what a part names that another text must name for the part to say nothing new. */
const ENOUGH = 0.6
/** What of a part is looked for. */
const MOST_THINGS = 60
/** Shorter things stand in any text. */
const SHORTEST = 3
/** Characters of a word that stands in no text by chance. */
const LONG = 12
/** Parts that name what any README names: they are recognised by how they are drawn, or by their words. */
const DRAWN: Partial<Record<string, RegExp>> = {
  layout: /[├└]/,
  license:
    /\blicen[cs]ed under\b|href=["'][^"'\s]*\bLICEN[CS]E\b|\b(?:MIT|Apache|[AL]?GPL|BSD|ISC|MPL)\b.{0,40}\blicen[cs]e\b|\]\([^()\s]*\bLICEN[CS]E\b/i,
}

/** The commands, names and targets that a part consists of. */
function thingsOf(part: Part): string[] {
  let isFenced = false
  const things = contentLines(part).flatMap(({ text }) => {
    if (/^(?:```|~~~)/.test(text)) {
      isFenced = !isFenced
      return []
    }
    if (isFenced) return [text.trim()]
    const codes = text.match(/`[^`]{1,200}`/g)?.map((one) => one.slice(1, -1)) ?? []
    const targets = [...text.matchAll(/\]\(([^()\s#]{1,300})\)/g)].map(([, target]) => target!)
    return [...codes, ...targets]
  })
  return [...new Set(things.filter((one) => one.length >= SHORTEST))].slice(0, MOST_THINGS)
}

/** A command or a longer name wherever it stands; a short word only as code, or where a link leads. */
const isNamed = (thing: string, text: string) =>
  thing.length >= LONG || thing.includes(' ')
    ? text.includes(thing)
    : text.includes(`\`${thing}\``) || text.includes(`](${thing})`)

/** The code that a part shows, block by block, without empty lines; single lines are no example. */
function fencesOf(part: Part): string[][] {
  const fences: string[][] = []
  let open: string[] | null = null
  for (const { text } of contentLines(part)) {
    if (/^(?:```|~~~)/.test(text)) {
      if (open && open.length > 1) fences.push(open)
      open = open ? null : []
    } else if (open && text.trim() !== '') open.push(text.trim())
  }
  return fences
}

/** Does the text name most of what the part names? The line where the first of it stands, 0-based; `null` when it does not. */
function told(part: Part, lines: readonly string[]): number | null {
  const drawn = part.id === null ? undefined : DRAWN[part.id]
  if (drawn) {
    const found = lines.findIndex((line) => line.length < 2_000 && drawn.test(line))
    return found < 0 ? null : found
  }
  const fences = fencesOf(part)
  const whole = lines.map((line) => line.trim())
  const shown = fences.findIndex((fence) => fence.every((line) => whole.includes(line)))
  if (shown >= 0) return whole.indexOf(fences[shown]![0]!)
  const things = thingsOf(part)
  const text = lines.join('\n')
  const named = things.filter((thing) => isNamed(thing, text))
  if (!named.length || named.length < things.length * ENOUGH) return null
  return lines.findIndex((line) => named.some((thing) => line.includes(thing)))
}

/** The stretch from one heading to the next in which `line` stands. */
function stretchAt({ sections, lines }: Outline, line: number): Place {
  const next = sections.find(({ first }) => first > line)
  const own = sections.findLast(({ first }) => first <= line)
  return { first: own?.first ?? 0, last: (next?.first ?? lines.length) - 1 }
}

/**
 * Where an existing README tells what each part tells: in a region of its own, under a heading that stands for it, or in
 * other words. Parts that are told nowhere are not in the map; the introduction is where anything is.
 */
export function placesOf(outline: Outline, parts: readonly Part[]): Map<string, Place> {
  const { lines, regions, sections, spans } = outline
  const places = new Map<string, Place>()
  const start = spans[0]?.first
  for (const part of parts) {
    if (part.id === null) continue
    const region = regions.find(({ id }) => id === part.id)
    const section = sections.find(({ id }) => id === part.id)
    if (region) places.set(part.id, { first: region.first, last: region.last })
    else if (section) places.set(part.id, { first: section.first, last: section.last })
    else if (part.id === 'introduction') {
      if (start !== undefined) places.set(part.id, { first: start, last: introductionEnd(outline) })
    } else {
      const line = told(part, lines)
      if (line !== null) places.set(part.id, stretchAt(outline, line))
    }
  }
  return places
}

/** The introduction ends where the first heading below the title begins. */
function introductionEnd({ sections, lines }: Outline): number {
  const [title, ...others] = sections
  const next = title?.level === 1 ? others[0] : title
  return (next && next.first > 0 ? next.first : lines.length) - 1
}

/** Sections that stand in no other: those of the highest level below the title. Nothing is put into the middle of one. */
function topSections({ sections }: Outline) {
  const below = sections.filter(({ level, first }) => level > 1 || first !== sections[0]?.first)
  const top = below.reduce((least, { level }) => Math.min(least, level), 6)
  return below.filter(({ level }) => level === top)
}

/**
 * Behind which line (a count of lines from the beginning) a part that is told nowhere belongs: before the part that should
 * follow it where that is nearer in the order of parts than any that should stand before it, else behind the last of those;
 * without either at the end.
 */
export function belongsAfter(
  part: Part,
  parts: readonly Part[],
  places: ReadonlyMap<string, Place>,
  outline: Outline,
): number {
  const end = outline.lines.length
  const tops = topSections(outline)
  const at = parts.indexOf(part)
  const told = parts.flatMap((one, index) => {
    const place = one.id === null ? undefined : places.get(one.id)
    return place ? [{ place, index }] : []
  })
  const before = told.filter(({ index }) => index < at)
  const last = before.at(-1)
  const closing = (line: number) => tops.find(({ first }) => first >= line)?.first ?? end
  const after = before.length ? closing(Math.max(...before.map(({ place }) => place.last + 1))) : 0
  // What is told early, as a licence in the first lines, says nothing of where its section would stand.
  const next = told.find(({ index, place }) => index > at && place.first >= after)
  const opening = next && tops.findLast(({ first }) => first <= next.place.first)?.first
  if (next && opening !== undefined && opening >= after && (!last || next.index - at < at - last.index)) return opening
  return last ? after : end
}
