import { expect } from 'vitest'
import type { Job } from '../../../../src/job/job'
import type { Outcome } from '../../../../src/job/transitions'
import type { Core } from '../core'
import { FINAL, granted, jobsOf, MINUTE, NOW, PASSING, RESULT, SECOND, why } from '../job'

const BACKOFFS = { 1: 5, 2: 10, 3: 20, 4: 40, 6: 160, 7: 300, 20: 300 }

/** The wait that a failed first attempt leaves, in seconds. */
const waitOf = (core: Core, retryAfterMs?: number) => {
  const { enqueueAt } = granted(core.fail(jobsOf(core).processing(), 't', PASSING, NOW, retryAfterMs)).outbox
  return ((enqueueAt ?? 0) - NOW) / SECOND
}

/** A job's attempts, all of which fail in passing, until it is not given away any more. */
function spend(core: Core, end: (job: Job, token: string, now: number) => Job): { job: Job; attempts: number } {
  let job = jobsOf(core).pending()
  for (let attempts = 0; ; attempts++) {
    const at = job.outbox.enqueueAt ?? NOW
    const claimed = core.claim(job, `t${attempts}`, at)
    if (!claimed.ok || attempts > 9) return { job, attempts }
    job = end(claimed.job, `t${attempts}`, at)
  }
}

