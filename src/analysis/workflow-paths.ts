import { record, strings } from './project'

/** The part of a path pattern before its first wild card: `packages/` of `packages/**`. */
const literal = (pattern: string) => pattern.replace(/[*?[+!].*$/s, '')

/** Can a path pattern of a workflow match a file below this folder? Patterns without a folder match by name, so anywhere. */
const mayMatch = (pattern: string, folder: string): boolean => {
  const start = literal(pattern)
  return start === pattern
    ? `${pattern}/`.startsWith(`${folder}/`)
    : start.startsWith(`${folder}/`) || `${folder}/`.startsWith(start)
}

/** Does a pattern match all that lies below this folder? */
const matchesAll = (pattern: string, folder: string): boolean => {
  const start = literal(pattern)
  return /^\*\*(?:\/\*)?$/.test(pattern.slice(start.length)) && `${folder}/`.startsWith(start)
}

/**
 * The events of a workflow on which it runs when nothing but a folder changes: `paths` must be able to match a file in it, `paths-ignore` must not
 * match all. https://docs.github.com/actions/writing-workflows/workflow-syntax-for-github-actions#onpushpull_requestpull_request_targetpathspaths-ignore
 * @param workflow the parsed file; anything that is none leaves the events as they are
 */
export function eventsFor(folder: string, events: readonly string[], workflow: unknown): string[] {
  const given = record(workflow)
  const on = record(given.on ?? given.true)
  return events.filter((event) => {
    const filter = record(Object.hasOwn(on, event) ? on[event] : null)
    const paths = strings(filter.paths)
    const wanted = paths.filter((pattern) => !pattern.startsWith('!'))
    const unwanted = [
      ...paths.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1)),
      ...strings(filter['paths-ignore']),
    ]
    return (
      (!paths.length || wanted.some((pattern) => mayMatch(pattern, folder))) &&
      !unwanted.some((pattern) => matchesAll(pattern, folder))
    )
  })
}
