import { table } from '../../load/figures.ts'
import type { Violation } from './campaign.ts'
import type { Sent } from './exchange.ts'
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

/** A request that ends the runtime. */
export const culpritText = (sent: Sent) => `**no request ends the runtime**\n${sentText(sent)}`

/** A table of what was answered, and all that was broken. */
export function textOf({ tallies, violations, culprit, ends }: Fuzzed): string {
  const rows = tallies.map(({ kind, requests, statuses }) => ({
    operation: kind,
    requests,
    answers: [...statuses]
      .toSorted()
      .map(([status, count]) => `${status} × ${count}`)
      .join(', '),
  }))
  const all = tallies.reduce((sum, { requests }) => sum + requests, 0)
  const wrongs = [...violations.map(violationText), ...(culprit ? [culpritText(culprit)] : [])]
  const end = wrongs.length ? `${wrongs.length} broken promises` : 'every promise is kept'
  const restarts = ends ? ` The local runtime ended ${ends} times.` : ''
  return [table(rows), ...wrongs, `${all} requests: ${end}.${restarts}\n`].join('\n\n')
}
