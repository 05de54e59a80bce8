import { withJob } from './client'
import { overdue } from './job-index'
import type { JobObject } from './job-object'
import { log } from './log'
import { FORGET_MS } from './transitions'

/** A job that has not moved for this long should have. */
const STUCK_MS = 15 * 60_000
const BATCH = 500
/** Objects called at once: a Worker holds six connections. */
const AT_ONCE = 6

/** Asks D1 for jobs that should have moved and wakes their objects, in case the platform lost an alarm. */
export async function sweep(
  env: { DB: D1Database; JOB: DurableObjectNamespace<JobObject> },
  now: number,
): Promise<void> {
  const ids = await overdue(env.DB, { moving: now - STUCK_MS, deleted: now - FORGET_MS }, BATCH)
  let failed = 0
  for (let i = 0; i < ids.length; i += AT_ONCE) {
    const wave = ids.slice(i, i + AT_ONCE).map((id) => withJob(env.JOB, id, async (stub) => await stub.nudge()))
    failed += (await Promise.allSettled(wave)).filter((outcome) => outcome.status === 'rejected').length
  }
  log('sweep', { found: ids.length, failed })
}
