import { append } from '../append'
import { type Mending, mendedInline } from './inline'
import type { HumanLine } from './lines'
import type { Span } from './markdown-lines'
import { runsOf } from './prose-runs'

/** What the heading of a carried section becomes. */
export interface Level {
  /** The level at which it now stands. */
  level: number
  /** Its own words, as they are to be shown. */
  words: string
}

const FENCE = /^(\s*)(`{3,}|~{3,})(.*)$/

/** A fenced block that says its language and ends. */
function fence(lines: readonly string[], open: boolean): string[] {
  const [, indent = '', mark = '```', language = ''] = lines[0]!.match(FENCE) ?? []
  const first = language.trim() === '' ? `${indent}${mark}text` : lines[0]!
  return [first, ...lines.slice(1), ...(open ? [`${indent}${mark}`] : [])]
}

/** A row with a sign at both ends. */
function row(line: string): string {
  const trimmed = line.trim()
  const begun = trimmed.startsWith('|') ? trimmed : `| ${trimmed}`
  return begun.endsWith('|') && !begun.endsWith('\\|') && begun.length > 1 ? begun : `${begun} |`
}

const columnsOf = (framed: string) => (framed.match(/(?<!\\)\|/g)?.length ?? 0) - 1

/** Rows with a sign at both ends, without empty cells for which the head has no column. */
function rows(lines: readonly HumanLine[]): HumanLine[] {
  const columns = columnsOf(row(lines[0]!.text))
  return lines.map(({ text, line }) => {
    let framed = row(text)
    while (columnsOf(framed) > columns && /\|\s*\|$/.test(framed)) framed = framed.replace(/\s*\|$/, '')
    return { text: framed, line }
  })
}

/** Lines of text, as many as before. */
const inline = (lines: readonly HumanLine[], mending: Mending): HumanLine[] =>
  mendedInline(lines.map(({ text }) => text).join('\n'), mending)
    .split('\n')
    .map((text, index) => ({ ...lines[Math.min(index, lines.length - 1)]!, text }))

const ITEM = /^[\s>]*(?:[-*+]|\d{1,9}[.)])\s/
/** An empty line where this one stands: in a quotation it has its sign. */
const emptyAt = ({ text, line }: HumanLine): HumanLine => ({
  text: /^[\s>]*>/.test(text) ? text.match(/^[\s>]*>/)![0] : '',
  line,
})
const isEmpty = ({ text }: HumanLine) => /^[\s>]*$/.test(text)

const FENCED_ITEM = /^[\s>]*(?:[-*+]|\d{1,9}[.)])\s+(?:`{3}|~{3})/

/** Runs of a list or quotation with an empty line around what is fenced, where it is not the first of an item. */
function apart(runs: readonly HumanLine[][]): HumanLine[] {
  const out: HumanLine[] = []
  for (const run of runs) {
    const above = out.at(-1)
    const first = run[0]!
    const isFence = /^[\s>]*(?:`{3}|~{3})/.test(first.text)
    if (above && !isEmpty(above) && !isEmpty(first) && !FENCED_ITEM.test(first.text))
      out.push(emptyAt(isFence ? first : above))
    append(out, run)
  }
  return out
}

/** Items that begin a list within a quotation stand apart from the words above them. */
const listsApart = (lines: readonly HumanLine[]): HumanLine[] =>
  lines.flatMap((line, index) => {
    const above = lines[index - 1]
    const begins = above && /^\s*>/.test(line.text) && ITEM.test(line.text) && /^\s*> ?\S/.test(above.text)
    return begins && !ITEM.test(above.text) ? [emptyAt(above), line] : [line]
  })

/** What is fenced within a list or quotation, saying its language. */
function fencesWithin(lines: readonly HumanLine[]): HumanLine[] {
  let isOpen = false
  return lines.map((line) => {
    const [, mark, language = ''] = line.text.match(/^[\s>*+\-\d.)]{0,40}(`{3,}|~{3,})([^`]*)$/) ?? []
    if (mark === undefined) return line
    isOpen = !isOpen
    return isOpen && language.trim() === '' ? { ...line, text: `${line.text.trimEnd()}text` } : line
  })
}

/** A heading within a list or quotation stands in no outline; its words are set bold. */
const bold = (line: HumanLine): HumanLine => ({
  ...line,
  text: line.text.replace(
    /^(\s{0,9}(?:>|[-*+]\s|\d{1,9}[.)]\s)[\s>]{0,9})#{1,6}[ \t]+(\S.*)$/,
    (_, signs: string, words: string) => `${signs}**${words.replace(/[ \t]#+[ \t]*$|\*\*/g, '').trim()}**`,
  ),
})

/** Lines of a list or quotation. */
const nested = (lines: readonly HumanLine[], mending: Mending): HumanLine[] =>
  apart(
    runsOf(lines).map((run) =>
      run.isProse ? listsApart(inline(run.lines.map(bold), mending)) : fencesWithin(run.lines),
    ),
  )

/** Lines without white space at their ends, but for the two spaces that break a line. */
const trimmed = (line: string) =>
  line.replace(/[ \t]+$/, (space) => (/^ {2,}$/.test(space) && line.trim() !== '' ? '  ' : ''))

/**
 * The lines of a carried block, each with the line it was: only white space, markers, targets and words that say nothing of
 * where they lead are mended, and headings stand at their new level.
 */
export function mendedBlock(
  lines: readonly HumanLine[],
  { kind, open }: Span,
  mending: Mending,
  heading: Level | null,
): HumanLine[] {
  const texts = lines.map(({ text }) => text)
  if (kind === 'fence')
    return fence(texts, open).map((text, index) => ({ text, line: lines[Math.min(index, lines.length - 1)]!.line }))
  if (kind === 'code' || kind === 'html') return [...lines]
  if (kind === 'heading' && heading)
    return [{ text: `${'#'.repeat(heading.level)} ${mendedInline(heading.words, mending)}`, line: lines[0]!.line }]
  if (kind === 'table') return inline(rows(lines), mending)
  const mended = kind === 'list' || kind === 'quote' ? nested(lines, mending) : inline(lines, mending)
  return mended.map(({ text, line }, index) => ({
    text: index === mended.length - 1 ? text.trimEnd() : trimmed(text),
    line,
  }))
}
