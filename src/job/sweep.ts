import { withJob } from './client'
import { UPLOADS, uploadOwner } from './job'
import { overdue } from './job-index'
import type { JobObject } from './job-object'
import { log } from './log'
import { FORGET_MS } from './transitions'

/** A job that has not moved for this long should have. */
const STUCK_MS = 15 * 60_000
const BATCH = 500
/** Objects called at once: a Worker holds six connections. */
const AT_ONCE = 6

/** An upload that no job holds by then was left by a request that broke off between R2 and the job. */
const STRAY_MS = 60 * 60_000

interface Swept {
  DB: D1Database
  JOB: DurableObjectNamespace<JobObject>
  ARTIFACTS: R2Bucket
}

/** Wakes the objects of jobs that should have moved, in case the platform lost an alarm, and removes uploads that no job holds. */
export async function sweep(env: Swept, now: number): Promise<void> {
  const ids = await overdue(env.DB, { moving: now - STUCK_MS, deleted: now - FORGET_MS }, BATCH)
  const woken = await inWaves(ids, (id) => withJob(env.JOB, id, async (stub) => await stub.nudge()))
  const uploads = await oldUploads(env.ARTIFACTS, now - STRAY_MS)
  const judged = await inWaves(uploads, async (key) => ({ key, held: await isHeld(env, key) }))
  const strays = judged.flatMap((end) => (end.status === 'fulfilled' && !end.value.held ? [end.value.key] : []))
  if (strays.length) await env.ARTIFACTS.delete(strays)
  const failed = [...woken, ...judged].filter(({ status }) => status === 'rejected').length
  log('sweep', { found: ids.length, strays: strays.length, failed })
}

const isHeld = (env: Swept, key: string) => withJob(env.JOB, uploadOwner(key), async (stub) => await stub.holds(key))

/** Keys of uploads from before that time. */
async function oldUploads(bucket: R2Bucket, before: number): Promise<string[]> {
  const keys: string[] = []
  let cursor: string | undefined
  do {
    const page = await bucket.list({ prefix: UPLOADS, ...(cursor ? { cursor } : {}) })
    keys.push(...page.objects.filter(({ uploaded }) => uploaded.getTime() < before).map(({ key }) => key))
    cursor = page.truncated ? page.cursor : undefined
  } while (cursor && keys.length < BATCH)
  return keys
}

async function inWaves<In, Out>(items: In[], work: (item: In) => Promise<Out>): Promise<PromiseSettledResult<Out>[]> {
  const ends: PromiseSettledResult<Out>[] = []
  for (let i = 0; i < items.length; i += AT_ONCE)
    ends.push(...(await Promise.allSettled(items.slice(i, i + AT_ONCE).map(work))))
  return ends
}
