import type { Fault } from '../git-host/git-host.ts'
import type { Operation } from '../wrapped/bindings.ts'
import type { FateName } from './fate.ts'

/** A row without `by` or `method` is of all of them. */
interface Row {
  by?: Operation['by']
  to: Operation['to']
  method?: string
  odds: Partial<Record<FateName | 'beside', number>>
}
/**
 * How often an operation meets a fate, of 1; the rest is `ok`. The first row that fits counts. `beside`: the local queue
 * drops the message and the harness delivers it, so that several consumers work at once, as they do in the cloud.
 */
export const OPERATIONS: readonly Row[] = [
  { by: 'consumer', to: 'queue', odds: { double: 0.05, die: 0.04 } },
  {
    to: 'queue',
    method: 'send',
    odds: { fail_before: 0.05, fail_after: 0.05, drop: 0.06, double: 0.06, delay: 0.06, beside: 0.3 },
  },
  { by: 'object', to: 'd1', odds: { fail_before: 0.06, fail_after: 0.06, stall: 0.03 } },
  { by: 'object', to: 'r2', odds: { fail_before: 0.08, fail_after: 0.08, stall: 0.03 } },
  { by: 'consumer', to: 'r2', odds: { fail_before: 0.02, fail_after: 0.02, stall: 0.01 } },
  { by: 'consumer', to: 'object', odds: { fail_before: 0.07, fail_after: 0.07, stall: 0.02 } },
  { by: 'api', to: 'object', odds: { fail_before: 0.1, fail_after: 0.1, stall: 0.02 } },
  { by: 'api', to: 'd1', odds: { fail_before: 0.03, fail_after: 0.03, stall: 0.01 } },
  { by: 'api', to: 'r2', odds: { fail_before: 0.04, fail_after: 0.04, stall: 0.01 } },
  { by: 'api', to: 'limit', odds: { fail_before: 0.01, stall: 0.01 } },
]

/** Of an operation to a part that is down, how much stalls instead of failing at once. */
export const STALLS_IN_OUTAGE = 0.2
/** One stall in so many is longer than the ten seconds that an effect may take. */
export const LONG_STALL = 8
/** What can be down altogether: targets of operations, and the Git host. */
export const PARTS = ['d1', 'r2', 'queue', 'object', 'git'] as const
/** One of them. */
export type Part = (typeof PARTS)[number]

/** Consumers of such messages at once: more, and none would be done before the next kill. */
export const BESIDE_MOST = 6

/**
 * One message delivered beside in so many makes a zombie: its consumer hangs for this long at its next write, unable to
 * reach the job's object, which meanwhile gives the job to another.
 */
export const ZOMBIE = { oneIn: 6, least: 63_000, most: 80_000 }

/** Wrong answers of the Git host: how often of 1, their name, and the failures that they explain. */
export const OF_HOST: readonly { odds: number; name: string; codes: readonly string[]; fault: Fault }[] = [
  { odds: 0.03, name: 'status_500', codes: ['host_unavailable'], fault: { status: 500 } },
  {
    odds: 0.02,
    name: 'status_429',
    codes: ['host_rate_limited'],
    fault: { status: 429, headers: { 'retry-after': '1' } },
  },
  { odds: 0.03, name: 'cut', codes: ['archive_truncated', 'host_unavailable'], fault: { cutAfter: 90 } },
  {
    odds: 0.01,
    name: 'nonsense',
    codes: ['host_answer_invalid', 'archive_invalid'],
    fault: { status: 200, body: 'This is not Git.' },
  },
  { odds: 0.01, name: 'stall', codes: ['source_timeout'], fault: { stall: true } },
]
