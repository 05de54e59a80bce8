import type { Facts, Source } from '../../facts'

export type Example = Facts['surface']['examples'][number]

/** A line of code and where it stands. */
export interface CodeLine {
  text: string
  source: Source
}

/** Code that a file shows, before it is known whether it shows the project in use. */
export interface Snippet {
  /** As the file names it, lower case; empty where it does not. */
  language: string
  lines: CodeLine[]
  /** Headings above it, the nearest last. */
  headings: readonly string[]
}

export const textOf = ({ lines }: Pick<Snippet, 'lines'>): string => lines.map(({ text }) => text).join('\n')

const indentOf = (line: string) => line.length - line.trimStart().length

/** Lines without what they are all indented by, and without empty ones around them. */
export function dedented(lines: readonly CodeLine[]): CodeLine[] {
  const first = lines.findIndex(({ text }) => text.trim() !== '')
  if (first === -1) return []
  const last = lines.findLastIndex(({ text }) => text.trim() !== '')
  const shown = lines.slice(first, last + 1)
  const common = Math.min(...shown.filter(({ text }) => text.trim() !== '').map(({ text }) => indentOf(text)))
  return shown.map(({ text, source }) => ({ text: text.slice(common).trimEnd(), source }))
}

/** A snippet as a fact: each line of its code has its source in the same place of the list. */
export const exampleOf = (
  lines: readonly CodeLine[],
  { language, from, title }: Pick<Example, 'language' | 'from' | 'title'>,
): Example => ({
  ...(title && { title }),
  language,
  code: lines.map(({ text }) => text).join('\n'),
  from,
  sources: lines.map(({ source }) => source),
})
