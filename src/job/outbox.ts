import { perform } from './effects'
import { type Job, keysOf } from './job'
import { project } from './job-index'
import { DISPATCH_MS } from './transitions'

/** The three places outside the object that are told of a job. */
export interface Outside {
  DB: D1Database
  DOORBELL: Queue<Message>
  ARTIFACTS: R2Bucket
}

/** A message is a doorbell: losing, doubling, reordering or delaying it harms nothing. */
export interface Message {
  id: string
}

/** What is owed now: D1 a newer version, the queue a ring, R2 the end of some prefixes. */
export interface Owed {
  projection: boolean
  bell: boolean
  purge: string[]
}

export function owed({ version, outbox }: Job, now: number): Owed {
  return {
    projection: outbox.projected < version,
    bell: outbox.enqueueAt !== null && outbox.enqueueAt <= now,
    purge: outbox.purge.filter((debt) => debt.at <= now).map((debt) => debt.key),
  }
}

/** How each effect ended: done, failed, or not owed at all. */
export type Told = Record<keyof Owed, 'done' | 'none' | { failed: unknown }>

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

/** Pure: notes what was told of `before` on the job as it stands now, which may have moved on meanwhile. */
export function note(job: Job, before: Job, { purge }: Owed, told: Told, rangAt: number): Job {
  const outbox = { ...job.outbox }
  if (told.projection === 'done') outbox.projected = Math.max(outbox.projected, before.version)
  if (told.bell === 'done' && job.status === 'pending' && outbox.enqueueAt === before.outbox.enqueueAt) {
    outbox.enqueueAt = null
    outbox.dispatchBy = rangAt + DISPATCH_MS
  }
  if (told.purge === 'done') outbox.purge = outbox.purge.filter((debt) => !purge.includes(debt.key))
  return { ...job, outbox }
}
