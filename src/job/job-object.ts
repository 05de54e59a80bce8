import { DurableObject } from 'cloudflare:workers'
import { unseal } from './credential'
import { backoff, perform } from './effects'
import { type Job, type JobError, type JobProgress, type JobResult, type JobView, viewOf } from './job'
import { forget } from './job-index'
import { log } from './log'
import { note, type Outside, owed, tell } from './outbox'
import * as life from './transitions'

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
export class JobObject extends DurableObject<Outside & { TOKEN_SECRET?: string }> {
  /** Failed rounds of effects in a row; lost on eviction, which only makes the next try earlier. */
  #faults = 0

  #load(): Job | null {
    return this.ctx.storage.kv.get<Job>('job') ?? null
  }

  /** Commits the job and the alarm for what it owes, not before `earliest`. */
  #save(job: Job, now: number, earliest = now): void {
    const wake = life.nextWake(job, now)
    this.ctx.storage.transactionSync(() => {
      this.ctx.storage.kv.put('job', job)
      if (wake === null) this.ctx.storage.deleteAlarm()
      else this.ctx.storage.setAlarm(Math.max(wake, earliest))
    })
  }

  async create(wanted: life.NewJob): Promise<Reply<{ job: JobView; replayed: boolean }>> {
    const before = this.#load()
    const now = Date.now()
    const outcome = life.create(before, wanted, now)
    if (!outcome.ok) return outcome
    if (!before) {
      this.#save(outcome.job, now, now + backoff(1))
      log('job.created', { ...about(outcome.job), host: wanted.repository.host })
      await this.#settle()
    }
    return { ok: true, value: { job: viewOf(this.#load() ?? outcome.job), replayed: before !== null } }
  }

  async claim(): Promise<Reply<Work>> {
    const now = Date.now()
    const outcome = life.claim(this.#load(), crypto.randomUUID(), now)
    if (!outcome.ok) return outcome
    const { job, lease } = outcome
    this.#save(job, now, now + backoff(1))
    log('job.claimed', { ...about(job), waited_ms: now - job.times.created })
    await this.#settle()
    const { spec, repository, run, attempt } = job
    const credential = await this.#credential(job)
    const { token, key } = lease
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
    this.#save(outcome.job, now)
    return { ok: true, value: null }
  }

  async complete(token: string, result: JobResult): Promise<Reply<null>> {
    return this.#report((job, now) => life.complete(job, token, result, now), 'job.completed')
  }

  /** `retryAfterMs`: how long the repository's host asked us to wait, at most five minutes of which are honoured. */
  async fail(token: string, error: JobError, retryAfterMs = 0): Promise<Reply<null>> {
    return this.#report((job, now) => life.fail(job, token, error, now, retryAfterMs), 'job.attempt_failed')
  }

  /** @param credential sealed token for a private repository: that of the run before is gone */
  async retry(credential: string | null = null): Promise<Reply<JobView>> {
    const now = Date.now()
    const outcome = life.retry(this.#load(), credential, now)
    if (!outcome.ok) return outcome
    this.#save(outcome.job, now, now + backoff(1))
    log('job.retried', about(outcome.job))
    await this.#settle()
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
      await this.#settle()
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

  /** Called by the sweep and for dead letters: does what is due now. */
  async nudge(): Promise<void> {
    if (this.#load()) await this.alarm()
  }

  /** Answers, and touches storage without writing: for the health check. */
  async ping(): Promise<boolean> {
    return this.#load() === null
  }

  override async alarm(): Promise<void> {
    const job = this.#load()
    if (!job) return
    const now = Date.now()
    try {
      if (await this.#forgotten(job, now)) return
      const next = life.lapse(job, now)
      this.#save(next, now, now + backoff(1))
      if (next.version !== job.version) log('job.lease_lapsed', about(next))
      else if (next !== job) log('job.rang_again', about(next))
      if (next.version !== job.version && next.status === 'failed') this.#logEnd(next, now)
      await this.#settle()
    } catch (error) {
      // An alarm that throws is dropped by the platform after six tries: never let it.
      log('effect.failed', { ...about(job), effect: 'alarm', reason: reason(error) })
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
      if (outcome.job.status !== 'pending') this.#logEnd(outcome.job, now)
      await this.#settle()
    }
    return { ok: true as const, value: null }
  }

  #logEnd(job: Job, now: number): void {
    const fields = { ...about(job), duration_ms: now - job.times.created }
    if (job.status === 'completed') log('job.completed', { ...fields, bytes: job.result?.bytes })
    else log('job.failed', { ...fields, code: job.error?.code, retryable: job.error?.retryable })
  }

  async #rearm(job: Job): Promise<void> {
    const now = Date.now()
    const wake = life.nextWake(job, now)
    if (wake !== null && wake <= now && (await this.ctx.storage.getAlarm()) === null)
      await this.ctx.storage.setAlarm(now + backoff(1))
  }

  /** A tombstone whose time is over and that owes nothing is forgotten, first by D1, then here. */
  async #forgotten(job: Job, now: number): Promise<boolean> {
    const { forgetAt, purge, projected } = job.outbox
    if (forgetAt === null || forgetAt > now || purge.length || projected < job.version) return false
    await perform(() => forget(this.env.DB, job.id))
    await this.ctx.storage.deleteAlarm()
    await this.ctx.storage.deleteAll()
    log('job.forgotten', about(job))
    return true
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

const about = (job: Job) => ({ job: job.id, run: job.run, attempt: job.attempt, status: job.status })
/** The kind of an error only: D1's messages carry the statement's parameters. */
const reason = (error: unknown) => (error instanceof Error ? error.name : typeof error)
