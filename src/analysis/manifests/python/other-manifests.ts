import { array, type Project, record, string, strings } from '../../project'
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

/** A constraint as conda writes it: `=1.2` is any 1.2, `=1.2.3=build` that one. https://docs.conda.io/projects/conda-build/en/stable/resources/package-spec.html */
function condaVersion(written: string | undefined): string | undefined {
  const build = written?.match(/^=+([^=<>!~]+)=[^=]+$/)?.[1]
  if (build) return `==${build}`
  return written?.replace(/^=(\d[\w.]*)$/, '$1.*')
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
    const version = condaVersion(match[2])
    if (match[1] === 'python') {
      if (version) manifest.requiresPython = { value: version.replace(/^==|\.\*$/g, ''), sources: [source] }
    } else if (match[1] !== 'pip')
      manifest.dependencies.push({
        name: match[1]!,
        extras: [],
        ...(version ? { version } : {}),
        scope: 'runtime',
        source,
        conda: true,
      })
  }
  return manifest
}
