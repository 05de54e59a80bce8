import type { Source } from '../../facts'
import { type Document, folderOf, type Project, record, string, strings } from '../../project'
import { within } from '../within'

interface Library {
  name: string
  version: string | null
}

/** A Gradle version catalogue (https://docs.gradle.org/current/userguide/version_catalogs.html), by accessor names. */
export interface Catalogue {
  plugins: ReadonlyMap<string, { id: string; version: string | null }>
  /** Libraries behind an accessor: one of `[libraries]`, or those of a bundle (`bundles.name`). */
  libraries(accessor: string): Library[]
  /** A version by its alias. */
  version(alias: string): string | null
  /** Where the first plugin with such an id stands, with its version. */
  plugin(id: RegExp): { version: string; source: Source } | null
}

/** The accessor of an alias: `spring-boot_web` is reached as `spring.boot.web`. */
export const catalogued = (alias: string) => alias.replace(/[-_]/g, '.').toLowerCase()

const versionText = (value: unknown): string | null => {
  const rich = record(value)
  return string(value) ?? string(rich.strictly) ?? string(rich.require) ?? string(rich.prefer)
}

/** Coordinates that scripts give to names in maps, the way of builds from before catalogues: `gson: "g:a:1"`. */
function scriptLibraries(texts: readonly string[]): Map<string, Library> {
  const found = new Map<string, Library>()
  for (const text of texts)
    for (const match of text.matchAll(/\b(\w+)\s*[:=]\s*["']([\w.-]+):([\w.-]+)(?::([^"'\n]*))?["']/g)) {
      const version = match[4] && /^\d[\w.+-]*$/.test(match[4]) ? match[4] : null
      if (!found.has(match[1]!.toLowerCase()))
        found.set(match[1]!.toLowerCase(), { name: `${match[2]!}:${match[3]!}`, version })
    }
  return found
}

const MOST_CATALOGUES = 8

/** Reads `gradle/*.versions.toml` below `directory`, and what `texts` of scripts define in its place. */
export function readCatalogue(project: Project, directory: string, texts: readonly string[]): Catalogue {
  const folder = within(directory, 'gradle')
  const main = within(folder, 'libs.versions.toml')
  // Settings may name further catalogues; their aliases are read as if they stood in one.
  const further = [...project.inFolder(folder), ...project.outside.filter((path) => folderOf(path) === folder)].filter(
    (path) => path.endsWith('.versions.toml') && path !== main,
  )
  const documents = [...(project.has(main) ? [main] : []), ...further.slice(0, MOST_CATALOGUES)]
    .map((path) => project.toml(path))
    .filter((document): document is Document => document !== null)
  const table = (name: string): Record<string, unknown> =>
    Object.fromEntries(documents.toReversed().flatMap(({ value }) => Object.entries(record(record(value)[name]))))
  const versions = new Map(Object.entries(table('versions')).map(([alias, value]) => [alias, versionText(value)]))
  const versionOf = (value: unknown) => {
    const reference = string(record(value).ref)
    return reference ? (versions.get(reference) ?? null) : versionText(value)
  }
  const libraries = new Map<string, Library>()
  for (const [alias, value] of Object.entries(table('libraries'))) {
    const given = record(value)
    const short = string(value)?.split(':')
    const module =
      string(given.module) ??
      (string(given.group) && string(given.name) ? `${string(given.group)!}:${string(given.name)!}` : null)
    const name = short && short.length >= 2 ? `${short[0]!}:${short[1]!}` : module
    if (name) libraries.set(catalogued(alias), { name, version: short?.[2] ?? versionOf(given.version) })
  }
  const plugins = new Map<string, { id: string; version: string | null }>()
  for (const [alias, value] of Object.entries(table('plugins'))) {
    const short = string(value)?.split(':')
    const id = short?.[0] ?? string(record(value).id)
    if (id) plugins.set(catalogued(alias), { id, version: short?.[1] ?? versionOf(record(value).version) })
  }
  const older = scriptLibraries(texts)
  const bundles = new Map(
    Object.entries(table('bundles')).map(([alias, members]) => [catalogued(alias), strings(members).map(catalogued)]),
  )
  return {
    plugins,
    version: (alias) =>
      versions.get(alias) ?? [...versions].find(([key]) => catalogued(key) === catalogued(alias))?.[1] ?? null,
    plugin(id) {
      for (const document of documents)
        for (const [alias, value] of Object.entries(record(record(document.value).plugins))) {
          const found = plugins.get(catalogued(alias))
          if (found?.version && id.test(found.id) && value !== undefined)
            return { version: found.version, source: document.at('plugins', alias) }
        }
      return null
    },
    libraries(accessor) {
      const name = catalogued(accessor).replace(/\.get$/, '')
      const bundle = name.startsWith('bundles.') ? bundles.get(name.slice(8)) : undefined
      return (bundle ?? [name]).flatMap(
        (alias) => libraries.get(alias) ?? older.get(alias.split('.').at(-1) ?? '') ?? [],
      )
    },
  }
}
