import type { Sourced } from '../../facts'
import { array, folderOf, join, type Project, record, string } from '../../project'
import type { Requirement } from '../manifest-facts'

/** A chart by its `Chart.yaml`: https://helm.sh/docs/topics/charts/#the-chartyaml-file */
export interface Chart {
  manifest: string
  directory: string
  name: Sourced
  description: Sourced | null
  version: Sourced | null
  /** A chart that only holds templates for others and is not installed. */
  isLibrary: boolean
  /** Versions of Kubernetes on which it installs. */
  kubernetes: Sourced | null
  requirements: Requirement[]
  /** Charts that must be fetched from elsewhere before this one renders. */
  fetches: boolean
  lockfile: string | null
}

const MOST_REQUIREMENTS = 100

/** Reads one chart; `null` when it is none. */
export function readChart(project: Project, manifest: string): Chart | null {
  const document = project.yaml(manifest)
  const value = record(document?.value)
  const sourced = (key: string): Sourced | null => {
    const found = string(value[key]) ?? (typeof value[key] === 'number' ? String(value[key]) : null)
    return found && document ? { value: found, sources: [document.at(key)] } : null
  }
  const name = sourced('name')
  if (!document || !name || /[{}]/.test(name.value)) return null
  const directory = folderOf(manifest)
  const at = (file: string) => join(directory, file) ?? file
  // Charts of Helm 2 list what they need in a file of its own.
  const own = project.has(at('requirements.yaml')) ? project.yaml(at('requirements.yaml')) : document
  const needed = array(record(own?.value).dependencies).slice(0, MOST_REQUIREMENTS)
  const remote = (repository: string | null) => repository !== null && !/^(?:file:|$)/.test(repository)
  const requirements = needed.flatMap((one, index): Requirement[] => {
    const chart = string(record(one).name)
    const version = string(record(one).version)
    if (!chart || !own || !remote(string(record(one).repository))) return []
    return [{ name: chart, ...(version && { version }), scope: 'runtime', source: own.at('dependencies', index) }]
  })
  return {
    manifest,
    directory,
    name,
    description: sourced('description'),
    version: sourced('version'),
    isLibrary: value.type === 'library',
    kubernetes: sourced('kubeVersion'),
    requirements,
    fetches: needed.some((one) => {
      const chart = string(record(one).name)
      return chart !== null && string(record(one).repository) !== null && !project.hasFolder(at(`charts/${chart}`))
    }),
    lockfile: ['Chart.lock', 'requirements.lock'].map(at).find(project.has) ?? null,
  }
}
