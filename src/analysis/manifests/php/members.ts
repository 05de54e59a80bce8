import { folderOf, type Project, record, string, strings } from '../../project'
import { memberFolders } from '../members'
import { type ComposerJson, readComposerJson } from './composer-json'

const MOST_READ = 300

/**
 * Folders of the packages that the root manifest brings together: those that it replaces at its own version, as split monorepos do
 * (https://getcomposer.org/doc/04-schema.md#replace), path repositories (https://getcomposer.org/doc/05-repositories.md#path), and the
 * projects that the plugin soyuka/pmu is told of.
 */
export function composerMembers(project: Project, manifest: ComposerJson): string[] {
  const { value, directory } = manifest
  const linked = Object.values(record(value.repositories)).concat(
    Array.isArray(value.repositories) ? value.repositories : [],
  )
  const urls = linked.flatMap((one) => {
    const { type, url } = record(one)
    const path = type === 'path' ? string(url) : null
    return path && !path.startsWith('..') ? [path.replace(/\/+$/, '')] : []
  })
  const told = strings(record(record(value.extra).pmu).projects).map((path) => path.replace(/\/composer\.json$/, ''))
  const found = new Set(memberFolders(project, directory, [...new Set([...urls, ...told])], [], 'composer.json'))
  const replaced = new Set(
    Object.entries(record(value.replace))
      .filter(([, version]) => version === 'self.version')
      .map(([name]) => name.toLowerCase()),
  )
  if (replaced.size)
    for (const path of project.named('composer.json').slice(0, MOST_READ)) {
      if (path === manifest.path || project.role(path) !== 'own') continue
      const name = readComposerJson(project, path)?.name
      if (name && replaced.has(name)) found.add(folderOf(path))
    }
  found.delete(directory)
  return [...found]
}
