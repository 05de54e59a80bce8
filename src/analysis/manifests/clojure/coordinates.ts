import type { DependencyScope } from '../../facts'
import type { Requirement } from '../manifest-facts'
import { entries, type Form, listOf, textOf, wordOf } from '../s-expressions'

/** A library's name as the registry shows it: a group that is the artifact's name as well is left out. */
export function libraryName(name: string): string | null {
  if (!/^[A-Za-z][\w.-]*(?:\/[\w.-]+)?$/.test(name)) return null
  const [group, artifact] = name.split('/')
  return artifact === undefined || artifact === group ? group! : name
}

/** Leiningen's `[[group/artifact "version"] …]`. */
export const vectorRequirements = (path: string, list: Form | undefined, scope: DependencyScope): Requirement[] =>
  listOf(list).flatMap((item) => {
    const [head, second] = listOf(item)
    const name = libraryName(wordOf(head) ?? '')
    const version = textOf(second)
    return name ? [{ name, ...(version && { version }), scope, source: { path, line: item.line } }] : []
  })

/** The `{group/artifact {:mvn/version "version"}}` of tools.deps; what lies in the repository is left out. */
export function mapRequirements(path: string, map: Form | undefined, scope: DependencyScope): Requirement[] {
  return [...entries(listOf(map))].flatMap(([key, { value, line }]) => {
    const name = libraryName(key.replace(/\$.*$/, ''))
    const options = entries(listOf(value))
    if (!name || options.has(':local/root')) return []
    const version = textOf((options.get(':mvn/version') ?? options.get(':git/tag'))?.value)
    return [{ name, ...(version && { version }), scope, source: { path, line } }]
  })
}

/** Folders of the repository that `:local/root` names, as written. */
export const localRoots = (map: Form | undefined): string[] =>
  [...entries(listOf(map)).values()].flatMap(
    ({ value }) => textOf(entries(listOf(value)).get(':local/root')?.value) ?? [],
  )
