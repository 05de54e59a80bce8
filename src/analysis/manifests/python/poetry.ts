import type { DependencyScope } from '../../facts'
import { array, type Document, type Project, record, string } from '../../project'
import type { Dependency, Manifest } from './manifest'
import { scriptsOf, sourced } from './values'

/** One entry of a Poetry or Pipenv table: a constraint, a table with `version`, or a list of either. */
export function tableVersion(value: unknown): string | undefined {
  const one = Array.isArray(value) ? value[0] : value
  const version = string(one) ?? string(record(one).version)
  return version === null || version === '*' ? undefined : version
}

/** Dependencies of a table `name = constraint`. `python` is the interpreter, not a package. */
export function dependencyTable(document: Document, scope: DependencyScope, ...keys: string[]): Dependency[] {
  let table: unknown = document.value
  for (const key of keys) table = record(table)[key]
  return Object.entries(record(table))
    .filter(([name]) => name.toLowerCase() !== 'python')
    .map(([name, value]) => {
      const version = tableVersion(value)
      const extras = array(record(value).extras).flatMap((extra) => string(extra) ?? [])
      const optional = record(value).optional === true
      return {
        name,
        extras,
        ...(version === undefined ? {} : { version }),
        scope: optional ? ('optional' as const) : scope,
        source: document.at(...keys, name),
      }
    })
}

/** Adds what `[tool.poetry]` says; where `[project]` has said it already, that stands. */
export function addPoetry(project: Project, document: Document, manifest: Manifest): void {
  const root = record(document.value)
  const poetry = record(record(root.tool).poetry)
  if (!Object.keys(poetry).length) return
  const named = manifest.name !== null
  manifest.name ??= sourced(document, 'tool', 'poetry', 'name')
  manifest.description ??= sourced(document, 'tool', 'poetry', 'description')
  manifest.version ??= sourced(document, 'tool', 'poetry', 'version')
  manifest.license ??= sourced(document, 'tool', 'poetry', 'license')
  const python = tableVersion(record(poetry.dependencies).python)
  if (python)
    manifest.requiresPython ??= { value: python, sources: [document.at('tool', 'poetry', 'dependencies', 'python')] }
  if (!manifest.classifiers.length)
    manifest.classifiers = array(poetry.classifiers).flatMap((classifier) => string(classifier) ?? [])
  if (!manifest.scripts.length) manifest.scripts = scriptsOf(document, 'tool', 'poetry', 'scripts')
  if (!manifest.plugins.length) manifest.plugins = Object.keys(record(poetry.plugins))
  // In a project with `[project]`, this table only adds sources to the dependencies named there.
  if (!manifest.dependencies.some(({ scope }) => scope === 'runtime'))
    manifest.dependencies.push(...dependencyTable(document, 'runtime', 'tool', 'poetry', 'dependencies'))
  for (const name of Object.keys(record(poetry.extras)))
    if (!manifest.extras.some((extra) => extra.name === name))
      manifest.extras.push({ name, source: document.at('tool', 'poetry', 'extras', name) })
  manifest.dependencies.push(...dependencyTable(document, 'dev', 'tool', 'poetry', 'dev-dependencies'))
  for (const name of Object.keys(record(poetry.group))) {
    manifest.groups.push({ name, source: document.at('tool', 'poetry', 'group', name) })
    manifest.dependencies.push(...dependencyTable(document, 'dev', 'tool', 'poetry', 'group', name, 'dependencies'))
  }
  for (const entry of array(poetry.packages)) {
    const include = string(record(entry).include)
    if (include) manifest.modules.push(include)
  }
  const buildable = Object.hasOwn(root, 'build-system') && (named || manifest.name !== null)
  manifest.distributable = buildable && poetry['package-mode'] !== false && project.has(document.at().path)
}
