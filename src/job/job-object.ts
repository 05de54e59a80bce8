import { DurableObject } from 'cloudflare:workers'
import { unseal } from './credential'
import { backoff, type Outside, perform, tell, within } from './effects'
import { type Job, type JobError, type JobProgress, type JobResult, type JobView, viewOf } from './job'
import { forget } from './job-index'
import { log, reason } from './log'
import { about, logEnd, logLapse } from './log-job'
import { measureEnd, tallyDeadLetter } from './metrics'
import { note, owed } from './outbox'
import { keepMs, type Retention } from './retention'
import * as life from './transitions'
import { Watchers } from './watchers'

/** Who changes a job waits this many milliseconds for D1, the queue and R2 to hear of it, so that a list shows it at once. */
const PATIENCE_MS = 1_000
/** An alarm may be late by this much; one that is later will not come. */
const ALARM_LATE_MS = 60_000

export type Reply<T> = { ok: true; value: T } | { ok: false; why: life.Refusal }

/** What a consumer gets to work on. */
export interface Work {
  spec: Job['spec']
  repository: Job['repository']
  run: number
  attempt: number
  token: string
  /** R2 prefix that is this claim's alone. */
  key: string
  /** Milliseconds since the epoch at which the job was created. */
  created: number
  /** Token for a private repository; `lost` when it was sealed with a secret that the deployment no longer has. */
  credential: { token: string } | 'none' | 'lost'
}

/**
 * One object per job: the ledger, and the only place where a transition happens. A pure core decides; the object commits
 * the job and its alarm in one transaction and only then tells D1, the queue and R2. What could not be told stays owed in
 * the outbox, and the alarm comes back for it. Replies are values: nothing expected is thrown across RPC.
 */
export class JobObject extends DurableObject<Outside & Retention & { TOKEN_SECRET?: string }> {
  /** Failed rounds of effects in a row; lost on eviction, which only makes the next try earlier. */
  #faults = 0
  /** Whoever follows the job now; lost on eviction: they ask again. */
  #watchers = new Watchers()

