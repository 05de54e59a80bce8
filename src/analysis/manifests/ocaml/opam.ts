import type { DependencyScope, Sourced } from '../../facts'
import { baseOf, lineAt, type Project } from '../../project'
import type { Requirement } from '../manifest-facts'

/** A package of opam, by its own file or by a stanza of `dune-project`. */
export interface OpamPackage {
  name: Sourced
  path: string
  synopsis: Sourced | null
  version: Sourced | null
  license: Sourced | null
  requirements: Requirement[]
}

const MOST_ITEMS = 300

/** What a filter of a dependency says it is for: `{with-test & >= "1.0"}`, `:with-test`. */
export const scopeOf = (filter: string): DependencyScope =>
  /with-(?:test|doc|dev-setup)|\bdev\b/.test(filter)
    ? 'dev'
    : /(?:^|[\s&:{(])build\b/.test(filter)
      ? 'build'
      : 'runtime'

/** Reads an opam file (https://opam.ocaml.org/doc/Manual.html#opam); `null` when it cannot be read. */
export function readOpamFile(project: Project, path: string): OpamPackage | null {
  const text = project.text(path)
  const name = baseOf(path).replace(/\.opam$/, '')
  if (text === null || !/^[A-Za-z][\w+-]*$/.test(name)) return null
  const said = (key: string): Sourced | null => {
    const match = text.match(new RegExp(`^${key}:\\s*(?:\\[\\s*)?"([^"\\n]{1,300})"`, 'm'))
    return match ? { value: match[1]!, sources: [{ path, line: lineAt(text, match.index ?? 0) }] } : null
  }
  const begin = text.search(/^depends:\s*\[/m)
  const end = begin < 0 ? -1 : text.indexOf('\n]', begin)
  const list = begin < 0 ? '' : text.slice(begin, end < 0 ? begin + 8000 : end)
  const requirements: Requirement[] = []
  for (const match of list.matchAll(/"([\w.+-]{1,80})"(?:\s*\{([^}\n]{0,300})\})?/g)) {
    const filter = match[2] ?? ''
    const constraint = filter.match(
      /(?:[<>]=?|=)\s*"v?\d[^"\n]{0,40}"(?:\s*&\s*(?:[<>]=?|=)\s*"v?\d[^"\n]{0,40}")?/,
    )?.[0]
    requirements.push({
      name: match[1]!,
      ...(constraint && { version: constraint.replaceAll('"', '').replace(/\s*&\s*/, ' ') }),
      scope: scopeOf(filter),
      source: { path, line: lineAt(text, begin + match.index) },
    })
    if (requirements.length === MOST_ITEMS) break
  }
  return {
    name: { value: name, sources: [{ path }] },
    path,
    synopsis: said('synopsis'),
    version: said('version'),
    license: said('license'),
    requirements,
  }
}
