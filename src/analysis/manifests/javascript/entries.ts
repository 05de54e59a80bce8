import type { Facts } from '../../facts'
import { join, type Project, record, string } from '../../project'
import { applicationEntries } from './application-entries'
import { type Manifest, stringMap } from './manifest'
import { existing, sourceOf } from './source-of'
import type { Unit } from './units'

const bare = (name: string) => name.slice(name.lastIndexOf('/') + 1)
/** Commands that a shell finds after installing: `bin` as a string or by name, or all files of `directories.bin`. */
export function binariesOf(project: Project, manifest: Manifest): Facts['binaries'] {
  const entry = (path: string) => sourceOf(project, manifest.directory, path) ?? join(manifest.directory, path) ?? path
  const bin = manifest.json.bin
  if (typeof bin === 'string' && manifest.name)
    return [{ name: bare(manifest.name), entry: entry(bin), sources: [manifest.at('bin')] }]
  const named = [...stringMap(bin)].map(([name, path]) => ({
    name: bare(name),
    entry: entry(path),
    sources: [manifest.at('bin', name)],
  }))
  if (named.length) return named
  const folder = string(record(manifest.json.directories).bin)
  const at = folder && join(manifest.directory, folder)
  if (!at) return []
  return project.paths
    .filter((path) => path.startsWith(`${at}/`) && !path.slice(at.length + 1).includes('/') && !path.endsWith('.md'))
    .map((path) => ({ name: bare(path), entry: path, sources: [manifest.at('directories', 'bin')] }))
}

/** Paths in a conditional export, source files before declarations. https://nodejs.org/api/packages.html#conditional-exports */
function targets(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return [value]
  if (depth > 6) return []
  if (Array.isArray(value)) return value.flatMap((one) => targets(one, depth + 1))
  const entries = Object.entries(record(value)).filter(([key]) => !key.startsWith('./'))
  const rank = (key: string) => (key === 'source' ? 0 : key === 'require' ? 2 : key === 'types' ? 3 : 1)
  return entries.sort(([a], [b]) => rank(a) - rank(b)).flatMap(([, one]) => targets(one, depth + 1))
}

/** Does an ECMAScript module of the package's own answer `import`, whatever its other entry is? */
export const hasModule = ({ json }: Manifest): boolean =>
  string(json.module) !== null ||
  [json.exports, record(json.exports)['.']].some((one) => Object.hasOwn(record(one), 'import'))

/** The source file that importing the package runs, with the line that names it. */
export function libraryEntry(project: Project, manifest: Manifest): Facts['entry_points'][number] | null {
  const { json, directory } = manifest
  const exported = record(json.exports)
  const main = Object.hasOwn(exported, '.') ? targets(exported['.']) : targets(json.exports)
  const named: [string, string[]][] = [
    ['source', targets(json.source)],
    ['exports', main],
    ['module', targets(json.module)],
    ['main', targets(json.main)],
    ['browser', typeof json.browser === 'string' ? [json.browser] : []],
    ['types', [...targets(json.types), ...targets(json.typings)]],
  ]
  const found = named.flatMap(([key, paths]) =>
    paths.flatMap((path) => {
      const source = sourceOf(project, directory, path)
      return source ? [{ key, source }] : []
    }),
  )
  const best = found.find(({ source }) => !source.endsWith('.d.ts') && /\.[cm]?[jt]sx?$/.test(source)) ?? found[0]
  if (best) return { path: best.source, what: 'Library entry', sources: [manifest.at(best.key)] }
  const fallback = ['src/index', 'index', 'src/main', 'lib/index', 'src/lib', 'mod']
    .map((name) => existing(project, directory, name))
    .find((path) => path !== null && /\.[cm]?[jt]sx?$/.test(path))
  return fallback ? { path: fallback, what: 'Library entry', sources: [{ path: fallback }] } : null
}

/** Where reading this package starts. */
export function entryPointsOf(project: Project, unit: Unit): Facts['entry_points'] {
  const { manifest, kinds } = unit
  const first = kinds[0]
  const binaries = binariesOf(project, manifest)
    .filter((binary) => project.has(binary.entry))
    .map((binary) => ({ path: binary.entry, what: `Command \`${binary.name}\``, sources: binary.sources }))
  const isLibrary = kinds.includes('library') || first === 'plugin'
  const library = isLibrary ? [libraryEntry(project, manifest)].filter((entry) => entry !== null) : []
  const application = isLibrary || first === undefined || first === 'cli' ? [] : applicationEntries(project, unit)
  const all = [...(first === 'cli' ? [...binaries, ...library] : [...library, ...application, ...binaries])]
  return [...new Map(all.map((entry) => [entry.path, entry])).values()].slice(0, 6)
}
