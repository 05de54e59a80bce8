import type { Sourced } from '../../facts'
import { array, type Document, type Project, record, string, strings } from '../../project'
import { emptyManifest, type Manifest } from './manifest'
import { addPixi } from './pixi'
import { addPoetry } from './poetry'
import { toolTasks } from './tasks'
import { DEVELOPER_EXTRA, requirementList, scriptsOf, sourced } from './values'

/** The SPDX text of `license` in its three forms: PEP 639 text, `{ text }`; a `{ file }` states none. */
function license(document: Document): Sourced | null {
  return sourced(document, 'project', 'license') ?? sourced(document, 'project', 'license', 'text')
}

const BUILD_GROUP = /^build$/

/** Development dependencies of PEP 735, uv, PDM and Hatch. */
function development(project: Project, document: Document, manifest: Manifest): void {
  const root = record(document.value)
  const tool = record(root.tool)
  const group = (name: string, items: unknown, ...keys: string[]) => {
    const source = document.at(...keys)
    manifest.groups.push({ name, source })
    manifest.dependencies.push(...requirementList(project, items, BUILD_GROUP.test(name) ? 'build' : 'dev', source))
  }
  for (const [name, items] of Object.entries(record(root['dependency-groups'])))
    group(name, items, 'dependency-groups', name)
  if (Array.isArray(record(tool.uv)['dev-dependencies']))
    group('dev', record(tool.uv)['dev-dependencies'], 'tool', 'uv', 'dev-dependencies')
  for (const [name, items] of Object.entries(record(record(tool.pdm)['dev-dependencies'])))
    group(name, items, 'tool', 'pdm', 'dev-dependencies', name)
  for (const [name, env] of Object.entries(record(record(tool.hatch).envs)))
    for (const key of ['dependencies', 'extra-dependencies'])
      if (!/^docs?$/.test(name))
        manifest.dependencies.push(
          ...requirementList(project, record(env)[key], 'dev', document.at('tool', 'hatch', 'envs', name, key)),
        )
}

/** Optional dependencies: an extra for developers is `dev`, any other `optional`. */
function extras(project: Project, document: Document, manifest: Manifest): void {
  for (const [name, items] of Object.entries(record(record(record(document.value).project)['optional-dependencies']))) {
    const source = document.at('project', 'optional-dependencies', name)
    manifest.extras.push({ name, source })
    const scope = DEVELOPER_EXTRA.test(name) ? 'dev' : 'optional'
    manifest.dependencies.push(...requirementList(project, items, scope, source))
  }
}

/** Reads a pyproject.toml: PEP 621, 639, 735, Poetry, PDM, Hatch, Flit, setuptools and uv. `null` when it names neither package nor dependencies. */
export function readPyproject(project: Project, path: string): Manifest | null {
  const document = project.toml(path)
  if (!document) return null
  const root = record(document.value)
  const table = record(root.project)
  const tool = record(root.tool)
  const manifest = emptyManifest(path)
  manifest.name = sourced(document, 'project', 'name')
  manifest.description = sourced(document, 'project', 'description')
  manifest.version = sourced(document, 'project', 'version')
  manifest.license = license(document)
  manifest.requiresPython = sourced(document, 'project', 'requires-python')
  manifest.classifiers = strings(table.classifiers)
  manifest.scripts = [...scriptsOf(document, 'project', 'scripts'), ...scriptsOf(document, 'project', 'gui-scripts')]
  manifest.plugins = Object.keys(record(table['entry-points']))
  manifest.dependencies = requirementList(
    project,
    table.dependencies,
    'runtime',
    document.at('project', 'dependencies'),
  )
  manifest.distributable =
    manifest.name !== null &&
    (Object.hasOwn(root, 'build-system') || Object.hasOwn(tool, 'setuptools')) &&
    record(tool.uv).package !== false &&
    record(tool.pdm).distribution !== false
  extras(project, document, manifest)
  development(project, document, manifest)
  builds(document, manifest)
  addPoetry(project, document, manifest)
  manifest.tasks = toolTasks(document)
  addPixi(project, document, manifest, ['tool', 'pixi'])
  const empty = manifest.name === null && !manifest.dependencies.length && !manifest.groups.length
  return empty && !manifest.tasks.length ? null : manifest
}

/** What build back ends say of modules and of the file with the version. */
function builds(document: Document, manifest: Manifest): void {
  const tool = record(record(document.value).tool)
  const hatch = record(tool.hatch)
  const setuptools = record(tool.setuptools)
  const flit = record(record(tool.flit).module)
  const wheel = record(record(record(record(hatch.build).targets).wheel))
  const uv = record(record(tool.uv)['build-backend'])
  manifest.modules = [
    ...strings(setuptools.packages),
    ...strings(setuptools['py-modules']),
    ...strings(wheel.packages),
    ...[flit.name, uv['module-name'], record(tool.maturin)['module-name']].flatMap((name) => string(name) ?? []),
    ...array(wheel.include).flatMap((name) => string(name) ?? []),
  ]
  manifest.compiledProgram = record(tool.maturin).bindings === 'bin'
  manifest.versionFrom =
    string(record(hatch.version).path) ??
    string(record(record(tool.pdm).version).path) ??
    string(record(record(setuptools.dynamic).version).attr)
}
