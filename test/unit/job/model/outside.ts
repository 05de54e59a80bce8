import type { Job, Status } from '../../../../src/job/job'
import type { Owed } from '../../../../src/job/outbox'
import { DAY, MINUTE } from '../job'
import { hold } from './hold'

/** What the object tells the world outside: D1, the queue, R2. */
export type Effect = keyof Owed
export const EFFECTS: readonly Effect[] = ['projection', 'bell', 'purge']

/** No call outlives the invocation that made it. */
const CALL_MS = 15 * MINUTE
const REDELIVERIES = 5

export interface Row {
  created: number
  version: number
  status: Status
  updated: number
}

/** A consumer at work, or a zombie: it may write below its key until it is killed at the latest. */
export interface Worker {
  token: string
  key: string
  until: number
}

/** Everything outside the object: D1's row, the queue, R2, the consumers, and calls that land when nobody waits any more. */
export class Outside {
  now = 0
  row: Row | null = null
  /** For each message in the queue: how often it came in vain. */
  messages: number[] = []
  deadLetters = 0
  shelf = new Set<string>()
  workers: Worker[] = []
  down = new Set<Effect>()
  /** A failed job's upload was kept for its week: who retries after that finds it gone. */
  weekOver = false
  #late: { at: number; land: () => void }[] = []

  /** The call arrives, and what it asks for is done. */
  land(effect: Effect, job: Job, { purge }: Owed): void {
    if (effect === 'projection') this.#project(job)
    else if (effect === 'bell') this.messages.push(0)
    else for (const key of purge) this.#purge(key, job)
  }

  /** D1's guard, as the statement of `job-index.ts` has it. */
  #project({ version, status, times: { created, updated } }: Job): void {
    const { row } = this
    if (!row || row.created < created || (row.created === created && row.version < version))
      this.row = { created, version, status, updated }
  }

  /** A forgotten job's row goes. */
  forget(created: number): void {
    if (this.row?.created === created) this.row = null
  }

  #purge(key: string, job: Job): void {
    hold(
      'nothing is purged while somebody may still write it',
      this.workers.every((worker) => worker.key !== key),
    )
    if (key === job.spec.upload?.key && job.status === 'failed') {
      hold('a failed job’s upload is kept for a week', this.now >= job.times.updated + 7 * DAY)
      this.weekOver = true
    }
    this.shelf.delete(key)
  }

  /** A call begun at that time for which nobody waits any more, and which may still land. */
  overtaken(at: number, land: () => void): void {
    if (at + CALL_MS > this.now) this.#late.push({ at, land })
  }

  /** The call that was overtaken first lands now. */
  landLate(): void {
    this.#late.shift()?.land()
  }

  get late(): number {
    return this.#late.length
  }

  /** The next message in vain: it comes again, and as a dead letter after the last time. */
  redeliver(): void {
    const deliveries = this.messages.shift()
    if (deliveries === undefined) return
    if (deliveries < REDELIVERIES) this.messages.push(deliveries + 1)
    else this.deadLetters++
  }

  /** The next message in vain until it is a dead letter. */
  exhaust(): void {
    if (this.messages.shift() !== undefined) this.deadLetters++
  }

  /** Everything in memory is gone: the local queue, and consumers. */
  restart(): void {
    this.messages = []
    this.deadLetters = 0
    this.workers = []
  }

  pass(ms: number): void {
    this.now += ms
    this.workers = this.workers.filter(({ until }) => until > this.now)
    this.#late = this.#late.filter(({ at }) => at + CALL_MS > this.now)
  }
}
