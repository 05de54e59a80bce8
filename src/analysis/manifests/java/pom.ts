import type { Facts, Source, Sourced } from '../../facts'
import { above, reach } from '../../paths'
import { folderOf, join, type Project, record } from '../../project'
import { locate } from '../locate'
import { managedVersions, pomDependencies } from './pom-dependencies'
import { decoded, list, resolved, text } from './pom-values'

/** A Maven build plugin as a POM configures it. */
export interface Plugin {
  group: string
  artifact: string
  version: string | null
  configuration: Record<string, unknown>
  /** Settings of its executions, in the order of the file. */
  executions: Record<string, unknown>[]
}

/** One Maven project, properties resolved as far as the tree allows. */
export interface Pom {
  directory: string
  path: string
  group: string | null
  artifact: string
  name: Sourced
  description: Sourced | null
  version: Sourced | null
  license: Sourced | null
  packaging: string
  /** Name of what it builds, without an ending; `null` where a property stays open. */
  finalName: string | null
  modules: string[]
  plugins: Plugin[]
  /** Plugins that are only prepared for modules, in `pluginManagement`. */
  managedPlugins: Plugin[]
  /** `group:artifact` of the parent, in the tree or not. */
  parent: string | null
  parentVersion: string | null
  property(name: string): string | null
  /** Versions that dependency management, its parents' included, gives to `group:artifact`. */
  managed: ReadonlyMap<string, string>
  dependencies: Facts['dependencies']
  /** It says where its releases go. */
  distributed: boolean
}

const pluginList = (value: unknown, property: (name: string) => string | null): Plugin[] =>
  list(record(record(value).plugins).plugin).flatMap((entry) => {
    const table = record(entry)
    const artifact = text(table.artifactId)
    if (!artifact) return []
    const group = text(table.groupId) ?? 'org.apache.maven.plugins'
    return [
      {
        group,
        artifact,
        version: resolved(text(table.version), property),
        configuration: record(table.configuration),
        executions: list(record(table.executions).execution).map((one) => record(record(one).configuration)),
      },
    ]
  })

/** Reads the POM at `path` with those of its parents that lie in the tree; `null` when it is none. Dependency management is no dependency. */
export function readPom(project: Project, path: string, known: Map<string, Pom | null> = new Map()): Pom | null {
  const before = known.get(path)
  if (before !== undefined) return before
  // A circle of parents ends here.
  known.set(path, null)
  const document = project.xml(path)
  const root = record(record(document?.value).project)
  const artifact = text(root.artifactId)
  if (!artifact) return null
  const parent = record(root.parent)
  const relative = text(parent.relativePath) ?? '../pom.xml'
  const motherPath = text(parent.artifactId)
    ? reach(project, folderOf(path), relative.endsWith('.xml') ? relative : `${relative}/pom.xml`)
    : null
  const inherited =
    motherPath && motherPath !== path && project.has(motherPath) ? readPom(project, motherPath, known) : null
  const mother = inherited?.artifact === text(parent.artifactId) ? inherited : null
  const own = record(root.properties)
  const group = text(root.groupId) ?? text(parent.groupId)
  const version = text(root.version) ?? text(parent.version)
  const property = (name: string): string | null => {
    if (/^(?:project\.|pom\.)?version$/.test(name)) return version
    if (/^(?:project\.|pom\.)?groupId$/.test(name)) return group
    if (/^(?:project\.|pom\.)?artifactId$/.test(name)) return artifact
    if (name === 'project.parent.version') return text(parent.version)
    return (Object.hasOwn(own, name) ? text(own[name]) : null) ?? mother?.property(name) ?? null
  }
  const see = (tag: string, value: string): Source => locate(project, afterParent(project, path), `<${tag}>${value}`)
  const stated = (tag: string): Sourced | null => {
    const raw = text(root[tag])
    const value = resolved(raw, property)
    return raw && value ? { value: decoded(value), sources: [see(tag, raw.split('\n')[0]!)] } : null
  }
  const release = resolved(version, property)
  const licence = text(record(list(record(root.licenses).license)[0]).name)
  const pom: Pom = {
    directory: folderOf(path),
    path,
    group: resolved(group, property),
    artifact,
    name: { value: artifact, sources: [see('artifactId', artifact)] },
    description: stated('description'),
    version: release ? { value: release, sources: [project.find(path, `<version>${version ?? ''}`)] } : null,
    license: licence
      ? { value: decoded(licence), sources: [project.find(path, '<license>')] }
      : (mother?.license ?? null),
    packaging: text(root.packaging) ?? 'jar',
    finalName: resolved(text(record(root.build).finalName) ?? `${artifact}-${version ?? ''}`, property),
    modules: list(record(root.modules).module).flatMap((module) => text(module) ?? []),
    plugins: pluginList(root.build, property),
    managedPlugins: pluginList(record(root.build).pluginManagement, property),
    parent: text(parent.artifactId) && `${text(parent.groupId) ?? ''}:${text(parent.artifactId)!}`,
    parentVersion: text(parent.version),
    property: (name) => resolved(property(name), property),
    managed: new Map(),
    dependencies: [],
    distributed:
      /central-publishing-maven-plugin|nexus-staging-maven-plugin|<distributionManagement>/.test(
        project.text(path) ?? '',
      ) || mother?.distributed === true,
  }
  const versions = managedVersions(root, pom.property, mother?.managed)
  const complete: Pom = { ...pom, managed: versions, dependencies: pomDependencies(project, pom, root, versions) }
  known.set(path, complete)
  return complete
}

/** The POM's own coordinates stand behind its parent's. */
const afterParent = (project: Project, path: string): Source => project.find(path, '</parent>')

/**
 * The builds around the folder that is analysed, nearest first, as far as each names the one below it as a module: Maven is called in the
 * last of them. None for a project that stands alone, as for a whole repository.
 */
export function reactorsOf(project: Project): Pom[] {
  let below = '.'
  return above(project, 'pom.xml').flatMap((path) => {
    const pom = readPom(project, path)
    if (!pom?.modules.some((module) => reach(project, pom.directory, module.replace(/\/pom\.xml$/, '')) === below))
      return []
    below = pom.directory
    return [pom]
  })
}

/** Modules of a POM that exist, recursively, in the order they are built; the POM itself is not among them. */
export function modulesOf(
  project: Project,
  pom: Pom,
  known: Map<string, Pom | null> = new Map([[pom.path, pom]]),
  seen: Set<string> = new Set([pom.path]),
): Pom[] {
  return pom.modules.flatMap((module) => {
    const path = join(pom.directory, module.endsWith('.xml') ? module : `${module}/pom.xml`)
    if (!path || seen.has(path) || !project.has(path) || seen.size > 500) return []
    seen.add(path)
    const child = readPom(project, path, known)
    return child ? [child, ...modulesOf(project, child, known, seen)] : []
  })
}
