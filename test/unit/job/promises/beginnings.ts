import { expect } from 'vitest'
import type { Core } from '../core'
import { granted, jobsOf, MINUTE, NOW, PASSING, SECOND, UPLOADED, WANTED, why } from '../job'

/** What a job's creation, its claims and its heartbeats promise. */
export const BEGINNINGS: Record<string, (core: Core) => void> = {
  'create makes a job that owes a bell and a projection, and nothing else': (core) => {
    expect(jobsOf(core).pending()).toEqual({
      ...WANTED,
      ...{ status: 'pending', version: 1, run: 1, attempt: 0, retriedBy: null, lease: null, settledBy: null },
      ...{ artifact: null, result: null, error: null, progress: { stage: null, percent: 0 } },
      times: { created: NOW, updated: NOW },
      outbox: { enqueueAt: NOW, dispatchBy: null, rings: 0, projected: 0, purge: [], forgetAt: null },
    })
    expect(granted(core.create(null, UPLOADED, NOW)).credential).toBe('sealed')
  },
  'the same owner and fingerprint meet the same job, in any status': (core) => {
    for (const make of Object.values(jobsOf(core))) {
      const job = make()
      expect(granted(core.create(job, WANTED, NOW + 1))).toBe(job)
    }
  },
  'another fingerprint or another owner is refused': (core) => {
    const { pending } = jobsOf(core)
    expect(why(core.create(pending(), { ...WANTED, fingerprint: 'other' }, NOW))).toBe('mismatch')
    expect(why(core.create(pending(), { ...WANTED, owner: 'other' }, NOW))).toBe('mismatch')
  },
  'a claim gives a pending job a lease of one minute on a key of its own': (core) => {
    const claimed = core.claim(jobsOf(core).pending(), 't', NOW + 1)
    if (!claimed.ok) throw new Error(claimed.why)
    const { job, lease } = claimed
    expect(job).toMatchObject({
      status: 'processing',
      attempt: 1,
      version: 2,
      progress: { stage: 'resolve', percent: 0 },
    })
    expect(job.times).toEqual({ created: NOW, updated: NOW + 1 })
    expect(lease).toEqual({ token: 't', key: 'jobs/j/1-1-t', claimedAt: NOW + 1, expiresAt: NOW + 1 + MINUTE })
    expect(job.lease).toEqual(lease)
  },
  'a claim ends the ringing, and the count of rings': (core) => {
    const { pending } = jobsOf(core)
    const rung = { ...pending(), outbox: { ...pending().outbox, enqueueAt: NOW, dispatchBy: NOW, rings: 3 } }
    expect(granted(core.claim(rung, 't', NOW)).outbox).toMatchObject({ enqueueAt: null, dispatchBy: null, rings: 0 })
  },
  'no two claims share a key': (core) => {
    const first = jobsOf(core).processing()
    const second = granted(core.claim(granted(core.fail(first, 't', PASSING, NOW)), 't', NOW + MINUTE))
    const another = granted(core.claim(jobsOf(core).pending(), 'u', NOW))
    expect(new Set([first, second, another].map(({ lease }) => lease?.key)).size).toBe(3)
  },
  'a claim is refused while the backoff lasts, and granted at its end': (core) => {
    const waiting = granted(core.fail(jobsOf(core).processing(), 't', PASSING, NOW))
    expect(why(core.claim(waiting, 'u', NOW + 5 * SECOND - 1))).toBe('early')
    expect(why(core.claim(waiting, 'u', NOW + 5 * SECOND))).toBe('ok')
  },
  'the same claim again, whose reply was lost, is given the same lease': (core) => {
    const job = granted(core.claim(jobsOf(core).pending(), 't', NOW))
    const again = core.claim(job, 't', NOW + 1)
    if (!again.ok) throw new Error(again.why)
    expect(again.job).toBe(job)
    expect(again.lease).toBe(job.lease)
  },
  'a claim of what is taken, at rest, gone or missing is refused': (core) => {
    const { processing, completed, failed, deleted } = jobsOf(core)
    for (const make of [processing, completed, failed]) expect(why(core.claim(make(), 'u', NOW))).toBe('taken')
    expect(why(core.claim(deleted(), 'u', NOW))).toBe('gone')
    expect(why(core.claim(null, 'u', NOW))).toBe('missing')
  },
  'a heartbeat extends the lease and notes the progress, without a new version': (core) => {
    const job = jobsOf(core).processing()
    const beaten = granted(core.heartbeat(job, 't', { stage: 'download', percent: 40 }, NOW + MINUTE / 2))
    expect(beaten).toEqual({
      ...job,
      progress: { stage: 'download', percent: 40 },
      lease: { token: 't', key: 'jobs/j/1-1-t', claimedAt: NOW, expiresAt: NOW + 1.5 * MINUTE },
      times: { created: NOW, updated: NOW + MINUTE / 2 },
    })
  },
  'a late heartbeat keeps a job that no alarm has freed yet': (core) => {
    const late = core.heartbeat(jobsOf(core).processing(), 't', { stage: 'write', percent: 80 }, NOW + 2 * MINUTE)
    expect(why(late)).toBe('ok')
  },
}
