import type { DependencyScope, Source, Sourced } from '../../facts'
import { lineAt, type Project } from '../../project'
import { locate } from '../locate'
import { endOfExpression, type Literal, literalStrings, moduleLiterals, readLiteral } from './literal'
import { emptyManifest, type Manifest } from './manifest'
import { entryPoint } from './setup-cfg'
import { DEVELOPER_EXTRA, requirementList } from './values'

interface Argument {
  value: Literal
  line: number
}

const MOST_ARGUMENTS = 100

/** Keyword arguments of the last `setup(…)` call, literals only. A `**dict(name=…)` is not followed. */
function setupArguments(text: string): Map<string, Argument> {
  const names = new Map([...moduleLiterals(text)].map(([name, { value }]) => [name, value]))
  const found = new Map<string, Argument>()
  const call = [...text.matchAll(/^[ \t]*(?:\w+\.)?setup\s*\(/gm)].at(-1)
  if (!call) return found
  let at = call.index + call[0].length
  // A bracket that closes nothing ends the call as its own does.
  while (at < text.length && !')]}'.includes(text[at]!) && found.size < MOST_ARGUMENTS) {
    const keyword = text.slice(at, at + 400).match(/^(?:\s|#[^\n]*\n)*([A-Za-z_]\w*)\s*=(?!=)/)
    if (keyword) {
      const start = at + keyword[0].length
      const { value, end } = readLiteral(text, start, true, names)
      found.set(keyword[1]!, { value, line: lineAt(text, start - 1) })
      at = end
    } else at = endOfExpression(text, at, true)
    while (text[at] === ':') at = endOfExpression(text, at + 1, true)
    if (text[at] === ',') at++
  }
  return found
}

/** Reads the literal arguments of a setup.py without running it; `null` when it calls no `setup`. */
export function readSetupPy(project: Project, path: string): Manifest | null {
  const text = project.text(path)
  if (text === null || !/\bsetup\s*\(/.test(text)) return null
  const args = setupArguments(text)
  const manifest = emptyManifest(path)
  const at = (name: string): Source => {
    const line = args.get(name)?.line
    return line === undefined ? { path } : { path, line }
  }
  const plain = (name: string): Sourced | null => {
    const value = args.get(name)?.value
    return typeof value === 'string' && value.trim() !== '' && !/[%{]/.test(value)
      ? { value: value.trim(), sources: [at(name)] }
      : null
  }
  const list = (value: Literal, scope: DependencyScope, from: Source) =>
    requirementList(project, literalStrings(value), scope, from)
  manifest.name = plain('name')
  manifest.description = plain('description')
  manifest.version = plain('version')
  manifest.license = plain('license')
  manifest.requiresPython = plain('python_requires')
  manifest.classifiers = literalStrings(args.get('classifiers')?.value)
  manifest.dependencies = [
    ...list(args.get('install_requires')?.value, 'runtime', at('install_requires')),
    ...list(args.get('tests_require')?.value, 'dev', at('tests_require')),
  ]
  const extras = args.get('extras_require')?.value
  if (extras instanceof Map)
    for (const [name, items] of extras) {
      manifest.extras.push({ name, source: locate(project, at('extras_require'), name) })
      manifest.dependencies.push(...list(items, DEVELOPER_EXTRA.test(name) ? 'dev' : 'optional', at('extras_require')))
    }
  const points = args.get('entry_points')?.value
  if (points instanceof Map)
    for (const [group, items] of points) {
      if (group !== 'console_scripts' && group !== 'gui_scripts') manifest.plugins.push(group)
      else
        for (const line of literalStrings(items).flatMap((item) => item.split('\n'))) {
          const point = entryPoint(line)
          if (point) manifest.scripts.push({ ...point, source: locate(project, at('entry_points'), line.trim()) })
        }
    }
  manifest.modules = [...literalStrings(args.get('packages')?.value), ...literalStrings(args.get('py_modules')?.value)]
  manifest.distributable = manifest.name !== null
  return manifest
}
