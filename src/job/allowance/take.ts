import { within } from '../effects'
import { log, reason, tried } from '../log'
import type { Allowance, Counters, Exhausted, Grant, Refusal, Run } from './quota'

/** Each allowance answers by then, or the run does not begin: long before a run that was counted counts as not begun. */
const PATIENCE_MS = 10_000

const UNANSWERED = { ok: false, why: 'unanswered' } as const

/**
 * Counts the run against each allowance, one after the other; the first that refuses ends it, and those before it get it
 * back. Granted is what the tightest leaves; `null` where no allowance is kept.
 */
export async function take(
  counters: Counters,
  allowances: readonly Allowance[],
  run: Run,
): Promise<Grant | Refusal | null> {
  let tightest: Grant | null = null
  for (const [index, { name, quota }] of allowances.entries()) {
    const answer = await answered(() => counters.getByName(name).take(run, quota))
    if (!answer.ok) {
      await giveBack(counters, allowances.slice(0, index), run)
      return answer
    }
    if (tightest === null || answer.left < tightest.left) tightest = answer
  }
  return tightest
}

/** Does an allowance refuse one more run now? Counts nothing. */
export async function refusal(counters: Counters, allowances: readonly Allowance[]): Promise<Refusal | null> {
  for (const { name, quota } of allowances) {
    const answer = await answered(() => counters.getByName(name).ask(quota))
    if (!answer.ok) return answer
  }
  return null
}

async function answered(call: () => Promise<Grant | Exhausted>): Promise<Grant | Refusal> {
  try {
    const end = await within(PATIENCE_MS, call())
    if (end !== 'late') return end.value
    log('effect.failed', { effect: 'allowance', reason: 'late' })
  } catch (error) {
    log('effect.failed', { effect: 'allowance', reason: reason(error) })
  }
  return UNANSWERED
}

/** What cannot be given back is found not to have begun. */
async function giveBack(counters: Counters, allowances: readonly Allowance[], run: Run): Promise<void> {
  await Promise.all(
    allowances.map(({ name }) => tried('allowance', () => within(PATIENCE_MS, counters.getByName(name).giveBack(run)))),
  )
}
