import type { Contribution, Detector } from '../detector'
import type { Facts } from '../facts'
import { lineAt } from '../line-numbers'
import { baseOf } from '../project'

/** Bytes of a notebook in which its title is looked for; pictures make the rest long. */
const HEAD = 16_384
/** Notebooks that are told. */
const MOST = 200
/** A line in a cell that looks like a heading, or is all in bold, written as JSON: up to the end of the line or of the string. */
const HEADING = /"(#{1,2} (?:[^"\\]|\\[^n]){2,200}|\*\*[^*"\\]{4,200}\*\*(?=\\n|"))/g
/** Lines of that look that are tried. */
const MOST_LINES = 20

/** The first heading in a cell of Markdown: in code the same line is a comment. Cells state their type before their source. */
function headingOf(text: string): RegExpExecArray | null {
  let tried = 0
  for (const match of text.matchAll(HEADING)) {
    const cell = text.lastIndexOf('"cell_type"', match.index)
    if (cell !== -1 && /^"cell_type"\s{0,9}:\s{0,9}"markdown"/.test(text.slice(cell, cell + 60))) return match
    if (++tried === MOST_LINES) break
  }
  return null
}

/** A heading without its marks, links and emphasis. */
const plain = (heading: string) =>
  heading
    .replace(/^#+\s+/, '')
    .replace(/<[^>]{0,200}>/g, '')
    .replace(/!?\[([^\]]{0,200})\]\([^)]{0,300}\)/g, '$1')
    .replace(/[*_`]{1,3}/g, '')
    .replace(/\\u[0-9a-f]{4}/gi, '')
    .replace(/\\(.)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()

/** Titles of the project's own notebooks: their first heading of the first or second level, or a line in bold before it. */
export const notebooks: Detector = {
  name: 'notebooks',
  extensions: ['ipynb'],
  wants: (path) => (path.endsWith('.ipynb') ? HEAD : 0),
  detect(project): Contribution {
    const own = project
      .ending('.ipynb')
      .filter((path) => !/^(?:vendored|test)$/.test(project.role(path)) && !baseOf(path).includes('-checkpoint'))
    const titled: Facts['surface']['notebooks'] = own.slice(0, MOST).flatMap((path) => {
      const text = project.text(path) ?? ''
      const match = headingOf(text)
      const title = match && plain(match[1]!)
      return title ? [{ path, title, sources: [{ path, line: lineAt(text, match.index) }] }] : []
    })
    return { surface: { notebooks: titled.toSorted((a, b) => (a.path < b.path ? -1 : 1)) } }
  },
}
