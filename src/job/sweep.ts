import { withJob } from './client'
import { ANSWERS, FACTS, UPLOADS, uploadOwner } from './job'
import { forget, overdue, sweptTo, sweptUpTo } from './job-index'
import type { JobObject } from './job-object'
import { log, tried } from './log'
import { keepMs, type Retention } from './retention'
import { FORGET_MS } from './transitions'

/** A job that has not moved for this long should have. */
const STUCK_MS = 15 * 60_000
/** An upload that no job holds by then was left by a request that broke off between R2 and the job. */
const STRAY_MS = 60 * 60_000
/** Jobs woken of each status, and uploads asked for, in one sweep. */
const BATCH = 500
/** Keys of shared facts, and of answers, looked at in one sweep. */
const SHARED_BATCH = 20_000
/** Objects called at once: a Worker holds six connections. */
const AT_ONCE = 6

interface Swept extends Retention {
  DB: D1Database
  JOB: DurableObjectNamespace<JobObject>
  ARTIFACTS: R2Bucket
}

/**
 * What the hour brings: wakes the objects of jobs that should have moved, in case the platform lost an alarm or the
 * operator keeps jobs for less long now, and removes uploads that no job holds, and facts and answers as old as an old job. What one
 * sweep does is bounded; the next goes on from there.
 */
export async function sweep(env: Swept, now: number): Promise<void> {
  const keep = keepMs(env)
  const before = { moving: now - STUCK_MS, resting: keep === null ? null : now - keep, deleted: now - FORGET_MS }
  const parts = {
    woken: () => wake(env, before),
    strays: () => clean(env, UPLOADS, BATCH, now - STRAY_MS, (keys) => notHeld(env, keys)),
    facts: async () => (keep === null ? 0 : clean(env, FACTS, SHARED_BATCH, now - keep, async (keys) => keys)),
    answers: async () => (keep === null ? 0 : clean(env, ANSWERS, SHARED_BATCH, now - keep, async (keys) => keys)),
  }
  for (const [part, work] of Object.entries(parts)) {
    await tried(`sweep.${part}`, async () => log('sweep', { part, count: await work() }))
  }
}

/** Wakes what is overdue. A row without an object is what a projection left that landed after the job was forgotten. */
async function wake(env: Swept, before: Parameters<typeof overdue>[1]): Promise<number> {
  const rows = await overdue(env.DB, before, BATCH)
  const ends = await inWaves(rows, async ({ id, createdAt }) => {
    const known = await withJob(env.JOB, id, async (stub) => await stub.nudge())
    if (!known) await forget(env.DB, id, createdAt)
  })
  reportFailures(ends, 'sweep.woken')
  return rows.length
}

/** The uploads that no job holds. */
async function notHeld(env: Swept, keys: string[]): Promise<string[]> {
  const ends = await inWaves(keys, async (key) => {
    const held = await withJob(env.JOB, uploadOwner(key), async (stub) => await stub.holds(key))
    return held ? [] : [key]
  })
  reportFailures(ends, 'sweep.strays')
  return ends.flatMap((end) => (end.status === 'fulfilled' ? end.value : []))
}

/**
 * Removes those of the next `most` keys below the prefix that are older than `before` and that the judge names, going on
 * where the last sweep ended and from the beginning after the end. Gives how many went.
 */
async function clean(
  { DB, ARTIFACTS }: Swept,
  prefix: string,
  most: number,
  before: number,
  judge: (keys: string[]) => Promise<string[]>,
): Promise<number> {
  let after = await sweptUpTo(DB, prefix)
  let gone = 0
  for (let seen = 0; seen < most; ) {
    const limit = Math.min(1_000, most - seen)
    const { objects, truncated } = await ARTIFACTS.list({ prefix, limit, ...(after ? { startAfter: after } : {}) })
    const old = objects.filter(({ uploaded }) => uploaded.getTime() < before).map(({ key }) => key)
    const doomed = old.length ? await judge(old) : []
    if (doomed.length) await ARTIFACTS.delete(doomed)
    gone += doomed.length
    seen += objects.length
    after = truncated ? (objects.at(-1)?.key ?? '') : ''
    if (!after) break
  }
  await sweptTo(DB, prefix, after)
  return gone
}

const reportFailures = (ends: PromiseSettledResult<unknown>[], effect: string): void => {
  const failed = ends.filter(({ status }) => status === 'rejected').length
  if (failed) log('effect.failed', { effect, count: failed })
}

async function inWaves<In, Out>(items: In[], work: (item: In) => Promise<Out>): Promise<PromiseSettledResult<Out>[]> {
  const ends: PromiseSettledResult<Out>[] = []
  for (let i = 0; i < items.length; i += AT_ONCE)
    ends.push(...(await Promise.allSettled(items.slice(i, i + AT_ONCE).map(work))))
  return ends
}
