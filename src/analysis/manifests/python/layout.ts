import type { Sourced } from '../../facts'
import { type Project, string } from '../../project'
import { within } from '../within'
import { moduleLiterals } from './literal'
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
