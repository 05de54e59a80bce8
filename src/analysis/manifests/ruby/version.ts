import type { Sourced } from '../../facts'
import { folderOf, join, type Project } from '../../project'
import { within } from '../within'
import { type Statement, stringAt } from './statements'

/** Files in which gems keep their version. */
export const VERSION_FILE = /(?:^|\/)(?:(?:gem_)?version|const|constant|constants|info)\.rb$/

const MOST_FILES = 20
const NUMBER = /^v?\d+(?:\.\w+)*(?:[-+][\w.]+)?$/

/** Files that the gemspec requires, then those in which versions are kept, nearest first. */
function candidates(project: Project, path: string, statements: readonly Statement[]): string[] {
  const folder = folderOf(path)
  const required = statements.flatMap(({ text }) => {
    const named = text.match(/\b(?:require(?:_relative)?|load|expand_path|join)\b[^"']{0,80}["']([\w./-]+)["']/)?.[1]
    if (!named) return []
    return [named, `lib/${named}`].flatMap((one) => join(folder, `${one.replace(/\.rb$/, '')}.rb`) ?? [])
  })
  const kept = (folder === '.' ? project.paths : project.below(folder)).filter((one) => VERSION_FILE.test(one))
  return [...new Set([...required, ...kept.slice(0, MOST_FILES)])].filter(project.has).slice(0, MOST_FILES)
}

/** `MAJOR`, `MINOR`, `TINY` and `PRE` that a module joins to its version. */
function joined(text: string): string | null {
  const part = (names: string) =>
    text.match(new RegExp(`^[ \\t]*(?:${names})\\s*=\\s*["']?([\\w.]{1,20})["']?`, 'm'))?.[1]
  const [major, minor, patch, pre] = [part('MAJOR'), part('MINOR'), part('TINY|PATCH'), part('PRE|BUILD')]
  if (major === undefined || minor === undefined) return null
  return [major, minor, patch, pre].filter((one) => one !== undefined && one !== 'nil').join('.')
}

/** The version that an expression of the gemspec comes to: a literal, a constant of a file that stands there, or a file `VERSION`. */
export function versionOf(
  project: Project,
  path: string,
  statements: readonly Statement[],
  given: { value: string; statement: Statement } | null,
): Sourced | null {
  if (!given) return null
  const literal = stringAt(given.value)
  const at = { path, line: given.statement.line }
  if (literal) return NUMBER.test(literal) ? { value: literal, sources: [at] } : null
  const variable = given.value.match(/^([a-z_]\w*)(?:\.\w+)*$/)?.[1]
  const set = variable
    ? statements.find(({ text }) => new RegExp(`^${variable}\\s*\\|{0,2}=[^=]`).test(text))
    : undefined
  const expression = set?.text.replace(/^\w+\s*\|{0,2}=\s*/, '') ?? given.value
  const said = set ? stringAt(expression) : null
  if (set && said) return NUMBER.test(said) ? { value: said, sources: [{ path, line: set.line }] } : null
  const file = expression.match(/["']((?:\.\.?\/)*(?:[A-Z_]{0,20}VERSION|version)(?:\.txt)?)["']/)?.[1]
  if (file && /read/i.test(expression)) {
    const place = join(folderOf(path), file.replace(/^\.\.\//, '')) ?? within(folderOf(path), file)
    const value = project.text(place)?.trim()
    if (value && NUMBER.test(value)) return { value, sources: [{ path: place, line: 1 }] }
  }
  const constant = expression.match(/([A-Z]\w*)(?:\.\w+(?:\(\))?)*\s*(?::\s*["'][^"']*["'])?$/)?.[1] ?? 'VERSION'
  const pattern = new RegExp(
    `^[ \\t]*(?:[A-Z]\\w{0,40}\\s*=\\s*)?${constant}\\s*=\\s*(?:[A-Z]\\w{0,40}\\s*=\\s*)?["']([\\w.+-]{1,40})["']`,
    'm',
  )
  for (const place of candidates(project, path, statements)) {
    const text = project.text(place) ?? ''
    const beside = text.match(
      new RegExp(
        `^[ \\t]*${constant}\\s*=\\s*[^"'\\n]{0,80}\\bread\\b[^"'\\n]{0,80}["'](?:\\.\\.?/)*([\\w./]{1,80})["']`,
        'm',
      ),
    )?.[1]
    const read = beside ? project.text(within(folderOf(place), beside))?.trim() : undefined
    if (read && NUMBER.test(read))
      return { value: read, sources: [{ path: within(folderOf(place), beside!), line: 1 }] }
    const value = text.match(pattern)?.[1] ?? joined(text)
    if (value && NUMBER.test(value))
      return { value, sources: [project.find(place, text.match(pattern) ? pattern : /^[ \t]*MAJOR\b/m)] }
  }
  return null
}
