import { expect } from 'vitest'
import type { Job } from '../../../../src/job/job'
import type { Core } from '../core'
import { DAY, FINAL, granted, jobsOf, MINUTE, NOW, PASSING, RESULT, UPLOADED, why } from '../job'

const KEY = 'uploads/j/1'
const LEAVINGS = { key: 'jobs/j/1-1-t', at: NOW + 16 * MINUTE }
/** When the upload leaves R2, as milliseconds from `NOW`. */
const uploadGoes = ({ outbox }: Job) => outbox.purge.filter(({ key }) => key === KEY).map(({ at }) => at - NOW)

/** What a person's retry and deletion promise, and what becomes of the upload and the token that came with a request. */
export const PEOPLE: Record<string, (core: Core) => void> = {
  'a retry begins a new run: attempts, error and result gone in the same commit': (core) => {
    const failed = jobsOf(core).failed()
    // As if a worker had left more than it does.
    const job = { ...failed, artifact: 'jobs/j/old', result: RESULT, progress: { stage: 'write' as const, percent: 9 } }
    expect(granted(core.retry(job, null, NOW + 1, 'r'))).toEqual({
      ...failed,
      ...{ status: 'pending', version: 4, run: 2, attempt: 0, error: null, artifact: null, result: null },
      ...{ settledBy: null, retriedBy: 'r', credential: null, progress: { stage: null, percent: 0 } },
      times: { created: NOW, updated: NOW + 1 },
      outbox: { ...failed.outbox, enqueueAt: NOW + 1 },
    })
  },
  'the same retry again, whose reply was lost, is answered with the job as it stands': (core) => {
    const { processing, completed } = jobsOf(core)
    const again = granted(core.retry(jobsOf(core).failed(), null, NOW, 'r'))
    expect(granted(core.retry(again, null, NOW + 1, 'r'))).toBe(again)
    const worked = { ...processing(), retriedBy: 'r' }
    expect(granted(core.retry(worked, null, NOW + 1, 'r'))).toBe(worked)
    expect(why(core.retry(again, null, NOW + 1, 'another'))).toBe('conflict')
    expect(why(core.retry({ ...completed(), retriedBy: 'another' }, null, NOW, 'r'))).toBe('conflict')
    expect(completed().retriedBy).toBe(null)
  },
  'a job is made private in any status but deleted, and shared again, and is otherwise as it was': (core) => {
    const { pending, processing, completed, failed, deleted } = jobsOf(core)
    for (const job of [pending(), processing(), completed(), failed()]) {
      const closed = granted(core.share(job, true, NOW + 1))
      const { version, times } = job
      expect(closed).toEqual({ ...job, isPrivate: true, version: version + 1, times: { ...times, updated: NOW + 1 } })
      expect(granted(core.share(closed, false, NOW + 2))).toMatchObject({ isPrivate: false, version: version + 2 })
    }
    expect(why(core.share(deleted(), true, NOW))).toBe('gone')
    expect(why(core.share(null, true, NOW))).toBe('missing')
  },
  'a job that is private already, or shared already, stays the very same': (core) => {
    const job = jobsOf(core).completed()
    expect(granted(core.share(job, false, NOW + 1))).toBe(job)
    const closed = { ...job, isPrivate: true }
    expect(granted(core.share(closed, true, NOW + 1))).toBe(closed)
  },
  'a new run has keys of its own': (core) => {
    const again = granted(core.retry(jobsOf(core).failed(), null, NOW, 'r'))
    expect(granted(core.claim(again, 't', NOW)).lease?.key).toBe('jobs/j/2-1-t')
  },
  'a retry forgets the token that failed: its late reports are refused': (core) => {
    const again = granted(core.retry(jobsOf(core).failed(), null, NOW, 'r'))
    expect(why(core.fail(again, 't', PASSING, NOW))).toBe('lost')
    expect(why(core.complete(again, 't', RESULT, NOW))).toBe('lost')
  },
  'only a failed job is retried': (core) => {
    const { pending, processing, completed, deleted } = jobsOf(core)
    for (const make of [pending, processing, completed])
      expect(why(core.retry(make(), null, NOW, 'r'))).toBe('conflict')
    expect(why(core.retry(deleted(), null, NOW, 'r'))).toBe('gone')
    expect(why(core.retry(null, null, NOW, 'r'))).toBe('missing')
  },
  'a deletion leaves a tombstone for a day: the artifact goes now, and nothing is rung or leased any more': (core) => {
    const job = { ...jobsOf(core).completed(), error: FINAL, credential: 'sealed' }
    const rung = { ...job, outbox: { ...job.outbox, enqueueAt: NOW, dispatchBy: NOW } }
    expect(granted(core.remove(rung, NOW + 5))).toEqual({
      ...job,
      ...{ status: 'deleted', version: 4, artifact: null, result: null, error: null, credential: null, lease: null },
      progress: { stage: null, percent: 0 },
      times: { created: NOW, updated: NOW + 5 },
      outbox: {
        ...{ enqueueAt: null, dispatchBy: null, rings: 0, projected: 0 },
        purge: [{ key: 'jobs/j/1-1-t', at: NOW + 5 }],
        forgetAt: NOW + 5 + DAY,
      },
    })
  },
  'a deletion while somebody works lets the claim’s key go 16 minutes after the claim': (core) => {
    const job = granted(core.remove(jobsOf(core).processing(), NOW + 5))
    expect(job.lease).toBe(null)
    expect(job.outbox.purge).toEqual([LEAVINGS])
  },
  'a deletion keeps what was owed to R2 before': (core) => {
    expect(granted(core.remove(jobsOf(core).failed(), NOW)).outbox.purge).toEqual([LEAVINGS])
  },
  'a second deletion changes nothing; of a missing job there is nothing to delete': (core) => {
    const job = jobsOf(core).deleted()
    expect(granted(core.remove(job, NOW + 1))).toBe(job)
    expect(why(core.remove(null, NOW))).toBe('missing')
  },
  'the token is there for every attempt of the run, and erased as soon as the job is at rest': (core) => {
    const { pending, processing, completed, failed } = jobsOf(core, UPLOADED)
    const waiting = granted(core.fail(processing(), 't', PASSING, NOW))
    for (const job of [pending(), processing(), waiting]) expect(job.credential).toBe('sealed')
    const removed = granted(core.remove(pending(), NOW))
    for (const job of [completed(), failed(), removed]) expect(job.credential).toBe(null)
  },
  'a retry has the token that came with it, or none': (core) => {
    const { failed } = jobsOf(core, UPLOADED)
    expect(granted(core.retry(failed(), null, NOW, 'r')).credential).toBe(null)
    expect(granted(core.retry(failed(), 'another', NOW, 'r')).credential).toBe('another')
  },
  'the upload leaves R2 with the README’s arrival or the job’s deletion, and a week after a failure': (core) => {
    const { pending, processing, completed, failed } = jobsOf(core, UPLOADED)
    const waiting = granted(core.fail(processing(), 't', PASSING, NOW))
    for (const job of [pending(), processing(), waiting]) expect(uploadGoes(job)).toEqual([])
    expect(uploadGoes(completed())).toEqual([0])
    expect(uploadGoes(granted(core.remove(pending(), NOW + 1)))).toEqual([1])
    expect(uploadGoes(failed())).toEqual([7 * DAY])
    expect(failed().outbox.purge).toContainEqual(LEAVINGS)
  },
  'a completion and a retry keep what was owed to R2 before': (core) => {
    const { processing, failed } = jobsOf(core, UPLOADED)
    const again = granted(core.claim(granted(core.fail(processing(), 't', PASSING, NOW)), 'u', NOW + MINUTE))
    expect(granted(core.complete(again, 'u', RESULT, NOW)).outbox.purge).toContainEqual(LEAVINGS)
    expect(granted(core.retry(failed(), null, NOW, 'r')).outbox.purge).toEqual([LEAVINGS])
  },
  'a retry keeps the upload, and a deletion after a failure removes it now and not twice': (core) => {
    const { failed } = jobsOf(core, UPLOADED)
    expect(uploadGoes(granted(core.retry(failed(), null, NOW, 'r')))).toEqual([])
    expect(uploadGoes(granted(core.remove(failed(), NOW + 2)))).toEqual([2])
  },
}