  #load(): Job | null {
    return this.ctx.storage.kv.get<Job>('job') ?? null
  }

  /** Commits the job and the alarm for what it owes, not before `earliest`, and shows it to whoever watches. */
  #save(job: Job, now: number, earliest = now): void {
    const wake = life.nextWake(job, now, keepMs(this.env))
    this.ctx.storage.transactionSync(() => {
      this.ctx.storage.kv.put('job', job)
      if (wake === null) this.ctx.storage.deleteAlarm()
      else this.ctx.storage.setAlarm(Math.max(wake, earliest))
    })
    this.#watchers.tell(viewOf(job))
  }

  async create(wanted: life.NewJob): Promise<Reply<{ job: JobView; replayed: boolean }>> {
    const before = this.#load()
    const now = Date.now()
    const outcome = life.create(before, wanted, now)
    if (!outcome.ok) return outcome
    if (!before) {
      this.#save(outcome.job, now, now + backoff(1))
      log('job.created', { ...about(outcome.job), host: wanted.repository.host })
      await this.#settleSoon()
    }
    return { ok: true, value: { job: viewOf(this.#load() ?? outcome.job), replayed: before !== null } }
  }

  /** @param token which will prove the caller's right; of the caller's making where a lost reply is asked for again */
  async claim(token: string = crypto.randomUUID()): Promise<Reply<Work>> {
    const now = Date.now()
    const before = this.#load()
    const outcome = life.claim(before, token, now)
    if (!outcome.ok) {
      if (before) await this.#rearm(before)
      return outcome
    }
    const { job, lease } = outcome
    if (job !== before) {
      this.#save(job, now, now + backoff(1))
      log('job.claimed', { ...about(job), waited_ms: now - job.times.created })
      await this.#settleSoon()
    }
    const { spec, repository, run, attempt } = job
    const credential = await this.#credential(job)
    const { key } = lease
    return { ok: true, value: { spec, repository, run, attempt, token, key, created: job.times.created, credential } }
  }

  async #credential({ id, credential }: Job): Promise<Work['credential']> {
    if (!credential) return 'none'
    const { TOKEN_SECRET } = this.env
    const token = TOKEN_SECRET ? await unseal(TOKEN_SECRET, id, credential) : null
    return token === null ? 'lost' : { token }
  }

  async heartbeat(token: string, progress: JobProgress): Promise<Reply<null>> {
    const now = Date.now()
    const outcome = life.heartbeat(this.#load(), token, progress, now)
    if (!outcome.ok) return outcome
    this.#save(outcome.job, now, now + backoff(this.#faults))
    return { ok: true, value: null }
  }

  async complete(token: string, result: JobResult): Promise<Reply<null>> {
    return this.#report((job, now) => life.complete(job, token, result, now), 'job.completed')
  }

  /** `retryAfterMs`: how long the repository's host asked us to wait, at most five minutes of which are honoured. */
  async fail(token: string, error: JobError, retryAfterMs = 0): Promise<Reply<null>> {
    return this.#report((job, now) => life.fail(job, token, error, now, retryAfterMs), 'job.attempt_failed')
  }

  /**
   * @param credential sealed token for a private repository: that of the run before is gone
   * @param request names the request; of the caller's making where a lost reply is asked for again
   */
  async retry(credential: string | null = null, request: string = crypto.randomUUID()): Promise<Reply<JobView>> {
    const before = this.#load()
    const now = Date.now()
    const outcome = life.retry(before, credential, now, request)
    if (!outcome.ok) return outcome
    if (outcome.job !== before) {
      this.#save(outcome.job, now, now + backoff(1))
      log('job.retried', about(outcome.job))
      await this.#settleSoon()
    }
    return { ok: true, value: viewOf(this.#load() ?? outcome.job) }
  }

  async remove(): Promise<Reply<null>> {
    const before = this.#load()
    const now = Date.now()
    const outcome = life.remove(before, now)
    if (!outcome.ok) return outcome
    if (before?.status !== 'deleted') {
      this.#save(outcome.job, now, now + backoff(1))
      log('job.deleted', { ...about(outcome.job), was: before?.status })
      await this.#settleSoon()
    }
    return { ok: true, value: null }
  }

  /** Stores nothing, also for an id that no job has. An alarm that the platform lost is set again. */
  async read(): Promise<JobView | null> {
    const job = this.#load()
    if (!job) return null
    await this.#rearm(job)
    return viewOf(job)
  }

  /** Is this upload the job's, so that the job removes it in time? */
  async holds(upload: string): Promise<boolean> {
    const job = this.#load()
    return job?.spec.upload?.key === upload && (job.status !== 'deleted' || job.outbox.purge.length > 0)
  }

  /**
   * Follows the job: a line of JSON (`JobView`) for each visible change after the state that `known` names (`tagOf`), the
   * present one first unless it is that, empty lines while nothing happens. Ends when the job is at rest, or after a
   * minute. `null` when there is no such job, `full` when too many follow it already.
   */
  async watch(known: string | null): Promise<ReadableStream<Uint8Array> | 'full' | null> {
    const job = this.#load()
    if (!job) return null
    await this.#rearm(job)
    return this.#watchers.join(viewOf(job), known)
  }

  /**
   * Called by the sweep: does what is due now, and tells D1 once more, which may hold an older row than it said (restored
   * from a backup). `false` when there is no such job.
   */
  async nudge(): Promise<boolean> {
    const job = this.#load()
    if (!job) return false
    this.#save({ ...job, outbox: { ...job.outbox, projected: 0 } }, Date.now())
    await this.alarm()
    return true
  }

  /** A message of this job could not be delivered: counted, and what is due is done now. */
  async deadLetter(): Promise<void> {
    try {
      await perform(() => tallyDeadLetter(this.env.DB))
    } catch (error) {
      log('effect.failed', { effect: 'metrics', reason: reason(error) })
    }
    await this.nudge()
  }

  /** Answers, and touches storage without writing: for the health check. */
  async ping(): Promise<boolean> {
    return this.#load() === null
  }

  override async alarm(): Promise<void> {
    const tombstone = this.#load()
    const now = Date.now()
    try {
      if (tombstone && (await this.#forgotten(tombstone, now))) return
      const job = this.#load()
      if (!job) return
      const next = life.lapse(job, now, keepMs(this.env))
      this.#save(next, now, now + backoff(1))
      logLapse(job, next)
      if (next.status === 'failed' && job.status !== 'failed') this.#ended(next, now)
      await this.#settle()
    } catch (error) {
      // An alarm that throws is dropped by the platform after six tries: never let it.
      log('effect.failed', { ...(tombstone ? about(tombstone) : {}), effect: 'alarm', reason: reason(error) })
      await this.ctx.storage.setAlarm(Date.now() + backoff(++this.#faults))
    }
  }

  async #report(step: (job: Job | null, now: number) => life.Outcome, event: 'job.completed' | 'job.attempt_failed') {
    const before = this.#load()
    const now = Date.now()
    const outcome = step(before, now)
    if (!outcome.ok) return outcome
    if (outcome.job !== before) {
      this.#save(outcome.job, now, now + backoff(1))
      if (event === 'job.attempt_failed') log(event, { ...about(outcome.job), code: outcome.job.error?.code })
      if (outcome.job.status !== 'pending') this.#ended(outcome.job, now)
      await this.#settleSoon()
    }
    return { ok: true as const, value: null }
  }

  /** A run has ended. */
  #ended(job: Job, now: number): void {
    logEnd(job, now)
    measureEnd(this.env.METRICS, job, now)
  }

  /** Sets the alarm again that the platform lost, or that is due for longer than it may be late. */
  async #rearm(job: Job): Promise<void> {
    const now = Date.now()
    const wake = life.nextWake(job, now, keepMs(this.env))
    if (wake === null || wake > now) return
    const alarm = await this.ctx.storage.getAlarm()
    if (alarm === null || alarm + ALARM_LATE_MS <= now) await this.ctx.storage.setAlarm(now + backoff(1))
  }

  /** A tombstone whose time is over and that owes nothing is forgotten, first by D1, then here. */
  async #forgotten(job: Job, now: number): Promise<boolean> {
    const { forgetAt, purge, projected } = job.outbox
    if (forgetAt === null || forgetAt > now || purge.length || projected < job.version) return false
    await perform(() => forget(this.env.DB, job.id, job.times.created))
    // Another round may have forgotten it meanwhile, and a new job have been created under its id.
    if (this.#load()?.times.created !== job.times.created) return true
    await this.ctx.storage.deleteAlarm()
    await this.ctx.storage.deleteAll()
    log('job.forgotten', about(job))
    return true
  }

  /**
   * Tells the outside what it is owed, and lets the caller go after a second: what stalls goes on, and the alarm comes back
   * for it.
   */
  async #settleSoon(): Promise<void> {
    const settled = this.#settle().catch((error: unknown) =>
      log('effect.failed', { effect: 'settle', reason: reason(error) }),
    )
    await within(PATIENCE_MS, settled)
  }

  /**
   * Tells the outside what it is owed and notes what was told. The input gate is open while it waits, so it is noted on
   * the job as it stands afterwards.
   */
  async #settle(): Promise<void> {
    const before = this.#load()
    if (!before) return
    const now = Date.now()
    const debts = owed(before, now)
    if (!debts.projection && !debts.bell && !debts.purge.length) return
    const told = await tell(this.env, before, debts)
    const job = this.#load()
    if (!job) return
    const failures = Object.entries(told).flatMap(([effect, end]) =>
      typeof end === 'object' ? [{ effect, ...end }] : [],
    )
    for (const { effect, failed } of failures) log('effect.failed', { ...about(job), effect, reason: reason(failed) })
    this.#faults = failures.length ? this.#faults + 1 : 0
    const done = Date.now()
    this.#save(note(job, before, debts, told, now), done, failures.length ? done + backoff(this.#faults) : done)
  }
}
