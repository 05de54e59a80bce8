import type { Facts } from '../../facts'
import type { Project } from '../../project'
import type { ImportPackage } from './layout'
import { type Literal, literalStrings, moduleLiterals } from './literal'

const MOST_EXPORTS = 3_000

/** What a package's `__init__` makes public. */
export interface PublicNames {
  exports: Facts['surface']['exports']
  /**
   * The author says so: by `__all__`, or by `import x as x`, which type checkers take for the same
   * (https://typing.python.org/en/latest/spec/distributing.html#import-conventions). Else they are only imported there.
   */
  declared: boolean
}

/** Names that the package's `__init__` gives to `import *` in that order, or else imports from its own modules. */
export function publicNames(project: Project, found: ImportPackage): PublicNames {
  const text = project.text(found.init)
  if (text === null) return { exports: [], declared: false }
  const all = moduleLiterals(text).get('__all__')
  const listed = literalStrings(all?.value as Literal)
  const imported = listed.length ? [] : reexports(text, found.name)
  const names = listed.length
    ? listed.map((name) => ({ name, line: lineOfName(text, name, all?.line ?? 1) }))
    : imported
  const seen = new Set<string>()
  const exports = names
    .filter(({ name }) => /^[A-Za-z]\w*$/.test(name) && !seen.has(name) && seen.add(name))
    .slice(0, MOST_EXPORTS)
    .map(({ name, line }) => ({
      name,
      kind: kindOfName(name),
      module: found.name,
      sources: [{ path: found.init, line }],
    }))
  // A single `x as x` among plain imports serves one caller; where it is the manner of the file, it is its surface.
  const meant = imported.filter((one) => one.meant).length * 2 >= imported.length
  return { exports, declared: exports.length > 0 && meant }
}

/** What PEP 8 says a name of this form is. */
const kindOfName = (name: string) =>
  /^[A-Z][A-Z0-9_]+$/.test(name) ? 'constant' : /^[A-Z]/.test(name) ? 'class' : 'name'

function lineOfName(text: string, name: string, from: number): number {
  const lines = text.split('\n')
  const at = lines.findIndex(
    (line, index) => index >= from - 1 && (line.includes(`"${name}"`) || line.includes(`'${name}'`)),
  )
  return at === -1 ? from : at + 1
}

/** `from .core import Command as Command, group` and the same with the package's own name, one line or in brackets. */
function reexports(text: string, name: string): { name: string; line: number; meant: boolean }[] {
  const found: { name: string; line: number; meant: boolean }[] = []
  let open = false
  text.split('\n').forEach((raw, index) => {
    const line = raw.replace(/#.*$/, '')
    const head = line.match(/^from\s+(\.[\w.]*|[\w.]+)\s+import\s+(.*)$/)
    let names = open ? line : ''
    if (head) {
      if (!(head[1]!.startsWith('.') || head[1] === name || head[1]!.startsWith(`${name}.`))) return
      names = head[2]!
      open = names.includes('(')
    }
    if (names === '') return
    if (names.includes(')')) open = false
    for (const item of names.replace(/[()\\]/g, '').split(',')) {
      const [original = '', alias] = item.trim().split(/\s+as\s+/)
      const word = alias ?? original
      if (word !== '' && !word.startsWith('_')) found.push({ name: word, line: index + 1, meant: alias === original })
    }
  })
  return found
}
