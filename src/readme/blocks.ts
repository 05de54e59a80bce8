import type { Source } from '../analysis/facts'
import { cell, fence, joined, type Markdown, md } from './escape'

/** One line of the README and the places in the repository that it rests on. */
export interface Line {
  text: Markdown
  sources: Source[]
  /** Whose words these are where they are no facts: of whoever asked for the README, of the existing one, or of a model. */
  by?: Author
}
export const AUTHORS = ['options', 'readme', 'model'] as const
export type Author = (typeof AUTHORS)[number]

/** Lines that stand together; an empty line parts blocks. */
export type Block = Line[]

/** Each source once, in order. Two facts may rest on one place: theirs stay two, so that a line tells which facts it says. */
export const distinct = (sources: readonly Source[]): Source[] => [...new Set(sources)]

export const paragraph = (text: Markdown, sources: Source[]): Block => [{ text, sources: distinct(sources) }]

export const bullets = (items: readonly Line[]): Block =>
  items.map(({ text, sources }) => ({ text: md`- ${text}`, sources: distinct(sources) }))

/** A fenced block; each line inside rests on its own sources, the fence on all of them. */
export function fenced(language: string, lines: readonly { text: string; sources: Source[]; by?: Author }[]): Block {
  const all = distinct(lines.flatMap(({ sources }) => sources))
  const drawn = fence(
    language,
    lines.map(({ text }) => text),
  )
  return drawn.map((text, index) => {
    const { sources = all, by } = lines[index - 1] ?? {}
    return { text, sources, ...(by ? { by } : {}) }
  })
}

/** A table; a column that is empty in every row is left out. Without rows there is no table. */
export function table(head: readonly Markdown[], rows: readonly { cells: Markdown[]; sources: Source[] }[]): Block[] {
  if (!rows.length) return []
  const shown = head.map((_, column) => rows.some(({ cells }) => (cells[column] ?? '') !== ''))
  const line = (cells: readonly Markdown[]) =>
    md`|${joined(
      cells.filter((_, column) => shown[column]).map((one) => (one === '' ? md` |` : md` ${cell(one)} |`)),
      '',
    )}`
  const all = distinct(rows.flatMap(({ sources }) => sources))
  return [
    [
      { text: line(head), sources: all },
      { text: line(head.map(() => md`---`)), sources: all },
      ...rows.map(({ cells, sources }) => ({ text: line(cells), sources: distinct(sources) })),
    ],
  ]
}
