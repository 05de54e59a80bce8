import { DurableObject } from 'cloudflare:workers'
import type { Allowance, Counters, Grant, Refusal } from './allowance/quota'
import { take } from './allowance/take'
import { unseal } from './credential'
import { Debts } from './debts'
import { backoff, type Outside, perform } from './effects'
import { type Job, type JobError, type JobProgress, type JobResult, type JobView, moves, viewOf } from './job'
import { Ledger } from './ledger'
import { log, reason, tried } from './log'
import { about, logEnd, logLapse } from './log-job'
import { measureEnd, tallyDeadLetter } from './metrics'
import { type Asker, may } from './ownership'
import { keepMs, type Retention } from './retention'
import { secretsIn } from './secrets'
import * as life from './transitions'
import { Watchers } from './watchers'

export type Reply<T> = { ok: true; value: T } | { ok: false; why: life.Refusal }
/** To a request for a run, which an allowance may refuse as well. `left` is what stays of the allowances, where any is kept. */
export type RunReply<T> = Reply<T & { left: Grant | null }> | Refusal

/** What a consumer gets to work on. */
export interface Work {
  spec: Job['spec']
  repository: Job['repository']
  /** For its owner alone. */
  isPrivate: boolean
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
export class JobObject extends DurableObject<Outside & Retention & { TOKEN_SECRET?: string; ALLOWANCE: Counters }> {
  /** Whoever follows the job now; lost on eviction: they ask again. */
  readonly #watchers = new Watchers()
  readonly #ledger = new Ledger(this.ctx.storage, () => keepMs(this.env), this.#watchers)
  readonly #debts = new Debts(() => this.env, this.#ledger)

  /** @param allowances what the run counts against, unless the job is there already */
  async create(
    wanted: life.NewJob,
    allowances: readonly Allowance[] = [],
  ): Promise<RunReply<{ job: JobView; replayed: boolean }>> {
    const left = this.#ledger.load() ? null : await this.#take(allowances, { job: wanted.id, run: 1 })
    if (left?.ok === false) return left
    const before = this.#ledger.load()
    const now = Date.now()
    const outcome = life.create(before, wanted, now)
    if (!outcome.ok) return outcome
    if (!before) {
      this.#ledger.save(outcome.job, now, now + backoff(1))
      log('job.created', { ...about(outcome.job), host: wanted.repository.host })
      await this.#debts.settleSoon()
    }
    return { ok: true, value: { job: viewOf(this.#ledger.load() ?? outcome.job), replayed: before !== null, left } }
  }

  /** The gate is open meanwhile, and the job may be another afterwards. Without allowances it stays shut. */
  async #take(allowances: readonly Allowance[], run: { job: string; run: number }): Promise<Grant | Refusal | null> {
    return allowances.length ? take(this.env.ALLOWANCE, allowances, run) : null
  }

  /** The job, if this asker may do this with it; a refusal is logged, and looks as if there were none. */
  #opened(asker: Asker, does: 'read' | 'change'): Job | null {
    const job = this.#ledger.load()
    if (!job || may(asker, does, job)) return job
    log('job.refused', { ...about(job), does })
    return null
  }

  /** @param token which will prove the caller's right; of the caller's making where a lost reply is asked for again */
  async claim(token: string = crypto.randomUUID()): Promise<Reply<Work>> {
    const now = Date.now()
    const before = this.#ledger.load()
    const outcome = life.claim(before, token, now)
    if (!outcome.ok) {
      if (before) await this.#ledger.rearm(before, now)
      return outcome
    }
    const { job, lease } = outcome
    if (job !== before) {
      this.#ledger.save(job, now, now + backoff(1))
      log('job.claimed', { ...about(job), waited_ms: now - job.times.created })
      await this.#debts.settleSoon()
    }
    const { spec, repository, isPrivate = false, run, attempt } = job
    const credential = await this.#credential(job)
    const { key } = lease
    const { created } = job.times
    return { ok: true, value: { spec, repository, isPrivate, run, attempt, token, key, created, credential } }
  }

  async #credential({ id, credential }: Job): Promise<Work['credential']> {
    if (!credential) return 'none'
    const token = await unseal(secretsIn(this.env.TOKEN_SECRET), id, credential)
    return token === null ? 'lost' : { token }
  }

