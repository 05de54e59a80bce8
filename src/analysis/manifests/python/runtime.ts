import type { Facts } from '../../facts'
import { foldersAbove } from '../../paths'
import type { Project } from '../../project'
import { continuousIntegrationVersion } from '../ci-versions'
import { within } from '../within'
import type { PythonRoot } from './root'

type Runtime = Facts['runtimes'][number]

/** Files that pin an interpreter, and how each writes the version. */
const PINS: { name: string; pattern: RegExp }[] = [
  { name: '.python-version', pattern: /^[ \t]*(?:python-|cpython-)?(\d+(?:\.\d+){0,2})/m },
  { name: '.tool-versions', pattern: /^python\s+(\d+(?:\.\d+){0,2})/m },
  { name: 'mise.toml', pattern: /^python\s*=\s*["'](\d+(?:\.\d+){0,2})["']/m },
  { name: 'runtime.txt', pattern: /^python-(\d+(?:\.\d+){0,2})/m },
]

/**
 * The interpreter that the project asks for: manifests first, then files that pin it, the lowest classifier, then CI.
 * A pin stands behind the manifest's requirement, so that the two can be compared.
 */
export function pythonRuntimes(project: Project, roots: readonly PythonRoot[]): Runtime[] {
  const pinned = pinnedPython(project, roots)
  for (const { manifest } of roots) {
    const stated = manifest.requiresPython
    if (stated && /\d/.test(stated.value))
      return [{ name: 'python', constraint: stated.value, sources: stated.sources }, ...(pinned ? [pinned] : [])]
  }
  const other = pinned ?? lowestPython(project, roots)
  return other ? [other] : []
}

function pinnedPython(project: Project, roots: readonly PythonRoot[]): Runtime | null {
  const folders = roots.length ? [...roots.map((root) => root.directory), '.', ...foldersAbove(project)] : []
  for (const directory of new Set(folders))
    for (const { name, pattern } of PINS) {
      const path = within(directory, name)
      const version = project.has(path) ? project.text(path)?.match(pattern)?.[1] : undefined
      if (version) return { name: 'python', constraint: version, sources: [project.find(path, pattern)] }
    }
  return null
}

function lowestPython(project: Project, roots: readonly PythonRoot[]): Runtime | null {
  for (const { manifest } of roots) {
    const versions = manifest.classifiers.flatMap((classifier) => {
      const minor = classifier.match(/^Programming Language :: Python :: 3\.(\d+)$/)?.[1]
      return minor ? [Number(minor)] : []
    })
    if (!versions.length) continue
    const lowest = `3.${Math.min(...versions)}`
    const source = project.find(manifest.path, `Programming Language :: Python :: ${lowest}`)
    return { name: 'python', constraint: `>=${lowest}`, sources: [source] }
  }
  return roots.length ? continuousIntegrationVersion(project, 'python', 'python-version') : null
}
