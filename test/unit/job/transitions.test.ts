import { describe, expect, it } from 'vitest'
import type { Job } from '../../../src/job/job'
import * as life from '../../../src/job/transitions'
import {
  completed,
  deleted,
  FINAL,
  failed,
  granted,
  NOW,
  PASSING,
  pending,
  processing,
  RESULT,
  UPLOADED,
  WANTED,
  why,
} from './job'

const EVERY = { pending, processing, completed, failed, deleted }

describe('create', () => {
  it('makes a pending job, version 1, that owes a bell and a projection', () => {
    const job = pending()
    expect(job).toMatchObject({ status: 'pending', version: 1, run: 1, attempt: 0 })
    expect(job.outbox).toMatchObject({ enqueueAt: NOW, projected: 0 })
    expect(life.nextWake(job, NOW)).toBe(NOW)
  })
  it.each(Object.entries(EVERY))('the same owner and fingerprint meet the same %s job', (_, make) => {
    const job = make()
    expect(granted(life.create(job, WANTED, NOW + 1))).toBe(job)
  })
  it('another fingerprint or another owner is refused', () => {
    expect(why(life.create(pending(), { ...WANTED, fingerprint: 'other' }, NOW))).toBe('mismatch')
    expect(why(life.create(pending(), { ...WANTED, owner: 'other' }, NOW))).toBe('mismatch')
  })
})

describe('claim', () => {
  it('gives a pending job a lease of one minute on a key of its own', () => {
    const claimed = life.claim(pending(), 't', NOW)
    if (!claimed.ok) throw new Error(claimed.why)
    expect(claimed.job).toMatchObject({ status: 'processing', attempt: 1, version: 2 })
    expect(claimed.lease).toEqual({ token: 't', key: 'jobs/j/1-1-t', claimedAt: NOW, expiresAt: NOW + 60_000 })
    expect(claimed.job.lease).toEqual(claimed.lease)
    expect(claimed.job.outbox).toMatchObject({ enqueueAt: null, dispatchBy: null })
  })
  it('never gives two claims the same key', () => {
    const first = processing('a')
    const freed = granted(life.fail(first, 'a', PASSING, NOW))
    const second = granted(life.claim(freed, 'b', NOW + 5_000))
    expect(second.lease?.key).not.toBe(first.lease?.key)
  })
  it('is refused while the backoff lasts, and granted at its end', () => {
    const waiting = granted(life.fail(processing(), 't', PASSING, NOW))
    expect(why(life.claim(waiting, 'u', NOW + 4_999))).toBe('early')
    expect(life.claim(waiting, 'u', NOW + 5_000).ok).toBe(true)
  })
  it('is refused for what is taken, at rest, gone or missing', () => {
    expect(why(life.claim(processing(), 'u', NOW))).toBe('taken')
    expect(why(life.claim(completed(), 'u', NOW))).toBe('taken')
    expect(why(life.claim(failed(), 'u', NOW))).toBe('taken')
    expect(why(life.claim(deleted(), 'u', NOW))).toBe('gone')
    expect(why(life.claim(null, 'u', NOW))).toBe('missing')
  })
})

describe('heartbeat', () => {
  it('extends the lease and notes the progress without a new version', () => {
    const job = granted(life.heartbeat(processing(), 't', { stage: 'download', percent: 40 }, NOW + 30_000))
    expect(job.lease?.expiresAt).toBe(NOW + 90_000)
    expect(job.progress).toEqual({ stage: 'download', percent: 40 })
    expect(job.version).toBe(processing().version)
    expect(job.times.updated).toBe(NOW + 30_000)
  })
  it('does not extend what a zombie may still write', () => {
    expect(granted(life.heartbeat(processing(), 't', { stage: 'store', percent: 99 }, NOW + 1)).lease?.claimedAt).toBe(
      NOW,
    )
  })
})

describe('complete', () => {
  it('makes the lease’s key the artifact', () => {
    expect(completed()).toMatchObject({
      status: 'completed',
      artifact: 'jobs/j/1-1-t',
      result: RESULT,
      lease: null,
      error: null,
      progress: { stage: null, percent: 100 },
      version: 3,
    })
  })
  it('answers the same token the same', () => {
    const job = completed()
    expect(granted(life.complete(job, 't', RESULT, NOW + 9))).toBe(job)
  })
  it('clears the error of an attempt before', () => {
    const again = granted(life.claim(granted(life.fail(processing(), 't', PASSING, NOW)), 'u', NOW + 5_000))
    expect(again.error).toEqual(PASSING)
    expect(granted(life.complete(again, 'u', RESULT, NOW + 6_000)).error).toBe(null)
  })
})

