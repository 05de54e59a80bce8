import type { Source, Sourced } from '../../facts'
import { type Document, folderOf, type Project, record, string } from '../../project'

/** A `package.json` as far as its shape could be checked. https://docs.npmjs.com/cli/configuring-npm/package-json */
export interface Manifest {
  path: string
  /** Folder of the manifest; `.` is the root. */
  directory: string
  json: Record<string, unknown>
  name: string | null
  private: boolean
  /** Script names to bodies, in the order of the file. */
  scripts: ReadonlyMap<string, string>
  /** Names in `dependencies` and `optionalDependencies`: what it needs to run. */
  runtime: ReadonlySet<string>
  /** Names in every dependency section, `peerDependencies` included. */
  declared: ReadonlySet<string>
  at: Document['at']
  /** Does the property hold anything? */
  has(...keys: string[]): boolean
}

/** String values of an object by key; anything else is left out. */
export function stringMap(value: unknown): Map<string, string> {
  const entries = Object.entries(record(value))
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

/** Reads a `package.json`; `null` when it is absent, broken, or only marks a folder's module type. */
export function readManifest(project: Project, path: string): Manifest | null {
  const document = project.json(path)
  if (!document) return null
  const json = record(document.value)
  // A package of Unity's own package manager, which its editor resolves.
  if (string(json.unity)) return null
  const scripts = stringMap(json.scripts)
  const runtime = new Set([...stringMap(json.dependencies).keys(), ...stringMap(json.optionalDependencies).keys()])
  const declared = new Set([
    ...runtime,
    ...stringMap(json.devDependencies).keys(),
    ...stringMap(json.peerDependencies).keys(),
  ])
  const name = string(json.name)
  if (!name && !scripts.size && !declared.size && json.workspaces === undefined) return null
  return {
    path,
    directory: folderOf(path),
    json,
    name,
    private: json.private === true || json.private === 'true',
    scripts,
    runtime,
    declared,
    at: document.at,
    has: (...keys) =>
      keys.some((key) => {
        const value = Object.hasOwn(json, key) ? json[key] : null
        return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value)
      }),
  }
}

/** A top-level string of the manifest with its line. */
export function sourced(manifest: Manifest, key: string): Sourced | null {
  const value = Object.hasOwn(manifest.json, key) ? string(manifest.json[key]) : null
  return value ? { value, sources: [manifest.at(key)] } : null
}

/** The licence as `package.json` states it: a string, or the old `{ type }` and `licenses` forms. */
export function license(manifest: Manifest): Sourced | null {
  const plain = sourced(manifest, 'license')
  if (plain) return plain
  const old = string(record(manifest.json.license).type)
  if (old) return { value: old, sources: [manifest.at('license', 'type')] }
  const list = Array.isArray(manifest.json.licenses) ? manifest.json.licenses : []
  const types = list.map((one) => string(record(one).type) ?? string(one)).filter((type) => type !== null)
  return types.length ? { value: types.join(' OR '), sources: [manifest.at('licenses')] } : null
}

/** Source of a script's line. */
export const scriptSource = (manifest: Manifest, script: string): Source => manifest.at('scripts', script)
