import { append } from '../append'
import type { HumanLine } from './lines'
import type { Span } from './markdown-lines'

type Inline = (lines: readonly HumanLine[], where: 'paragraph' | 'heading' | 'nested') => HumanLine[] | null

/** Lines that stand together outside of fenced code, and those that do not, in order. */
export function runsOf<L extends { text: string }>(lines: readonly L[]): { isProse: boolean; lines: L[] }[] {
  const runs: { isProse: boolean; lines: L[] }[] = []
  let open: string | null = null
  const add = (line: L, isProse: boolean) => {
    const last = runs.at(-1)
    if (last?.isProse === isProse) last.lines.push(line)
    else runs.push({ isProse, lines: [line] })
  }
  for (const line of lines) {
    const [, mark, behind = ''] = line.text.match(/^[\s>*+\-\d.)]{0,40}(`{3,}|~{3,})([^`]*)$/) ?? []
    const isMark = mark !== undefined && (open === null || (mark.startsWith(open) && behind.trim() === ''))
    add(line, open === null && !isMark && !/^[\s>]*$/.test(line.text))
    if (isMark) open = open === null ? mark : null
  }
  return runs
}

/** Items of a list without numbers; anything else is one. */
function itemsOf(lines: readonly HumanLine[], kind: Span['kind']): HumanLine[][] {
  const indent = lines[0]!.text.search(/\S/)
  if (kind !== 'list' || !/^\s*[-*+]/.test(lines[0]!.text)) return [[...lines]]
  const items: HumanLine[][] = []
  for (const line of lines) {
    const begins = /^ *[-*+] /.test(line.text) && line.text.search(/\S/) <= indent
    if (begins || !items.length) items.push([line])
    else items.at(-1)!.push(line)
  }
  return items
}

const PLACES: Partial<Record<Span['kind'], 'paragraph' | 'heading' | 'nested'>> = {
  paragraph: 'paragraph',
  heading: 'heading',
  list: 'nested',
  quote: 'nested',
  table: 'nested',
}

function plain(
  lines: readonly HumanLine[],
  kind: Span['kind'],
  where: 'paragraph' | 'heading' | 'nested',
  inline: Inline,
) {
  const rows: HumanLine[] = []
  // A row of a table is a line of its own.
  const runs = kind === 'table' ? lines.map((line) => ({ isProse: true, lines: [line] })) : runsOf(lines)
  for (const run of runs) {
    const made = run.isProse ? inline(run.lines, where) : run.lines
    if (!made) return null
    append(rows, made)
  }
  return rows
}

/** A block by `inline`, item by item of a list; what it makes nothing of is left. Lines are 0-based. */
export function piecesOf(
  lines: readonly HumanLine[],
  kind: Span['kind'],
  inline: Inline,
): { kept: HumanLine[]; left: { first: number; last: number }[] } {
  const where = PLACES[kind]
  if (where === undefined || !lines.length) return { kept: [...lines], left: [] }
  const kept: HumanLine[] = []
  const left: { first: number; last: number }[] = []
  for (const item of itemsOf(lines, kind)) {
    const rows = plain(item, kind, where, inline)
    if (rows) append(kept, rows)
    else left.push({ first: item[0]!.line, last: item.at(-1)!.line })
  }
  return { kept, left }
}