/** What the ends of attempts promise: `complete`, `fail`, and the lease that runs out. */
export const ENDS: Record<string, (core: Core) => void> = {
  'a completed job has its claim’s key as artifact, its result, and nothing of the work': (core) => {
    const job = jobsOf(core).processing()
    expect(granted(core.complete(job, 't', RESULT, NOW + 1))).toEqual({
      ...job,
      ...{ status: 'completed', version: 3, artifact: 'jobs/j/1-1-t', result: RESULT, settledBy: 't' },
      ...{ lease: null, error: null, credential: null, progress: { stage: null, percent: 100 } },
      times: { created: NOW, updated: NOW + 1 },
    })
  },
  'a repeated completion is answered the same': (core) => {
    const job = jobsOf(core).completed()
    expect(granted(core.complete(job, 't', RESULT, NOW + 9))).toBe(job)
  },
  'a completion clears the error of an attempt before': (core) => {
    const waiting = granted(core.fail(jobsOf(core).processing(), 't', PASSING, NOW))
    const again = granted(core.claim(waiting, 'u', NOW + MINUTE))
    expect(again.error).toEqual(PASSING)
    expect(granted(core.complete(again, 'u', RESULT, NOW + MINUTE)).error).toBe(null)
  },
  'a failure in passing makes the job wait for its next attempt': (core) => {
    const job = granted(core.heartbeat(jobsOf(core).processing(), 't', { stage: 'write', percent: 80 }, NOW))
    expect(granted(core.fail(job, 't', PASSING, NOW + 1))).toEqual({
      ...job,
      ...{ status: 'pending', version: 3, attempt: 1, error: PASSING, lease: null, settledBy: 't' },
      progress: { stage: null, percent: 0 },
      times: { created: NOW, updated: NOW + 1 },
      outbox: {
        ...job.outbox,
        enqueueAt: NOW + 1 + 5 * SECOND,
        purge: [{ key: 'jobs/j/1-1-t', at: NOW + 16 * MINUTE }],
      },
    })
  },
  'the wait doubles from five seconds up to five minutes': (core) => {
    for (const [attempt, seconds] of Object.entries(BACKOFFS))
      expect(core.backoff(Number(attempt))).toBe(seconds * SECOND)
    const first = granted(core.fail(jobsOf(core).processing(), 't', PASSING, NOW))
    const second = granted(core.claim(first, 'u', NOW + MINUTE))
    expect(granted(core.fail(second, 'u', PASSING, NOW + MINUTE)).outbox.enqueueAt).toBe(NOW + MINUTE + 10 * SECOND)
  },
  'the wait is as long as the repository’s host asked, five minutes at most, and never shorter than its own': (
    core,
  ) => {
    expect([undefined, 0, 4_000, 60_000, 299_000, 301_000].map((asked) => waitOf(core, asked))).toEqual([
      5, 5, 5, 60, 299, 300,
    ])
  },
  'a failure for good fails the job at once': (core) => {
    const job = jobsOf(core).failed()
    const at = NOW + 16 * MINUTE
    expect(job).toMatchObject({ status: 'failed', error: FINAL, attempt: 1, version: 3, settledBy: 't', lease: null })
    expect(job.progress).toEqual({ stage: null, percent: 0 })
    expect(job.outbox).toMatchObject({ enqueueAt: null, dispatchBy: null, purge: [{ key: 'jobs/j/1-1-t', at }] })
  },
  'the third attempt is the last, whether it fails or its worker is lost': (core) => {
    const failing = spend(core, (job, token, now) => granted(core.fail(job, token, PASSING, now)))
    const lapsing = spend(core, (job, _, now) => core.lapse(job, now + MINUTE, null))
    expect(failing).toMatchObject({ attempts: 3, job: { status: 'failed', attempt: 3, error: PASSING } })
    expect(lapsing).toMatchObject({ attempts: 3, job: { status: 'failed', error: { code: 'worker_lost' } } })
    expect(lapsing.job.outbox.purge).toHaveLength(3)
  },
  'a repeated failure is answered the same, whether the job waits or has failed': (core) => {
    const waiting = granted(core.fail(jobsOf(core).processing(), 't', PASSING, NOW))
    expect(granted(core.fail(waiting, 't', PASSING, NOW + 1))).toBe(waiting)
    const over = jobsOf(core).failed()
    expect(granted(core.fail(over, 't', FINAL, NOW + 1))).toBe(over)
  },
  'a lease that ran out frees the job as a failed attempt, not a millisecond before': (core) => {
    const job = jobsOf(core).processing()
    expect(core.lapse(job, NOW + MINUTE - 1, null)).toBe(job)
    const freed = core.lapse(job, NOW + MINUTE, null)
    expect(freed).toMatchObject({ status: 'pending', lease: null, settledBy: 't', version: 3 })
    expect(freed.error).toEqual({ code: 'worker_lost', message: expect.stringMatching(/\w/), retryable: true })
    expect(freed.outbox.enqueueAt).toBe(NOW + MINUTE + 5 * SECOND)
    expect(freed.outbox.purge).toEqual([{ key: 'jobs/j/1-1-t', at: NOW + 16 * MINUTE }])
  },
  'a heartbeat does not put off when a zombie’s leavings go': (core) => {
    const job = granted(core.heartbeat(jobsOf(core).processing(), 't', { stage: 'store', percent: 99 }, NOW + MINUTE))
    const { purge } = core.lapse(job, NOW + 2 * MINUTE, null).outbox
    expect(purge).toEqual([{ key: 'jobs/j/1-1-t', at: NOW + 16 * MINUTE }])
  },
  'a report by a token that does not hold is refused: lost, gone or missing': (core) => {
    const { pending, processing, completed, failed, deleted } = jobsOf(core)
    const reports: ((job: Job | null, token: string) => Outcome)[] = [
      (job, token) => core.heartbeat(job, token, { stage: 'write', percent: 80 }, NOW),
      (job, token) => core.complete(job, token, RESULT, NOW),
      (job, token) => core.fail(job, token, PASSING, NOW),
    ]
    for (const report of reports) {
      for (const make of [pending, processing, completed, failed]) expect(why(report(make(), 'zombie'))).toBe('lost')
      for (const token of ['zombie', 't']) expect(why(report(deleted(), token))).toBe('gone')
      expect(why(report(null, 't'))).toBe('missing')
    }
  },
  'an end of one kind is not answered as another': (core) => {
    const { completed, failed, processing } = jobsOf(core)
    const waiting = granted(core.fail(processing(), 't', PASSING, NOW))
    expect(why(core.fail(completed(), 't', PASSING, NOW))).toBe('lost')
    for (const job of [failed(), waiting]) expect(why(core.complete(job, 't', RESULT, NOW))).toBe('lost')
    const taken = granted(core.claim(waiting, 'u', NOW + MINUTE))
    expect(why(core.fail(taken, 't', PASSING, NOW + MINUTE))).toBe('lost')
    expect(why(core.complete(taken, 't', RESULT, NOW + MINUTE))).toBe('lost')
  },
  'a lease counts only while the job is processing': (core) => {
    const { processing } = jobsOf(core)
    for (const status of ['pending', 'failed', 'completed'] as const)
      expect(why(core.heartbeat({ ...processing(), status }, 't', { stage: 'write', percent: 1 }, NOW))).toBe('lost')
  },
}
