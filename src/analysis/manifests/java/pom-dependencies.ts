import type { Facts, Source } from '../../facts'
import { type Project, record } from '../../project'
import { locate } from '../locate'
import { purl } from '../purl'
import { list, resolved, text } from './pom-values'

/** What of a POM its dependencies need to know. */
interface Owner {
  path: string
  parent: string | null
  parentVersion: string | null
  property(name: string): string | null
}

/** Dependencies of one POM that are read. */
const MOST_DEPENDENCIES = 1000

/** Versions that dependency management of this POM and its parents in the tree gives to `group:artifact`. */
export function managedVersions(
  root: Record<string, unknown>,
  property: (name: string) => string | null,
  above: ReadonlyMap<string, string> | undefined,
): Map<string, string> {
  const versions = new Map(above)
  for (const entry of list(record(record(root.dependencyManagement).dependencies).dependency)) {
    const table = record(entry)
    const key = `${resolved(text(table.groupId), property) ?? ''}:${text(table.artifactId) ?? ''}`
    const version = resolved(text(table.version), property)
    if (version) versions.set(key, version)
  }
  return versions
}

/** Direct dependencies of a POM, versions from itself, its management or Spring Boot's parent. */
export function pomDependencies(
  project: Project,
  pom: Owner,
  root: Record<string, unknown>,
  versions: Map<string, string>,
): Facts['dependencies'] {
  const boot = pom.parent === 'org.springframework.boot:spring-boot-starter-parent' ? pom.parentVersion : null
  const start = dependenciesStart(project, pom.path)
  return list(record(root.dependencies).dependency)
    .slice(0, MOST_DEPENDENCIES)
    .flatMap((entry) => {
      const table = record(entry)
      const group = resolved(text(table.groupId), pom.property)
      const artifact = resolved(text(table.artifactId), pom.property)
      if (!group || !artifact) return []
      const name = `${group}:${artifact}`
      const version =
        resolved(text(table.version), pom.property) ??
        versions.get(name) ??
        (group === 'org.springframework.boot' ? boot : null)
      const scope = text(table.optional) === 'true' ? 'optional' : text(table.scope) === 'test' ? 'dev' : 'runtime'
      const source = locate(project, start, `<artifactId>${text(table.artifactId) ?? ''}<`)
      return [
        {
          name,
          ...(version ? { version } : {}),
          scope,
          manifest: pom.path,
          purl: purl('maven', name, version ?? undefined),
          sources: [source],
        },
      ]
    })
}

/** Line of the project's own `<dependencies>`, which is not the one of dependency management. */
function dependenciesStart(project: Project, path: string): Source {
  const text = project.text(path) ?? ''
  return text.includes('</dependencyManagement>') &&
    text.indexOf('<dependencies>') > text.indexOf('<dependencyManagement>')
    ? text.indexOf('<dependencies>', text.indexOf('</dependencyManagement>')) === -1
      ? project.find(path, '<dependencies>')
      : locate(project, project.find(path, '</dependencyManagement>'), '<dependencies>')
    : project.find(path, '<dependencies>')
}