describe('fail', () => {
  it('retryable with attempts left: pending again, after 5 s, 10 s', () => {
    const first = granted(life.fail(processing(), 't', PASSING, NOW))
    expect(first).toMatchObject({ status: 'pending', attempt: 1, error: PASSING, lease: null })
    expect(first.outbox.enqueueAt).toBe(NOW + 5_000)
    const second = granted(life.fail(granted(life.claim(first, 'u', NOW + 5_000)), 'u', PASSING, NOW + 6_000))
    expect(second.outbox.enqueueAt).toBe(NOW + 16_000)
  })
  it('waits as long as the repository’s host asked, five minutes at most', () => {
    expect(granted(life.fail(processing(), 't', PASSING, NOW, 60_000)).outbox.enqueueAt).toBe(NOW + 60_000)
    expect(granted(life.fail(processing(), 't', PASSING, NOW, 1e9)).outbox.enqueueAt).toBe(NOW + 300_000)
  })
  it('permanent: failed at once', () => {
    expect(failed()).toMatchObject({ status: 'failed', error: FINAL, attempt: 1 })
    expect(failed().outbox.enqueueAt).toBe(null)
  })
  it('the third attempt is the last', () => {
    let job = pending()
    for (const token of ['a', 'b', 'c']) {
      const at = job.outbox.enqueueAt ?? NOW
      job = granted(life.fail(granted(life.claim(job, token, at)), token, PASSING, at))
    }
    expect(job).toMatchObject({ status: 'failed', attempt: 3, error: PASSING })
  })
  it('answers the same token the same, whether the job is pending or failed', () => {
    const waiting = granted(life.fail(processing(), 't', PASSING, NOW))
    expect(granted(life.fail(waiting, 't', PASSING, NOW + 1))).toBe(waiting)
    const over = failed()
    expect(granted(life.fail(over, 't', FINAL, NOW + 1))).toBe(over)
  })
  it('leaves what the claim may have written to be purged when no zombie can write', () => {
    expect(failed().outbox.purge).toEqual([{ key: 'jobs/j/1-1-t', at: NOW + 16 * 60_000 }])
  })
  it('backs off by doubling up to five minutes', () => {
    expect([1, 2, 3, 6, 7, 20].map(life.backoff)).toEqual([5_000, 10_000, 20_000, 160_000, 300_000, 300_000])
  })
})

describe('a token that no longer holds', () => {
  const reports: Record<string, (job: Job | null) => life.Outcome> = {
    heartbeat: (job) => life.heartbeat(job, 'zombie', { stage: 'write', percent: 80 }, NOW),
    complete: (job) => life.complete(job, 'zombie', RESULT, NOW),
    fail: (job) => life.fail(job, 'zombie', PASSING, NOW),
  }
  it.each(Object.entries(reports))('%s is refused: lost, gone or missing', (_, report) => {
    for (const make of [pending, processing, completed, failed]) expect(why(report(make()))).toBe('lost')
    expect(why(report(deleted()))).toBe('gone')
    expect(why(report(null))).toBe('missing')
  })
  it('a retry forgets the token that failed: its late reports are refused', () => {
    const again = granted(life.retry(failed(), null, NOW))
    expect(why(life.fail(again, 't', PASSING, NOW))).toBe('lost')
    expect(why(life.complete(again, 't', RESULT, NOW))).toBe('lost')
  })
})

describe('retry', () => {
  it('only from failed: a new run, attempts, error and result gone in the same commit', () => {
    const job = granted(life.retry(failed(), null, NOW + 1))
    expect(job).toMatchObject({
      status: 'pending',
      run: 2,
      attempt: 0,
      error: null,
      result: null,
      artifact: null,
      version: failed().version + 1,
    })
    expect(job.outbox.enqueueAt).toBe(NOW + 1)
    expect(granted(life.claim(job, 'u', NOW + 1)).lease?.key).toBe('jobs/j/2-1-u')
  })
  it('is refused in any other status', () => {
    for (const make of [pending, processing, completed]) expect(why(life.retry(make(), null, NOW))).toBe('conflict')
    expect(why(life.retry(deleted(), null, NOW))).toBe('gone')
    expect(why(life.retry(null, null, NOW))).toBe('missing')
  })
})

