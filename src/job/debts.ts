import { backoff, type Outside, perform, tell, within } from './effects'
import type { Job } from './job'
import { forget } from './job-index'
import type { Ledger } from './ledger'
import { log, reason, tried } from './log'
import { about } from './log-job'
import { note, owed } from './outbox'

/** Who changes a job waits this many milliseconds for D1, the queue and R2 to hear of it, so that a list shows it at once. */
const PATIENCE_MS = 1_000

/**
 * Pays what a job owes the world outside. The input gate of its object is open while it waits, so what was told is noted on
 * the job as it stands afterwards.
 */
export class Debts {
  /** Failed rounds in a row; lost on eviction, which only makes the next try earlier. */
  private faults = 0

  constructor(
    private readonly outside: () => Outside,
    private readonly ledger: Ledger,
  ) {}

  /** Milliseconds until the next round may begin. */
  get pause(): number {
    return backoff(this.faults)
  }

  /** One round more has failed; gives the pause after it. */
  failed(): number {
    return backoff(++this.faults)
  }

  /** Tells the outside what it is owed, and notes what was told. Failures are logged, and the alarm comes back for them. */
  async settle(): Promise<void> {
    const before = this.ledger.load()
    if (!before) return
    const now = Date.now()
    const debts = owed(before, now)
    if (!debts.projection && !debts.bell && !debts.purge.length) return
    const told = await tell(this.outside(), before, debts)
    const job = this.ledger.load()
    if (!job) return
    const failures = Object.entries(told).flatMap(([effect, end]) =>
      typeof end === 'object' ? [{ effect, ...end }] : [],
    )
    for (const { effect, failed } of failures) log('effect.failed', { ...about(job), effect, reason: reason(failed) })
    this.faults = failures.length ? this.faults + 1 : 0
    const done = Date.now()
    this.ledger.save(note(job, before, debts, told, now), done, failures.length ? done + this.pause : done)
  }

  /** As `settle`, but lets the caller go after a second: what stalls goes on, and the alarm comes back for it. */
  async settleSoon(): Promise<void> {
    await within(
      PATIENCE_MS,
      tried('settle', () => this.settle()),
    )
  }

  /** A tombstone whose time is over and that owes nothing is forgotten, first by D1, then here. Gives whether it was. */
  async forgotten(job: Job, now: number): Promise<boolean> {
    const { forgetAt, purge, projected } = job.outbox
    if (forgetAt === null || forgetAt > now || purge.length || projected < job.version) return false
    await perform(() => forget(this.outside().DB, job.id, job.times.created))
    // Another round may have forgotten it meanwhile, and a new job have been created under its id.
    if (this.ledger.load()?.times.created !== job.times.created) return true
    await this.ledger.erase()
    log('job.forgotten', about(job))
    return true
  }
}
