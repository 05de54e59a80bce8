import type { Whereabouts } from '../whereabouts'
import { type Reading, together, type Verdict } from './reading'

const FROM = /^[ \t]*(?:>>>[ \t]*)?from[ \t]+([\w.]{1,120})[ \t]+import[ \t]+(\([^()]{1,600}\)|[^\n#]{1,300})/gm
const IMPORT = /^[ \t]*(?:>>>[ \t]*)?import[ \t]+([\w., \t]{1,200})/gm

/** The file that a module is, where it is the project's own: what it stands in is then no package itself. */
function fileOf(module: string, where: Whereabouts): string | null {
  const path = module.replaceAll('.', '/')
  const depth = path.split('/').length
  const all = [`${path}/__init__.py`, `${path}.py`, `${path}.pyx`, `${path}/__init__.pyi`].flatMap(where.files)
  return (
    all.find((file) => {
      const above = file.split('/').slice(0, file.split('/').length - depth - Number(/\/__init__\.pyi?$/.test(file)))
      return !where.has([...above, '__init__.py'].join('/')) || above.length === 0
    }) ?? null
  )
}

const namesOf = (clause: string): string[] =>
  clause
    .replace(/#[^\n]*/g, '')
    .replace(/[()\\]/g, ' ')
    .split(',')
    .map((one) => one.trim().split(/\s+as\s+/)[0] ?? '')
    .filter((name) => /^\w+$/.test(name))

function verdict(module: string, names: readonly string[], where: Whereabouts): Verdict['about'] {
  const root = module.split('.', 1).join('')
  const file = fileOf(module, where)
  if (file === null && !where.exports(root))
    return module !== root && fileOf(root, where) !== null ? 'stale' : 'foreign'
  if (file === null && module !== root) return 'stale'
  const known = where.exports(module)
  const text = file === null ? null : where.text(file)
  const has = (name: string) =>
    known?.has(name) ||
    fileOf(`${module}.${name}`, where) !== null ||
    text === null ||
    new RegExp(`\\b${name}\\b`).test(text)
  return names.every(has) ? 'own' : 'stale'
}

/** Imports of modules that are files of the project, prompts of a session allowed. */
export const python: Reading = (code, where) =>
  together([
    ...Array.from(code.matchAll(FROM), ([, module = '', names = '']) =>
      module.startsWith('.') ? 'foreign' : verdict(module, namesOf(names), where),
    ),
    ...Array.from(code.matchAll(IMPORT), ([, modules = '']) => namesOfModules(modules)).flatMap((modules) =>
      modules.map((module) => verdict(module, [], where)),
    ),
  ])

const namesOfModules = (clause: string) =>
  clause
    .split(',')
    .map((one) => one.trim().split(/\s+/)[0] ?? '')
    .filter((module) => /^\w+(?:\.\w+)*$/.test(module))
