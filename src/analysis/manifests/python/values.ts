import type { DependencyScope, Source, Sourced } from '../../facts'
import { type Document, type Project, record, string, strings } from '../../project'
import { locate } from '../locate'
import type { Dependency, Script } from './manifest'
import { parseRequirement } from './requirement'

/** Extras and groups that stand for working on the project, not for using it. */
export const DEVELOPER_EXTRA =
  /^(?:dev|devel|develop|development|test|tests|testing|lint|linting|typing|types|docs?|ci)$/i

/** A value at these keys as a sourced fact, when it is a text. */
export function sourced(document: Document, ...keys: string[]): Sourced | null {
  let value: unknown = document.value
  for (const key of keys) value = record(value)[key]
  const text = string(value)
  return text === null ? null : { value: text, sources: [document.at(...keys)] }
}

/** A table `name = "module:object"` (or Poetry's tables with `reference`) as scripts. */
export function scriptsOf(document: Document, ...keys: string[]): Script[] {
  let table: unknown = document.value
  for (const key of keys) table = record(table)[key]
  return Object.entries(record(table)).flatMap(([name, value]) => {
    const reference = string(value) ?? string(record(value).reference) ?? string(record(value).callable)
    return reference ? [{ name, reference, source: document.at(...keys, name) }] : []
  })
}

/** Requirements of one list that are read. */
const MOST_REQUIREMENTS = 1000

/** Requirements of a list as they stand in `document`, each with its own line. */
export function requirementList(project: Project, items: unknown, scope: DependencyScope, from: Source): Dependency[] {
  return strings(items)
    .slice(0, MOST_REQUIREMENTS)
    .flatMap((item) => {
      const requirement = parseRequirement(item)
      return requirement ? [{ ...requirement, scope, source: locate(project, from, item) }] : []
    })
}
