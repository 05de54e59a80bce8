import type { Job } from '../../../../src/job/job'
import type { NewJob, Outcome } from '../../../../src/job/transitions'
import type { Core } from '../core'
import { MINUTE, SECOND } from '../job'
import { hold } from './hold'
import type { Outside } from './outside'
import { holdAlarm, holdChange } from './promises'

/** Milliseconds until owed effects are tried again after `faults` failed rounds. */
export const backoff = (faults: number) => Math.min(SECOND * 2 ** (Math.max(faults, 1) - 1), MINUTE)

/** What the object keeps, the job and one alarm, which are committed at once, and the calls that change them. */
export abstract class Ledger {
  job: Job | null = null
  alarm: number | null = null
  /** The alarm stands in the past and never fires. */
  asleep = false
  /** The alarm that fired and whose handler has set none yet: the platform fires it again when the handler dies. */
  protected firing: number | null = null

  constructor(
    readonly core: Core,
    readonly outside: Outside,
    public keepMs: number | null,
  ) {}

  /** Begins to tell the world outside what it is owed. */
  protected abstract settle(byAlarm: boolean): void

  /** The operator changes how long jobs at rest are kept: the object reads it afresh each time. */
  keep(ms: number | null): void {
    this.keepMs = ms
  }

  /** The platform loses the alarm: it is gone, or it stands in the past and never fires. */
  loseAlarm(how: 'gone' | 'asleep'): void {
    if (how === 'asleep') this.asleep = true
    else this.alarm = null
    this.firing = null
  }

  protected setAlarm(at: number | null): void {
    this.alarm = at
    this.asleep = false
    this.firing = null
  }

  protected save(job: Job, earliest: number): void {
    const { now } = this.outside
    holdChange(this.job, job, now)
    const wake = this.core.nextWake(job, now, this.keepMs)
    this.job = job
    this.setAlarm(wake === null ? null : Math.max(wake, earliest))
    holdAlarm(job, this.alarm, now, this.keepMs)
  }

  /** Commits a granted outcome that changes the job, and begins to tell the world of it. */
  take(outcome: Outcome): boolean {
    if (!outcome.ok) return false
    if (outcome.job === this.job) return true
    this.save(outcome.job, this.outside.now + backoff(1))
    this.settle(false)
    return true
  }

  create(wanted: NewJob): boolean {
    return this.take(this.core.create(this.job, wanted, this.outside.now))
  }

  /** A heartbeat begins no effects. */
  beat(token: string): boolean {
    const { now } = this.outside
    const outcome = this.core.heartbeat(this.job, token, { stage: 'analyse', percent: 60 }, now)
    if (!outcome.ok) return false
    this.save(outcome.job, now)
    hold('a beat holds the job for one minute', outcome.job.lease?.expiresAt === now + MINUTE)
    return true
  }

  /** Any touch by which nothing changes: an alarm that is gone, or should have fired long ago, is set again. */
  touch(): void {
    const { now } = this.outside
    if (!this.job || (this.alarm !== null && this.alarm + MINUTE > now)) return
    const wake = this.core.nextWake(this.job, now, this.keepMs)
    if (wake !== null && wake <= now) this.setAlarm(now + backoff(1))
  }
}
