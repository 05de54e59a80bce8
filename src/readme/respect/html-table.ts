import { cell, verbatim } from '../escape'
import { elementOf, type Token } from './html-tags'
import type { HumanLine } from './lines'

/** Rows and columns of a table that is shown as one. */
const MOST_ROWS = 200
const MOST_COLUMNS = 12
/** Cells with so few words beside their pictures only place them. */
const FEW_LETTERS = 40

interface Row {
  line: number
  cells: Token[][]
}

/** The cells of a table's rows; `null` for one that is no plain grid. */
function rowsOf(tokens: readonly Token[]): Row[] | null {
  const rows: Row[] = []
  let isCell = false
  for (const token of tokens) {
    const element = token.kind === 'tag' ? elementOf(token.name) : undefined
    if (element === 'row') {
      isCell = false
      if (!token.closes) rows.push({ line: token.line, cells: [] })
    } else if (element === 'cell') {
      isCell = !token.closes
      if (/\s(?:col|row)span\s*=\s*["']?(?!1\b)/i.test(token.raw)) return null
      if (isCell && !rows.length) return null
      if (isCell) rows.at(-1)!.cells.push([])
    } else if (isCell) rows.at(-1)?.cells.at(-1)?.push(token)
  }
  return rows.filter(({ cells }) => cells.length)
}

/** Does a table say something by its rows and columns, or does it only place pictures? */
export function isGrid(tokens: readonly Token[]): boolean {
  const pictures = tokens.filter(({ name, closes }) => elementOf(name) === 'picture' && !closes).length
  const letters = tokens.filter(({ kind }) => kind === 'words').reduce((sum, { raw }) => sum + raw.trim().length, 0)
  const cells = tokens.filter(({ name, closes }) => elementOf(name) === 'cell' && !closes).length
  return cells > 1 && letters > pictures * FEW_LETTERS
}

/**
 * A table of HTML as one of Markdown, its first row as the head; `null` where a cell holds more than a line of words, or
 * columns are joined. `words` gives the lines of a cell.
 */
export function tableLines(
  tokens: readonly Token[],
  words: (tokens: readonly Token[]) => HumanLine[] | null,
): HumanLine[] | null {
  const rows = rowsOf(tokens)
  const columns = Math.max(0, ...(rows ?? []).map(({ cells }) => cells.length))
  if (!rows || rows.length < 2 || rows.length > MOST_ROWS || columns > MOST_COLUMNS) return null
  const drawn: HumanLine[] = []
  for (const { line, cells } of rows) {
    const shown: string[] = []
    for (const tokensOfCell of cells) {
      const lines = words(tokensOfCell)
      if (!lines || lines.length > 1 || /^\s*(?:#|- |1\. |```|\|)/.test(lines[0]?.text ?? '')) return null
      shown.push(cell(verbatim(lines[0]?.text ?? '')))
    }
    const last = Math.max(line, ...cells.flat().map((token) => token.line))
    const full = [...shown, ...Array<string>(columns - shown.length).fill('')]
    drawn.push({ text: `| ${full.join(' | ')} |`.replace(/ {2,}/g, ' '), line, last })
  }
  const rule = { text: `|${' --- |'.repeat(columns)}`, line: rows[0]!.line }
  return [drawn[0]!, rule, ...drawn.slice(1)]
}
