import type { Block, Line } from '../blocks'
import type { Context } from '../context'
import type { Part } from '../document'
import { verbatim } from '../escape'
import type { Kept, Left } from '../report/report'
import { oneLiner } from '../sections/about'
import { withinBudget } from './budget'
import { definitionsOf } from './definitions'
import { type Draft, left } from './drafts'
import { humanSections } from './human-sections'
import type { Mending } from './inline'
import type { Bench } from './judge'
import { anchorsOf, headingsIn, levelsOf, type Settled } from './kept-headings'
import { type Level, mendedBlock } from './mend-block'
import { saidBy } from './novelty'
import { outlineOf } from './outline'
import { placeOf } from './placement'
import { contentLines } from './regions'
import { settle } from './settle'
import { definition, targets } from './targets'

export interface CarriedOver {
  /** Generated parts and a person's, in the order of the new README. */
  parts: Part[]
  kept: Kept[]
  left: Left[]
}

/** Badges in all. */
const MOST_BADGES = 6
const MARKDOWN = /(?:^|\/)[^/.]+(?:\.(?:md|markdown|mdown|mkdn?))?$/i

const countBadges = (parts: readonly Part[]) =>
  parts
    .filter(({ id }) => id === 'introduction')
    .flatMap((part) => contentLines(part).map(({ text }) => text))
    .join('')
    .match(/!\[/g)?.length ?? 0

/** A kept section's lines as blocks of the new README, each line resting on its own in the existing one. */
function blocksOf(
  { drafts }: Settled,
  levels: ReadonlyMap<Draft, Level | null>,
  mending: Mending,
  path: string,
): Block[] {
  return drafts.flatMap((draft) => {
    const level = levels.get(draft)
    if (level === null) return []
    return draft.pieces.map(({ span, lines }): Block => {
      const mended = mendedBlock(
        lines.map(({ text }) => text),
        span,
        mending,
        level ?? null,
      )
      return mended.map((text, index): Line => {
        const { line } = lines[Math.min(index, lines.length - 1)]!
        return { text: verbatim(text), sources: [{ path, line: line + 1 }], by: 'readme' }
      })
    })
  })
}

const keptOf = ({ section, drafts }: Settled): Kept[] => {
  const kept: Kept[] = []
  for (const { what, unit } of drafts) {
    const last = kept.at(-1)
    const shown = section.heading === null ? what : 'section'
    if (last?.what === shown) kept[kept.length - 1] = { ...last, from: { first: last.from.first, last: unit.last + 1 } }
    else kept.push({ what: shown, heading: section.heading, from: { first: unit.first + 1, last: unit.last + 1 } })
  }
  return kept
}

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
  const outline = outlineOf(existing.text)
  const { lines } = outline
  if (!MARKDOWN.test(existing.path))
    return {
      parts,
      kept: [],
      left: [
        {
          heading: null,
          ...left(
            { first: 0, last: lines.length - 1 },
            'not_markdown',
            'It is written in another format than Markdown.',
          ),
        },
      ],
    }
  const human = humanSections(outline)
  const { facts } = context
  const bench: Bench = {
    context,
    lines,
    said: saidBy(generated),
    definitions: definitionsOf(lines, human.definitions),
    sentence: facts.description ? oneLiner(facts.description.value).line : '',
    names: [facts.name.value, facts.repository.name, ...(human.title === null ? [] : [human.title])].map((name) =>
      name.toLowerCase(),
    ),
    badges: { left: MOST_BADGES - countBadges(generated) },
  }
  const all = [human.preamble, ...human.sections].map((section) => settle(section, generated, bench))
  const { carried, tooLong } = withinBudget(all, generated, facts)
  const ours = headingsIn(generated)
  // In the order in which they will stand, so that the first of two equal headings keeps its words.
  const placed = carried
    .map((one, index) => {
      const place =
        one.section === human.preamble
          ? placeOf({ ...one.section, id: 'introduction' }, parts)
          : placeOf(one.section, parts)
      return { one, place, index }
    })
    .toSorted((a, b) => a.place - b.place || a.index - b.index)
  const levels = levelsOf(
    placed.map(({ one }) => one),
    ours,
    lines,
  )
  const gone = all.flatMap(({ section, under }) =>
    section.heading !== null && under !== null ? [{ words: section.heading, now: under }] : [],
  )
  const mending: Mending = {
    target: targets(context, existing.path),
    anchor: anchorsOf(carried, levels, ours, lines, gone),
  }
  const made = placed.map(({ one, place }) => ({
    place,
    part: { id: null, blocks: blocksOf(one, levels, mending, existing.path) } satisfies Part,
  }))
  const text = made.flatMap(({ part }) => part.blocks.flatMap((block) => block.map((line) => line.text))).join('\n')
  const definitions = bench.definitions.usedIn(text).map((unit) =>
    lines.slice(unit.first, unit.last + 1).map(
      (own, index): Line => ({
        text: verbatim(definition(own, index, mending)),
        sources: [{ path: existing.path, line: unit.first + index + 1 }],
        by: 'readme',
      }),
    ),
  )
  const result = [...Array(parts.length + 1).keys()].flatMap((place): Part[] => [
    ...(place > 0 ? [parts[place - 1]!] : []),
    ...made.filter((one) => one.place === place && one.part.blocks.length > 0).map(({ part }) => part),
  ])
  return {
    parts: definitions.length ? [...result, { id: null, blocks: [definitions.flat()] }] : result,
    kept: carried.flatMap(keptOf).toSorted((a, b) => a.from.first - b.from.first),
    left: [...all.flatMap((one) => one.left), ...tooLong].toSorted((a, b) => a.from.first - b.from.first),
  }
}
