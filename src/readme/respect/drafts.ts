import type { Drift } from '../../analysis/facts'
import type { Kept, Left } from '../report/report'
import type { HumanSection, Unit } from './human-sections'
import type { HumanLine } from './lines'
import type { Span } from './markdown-lines'
import { headingWords } from './section-names'

/** Lines of a person's that are one block of the new README. */
export interface Piece {
  span: Span
  lines: HumanLine[]
}

/** What is kept of a unit. */
export interface Draft {
  what: Kept['what']
  unit: Unit
  pieces: Piece[]
}

export type Verdict = { keep: Draft; left?: Omit<Left, 'heading'> } | { left: Omit<Left, 'heading'> } | null

export const piece = (lines: readonly string[], span: Span): Piece => ({
  span,
  lines: lines.slice(span.first, span.last + 1).map((text, index) => ({ text, line: span.first + index })),
})

export const left = (
  { first, last }: Pick<Unit, 'first' | 'last'>,
  why: Left['why'],
  message: string,
): Omit<Left, 'heading'> => ({
  from: { first: first + 1, last: last + 1 },
  why,
  message,
})

/** The items of a list or the rows of a table, each with the lines that go with it. */
function itemsOf({ span, lines }: Piece): HumanLine[][] {
  const indent = lines[0]!.text.match(/^ */)![0].length
  const begins =
    span.kind === 'table' ? () => true : ({ text }: HumanLine) => /^ *[-*+] /.test(text) && text.search(/\S/) <= indent
  const items: HumanLine[][] = []
  for (const line of lines) {
    if (!items.length || begins(line)) items.push([line])
    else items.at(-1)!.push(line)
  }
  return items
}

/** A block without what no longer holds: an item of a list or a row of a table by itself, else all of it. */
export function withoutDrift(draft: Draft, drift: readonly Drift[]): Verdict {
  const wrong = drift.filter(({ line }) => line - 1 >= draft.unit.first && line - 1 <= draft.unit.last)
  const [first] = wrong
  if (!first) return { keep: draft }
  const whole = { left: left(draft.unit, 'does_not_hold', first.message) }
  const [only, ...more] = draft.pieces
  if (
    !only ||
    more.length ||
    !(only.span.kind === 'table' || only.span.kind === 'list') ||
    /^ *\d/.test(only.lines[0]!.text)
  )
    return whole
  const isWrong = (item: readonly HumanLine[]) => item.some(({ line }) => wrong.some((one) => one.line - 1 === line))
  const items = itemsOf(only)
  const head = only.span.kind === 'table' ? 2 : 0
  if (items.slice(0, head).some(isWrong)) return whole
  const rest = items.filter((item) => !isWrong(item))
  if (rest.length <= head) return whole
  const gone = items.filter(isWrong).flat()
  return {
    keep: { ...draft, pieces: [{ ...only, lines: rest.flat() }] },
    left: left({ first: gone[0]!.line, last: gone.at(-1)!.line }, 'does_not_hold', first.message),
  }
}

const textOf = ({ pieces }: Draft) => pieces.flatMap(({ lines }) => lines.map(({ text }) => text)).join('\n')
/** Words that lead over to what stands below them, or name it as a list of contents. */
const leadsOver = (draft: Draft) =>
  draft.unit.kind === 'paragraph' &&
  (/[:：]\s*(?:\*\*|__)?\s*$/.test(textOf(draft)) ||
    /^(?:\S+ )?(?:table of contents?|contents?|toc|index)$/.test(headingWords(textOf(draft).slice(0, 80))))

/**
 * What stays of a section once each of its units was judged: without sentences that led over to what is gone, and without
 * headings that have nothing under them.
 */
export function settled(
  section: HumanSection,
  judge: (unit: Unit, index: number) => Verdict,
): { drafts: Draft[]; left: Left[] } {
  const drafts: Draft[] = []
  const gone: Left[] = []
  const leave = (one: Omit<Left, 'heading'>) => {
    const last = gone.at(-1)
    // What stands together and is left for one reason is told once.
    const isBetween = (drafts.at(-1)?.unit.last ?? -1) + 1 >= (last?.from.first ?? 0)
    if (last?.why === one.why && last.message === one.message && last.from.last < one.from.first && !isBetween)
      gone[gone.length - 1] = { ...last, from: { first: last.from.first, last: one.from.last } }
    else gone.push({ heading: section.heading, ...one })
  }
  for (const [index, unit] of section.units.entries()) {
    const verdict = judge(unit, index)
    if (verdict && 'keep' in verdict) {
      drafts.push(verdict.keep)
      if (verdict.left) leave(verdict.left)
      continue
    }
    const before = drafts.at(-1)
    if (!verdict) continue
    if (before && leadsOver(before) && section.units[index - 1] === before.unit) {
      drafts.pop()
      leave({ ...verdict.left, from: { first: before.unit.first + 1, last: verdict.left.from.last } })
    } else leave(verdict.left)
  }
  return { drafts: withContent(drafts), left: gone }
}

/** Without headings and remarks under which nothing stands. */
function withContent(drafts: readonly Draft[]): Draft[] {
  return drafts.filter(({ unit }, index) => {
    if (unit.kind !== 'heading') return true
    const next = drafts
      .slice(index + 1)
      .find(({ unit: { kind, level } }) => kind !== 'comment' && (kind !== 'heading' || level <= unit.level))
    return next !== undefined && next.unit.kind !== 'heading'
  })
}
