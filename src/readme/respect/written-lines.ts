import type { HumanLine } from './lines'

interface Place {
  row: number
  column: number
}

/** Lines of Markdown as they are being written, each with the line that it comes from. */
export interface Writer {
  /** What stands in the line that is being written. */
  text(): string
  /** Goes on in the line with words of this line of the original. */
  put(words: string, line: number): void
  /** Begins a line, unless this one is empty. */
  feed(line: number): void
  /** Leaves an empty line, unless there is one or nothing stands above it. */
  gap(line: number): void
  here(): Place
  /** What was written from there on; may be changed without adding or taking lines. */
  change(from: Place, change: (written: string, before: string) => string): void
  /** All lines, without empty ones at the beginning and the end. */
  lines(): HumanLine[]
}

export function writer(first: number): Writer {
  const rows: HumanLine[] = [{ text: '', line: first }]
  const current = () => rows.at(-1)!
  // Kept, because to look at the end of a growing text is to copy all of it.
  let isEmpty = true
  const feed = (line: number) => {
    if (isEmpty) Object.assign(current(), { text: '', line })
    else rows.push({ text: '', line })
    isEmpty = true
  }
  return {
    text: () => current().text,
    put(words, line) {
      if (isEmpty) current().line = line
      isEmpty &&= words.trim() === ''
      const last = Math.max(line, current().last ?? line)
      rows[rows.length - 1] = { text: current().text + words, line: current().line, last }
    },
    feed,
    gap(line) {
      feed(line)
      if (rows.length > 1 && rows.at(-2)?.text !== '') rows.push({ text: '', line })
    },
    here: () => ({ row: rows.length - 1, column: current().text.length }),
    change({ row, column }, change) {
      const before = rows[row]!.text.slice(0, column)
      const written = rows.slice(row).map(({ text }, index) => (index ? text : text.slice(column)))
      const changed = `${before}${change(written.join('\n'), before)}`.split('\n')
      for (const [index, text] of changed.entries()) rows[row + index] = { ...rows[row + index]!, text }
      isEmpty = current().text.trim() === ''
    },
    lines() {
      const isFull = ({ text }: HumanLine) => text.trim() !== ''
      const from = rows.findIndex(isFull)
      return from < 0 ? [] : rows.slice(from, rows.findLastIndex(isFull) + 1)
    },
  }
}
