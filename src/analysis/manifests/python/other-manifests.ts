import { array, type Project, record, string, strings } from '../../project'
import { locate } from '../locate'
import { emptyManifest, type Manifest } from './manifest'
import { dependencyTable } from './poetry'
import { topTasks } from './tasks'
import { requirementList } from './values'

/** A Pipfile: packages, development packages, the interpreter's version, scripts. */
export function readPipfile(project: Project, path: string): Manifest | null {
  const document = project.toml(path)
  if (!document) return null
  const manifest = emptyManifest(path)
  manifest.dependencies = [
    ...dependencyTable(document, 'runtime', 'packages'),
    ...dependencyTable(document, 'dev', 'dev-packages'),
  ]
  const requires = record(record(document.value).requires)
  const key = requires.python_full_version === undefined ? 'python_version' : 'python_full_version'
  const version = string(requires[key])
  if (version) manifest.requiresPython = { value: version, sources: [document.at('requires', key)] }
  manifest.tasks = topTasks(document, 'scripts', 'pipenv')
  return manifest
}

/** A conda environment file; its `pip` list is part of it. Conda writes `name=1.2=build`. */
export function readCondaEnvironment(project: Project, path: string): Manifest | null {
  const document = project.yaml(path)
  const dependencies = array(record(document?.value).dependencies)
  if (!document || !dependencies.length) return null
  const manifest = emptyManifest(path)
  for (const [index, item] of dependencies.entries()) {
    const source = document.at('dependencies', index)
    const match = typeof item === 'string' ? item.match(/^(?:[\w-]+::)?([\w.-]+)\s*([<>=!~].*)?$/) : null
    const pip = strings(record(item).pip)
    manifest.dependencies.push(...requirementList(project, pip, 'runtime', source))
    if (!match) continue
    const version = match[2]?.replace(/^=+(?=\d)/, '==').replace(/^(==[^=]+)=.*$/, '$1')
    if (match[1] === 'python') {
      if (version) manifest.requiresPython = { value: version, sources: [source] }
    } else if (match[1] !== 'pip')
      manifest.dependencies.push({
        name: match[1]!,
        extras: [],
        ...(version ? { version } : {}),
        scope: 'runtime',
        source,
      })
  }
  return manifest
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
  manifest.dependencies = [
    ...dependencyTable(document, 'runtime', 'dependencies'),
    ...dependencyTable(document, 'runtime', 'pypi-dependencies'),
  ]
  const python = string(record(record(document.value).dependencies).python)
  if (python && python !== '*')
    manifest.requiresPython = {
      value: python,
      sources: [locate(project, document.at('dependencies', 'python'), 'python')],
    }
  manifest.tasks = topTasks(document, 'tasks', 'pixi')
  return manifest
}
