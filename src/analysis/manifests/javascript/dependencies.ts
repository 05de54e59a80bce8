import type { DependencyScope, Facts } from '../../facts'
import { type Project, record, string } from '../../project'
import { within } from '../within'
import { type Manifest, stringMap } from './manifest'

/** Sections in the order in which they decide a name's scope: a peer that is also installed for development stays a peer. */
const SECTIONS: readonly [string, DependencyScope][] = [
  ['dependencies', 'runtime'],
  ['peerDependencies', 'peer'],
  ['optionalDependencies', 'optional'],
  ['devDependencies', 'dev'],
]
const EXACT = /^v?(\d+\.\d+\.\d+(?:[-+][\w.+-]+)?)$/

/** Package URL of an npm package; a version only when it is exact. https://github.com/package-url/purl-spec */
export function npmPurl(name: string, version?: string): string {
  const exact = version?.match(EXACT)?.[1]
  const path = name.split('/').map(encodeURIComponent).join('/')
  return `pkg:npm/${path}${exact ? `@${encodeURIComponent(exact)}` : ''}`
}

export interface Catalogs {
  /** Version that `catalog:` or `catalog:name` stands for. */
  version(name: string, reference: string): string | undefined
}

/** The catalogues of pnpm (`pnpm-workspace.yaml`) and Bun or Yarn (`package.json`, `.yarnrc.yml`) at a workspace root. */
export function readCatalogs(project: Project, directory: string): Catalogs {
  const file = (name: string) => within(directory, name)
  const manifest = record(project.json(file('package.json'))?.value)
  const workspaces = record(manifest.workspaces)
  const holders = [
    record(project.yaml(file('pnpm-workspace.yaml'))?.value),
    record(project.yaml(file('.yarnrc.yml'))?.value),
    workspaces,
    manifest,
  ]
  return {
    version(name, reference) {
      const catalog = reference.slice('catalog:'.length).trim()
      for (const holder of holders) {
        const named = new Map(Object.entries(record(holder.catalogs)))
        const tables =
          catalog === '' || catalog === 'default' ? [holder.catalog, named.get('default')] : [named.get(catalog)]
        for (const table of tables) {
          const version = stringMap(table).get(name)
          if (version) return version
        }
      }
      return undefined
    },
  }
}

/** What `workspace:`, `catalog:`, `npm:` stand for: the constraint, or nothing where the tree itself is the version. */
function constraint(name: string, written: string, catalogs: Catalogs): string | undefined {
  if (written.startsWith('catalog:')) return catalogs.version(name, written)
  if (/^(?:workspace|file|link|portal):/.test(written)) return undefined
  const alias = written.match(/^npm:(?:@[^/]+\/)?[^@]+@(.+)$/)
  return alias?.[1] ?? (string(written) || undefined)
}

/** Direct dependencies of one manifest; siblings of the workspace are left out, being the project itself. */
export function dependenciesOf(
  manifest: Manifest,
  siblings: ReadonlySet<string>,
  catalogs: Catalogs,
): Facts['dependencies'] {
  const found = new Map<string, Facts['dependencies'][number]>()
  const optionalPeers = record(manifest.json.peerDependenciesMeta)
  for (const [section, scope] of SECTIONS) {
    for (const [name, written] of stringMap(manifest.json[section])) {
      if (found.has(name) || siblings.has(name) || name === manifest.name || !name.trim()) continue
      const version = constraint(name, written, catalogs)
      const isOptional = Object.hasOwn(optionalPeers, name) && record(optionalPeers[name]).optional === true
      const real = written.match(/^npm:((?:@[^/]+\/)?[^@]+)/)?.[1] ?? name
      found.set(name, {
        name,
        ...(version ? { version } : {}),
        scope: scope === 'peer' && isOptional ? 'optional' : scope,
        manifest: manifest.path,
        purl: npmPurl(real, version),
        sources: [manifest.at(section, name)],
      })
    }
  }
  return [...found.values()]
}
