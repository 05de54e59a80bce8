import GithubSlugger from 'github-slugger'
import type { Part } from '../document'
import { headingsOf } from '../headings'
import type { Draft } from './drafts'
import { headingText } from './heading-text'
import type { HumanSection } from './human-sections'
import type { Mending } from './inline'
import type { Level } from './mend-block'
import { shownWords } from './outline'
import { contentLines } from './regions'
import { headingWords } from './section-names'

/** A section of a person's, settled: what is kept of it, and the part under whose heading it goes on, if any. */
export interface Settled {
  section: HumanSection
  drafts: Draft[]
  /** Heading of our section on the same. */
  under: string | null
}

/** Headings that stand in generated parts, at the second level or as the title. */
export const headingsIn = (parts: readonly Part[]): string[] =>
  parts.flatMap((part) =>
    contentLines(part).flatMap(({ text }) => (/^#{1,6} /.test(text) ? [shownWords(text.replace(/^#+ /, ''))] : [])),
  )

/** A heading under which its section goes on as ours does not need saying. */
const isSame = ({ section, under }: Settled) =>
  under !== null && (section.heading === null || headingWords(section.heading) === headingWords(under))

/**
 * The level and words of each heading that is kept; `null` for one that is ours already. No level is skipped, and no two
 * headings are the same: one that is there already says of which section it is.
 */
export function levelsOf(
  all: readonly Settled[],
  taken: readonly string[],
  lines: readonly string[],
): Map<Draft, Level | null> {
  const used = new Map(taken.map((words) => [headingWords(words), 2]))
  const levels = new Map<Draft, Level | null>()
  for (const one of all) {
    const base = one.under === null ? 2 : 3
    const top = one.drafts.find(({ unit }) => unit.kind === 'heading')?.unit.level ?? 1
    let above = one.under === null ? 1 : 2
    const parents: string[] = one.under === null ? [] : [one.under]
    for (const draft of one.drafts) {
      const isFirst = draft === one.drafts[0]
      const span = draft.unit.span
      if (draft.unit.kind !== 'heading') continue
      if (isFirst && isSame(one)) {
        levels.set(draft, null)
        continue
      }
      const wanted = base + Math.max(0, draft.unit.level - top) - (isSame(one) ? 1 : 0)
      const level = Math.min(6, above + 1, Math.max(base, wanted))
      const own = headingText(lines, span)
      parents.length = Math.min(parents.length, draft.unit.level - top)
      const words = unused(own, parents, used)
      parents.push(shownWords(own))
      levels.set(draft, { level, words })
      above = level
    }
  }
  return levels
}

/** Words that no heading has yet: its own, or those with the nearest heading above that tells it apart, or a number. */
function unused(own: string, parents: readonly string[], used: Map<string, number>): string {
  const isFree = (words: string) => !used.has(headingWords(shownWords(words)))
  const told = parents.toReversed().map((parent) => `${own} (${parent})`)
  let words = [own, ...told].find(isFree) ?? own
  const key = headingWords(shownWords(own))
  for (let number = used.get(key) ?? 2; !isFree(words); number++) {
    words = `${own} (${number})`
    used.set(key, number + 1)
  }
  used.set(headingWords(shownWords(words)), 2)
  return words
}

const slug = (words: string) => new GithubSlugger().slug(words)
/** Ids that links may have for a heading: of all that stands in it, as hosts make them, and of its words alone. */
const idsOf = (raw: string): string[] => [
  ...headingsOf(`# ${raw}`).map(({ words }) => slug(words)),
  slug(shownWords(raw)),
]

/** Anchors of the new README by the anchors of the existing one, as far as the headings behind them are still there. */
export function anchorsOf(
  all: readonly Settled[],
  levels: ReadonlyMap<Draft, Level | null>,
  ours: readonly string[],
  lines: readonly string[],
  gone: readonly { section: HumanSection; now: string }[],
): Mending['anchor'] {
  const now = new Map<string, string>()
  for (const { section, now: led } of gone) {
    const [heading] = section.units
    if (heading) for (const id of idsOf(headingText(lines, heading.span))) now.set(id, led)
  }
  for (const { drafts, under } of all)
    for (const draft of drafts) {
      const level = levels.get(draft)
      if (level === undefined) continue
      const is = level === null ? under : shownWords(level.words)
      if (is !== null) for (const id of idsOf(headingText(lines, draft.unit.span))) now.set(id, is)
    }
  const there = new Map([...ours, ...now.values()].map((words) => [slug(words), words]))
  return (id) => {
    const asked = id.toLowerCase()
    const words = now.get(asked) ?? there.get(asked)
    return words === undefined ? null : { id: slug(words), words }
  }
}
