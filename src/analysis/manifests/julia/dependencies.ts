import { type Document, record, string, strings } from '../../project'
import type { Requirement } from '../manifest-facts'

/** What comes with Julia: nobody adds it. https://docs.julialang.org/en/v1/ (Standard Library) */
const STANDARD = new Set(
  'ArgTools Artifacts Base64 CRC32c Dates DelimitedFiles Distributed Downloads FileWatching Future InteractiveUtils LazyArtifacts LibCURL LibGit2 Libdl LinearAlgebra Logging Markdown Mmap NetworkOptions Pkg Printf Profile REPL Random SHA Serialization SharedArrays Sockets SparseArrays Statistics StyledStrings SuiteSparse TOML Tar Test UUIDs Unicode'.split(
    ' ',
  ),
)
const TABLES: readonly (readonly [string, Requirement['scope']])[] = [
  ['deps', 'runtime'],
  ['weakdeps', 'optional'],
  ['extras', 'dev'],
]

/** Packages of a `Project.toml` with the versions of its `[compat]`: needed, optional (extensions), or of the tests. */
export function requirements(document: Document): Requirement[] {
  const root = record(document.value)
  const compat = record(root.compat)
  const wanted = new Set(Object.values(record(root.targets)).flatMap((value) => strings(value)))
  const found = new Map<string, Requirement>()
  for (const [table, scope] of TABLES)
    for (const name of Object.keys(record(root[table]))) {
      if (STANDARD.has(name) || found.has(name) || !/^\w+$/.test(name)) continue
      // `[extras]` also repeats what an extension needs.
      if (table === 'extras' && !wanted.has(name)) continue
      const version = Object.hasOwn(compat, name) ? string(compat[name]) : null
      found.set(name, { name, ...(version && { version }), scope, source: document.at(table, name) })
    }
  return [...found.values()]
}
