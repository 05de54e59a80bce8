import type { Job } from './job'
import { dispatchMs } from './transitions'

/* Pure, as `transitions`: what a job owes the world outside, and what was told of it. */

/** What is owed now: D1 a newer version, the queue a ring, R2 the end of some prefixes. */
export interface Owed {
  projection: boolean
  bell: boolean
  purge: string[]
}

/** Debts to R2 told at once: it removes 1,000 keys in a call, and a debt stands for five at most. */
const PURGED_AT_ONCE = 200

export function owed({ version, outbox }: Job, now: number): Owed {
  return {
    projection: outbox.projected < version,
    bell: outbox.enqueueAt !== null && outbox.enqueueAt <= now,
    purge: outbox.purge
      .filter((debt) => debt.at <= now)
      .slice(0, PURGED_AT_ONCE)
      .map((debt) => debt.key),
  }
}

/** How each effect ended: done, failed, or not owed at all. */
export type Told = Record<keyof Owed, 'done' | 'none' | { failed: unknown }>

/**
 * Notes what was told of `before` on the job as it stands now, which may have moved on meanwhile, or be another: an id is
 * given again once its job was forgotten.
 */
export function note(job: Job, before: Job, { purge }: Owed, told: Told, rangAt: number): Job {
  if (job.times.created !== before.times.created) return job
  const outbox = { ...job.outbox }
  if (told.projection === 'done') outbox.projected = Math.max(outbox.projected, before.version)
  if (told.bell === 'done' && job.status === 'pending' && outbox.enqueueAt === before.outbox.enqueueAt) {
    outbox.enqueueAt = null
    outbox.rings++
    outbox.dispatchBy = rangAt + dispatchMs(outbox.rings)
  }
  if (told.purge === 'done') outbox.purge = outbox.purge.filter((debt) => !purge.includes(debt.key))
  return { ...job, outbox }
}
