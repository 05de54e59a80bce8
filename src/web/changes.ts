import { diffArrays, diffWordsWithSpace } from 'diff'

/** A line of a comparison: as it was, as it is, or both; numbers are 1-based. */
export interface ChangedLine {
  kind: 'same' | 'gone' | 'new'
  before: number | null
  after: number | null
  /** Its words; those that differ from the line it replaces are `changed`. */
  parts: { text: string; changed: boolean }[]
}

/** Changed lines with some around them; what lies between two hunks is the same. */
export type Hunk = ChangedLine[]

/** Lines around a change that are shown. */
const AROUND = 3
/** Lines that may differ before comparing takes longer than it is worth. */
const MOST_CHANGES = 2_000
/** Characters of a line that are compared by words. */
const LONGEST = 1_000

const whole = (text: string) => [{ text, changed: false }]

/** The words of a line and of the one that replaces it. */
function byWords(before: string, after: string): [ChangedLine['parts'], ChangedLine['parts']] {
  if (before.length > LONGEST || after.length > LONGEST) return [whole(before), whole(after)]
  const parts = diffWordsWithSpace(before, after)
  const same = parts.filter(({ added, removed }) => !added && !removed)
  // Two lines that share little but spaces are not one line that changed.
  if (same.reduce((sum, { value }) => sum + value.trim().length, 0) * 3 < after.trim().length)
    return [whole(before), whole(after)]
  return [
    parts.filter(({ added }) => !added).map(({ value, removed }) => ({ text: value, changed: removed })),
    parts.filter(({ removed }) => !removed).map(({ value, added }) => ({ text: value, changed: added })),
  ]
}

/** Lines that go, with those that come in their place. */
function replaced(gone: readonly string[], come: readonly string[], before: number, after: number): ChangedLine[] {
  const pairs = gone.length === come.length ? gone.map((line, index) => byWords(line, come[index]!)) : null
  return [
    ...gone.map((text, index): ChangedLine => {
      return { kind: 'gone', before: before + index, after: null, parts: pairs?.[index]?.[0] ?? whole(text) }
    }),
    ...come.map((text, index): ChangedLine => {
      return { kind: 'new', before: null, after: after + index, parts: pairs?.[index]?.[1] ?? whole(text) }
    }),
  ]
}

function allLines(before: string, after: string): ChangedLine[] | null {
  const parts = diffArrays(before.split(/\r?\n/), after.split(/\r?\n/), { maxEditLength: MOST_CHANGES })
  if (!parts) return null
  const lines: ChangedLine[] = []
  let old = 1
  let now = 1
  for (let at = 0; at < parts.length; at++) {
    const { value, added, removed } = parts[at]!
    const next = parts[at + 1]
    if (removed || added) {
      const come = added ? value : next?.added ? next.value : []
      const gone = removed ? value : []
      for (const line of replaced(gone, come, old, now)) lines.push(line)
      old += gone.length
      now += come.length
      if (removed && next?.added) at++
    } else for (const text of value) lines.push({ kind: 'same', before: old++, after: now++, parts: whole(text) })
  }
  return lines
}

/** What a README has changed of the one before; no hunk where nothing has, `null` where too much has to compare by lines. */
export function changesOf(before: string, after: string): Hunk[] | null {
  const lines = allLines(before, after)
  if (!lines) return null
  const hunks: Hunk[] = []
  let shown = -1
  for (const [at, { kind }] of lines.entries()) {
    if (kind === 'same') continue
    const from = Math.max(shown + 1, at - AROUND)
    const to = Math.min(lines.length - 1, at + AROUND)
    const rows = lines.slice(from, to + 1)
    const last = hunks.at(-1)
    if (last && from === shown + 1) for (const row of rows) last.push(row)
    else hunks.push(rows)
    shown = Math.max(shown, to)
  }
  return hunks
}
