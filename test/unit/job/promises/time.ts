import { expect } from 'vitest'
import type { Job, Outbox } from '../../../../src/job/job'
import type { Core } from '../core'
import { DAY, granted, HOUR, jobsOf, MINUTE, NOW, PASSING, RESULT, SECOND, told, UPLOADED } from '../job'

const owing = (job: Job, outbox: Partial<Outbox>): Job => ({ ...job, outbox: { ...job.outbox, ...outbox } })
/** Owes nothing to anybody: all that it owed was told. */
const NOTHING: Partial<Outbox> = { enqueueAt: null, dispatchBy: null, projected: 99, purge: [], forgetAt: null }

/** Rings of a job for which nobody comes, until that time is over: at each, the milliseconds since the first. */
function ringsUntil(core: Core, end: number): number[] {
  let job = jobsOf(core).pending()
  let now = NOW
  const rings: number[] = []
  for (let round = 0; round < 1_000 && now <= NOW + end; round++) {
    const before = job.outbox.rings
    job = told(core, core.lapse(job, now, null), now)
    if (job.outbox.rings > before) rings.push(now - NOW)
    now = core.nextWake(job, now, null) ?? Number.POSITIVE_INFINITY
  }
  return rings
}

/** What the passing of time promises: bells that ring again, jobs that expire, and when the object wakes. */
export const TIME: Record<string, (core: Core) => void> = {
  'a bell that nobody heard rings again when its wait is over, not a millisecond before': (core) => {
    const purge = [{ key: 'k', at: NOW + HOUR }]
    const dispatchBy = NOW + 30 * SECOND
    const rang = owing(jobsOf(core).pending(), { enqueueAt: null, dispatchBy, rings: 1, purge })
    expect(core.lapse(rang, NOW + 30 * SECOND - 1, null)).toBe(rang)
    const again = owing(rang, { dispatchBy: null, enqueueAt: NOW + 30 * SECOND })
    expect(core.lapse(rang, NOW + 30 * SECOND, null)).toEqual(again)
    expect(core.lapse(rang, NOW + 31 * SECOND, null).outbox.enqueueAt).toBe(NOW + 31 * SECOND)
  },
  'a job for which nobody comes rings after 30 s, then twice as long each time, then every two minutes': (core) => {
    const waits = [0, 30, 60, ...Array.from({ length: 20 }, () => 120)].map((seconds) => seconds * SECOND)
    const sums = waits.map((_, i) => waits.slice(0, i + 1).reduce((sum, wait) => sum + wait))
    expect(ringsUntil(core, 25 * MINUTE)).toEqual(sums.filter((sum) => sum <= 25 * MINUTE))
    expect(ringsUntil(core, DAY).length).toBeLessThan(DAY / (2 * MINUTE) + 3)
  },
  'what waits for its next attempt is not hurried': (core) => {
    const waiting = granted(core.fail(jobsOf(core).processing(), 't', PASSING, NOW))
    for (const now of [NOW + 1, NOW + 5 * SECOND, NOW + HOUR]) expect(core.lapse(waiting, now, null)).toBe(waiting)
  },
  'only a job that waits rings again': (core) => {
    const { completed, deleted, failed, processing } = jobsOf(core)
    for (const make of [completed, deleted, failed, processing]) {
      const job = owing(make(), { dispatchBy: NOW })
      expect(core.lapse(job, NOW, null)).toBe(job)
    }
  },
  'a job at rest expires when it has been kept long enough, not a millisecond before': (core) => {
    for (const make of [jobsOf(core).completed, jobsOf(core).failed]) {
      expect(core.lapse(make(), NOW + HOUR - 1, HOUR).status).toBe(make().status)
      expect(core.lapse(make(), NOW + HOUR, HOUR)).toEqual(granted(core.remove(make(), NOW + HOUR)))
    }
  },
  'what is kept for ever, and what is not at rest, never expires': (core) => {
    const { completed, failed, pending, processing, deleted } = jobsOf(core)
    for (const make of [completed, failed])
      expect(core.lapse(make(), NOW + 1_000 * DAY, null).status).toBe(make().status)
    for (const make of [pending, deleted])
      expect(core.lapse(make(), NOW + 1_000 * DAY, HOUR).status).toBe(make().status)
    expect(core.lapse(processing(), NOW + DAY, HOUR).status).toBe('pending')
  },
  'jobs may be kept for no time at all': (core) => {
    expect(core.lapse(jobsOf(core).completed(), NOW, 0).status).toBe('deleted')
  },
  'the wait for expiry begins with the last change, not with creation': (core) => {
    const job = granted(core.complete(jobsOf(core).processing(), 't', RESULT, NOW + MINUTE / 2))
    expect(core.lapse(job, NOW + HOUR, HOUR)).toBe(job)
    expect(core.nextWake(owing(job, NOTHING), NOW, HOUR)).toBe(NOW + MINUTE / 2 + HOUR)
  },
  'who owes nothing and is owed nothing sleeps': (core) => {
    for (const make of Object.values(jobsOf(core))) {
      const job = { ...owing(make(), NOTHING), lease: null }
      expect(core.nextWake(job, NOW, null)).toBe(null)
    }
  },
  'the object wakes for each thing that is due, and for the first of them': (core) => {
    const { pending, completed, failed, processing } = jobsOf(core)
    const calm = owing(pending(), NOTHING)
    expect(core.nextWake(owing(processing(), NOTHING), NOW, null)).toBe(NOW + MINUTE)
    expect(core.nextWake(owing(calm, { enqueueAt: NOW + 1 }), NOW, null)).toBe(NOW + 1)
    expect(core.nextWake(owing(calm, { dispatchBy: NOW + 2 }), NOW, null)).toBe(NOW + 2)
    const purge = [3, 4].map((at) => ({ key: `k${at}`, at: NOW + at }))
    expect(core.nextWake(owing(calm, { purge }), NOW, null)).toBe(NOW + 3)
    expect(core.nextWake(owing(calm, { forgetAt: NOW + 5 }), NOW, null)).toBe(NOW + 5)
    for (const make of [completed, failed]) expect(core.nextWake(owing(make(), NOTHING), NOW, HOUR)).toBe(NOW + HOUR)
    for (const make of [pending, jobsOf(core).deleted])
      expect(core.nextWake(owing(make(), NOTHING), NOW, HOUR)).toBe(null)
    expect(core.nextWake(owing(calm, { enqueueAt: NOW + 7, dispatchBy: NOW + 9, forgetAt: NOW + 8 }), NOW, null)).toBe(
      NOW + 7,
    )
  },
  'the object wakes at once when D1 is owed a version': (core) => {
    const job = jobsOf(core).completed()
    expect(core.nextWake(owing(job, { ...NOTHING, projected: job.version - 1 }), NOW + 9, null)).toBe(NOW + 9)
    expect(core.nextWake(owing(job, { ...NOTHING, projected: job.version }), NOW + 9, null)).toBe(null)
  },
  'a job wakes for its upload’s end': (core) => {
    const job = told(core, jobsOf(core, UPLOADED).failed(), NOW + HOUR)
    expect(core.nextWake(job, NOW + HOUR, null)).toBe(NOW + 7 * DAY)
  },
}
