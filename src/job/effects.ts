import { type Job, keysOf } from './job'
import { project } from './job-index'
import type { Owed, Told } from './outbox'

/** The three places outside the object that are told of a job. */
export interface Outside {
  DB: D1Database
  DOORBELL: Queue<Message>
  ARTIFACTS: R2Bucket
  /** Analytics Engine, where the deployment has it. */
  METRICS?: AnalyticsEngineDataset
}

/** A message is a doorbell: losing, doubling, reordering or delaying it harms nothing. */
export interface Message {
  id: string
}

/** An effect that has not ended after this many milliseconds counts as failed and is owed again. */
const EFFECT_MS = 10_000

/** Milliseconds until owed effects are tried again after `faults` failed rounds: 1 s, 2 s, 4 s … at most one minute. */
export const backoff = (faults: number) => Math.min(1_000 * 2 ** (Math.max(faults, 1) - 1), 60_000)

/** What `work` gives, or `late` when it takes longer than `ms` milliseconds; then it goes on all the same. */
export async function within<T>(ms: number, work: Promise<T>): Promise<{ value: T } | 'late'> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), ms)
  })
  try {
    return await Promise.race([work.then((value) => ({ value })), late])
  } finally {
    clearTimeout(timer)
  }
}

/** Runs an effect. It rejects when it fails, at once or later, or takes longer than an effect may. */
export async function perform<T>(effect: () => Promise<T>): Promise<T> {
  const end = await within(EFFECT_MS, effect())
  if (end === 'late') throw new Error('effect timed out')
  return end.value
}

async function ended(due: boolean, effect: () => Promise<unknown>): Promise<Told[keyof Told]> {
  if (!due) return 'none'
  try {
    await perform(effect)
    return 'done'
  } catch (failed) {
    return { failed }
  }
}

/** Tells the outside what it is owed. Each part is idempotent, may fail alone, and ends within ten seconds. */
export async function tell(env: Outside, job: Job, { projection, bell, purge }: Owed): Promise<Told> {
  const [toIndex, toQueue, toShelf] = await Promise.all([
    ended(projection, () => project(env.DB, job)),
    ended(bell, () => env.DOORBELL.send({ id: job.id })),
    ended(purge.length > 0, () => env.ARTIFACTS.delete(purge.flatMap(keysOf))),
  ])
  return { projection: toIndex, bell: toQueue, purge: toShelf }
}