  async heartbeat(token: string, progress: JobProgress): Promise<Reply<null>> {
    const now = Date.now()
    const outcome = life.heartbeat(this.#ledger.load(), token, progress, now)
    if (!outcome.ok) return outcome
    this.#ledger.save(outcome.job, now, now + this.#debts.pause)
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
   * @param allowances what the run counts against, unless the request was granted before
   */
  async retry(
    asker: Asker,
    credential: string | null = null,
    request: string = crypto.randomUUID(),
    allowances: readonly Allowance[] = [],
  ): Promise<RunReply<{ job: JobView }>> {
    const asked = this.#opened(asker, 'change')
    const begins = life.retry(asked, credential, Date.now(), request)
    if (!begins.ok) return begins
    const isNew = begins.job !== asked
    const left = isNew ? await this.#take(allowances, { job: begins.job.id, run: begins.job.run }) : null
    if (left?.ok === false) return left
    const before = this.#ledger.load()
    const now = Date.now()
    const outcome = life.retry(before, credential, now, request)
    if (!outcome.ok) return outcome
    if (outcome.job !== before) {
      this.#ledger.save(outcome.job, now, now + backoff(1))
      log('job.retried', about(outcome.job))
      await this.#debts.settleSoon()
    }
    return { ok: true, value: { job: viewOf(this.#ledger.load() ?? outcome.job), left } }
  }

  /** Makes the job private, or not, for its owner. */
  async share(asker: Asker, isPrivate: boolean): Promise<Reply<JobView>> {
    const before = this.#opened(asker, 'change')
    const now = Date.now()
    const outcome = life.share(before, isPrivate, now)
    if (!outcome.ok) return outcome
    if (outcome.job !== before) {
      this.#ledger.save(outcome.job, now, now + backoff(1))
      log('job.shared', { ...about(outcome.job), private: isPrivate })
      await this.#debts.settleSoon()
    }
    return { ok: true, value: viewOf(this.#ledger.load() ?? outcome.job) }
  }

  async remove(asker: Asker): Promise<Reply<null>> {
    const before = this.#opened(asker, 'change')
    const now = Date.now()
    const outcome = life.remove(before, now)
    if (!outcome.ok) return outcome
    if (before?.status !== 'deleted') {
      this.#ledger.save(outcome.job, now, now + backoff(1))
      log('job.deleted', { ...about(outcome.job), was: before?.status })
      await this.#debts.settleSoon()
    }
    return { ok: true, value: null }
  }

  /** Stores nothing, also for an id that no job has. An alarm that the platform lost is set again. */
  async read(asker: Asker): Promise<JobView | null> {
    const job = this.#opened(asker, 'read')
    if (!job) return null
    await this.#ledger.rearm(job, Date.now())
    return viewOf(job)
  }

  /** How that run stands, for whoever counts the runs that move. `unknown`: it has not begun. */
  async standing(run: number): Promise<'unknown' | 'moves' | 'rests'> {
    const job = this.#ledger.load()
    if (!job || job.run < run) return 'unknown'
    return job.run === run && moves(job) ? 'moves' : 'rests'
  }

  /** Is this upload the job's, so that the job removes it in time? */
  async holds(upload: string): Promise<boolean> {
    const job = this.#ledger.load()
    return job?.spec.upload?.key === upload && (job.status !== 'deleted' || job.outbox.purge.length > 0)
  }

  /**
   * Follows the job: a line of JSON (`JobView`) for each visible change after the state that `known` names (`tagOf`), the
   * present one first unless it is that, empty lines while nothing happens. Ends when the job is at rest, or after a
   * minute. `null` when there is no such job, or not for this asker, `full` when too many follow it already.
   */
  async watch(asker: Asker, known: string | null): Promise<ReadableStream<Uint8Array> | 'full' | null> {
    const job = this.#opened(asker, 'read')
    if (!job) return null
    await this.#ledger.rearm(job, Date.now())
    return this.#watchers.join(viewOf(job), known)
  }

  /**
   * Called by the sweep: does what is due now, and tells D1 once more, which may hold an older row than it said (restored
   * from a backup). `false` when there is no such job.
   */
  async nudge(): Promise<boolean> {
    const job = this.#ledger.load()
    if (!job) return false
    this.#ledger.save({ ...job, outbox: { ...job.outbox, projected: 0 } }, Date.now())
    await this.alarm()
    return true
  }

  /** A message of this job could not be delivered: counted, and what is due is done now. */
  async deadLetter(): Promise<void> {
    await tried('metrics', () => perform(() => tallyDeadLetter(this.env.DB)))
    await this.nudge()
  }

  /** Answers, and touches storage without writing: for the health check. */
  async ping(): Promise<boolean> {
    return this.#ledger.load() === null
  }

  override async alarm(): Promise<void> {
    const tombstone = this.#ledger.load()
    const now = Date.now()
    try {
      if (tombstone && (await this.#debts.forgotten(tombstone, now))) return
      const job = this.#ledger.load()
      if (!job) return
      const next = life.lapse(job, now, keepMs(this.env))
      this.#ledger.save(next, now, now + backoff(1))
      logLapse(job, next)
      if (next.status === 'failed' && job.status !== 'failed') this.#ended(next, now)
      await this.#debts.settle()
    } catch (error) {
      // An alarm that throws is dropped by the platform after six tries: never let it.
      log('effect.failed', { ...(tombstone ? about(tombstone) : {}), effect: 'alarm', reason: reason(error) })
      await this.#ledger.wakeAt(Date.now() + this.#debts.failed())
    }
  }

  async #report(step: (job: Job | null, now: number) => life.Outcome, event: 'job.completed' | 'job.attempt_failed') {
    const before = this.#ledger.load()
    const now = Date.now()
    const outcome = step(before, now)
    if (!outcome.ok) return outcome
    if (outcome.job !== before) {
      this.#ledger.save(outcome.job, now, now + backoff(1))
      if (event === 'job.attempt_failed') log(event, { ...about(outcome.job), code: outcome.job.error?.code })
      if (outcome.job.status !== 'pending') this.#ended(outcome.job, now)
      await this.#debts.settleSoon()
    }
    return { ok: true as const, value: null }
  }

  /** A run has ended. */
  #ended(job: Job, now: number): void {
    logEnd(job, now)
    measureEnd(this.env.METRICS, job, now)
  }
}
