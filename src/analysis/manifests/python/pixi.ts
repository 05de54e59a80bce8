import { type Document, type Project, record, string } from '../../project'
import { locate } from '../locate'
import { type Dependency, emptyManifest, type Manifest } from './manifest'
import { dependencyTable } from './poetry'
import { tasksAt } from './tasks'

const conda = (dependencies: Dependency[]): Dependency[] =>
  dependencies.map((dependency) => ({ ...dependency, conda: true }))

/** Adds dependencies and tasks of the tables below `at`, those of features included: they serve development. https://pixi.sh/latest/reference/pixi_manifest/ */
export function addPixi(project: Project, document: Document, manifest: Manifest, at: readonly string[]): void {
  let table: unknown = document.value
  for (const key of at) table = record(table)[key]
  const run = (name: string) => `pixi run ${name}`
  const add = (keys: readonly string[], scope: 'runtime' | 'dev') => {
    manifest.dependencies.push(
      ...conda(dependencyTable(document, scope, ...keys, 'dependencies')),
      ...dependencyTable(document, scope, ...keys, 'pypi-dependencies'),
    )
    manifest.tasks.push(...tasksAt(document, [...keys, 'tasks'], run))
  }
  add(at, 'runtime')
  for (const feature of Object.keys(record(record(table).feature))) add([...at, 'feature', feature], 'dev')
  const python = string(record(record(table).dependencies).python)
  if (python && python !== '*')
    manifest.requiresPython ??= {
      value: python,
      sources: [locate(project, document.at(...at, 'dependencies', 'python'), 'python')],
    }
}

/** A pixi.toml: conda and PyPI dependencies, tasks. */
export function readPixi(project: Project, path: string): Manifest | null {
  const document = project.toml(path)
  if (!document) return null
  const manifest = emptyManifest(path)
  const head = Object.hasOwn(record(document.value), 'workspace') ? 'workspace' : 'project'
  const table = record(record(document.value)[head])
  for (const key of ['name', 'description', 'version', 'license'] as const) {
    const value = string(table[key])
    if (value) manifest[key] = { value, sources: [document.at(head, key)] }
  }
  addPixi(project, document, manifest, [])
  return manifest
}
