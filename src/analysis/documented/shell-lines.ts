/** A line that a document shows its reader to type. */
export interface ShellLine {
  /** The command without a prompt, its continuation lines joined. */
  text: string
  /** 1-based line of the document on which it begins. */
  line: number
  /** The heading above it, lower case; empty before the first. */
  heading: string
  /** Numbers the code blocks of the document: lines of one block follow each other. */
  block: number
  /** Numbers the sections of the document, one for each heading. */
  section: number
}

/** Languages under which shell commands stand; a block without one may hold anything. */
const SHELLS = /^(?:|sh|bash|shell|zsh|console|shell-session|shellsession|terminal|text|command|cmd|none)$/
/** A document's first lines that are read. */
const MOST_LINES = 4_000
const LONGEST = 400

interface Open {
  /** The fence that closes the block, or the least indent of its lines. */
  until: string | number
  shell: boolean
}

/** Where a block of code begins: a Markdown fence, an AsciiDoc listing, a reStructuredText literal block. */
function opened(line: string, before: string): Open | null {
  const fence = line.match(/^\s*(?:[-*+]\s+|\d+\.\s+)?(`{3,}|~{3,})\s*\{?\.?([\w-]*)/)
  if (fence) return { until: fence[1]!, shell: SHELLS.test(fence[2]!.toLowerCase()) }
  if (/^-{4,}\s*$/.test(line) && /^\[source(?:,\s*([\w-]+))?/.test(before))
    return { until: line.trim(), shell: SHELLS.test(before.match(/^\[source,\s*"?([\w-]+)/)?.[1]?.toLowerCase() ?? '') }
  const directive = line.match(/^(\s*)\.\. (?:code-block|code|sourcecode)::\s*([\w-]*)\s*$/)
  if (directive) return { until: directive[1]!.length + 1, shell: SHELLS.test(directive[2]!.toLowerCase()) }
  const literal = /^\s*\.\. /.test(line) ? null : line.match(/^(\s*)\S.*::\s*$/)
  return literal ? { until: literal[1]!.length + 1, shell: true } : null
}

const closes = ({ until }: Open, line: string) =>
  typeof until === 'string'
    ? line.trim().startsWith(until) && line.trim().replaceAll(until[0]!, '') === ''
    : line.trim() !== '' && line.length - line.trimStart().length < until

const PROMPT = /^(?:\([\w.-]+\)\s*)?(?:[$%❯]|PS>|(?:[\w.-]+@[\w.-]+)?[:~\w/.-]*\$)\s+/

/** Lines of one block as commands: with prompts only the prompted lines are typed, the rest is what they print. */
function commandsOf(lines: readonly { text: string; line: number }[]): { text: string; line: number }[] {
  const prompted = lines.some(({ text }) => PROMPT.test(text.trim()))
  const out: { text: string; line: number }[] = []
  let open: { text: string; line: number } | null = null
  for (const { text, line } of lines) {
    const plain = text.trim()
    if (!open && (plain === '' || plain.startsWith('#') || (prompted && !PROMPT.test(plain)))) continue
    const piece = plain.replace(open ? /^>\s+/ : PROMPT, '').replace(/\s+#\s.*$/, '')
    const whole: string = open ? `${open.text} ${piece}` : piece
    const at: number = open?.line ?? line
    open = whole.endsWith('\\') ? { text: whole.slice(0, -1).trim(), line: at } : null
    if (!open && whole.length <= LONGEST) out.push({ text: whole, line: at })
  }
  return out
}

/** Commands of a document's code blocks in Markdown, AsciiDoc or reStructuredText, in order. Prose and inline code are passed over. */
export function shellLines(document: string): ShellLine[] {
  const lines = document.split('\n', MOST_LINES)
  const found: ShellLine[] = []
  let heading = ''
  let section = 0
  let block = 0
  let open: Open | null = null
  let held: { text: string; line: number }[] = []
  const flush = () => {
    if (open?.shell) for (const one of commandsOf(held)) found.push({ ...one, heading, block, section })
    block++
    held = []
    open = null
  }
  for (const [index, text] of lines.entries()) {
    const line = text.length > 2_000 ? '' : text
    if (open) {
      const closed = closes(open, line)
      const fenced = typeof open.until === 'string'
      if (!closed) held.push({ text: line, line: index + 1 })
      else flush()
      if (!closed || fenced) continue
    }
    const title = line.match(/^(?:#{1,6}|={1,6})\s+(\S.*)$/)?.[1]
    const underlined = /^([=\-~^"'*+])\1{2,}\s*$/.test(lines[index + 1] ?? '') && /^\w/.test(line) ? line : undefined
    if (title ?? underlined) {
      heading = (title ?? underlined ?? '').toLowerCase()
      section++
      continue
    }
    open = opened(line, lines[index - 1] ?? '')
  }
  flush()
  return found
}
