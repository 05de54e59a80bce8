import { type Mending, mendedInline } from './inline'
import type { Span } from './markdown-lines'

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

/** Lines of a list or quotation: what is fenced in them stays as it is. */
function nested(lines: readonly string[], mending: Mending): string[] {
  const out: string[] = []
  let run: string[] = []
  let open: string | null = null
  const flush = () => {
    if (run.length) out.push(...mendedInline(withoutBreakTags(run.join('\n')), mending).split('\n'))
    run = []
  }
  for (const line of lines) {
    const mark = line.match(/^[\s>*+\-\d.)]*?(`{3,}|~{3,})([^`]*)$/)
    if (mark && (open === null || (mark[1]!.startsWith(open) && mark[2]!.trim() === ''))) {
      flush()
      out.push(open === null && mark[2]!.trim() === '' ? `${line.trimEnd()}text` : line)
      open = open === null ? mark[1]! : null
    } else if (open !== null) out.push(line)
    else run.push(line)
  }
  flush()
  return out
}

/** A tag that breaks the line where Markdown does it with two spaces. */
const withoutBreakTags = (text: string) =>
  text.replace(/[ \t]{0,9}<br\s?\/?>[ \t]{0,9}(?=\n)/gi, '  ').replace(/[ \t]{0,9}<br\s?\/?>\s{0,9}$/i, '')

/** Lines without white space at their ends, but for the two spaces that break a line. */
const trimmed = (line: string) =>
  line.replace(/[ \t]+$/, (space) => (/^ {2,}$/.test(space) && line.trim() !== '' ? '  ' : ''))

/**
 * The lines of a carried block, as many as before or one more where a fence was not closed: only white space, markers and
 * targets are mended, and headings stand at their new level.
 */
export function mendedBlock(
  lines: readonly string[],
  { kind, open }: Span,
  mending: Mending,
  heading: Level | null,
): string[] {
  if (kind === 'fence') return fence(lines, open)
  if (kind === 'code') return [...lines]
  if (kind === 'heading' && heading) return [`${'#'.repeat(heading.level)} ${mendedInline(heading.words, mending)}`]
  if (kind === 'table') return mendedInline(lines.map(row).join('\n'), mending).split('\n')
  if (kind === 'list' || kind === 'quote') return nested(lines, mending).map(trimmed)
  const text = lines.join('\n')
  const mended = mendedInline(kind === 'paragraph' ? withoutBreakTags(text) : text, mending)
    .split('\n')
    .map(trimmed)
  return kind === 'html' ? mended : mended.map((line, index) => (index === mended.length - 1 ? line.trimEnd() : line))
}
