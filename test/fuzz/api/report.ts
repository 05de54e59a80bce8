import { table } from '../../load/figures.ts'
import type { Violation } from './campaign.ts'
import type { End, Sent } from './send.ts'
import type { Fuzzed } from './world.ts'

/** Characters of a body that are shown. */
const SHOWN = 400

/** A request for people to read. */
export function sentText({ method, path, headers, content }: Sent): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
  const body = content.length ? [`${content.length} bytes: ${JSON.stringify(content.toString().slice(0, SHOWN))}`] : []
  return [`${method} ${path}`, ...lines, ...body].join('\n')
}

/** A broken promise for people to read, with how to see it again. */
export const violationText = ({ kind, rule, says, sent, seed, path }: Violation) =>
  [`**${rule}**, ${kind}: ${says}`, sentText(sent), `again: --only '${kind}' --seed ${seed} --path ${path}`].join('\n')

const line = ({ method, path, headers, content }: Sent) =>
  `${method} ${path.slice(0, SHOWN)} ${headers['content-type'] ?? ''} ${content.length} bytes`

/** What was under way when the runtime ended. */
export const endText = ({ why, last }: End) =>
  `**the runtime ended**, ${why}; sent last before:\n${last.map(line).join('\n')}`

/** A table of what was answered, and all that was broken. */
export function textOf({ tallies, violations, ends }: Fuzzed): string {
  const rows = tallies.map(({ kind, requests, statuses }) => ({
    operation: kind,
    requests,
    answers: [...statuses]
      .toSorted()
      .map(([status, count]) => `${status} × ${count}`)
      .join(', '),
  }))
  const all = tallies.reduce((sum, { requests }) => sum + requests, 0)
  const wrongs = [...violations.map(violationText), ...ends.map(endText)]
  const end = wrongs.length ? `${wrongs.length} broken promises` : 'every promise is kept'
  return [table(rows), ...wrongs, `${all} requests: ${end}\n`].join('\n\n')
}
