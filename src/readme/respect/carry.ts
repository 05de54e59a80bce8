import type { Context } from '../context'
import type { Part } from '../document'
import type { Kept, Left } from '../report/report'
import { oneLiner } from '../sections/about'
import { subjectOf } from './badge-proof'
import type { Bench } from './bench'
import { withinBudget } from './budget'
import { blocksOf, definitionBlocks, driftAmong, keptOf, type Origins, told } from './carried-blocks'
import { definitionsOf } from './definitions'
import { left } from './drafts'
import { type HumanSection, humanSections } from './human-sections'
import type { Mending } from './inline'
import { anchorsOf, headingsIn, levelsOf, type Settled } from './kept-headings'
import { saidBy } from './novelty'
import { type Outline, outlineOf, outlineOfLines } from './outline'
import { placeOf } from './placement'
import { plainMarkdown } from './plain-markdown'
import { contentLines } from './regions'
import { settle } from './settle'
import { targets } from './targets'

export interface CarriedOver {
  /** Generated parts and a person's, in the order of the new README. */
  parts: Part[]
  kept: Kept[]
  left: Left[]
}

/** Badges in all. */
const MOST_BADGES = 6
const MARKDOWN = /(?:^|\/)[^/.]+(?:\.(?:md|markdown|mdown|mkdn?))?$/i

/** Addresses of the badges of ours. */
const badgesOf = (parts: readonly Part[]): string[] =>
  parts
    .filter(({ id }) => id === 'introduction')
    .flatMap((part) => contentLines(part).flatMap(({ text }) => [...text.matchAll(/!\[[^\]]*\]\(([^)\s]*)/g)]))
    .map(([, picture]) => picture ?? '')

/** A README in another format is left as a whole. */
const otherFormat = (lines: number): Left => ({
  heading: null,
  ...left({ first: 0, last: lines - 1 }, 'not_markdown', 'It is written in another format than Markdown.'),
})

/** What had no form in Markdown, with the heading under which it stood. */
const formless = (gone: readonly Omit<Left, 'heading'>[], { sections }: Outline): Left[] =>
  gone.map((one) => ({
    heading: sections.findLast(({ level, first }) => level > 1 && level < 6 && first < one.from.first)?.words ?? null,
    ...one,
  }))

function benchOf(
  human: ReturnType<typeof humanSections>,
  names: readonly string[],
  generated: readonly Part[],
  context: Context,
  origins: Origins,
): Bench {
  const { facts } = context
  const lines = origins.lines.map(({ text }) => text)
  const pictures = badgesOf(generated)
  return {
    context,
    lines,
    said: saidBy(generated),
    definitions: definitionsOf(lines, human.definitions),
    drift: driftAmong(facts.existing_readme?.drift ?? [], origins),
    sentence: facts.description ? oneLiner(facts.description.value).line : '',
    names: human.title === null ? names : [...names, human.title.toLowerCase()],
    badges: { left: MOST_BADGES - pictures.length, told: new Set(pictures.flatMap((one) => subjectOf(one) ?? [])) },
  }
}

/** The sections in the order in which they will stand, so that the first of two equal headings keeps its words. */
const placed = (carried: readonly Settled[], preamble: HumanSection, parts: readonly Part[]) =>
  carried
    .map((one, index) => {
      const section = one.section === preamble ? { ...one.section, id: 'introduction' as const } : one.section
      return { one, place: placeOf(section, parts), index }
    })
    .toSorted((a, b) => a.place - b.place || a.index - b.index)

/**
 * The parts of a new README with what a person wrote in the existing one and no parser can know: notices, pictures, links,
 * badges that are proven, prose and sections, each in its place and byte for byte but for white space, markers, targets and
 * the level of headings. What ours says instead, what no longer holds and what is too long is told in `left`. Parts that
 * somebody edited in place take the place of ours. Nothing is carried from another format than Markdown.
 */
export function carryOver(
  generated: readonly Part[],
  existing: { path: string; text: string | null } | null,
  context: Context,
): CarriedOver {
  const parts = [...generated]
  if (!existing || existing.text === null || existing.text.trim() === '') return { parts, kept: [], left: [] }
  const given = outlineOf(existing.text)
  if (!MARKDOWN.test(existing.path)) return { parts, kept: [], left: [otherFormat(given.lines.length)] }
  const plain = plainMarkdown(given)
  const origins: Origins = { path: existing.path, lines: plain.lines }
  const names = [context.facts.name.value, context.facts.repository.name].map((name) => name.toLowerCase())
  const human = humanSections(outlineOfLines(plain.lines.map(({ text }) => text)), names)
  const bench = benchOf(human, names, generated, context, origins)
  const { lines, definitions } = bench
  const all = [human.preamble, ...human.sections].map((section) => settle(section, generated, bench))
  const { carried, tooLong } = withinBudget(all, generated, context.facts)
  const ours = headingsIn(generated)
  const inPlace = placed(carried, human.preamble, parts)
  const levels = levelsOf(
    inPlace.map(({ one }) => one),
    ours,
    lines,
  )
  const gone = all.flatMap(({ section, under }) =>
    section.heading !== null && under !== null ? [{ section, now: under }] : [],
  )
  const mending: Mending = {
    target: targets(context, existing.path),
    anchor: anchorsOf(carried, levels, ours, lines, gone),
    defined: definitions.target,
  }
  const made = inPlace.map(({ one, place }) => ({
    place,
    part: { id: null, blocks: blocksOf(one, levels, mending, origins) } satisfies Part,
  }))
  const text = made.flatMap(({ part }) => part.blocks.flatMap((block) => block.map((line) => line.text))).join('\n')
  const defined = definitionBlocks(definitions.usedIn(text), mending, origins)
  const result = [...Array(parts.length + 1).keys()].flatMap((place): Part[] => [
    ...(place > 0 ? [parts[place - 1]!] : []),
    ...made.filter((one) => one.place === place && one.part.blocks.length > 0).map(({ part }) => part),
  ])
  return {
    parts: defined.length ? [...result, { id: null, blocks: defined }] : result,
    kept: told(carried.flatMap(keptOf), origins),
    left: [...told([...all.flatMap((one) => one.left), ...tooLong], origins), ...formless(plain.left, given)].toSorted(
      (a, b) => a.from.first - b.from.first,
    ),
  }
}
