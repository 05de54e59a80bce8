/** A variable that a document tells of. */
export interface DocumentedVariable {
  name: string
  description?: string
  line: number
}

/** Headings over lists of variables, and paragraphs that introduce one. */
const HEADING = /\benv(?:ironment)?[ -]var(?:iable)?s?\b|^(?:the )?(?:environment|variables|env)$|\.env\b/i
const INTRODUCTION = /\benv(?:ironment)?[ -]var(?:iable)?s?\b[^|]{0,200}:\s*$/i
/** The first column of a table of variables. */
const COLUMN = /^(?:env(?:ironment)?(?:[ -]var(?:iable)?s?)?|variables?|env[ -]?vars?)(?: names?)?$/i
/** What is told of other surroundings than the running program's. */
const ASIDE =
  /\b(?:tests?|testing|ci|github actions?|workflows?|secrets?|benchmarks?|releas(?:e|ing)|publish(?:ing)?|contribut(?:e|ing)|development container|changelog)\b/i
const NAME = /^[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)*$/
/** Lines that are looked at, and variables that are taken. */
const MOST_LINES = 5_000
const MOST = 150

const cellsOf = (line: string) =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim())
const bare = (text: string) => text.replace(/\*\*|__|`|<\/?code>/g, '').trim()

/** What is said behind a name, where it is a plain sentence. */
function sentence(text: string): string | null {
  const said = bare(text.replace(/^[\s:–—=-]+/, ''))
  return /^[A-Za-z][^<>[\]|]{8,158}$/.test(said) && /\s/.test(said) ? said.replace(/\.$/, '') : null
}

/**
 * Variables that a Markdown document lists: in a table whose first column is for them, or item by item under a heading on environment
 * variables or a line that introduces them. A list on tests, CI or releases is none of the program's.
 */
export function documentedVariables(text: string): DocumentedVariable[] {
  const found = new Map<string, DocumentedVariable>()
  const add = (name: string, said: string | null, line: number) => {
    if (NAME.test(name) && !found.has(name) && found.size < MOST)
      found.set(name, { name, ...(said !== null && { description: said }), line })
  }
  let heading = ''
  let introduced = false
  let table: 'variables' | 'other' | null = null
  let fenced = false
  const lines = text.split('\n', MOST_LINES)
  for (const [index, line] of lines.entries()) {
    if (/^\s*(?:```|~~~)/.test(line)) fenced = !fenced
    if (fenced || line.length > 2_000) continue
    const title = line.match(/^#{1,6}\s+(.{1,200}?)\s*#*$/)?.[1]
    if (title !== undefined) {
      heading = bare(title)
      introduced = false
      table = null
      continue
    }
    const isList = HEADING.test(heading) || introduced
    if (ASIDE.test(heading)) continue
    if (/^\s*\|.*\|/.test(line)) {
      const cells = cellsOf(line)
      if (table === null) table = COLUMN.test(bare(cells[0] ?? '')) || isList ? 'variables' : 'other'
      else if (table === 'variables')
        add(
          bare(cells[0] ?? ''),
          cells
            .slice(1)
            .map(sentence)
            .find((one) => one !== null) ?? null,
          index + 1,
        )
      continue
    }
    table = null
    const item = line.match(/^\s{0,6}[-*+]\s+(?:\*\*)?`([A-Z][A-Z0-9_]{1,80})(?:=[^`]{0,100})?`(?:\*\*)?(.{0,400})$/)
    if (item) {
      if (isList) add(item[1]!, sentence(item[2]!), index + 1)
    } else if (/^\S/.test(line)) introduced = INTRODUCTION.test(line)
  }
  return [...found.values()]
}
