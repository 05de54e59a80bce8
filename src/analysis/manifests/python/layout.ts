import type { Facts, Sourced } from '../../facts'
import { type Project, string } from '../../project'
import { within } from '../within'
import { type Literal, literalStrings, moduleLiterals } from './literal'
import type { PythonRoot } from './root'

/** The importable package (or single module) of a project. */
export interface ImportPackage {
  /** Dotted name as it is imported. */
  name: string
  /** `src/click`, or the file of a single module. */
  path: string
  /** `src/click/__init__.py`, or the module's file. */
  init: string
}

/** Folders that hold packages beside the root itself. */
const SOURCE_FOLDERS = ['src', '', 'lib', 'python', 'source']
const NOT_A_PACKAGE =
  /^(?:tests?|testing|docs?|examples?|scripts?|tools?|build|dist|benchmarks?|migrations|ci|extras?)$/i

/** The package that `pip install` of this project makes importable; `null` when the tree shows none by that name. */
export function importPackage(project: Project, root: PythonRoot): ImportPackage | null {
  const named = root.manifest.name?.value.replaceAll('-', '_')
  const scripts = root.manifest.scripts.map(({ reference }) => reference.split(/[.:]/)[0]!)
  const modules = root.manifest.modules.map((module) =>
    module.replace(/^\.\//, '').replace(/^(?:src|lib|python)\//, ''),
  )
  const names = [
    ...(named
      ? [named, named.toLowerCase(), named.replaceAll('_', ''), named.replace(/^py_?/i, '').toLowerCase()]
      : []),
    ...modules,
    ...scripts,
  ]
  for (const name of names) {
    if (name === '') continue
    for (const folder of SOURCE_FOLDERS) {
      const base = within(root.directory, `${folder ? `${folder}/` : ''}${name.replaceAll('.', '/')}`)
      for (const init of [`${base}/__init__.py`, `${base}/__init__.pyi`])
        if (project.has(init)) return { name: name.replaceAll('/', '.'), path: base, init }
      if (project.has(`${base}.py`) && !NOT_A_PACKAGE.test(name))
        return { name, path: `${base}.py`, init: `${base}.py` }
    }
  }
  if (!named) return null
  // One package alone is the one, whatever the distribution is called.
  const prefix = root.directory === '.' ? '' : `${root.directory}/`
  for (const folder of SOURCE_FOLDERS) {
    const start = `${prefix}${folder ? `${folder}/` : ''}`
    const inits = project.paths.filter(
      (path) => path.startsWith(start) && /^[^/]+\/__init__\.py$/.test(path.slice(start.length)),
    )
    const packages = inits
      .map((path) => path.slice(start.length).split('/')[0]!)
      .filter((name) => !NOT_A_PACKAGE.test(name))
    if (packages.length === 1) {
      const path = `${start}${packages[0]!}`
      return { name: packages[0]!, path, init: `${path}/__init__.py` }
    }
  }
  return null
}

/** The version that code states for a manifest with a dynamic one; `null` when it comes from tags or is computed. */
export function versionFromCode(project: Project, root: PythonRoot, found: ImportPackage | null): Sourced | null {
  const from = root.manifest.versionFrom
  const dotted = from && !from.includes('/') && !from.endsWith('.py') ? from.split('.').slice(0, -1).join('/') : null
  const files = [
    ...(from && dotted === null ? [within(root.directory, from)] : []),
    ...(dotted === null
      ? []
      : ['', 'src/', 'lib/'].flatMap((f) => [
          within(root.directory, `${f}${dotted}.py`),
          within(root.directory, `${f}${dotted}/__init__.py`),
        ])),
    ...(found && root.manifest.distributable && found.path !== found.init
      ? [
          found.init,
          ...['__version__', '__about__', '_version', 'version', '__meta__'].map((file) => `${found.path}/${file}.py`),
        ]
      : found
        ? [found.init]
        : []),
  ]
  for (const path of files) {
    const text = project.text(path)
    if (text === null) continue
    const literals = moduleLiterals(text)
    for (const name of ['__version__', 'VERSION', 'version']) {
      const literal = literals.get(name)
      const value = string(literal?.value)
      if (literal && value && /^\d+(?:\.\d+)*[\w.+-]*$/.test(value))
        return { value, sources: [{ path, line: literal.line }] }
    }
  }
  return null
}

/** Names that the package's `__init__` gives to `import *`, or else imports from its own modules. */
export function publicExports(project: Project, found: ImportPackage): Facts['surface']['exports'] {
  const text = project.text(found.init)
  if (text === null) return []
  const all = moduleLiterals(text).get('__all__')
  const listed = literalStrings(all?.value as Literal)
  const names = listed.length
    ? listed.map((name) => ({ name, line: lineOfName(text, name, all?.line ?? 1) }))
    : reexports(text, found.name)
  const seen = new Set<string>()
  return names
    .filter(({ name }) => /^[A-Za-z]\w*$/.test(name) && !seen.has(name) && seen.add(name))
    .slice(0, MOST_EXPORTS)
    .map(({ name, line }) => ({
      name,
      kind: kindOfName(name),
      module: found.name,
      sources: [{ path: found.init, line }],
    }))
}

const MOST_EXPORTS = 200

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
function reexports(text: string, name: string): { name: string; line: number }[] {
  const found: { name: string; line: number }[] = []
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
      const word = item
        .trim()
        .split(/\s+as\s+/)
        .at(-1)!
      if (word !== '' && !word.startsWith('_')) found.push({ name: word, line: index + 1 })
    }
  })
  return found
}
