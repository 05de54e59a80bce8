import { type Document, type Project, record, string, strings } from '../../project'

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

/** Reads `gradle/libs.versions.toml` below `directory`, and what `texts` of scripts define in its place. */
export function readCatalogue(project: Project, directory: string, texts: readonly string[]): Catalogue {
  const path = directory === '.' ? 'gradle/libs.versions.toml' : `${directory}/gradle/libs.versions.toml`
  const document: Document | null = project.has(path) ? project.toml(path) : null
  const root = record(document?.value)
  const versions = new Map(Object.entries(record(root.versions)).map(([alias, value]) => [alias, versionText(value)]))
  const versionOf = (value: unknown) => {
    const reference = string(record(value).ref)
    return reference ? (versions.get(reference) ?? null) : versionText(value)
  }
  const libraries = new Map<string, Library>()
  for (const [alias, value] of Object.entries(record(root.libraries))) {
    const table = record(value)
    const short = string(value)?.split(':')
    const module =
      string(table.module) ??
      (string(table.group) && string(table.name) ? `${string(table.group)!}:${string(table.name)!}` : null)
    const name = short && short.length >= 2 ? `${short[0]!}:${short[1]!}` : module
    if (name) libraries.set(catalogued(alias), { name, version: short?.[2] ?? versionOf(table.version) })
  }
  const plugins = new Map<string, { id: string; version: string | null }>()
  for (const [alias, value] of Object.entries(record(root.plugins))) {
    const short = string(value)?.split(':')
    const id = short?.[0] ?? string(record(value).id)
    if (id) plugins.set(catalogued(alias), { id, version: short?.[1] ?? versionOf(record(value).version) })
  }
  const older = scriptLibraries(texts)
  const bundles = new Map(
    Object.entries(record(root.bundles)).map(([alias, members]) => [
      catalogued(alias),
      strings(members).map(catalogued),
    ]),
  )
  return {
    plugins,
    version: (alias) =>
      versions.get(alias) ?? [...versions].find(([key]) => catalogued(key) === catalogued(alias))?.[1] ?? null,
    libraries(accessor) {
      const name = catalogued(accessor).replace(/\.get$/, '')
      const bundle = name.startsWith('bundles.') ? bundles.get(name.slice(8)) : undefined
      return (bundle ?? [name]).flatMap(
        (alias) => libraries.get(alias) ?? older.get(alias.split('.').at(-1) ?? '') ?? [],
      )
    },
  }
}
