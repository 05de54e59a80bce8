import type { DependencyScope, Facts } from '../../facts'
import { type Document, record, string } from '../../project'
import { purl } from '../purl'

const TABLES: [string, DependencyScope][] = [
  ['dependencies', 'runtime'],
  ['dev-dependencies', 'dev'],
  ['build-dependencies', 'build'],
]

/** Version requirement and registry name of one entry; `null` for a crate of the repository itself (`path`). */
function entry(alias: string, value: unknown, shared: unknown) {
  const table = record(value)
  const base = table.workspace === true ? shared : value
  const inner = record(base)
  // A path beside a version is how workspaces publish their own crates; it stays the project's own.
  if (string(inner.path) || string(table.path)) return null
  return {
    name: string(inner.package) ?? string(table.package) ?? alias,
    version: string(base) ?? string(inner.version),
    optional: table.optional === true,
  }
}

/** Direct dependencies of a manifest, target-specific ones included, with what `workspace = true` inherits. */
export function cargoDependencies(own: Document, workspace: Document | null): Facts['dependencies'] {
  const shared = record(record(record(workspace?.value).workspace).dependencies)
  const found: Facts['dependencies'] = []
  const manifest = own.at().path
  const read = (tables: unknown, keys: string[]) => {
    for (const [table, scope] of TABLES)
      for (const [alias, value] of Object.entries(record(record(tables)[table]))) {
        const known = entry(alias, value, Object.hasOwn(shared, alias) ? shared[alias] : undefined)
        if (!known) continue
        const { name, version, optional } = known
        if (found.some((one) => one.name === name && one.scope === (optional ? 'optional' : scope))) continue
        found.push({
          name,
          ...(version ? { version } : {}),
          scope: optional ? 'optional' : scope,
          manifest,
          purl: purl('cargo', name, version ?? undefined),
          sources: [own.at(...keys, table, alias)],
        })
      }
  }
  read(own.value, [])
  for (const [target, tables] of Object.entries(record(record(own.value).target))) read(tables, ['target', target])
  return found
}
