import { backoff } from './effects'
import { type Job, viewOf } from './job'
import { nextWake } from './transitions'
import type { Watchers } from './watchers'

/** An alarm may be late by this many milliseconds; one that is later will not come. */
const ALARM_LATE_MS = 60_000

/** One job in its object's storage: it and its alarm change together. Times are milliseconds since the epoch. */
export class Ledger {
  /** As committed; `undefined` before it was read. A commit that fails ends the object, and this with it. */
  private known: Job | null | undefined

  constructor(
    private readonly storage: DurableObjectStorage,
    /** Milliseconds that a job at rest is kept, `null` for ever. */
    private readonly keepMs: () => number | null,
    private readonly watchers: Watchers,
  ) {}

  load(): Job | null {
    if (this.known === undefined) this.known = this.storage.kv.get<Job>('job') ?? null
    return this.known
  }

  /** Commits the job and the alarm for what it owes, not before `earliest`, and shows it to whoever watches. */
  save(job: Job, now: number, earliest = now): void {
    const wake = nextWake(job, now, this.keepMs())
    this.storage.transactionSync(() => {
      this.storage.kv.put('job', job)
      if (wake === null) this.storage.deleteAlarm()
      else this.storage.setAlarm(Math.max(wake, earliest))
    })
    this.known = job
    this.watchers.tell(viewOf(job))
  }

  /** Wakes the object at this time, whatever the job owes. */
  async wakeAt(time: number): Promise<void> {
    await this.storage.setAlarm(time)
  }

  /** Sets the alarm again that the platform lost, or that is due for longer than it may be late. */
  async rearm(job: Job, now: number): Promise<void> {
    const wake = nextWake(job, now, this.keepMs())
    if (wake === null || wake > now) return
    const alarm = await this.storage.getAlarm()
    if (alarm === null || alarm + ALARM_LATE_MS <= now) await this.storage.setAlarm(now + backoff(1))
  }

  /** Leaves nothing of the job. */
  async erase(): Promise<void> {
    await this.storage.deleteAlarm()
    await this.storage.deleteAll()
    this.known = null
  }
}
