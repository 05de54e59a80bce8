import { DurableObject } from 'cloudflare:workers'
import { withJob } from '../client'
import type { JobObject } from '../job-object'
import { log, reason } from '../log'
import { type Count, type Counter, DAY_MS, type Exhausted, type Grant, judge, type Quota, type Run } from './quota'

/** Between being counted and being committed a run has this long; one that its job does not know by then never began. */
export const UNBORN_MS = 60_000

/** `moving` until its job was heard to rest; `holders` are the requests that were granted it. */
const TABLE = `CREATE TABLE IF NOT EXISTS taken (
  job TEXT NOT NULL, run INTEGER NOT NULL, at INTEGER NOT NULL,
  moving INTEGER NOT NULL DEFAULT 1, holders INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (job, run)
) WITHOUT ROWID`
type Row = { job: string; run: number; at: number }

/**
 * One count of runs, by its name: an owner's, an address's, or that of all visitors. Exact: each run is counted before it
 * begins, by its own name, so that a repeated request counts once. Which runs still move is asked of their jobs' objects, and
 * only when it decides about a refusal: nothing need be told of a job's end, so nothing of it can be lost. So a run that was
 * counted and never began is found as well. Replies are values: nothing expected is thrown across RPC.
 */
export class AllowanceObject extends DurableObject<{ JOB: DurableObjectNamespace<JobObject> }> implements Counter {
  readonly #sql = this.ctx.storage.sql

  /** Counts the run if the quota allows it; one that is counted already is granted again. */
  async take({ job, run }: Run, quota: Quota): Promise<Grant | Exhausted> {
    this.#sql.exec(TABLE)
    const again = [
      ...this.#sql.exec('UPDATE taken SET holders = holders + 1 WHERE job = ? AND run = ? RETURNING job', job, run),
    ]
    if (!again.length) {
      const verdict = await this.#verdict(quota)
      if (!verdict.ok) return verdict
      // From the verdict to here nothing else runs.
      this.#sql.exec(
        'INSERT INTO taken (job, run, at) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET holders = holders + 1',
        ...[job, run, Date.now()],
      )
      if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(Date.now() + DAY_MS)
    }
    const { used, oldest } = this.#count(Date.now())
    return { ok: true, left: Math.max(0, quota.day - used), resetMs: (oldest ?? Date.now()) + DAY_MS - Date.now() }
  }

  /** Would one more run be granted now? Counts nothing, and stores nothing where nothing is. */
  async ask(quota: Quota): Promise<Grant | Exhausted> {
    const nothing = { used: 0, moving: 0, oldest: null }
    return this.#isEmpty() ? judge(nothing, quota, Date.now()) : this.#verdict(quota)
  }

  /** A run that was counted and refused elsewhere is not counted, unless another request for it was granted meanwhile. */
  async giveBack({ job, run }: Run): Promise<void> {
    if (this.#isEmpty()) return
    this.#sql.exec('UPDATE taken SET holders = holders - 1 WHERE job = ? AND run = ?', job, run)
    this.#sql.exec('DELETE FROM taken WHERE job = ? AND run = ? AND holders <= 0', job, run)
  }

  /** A day on: what no longer counts is removed, and the whole object where nothing is left. */
  override async alarm(): Promise<void> {
    try {
      this.#sql.exec(TABLE)
      await this.#look()
      const now = Date.now()
      this.#sql.exec('DELETE FROM taken WHERE moving = 0 AND at <= ?', now - DAY_MS)
      const [{ oldest, rows } = { oldest: null, rows: 0 }] = this.#sql.exec<{ oldest: number | null; rows: number }>(
        'SELECT min(at) AS oldest, count(*) AS rows FROM taken',
      )
      if (rows > 0) await this.ctx.storage.setAlarm(Math.max((oldest ?? now) + DAY_MS, now + UNBORN_MS))
      else await this.ctx.storage.deleteAll()
    } catch (error) {
      // An alarm that throws is dropped by the platform after six tries.
      log('effect.failed', { effect: 'allowance', reason: reason(error) })
      await this.ctx.storage.setAlarm(Date.now() + UNBORN_MS)
    }
  }

  #isEmpty(): boolean {
    return [...this.#sql.exec("SELECT name FROM sqlite_master WHERE name = 'taken'")].length === 0
  }

  /** A refusal is only said after the jobs themselves were asked. */
  async #verdict(quota: Quota): Promise<Grant | Exhausted> {
    const verdict = judge(this.#count(Date.now()), quota, Date.now())
    if (verdict.ok) return verdict
    await this.#look()
    return judge(this.#count(Date.now()), quota, Date.now())
  }

  #count(now: number): Count {
    return this.#sql
      .exec<Count & Record<string, SqlStorageValue>>(
        `SELECT count(*) FILTER (WHERE at > ?1) AS used, count(*) FILTER (WHERE moving = 1) AS moving,
          min(at) FILTER (WHERE at > ?1) AS oldest FROM taken`,
        now - DAY_MS,
      )
      .one()
  }

  /** Asks each job that is taken to move. One that cannot be asked counts as moving. */
  async #look(): Promise<void> {
    const rows = [...this.#sql.exec<Row>('SELECT job, run, at FROM taken WHERE moving = 1')]
    const ends = await Promise.allSettled(
      rows.map(async ({ job, run, at }) => {
        const standing = await withJob(this.env.JOB, job, async (stub) => await stub.standing(run))
        if (standing === 'rests') this.#sql.exec('UPDATE taken SET moving = 0 WHERE job = ? AND run = ?', job, run)
        if (standing === 'unknown' && at <= Date.now() - UNBORN_MS)
          this.#sql.exec('DELETE FROM taken WHERE job = ? AND run = ?', job, run)
      }),
    )
    const failed = ends.filter(({ status }) => status === 'rejected').length
    if (failed) log('effect.failed', { effect: 'allowance', count: failed })
  }
}
