import type { CodeLine, Snippet } from './snippet'
import { dedented } from './snippet'

/** A document's first lines that are read, and characters of one of them. */
const MOST_LINES = 3_000
const LONGEST = 1_000

interface Open {
  language: string
  /** The fence that closes the block; a number is the least indent of its lines. */
  until: string | number
}

const EMPTY = /^\s*$/
const indentOf = (line: string) => line.length - line.trimStart().length

/** A heading's level and text: Markdown and AsciiDoc by their signs, reStructuredText and Setext by what stands below. */
function headingAt(line: string, next: string): { level: number; text: string } | null {
  const [, signs, text] = line.match(/^(#{1,6}|={1,6})\s+(\S.*)$/) ?? []
  if (signs && text) return { level: signs.length, text: text.replace(/[\s#=]+$/, '') }
  const under = /^\S/.test(line) && !/^[`>|:*-]/.test(line) ? next.match(/^([=\-~^"'])\1{2,}\s*$/)?.[1] : undefined
  return under ? { level: under === '=' ? 1 : under === '-' ? 2 : 3, text: line.trim() } : null
}

function opened(line: string, before: string): Open | null {
  const [, fence, language = ''] =
    line.match(/^\s*(?:[-*+]\s+|\d{1,3}[.)]\s+)?(`{3,}|~{3,})\s*\{?\.?([^\s`{},:]*)/) ?? []
  if (fence) return { until: fence, language: language.toLowerCase() }
  const listing = /^(?:-{4,}|={4,})\s*$/.test(line) ? before.match(/^\[source(?:,\s*"?([\w+#-]+))?/) : null
  if (listing) return { until: line.trim(), language: listing[1]?.toLowerCase() ?? '' }
  const directive = line.match(/^(\s*)\.\. (?:code-block|code|sourcecode|prompt|literalinclude)::\s*([\w+#-]*)/)
  if (directive) return { until: (directive[1]?.length ?? 0) + 1, language: directive[2]?.toLowerCase() ?? '' }
  const literal = /^\s*\.\. /.test(line) ? null : line.match(/^(\s*)\S.*::\s*$/)
  return literal ? { until: (literal[1]?.length ?? 0) + 1, language: '' } : null
}

const closes = ({ until }: Open, line: string): boolean =>
  typeof until === 'string'
    ? line.trim().startsWith(until) && line.trim().replaceAll(until.charAt(0), '') === ''
    : !EMPTY.test(line) && indentOf(line) < until

/** Options of a directive stand at its beginning. */
const withoutOptions = (lines: readonly CodeLine[], { until }: Open): readonly CodeLine[] => {
  if (typeof until === 'string') return lines
  const first = lines.findIndex(({ text }) => !EMPTY.test(text) && !/^\s*:[\w-]+:/.test(text))
  return first === -1 ? [] : lines.slice(first)
}

/** Code that a document in Markdown, AsciiDoc or reStructuredText shows, in order. Linear in its length. */
export function fencesOf(path: string, document: string): Snippet[] {
  const lines = document.split('\n', MOST_LINES)
  const found: Snippet[] = []
  let headings: { level: number; text: string }[] = []
  let open: Open | null = null
  let held: CodeLine[] = []
  const flush = () => {
    const code = open && dedented(withoutOptions(held, open))
    if (open && code?.length)
      found.push({ language: open.language, lines: code, headings: headings.map(({ text }) => text) })
    open = null
    held = []
  }
  for (const [index, whole] of lines.entries()) {
    const text = whole.length > LONGEST ? '' : whole
    if (open !== null) {
      if (!closes(open, text)) {
        held.push({ text: whole, source: { path, line: index + 1 } })
        continue
      }
      const fenced: boolean = typeof (open as Open).until === 'string'
      flush()
      if (fenced) continue
    }
    const heading = headingAt(text, lines[index + 1] ?? '')
    if (heading) headings = [...headings.filter(({ level }) => level < heading.level), heading]
    else open = opened(text, lines[index - 1] ?? '')
  }
  // A fence that nothing closes is none that its author meant.
  if (open !== null && typeof (open as Open).until === 'number') flush()
  return found
}