describe('what was sent along', () => {
  const KEY = 'uploads/j/1'
  const sent = () => granted(life.create(null, UPLOADED, NOW))
  const worked = () => granted(life.claim(sent(), 't', NOW))
  const spent = () => granted(life.fail(worked(), 't', FINAL, NOW))
  const owed = (job: Job) => job.outbox.purge.filter(({ key }) => key === KEY).map(({ at }) => at - NOW)

  it('the token is there for every attempt of the run and erased as soon as the job is at rest', () => {
    expect([sent(), worked(), granted(life.fail(worked(), 't', PASSING, NOW))].map((job) => job.credential)).toEqual([
      'sealed',
      'sealed',
      'sealed',
    ])
    const rested = [granted(life.complete(worked(), 't', RESULT, NOW)), spent(), granted(life.remove(sent(), NOW))]
    expect(rested.map((job) => job.credential)).toEqual([null, null, null])
  })
  it('a retry has the token that came with it, or none', () => {
    expect(granted(life.retry(spent(), null, NOW)).credential).toBe(null)
    expect(granted(life.retry(spent(), 'another', NOW)).credential).toBe('another')
  })
  it('the upload leaves R2 with the README’s arrival or the job’s deletion, and a week after a failure', () => {
    expect([sent(), worked(), granted(life.fail(worked(), 't', PASSING, NOW))].map(owed)).toEqual([[], [], []])
    expect(owed(granted(life.complete(worked(), 't', RESULT, NOW)))).toEqual([0])
    expect(owed(granted(life.remove(sent(), NOW)))).toEqual([0])
    expect(owed(spent())).toEqual([7 * 86_400_000])
  })
  it('a retry keeps the upload, and a deletion after a failure removes it now and not twice', () => {
    expect(owed(granted(life.retry(spent(), null, NOW)))).toEqual([])
    expect(owed(granted(life.remove(spent(), NOW)))).toEqual([0])
  })
})

describe('remove', () => {
  it('a completed job: its artifact is purged now, its tombstone forgotten after a day', () => {
    const job = granted(life.remove(completed(), NOW + 5))
    expect(job).toMatchObject({ status: 'deleted', artifact: null, result: null, error: null })
    expect(job.outbox).toMatchObject({ purge: [{ key: 'jobs/j/1-1-t', at: NOW + 5 }], forgetAt: NOW + 5 + 86_400_000 })
  })
  it('a processing job: the live lease’s key is purged 16 minutes after the claim', () => {
    const job = granted(life.remove(processing(), NOW + 5))
    expect(job.lease).toBe(null)
    expect(job.outbox.purge).toEqual([{ key: 'jobs/j/1-1-t', at: NOW + 16 * 60_000 }])
  })
  it('a pending job rings no more', () => {
    expect(granted(life.remove(pending(), NOW)).outbox).toMatchObject({ enqueueAt: null, dispatchBy: null })
  })
  it('keeps what was owed to be purged before', () => {
    expect(granted(life.remove(failed(), NOW)).outbox.purge).toHaveLength(1)
  })
  it('again changes nothing; of a missing job there is nothing to delete', () => {
    const job = deleted()
    expect(granted(life.remove(job, NOW + 1))).toBe(job)
    expect(why(life.remove(null, NOW))).toBe('missing')
  })
})

describe('lapse', () => {
  it('a lease that ran out frees the job as a failed attempt', () => {
    expect(life.lapse(processing(), NOW + 59_999)).toEqual(processing())
    const freed = life.lapse(processing(), NOW + 60_000)
    expect(freed).toMatchObject({ status: 'pending', error: { code: 'worker_lost', retryable: true }, lease: null })
    expect(freed.outbox.enqueueAt).toBe(NOW + 65_000)
    expect(freed.outbox.purge).toHaveLength(1)
  })
  it('the third lapse fails the job', () => {
    let job = pending()
    let now = NOW
    for (const token of ['a', 'b', 'c']) {
      now = job.outbox.enqueueAt ?? now
      job = granted(life.claim(job, token, now))
      now += 60_000
      job = life.lapse(job, now)
    }
    expect(job).toMatchObject({ status: 'failed', error: { code: 'worker_lost' } })
  })
  it('a bell that nobody heard within 30 s rings again', () => {
    const rang: Job = { ...pending(), outbox: { ...pending().outbox, enqueueAt: null, dispatchBy: NOW + 30_000 } }
    expect(life.lapse(rang, NOW + 29_999)).toBe(rang)
    expect(life.lapse(rang, NOW + 30_000).outbox).toMatchObject({ enqueueAt: NOW + 30_000, dispatchBy: null })
  })
  it('a late heartbeat keeps a job that no alarm has freed yet', () => {
    expect(life.heartbeat(processing(), 't', { stage: 'write', percent: 80 }, NOW + 120_000).ok).toBe(true)
  })
})

describe('versions and inputs', () => {
  it('grow by one with each visible change and never otherwise', () => {
    expect([pending, processing, completed, failed, deleted].map((make) => make().version)).toEqual([1, 2, 3, 3, 4])
  })
  it('the job that goes in is never changed', () => {
    const freeze = (value: object): void => {
      Object.freeze(value)
      for (const inner of Object.values(value)) if (typeof inner === 'object' && inner) freeze(inner)
    }
    for (const make of Object.values(EVERY)) {
      const job = make()
      freeze(job)
      life.claim(job, 'x', NOW)
      life.heartbeat(job, 't', { stage: 'write', percent: 1 }, NOW)
      life.complete(job, 't', RESULT, NOW)
      life.fail(job, 't', PASSING, NOW)
      life.retry(job, null, NOW)
      life.remove(job, NOW)
      life.lapse(job, NOW + 1e9)
    }
  })
})
