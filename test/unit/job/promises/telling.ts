import { expect } from 'vitest'
import type { Job, Outbox } from '../../../../src/job/job'
import type { Told } from '../../../../src/job/outbox'
import type { Core } from '../core'
import { FINAL, granted, HOUR, jobsOf, MINUTE, NOW, PASSING, RESULT, SECOND, UPLOADED } from '../job'

const ALL: Told = { projection: 'done', bell: 'done', purge: 'done' }
const NONE: Told = { projection: 'none', bell: 'none', purge: 'none' }
const FAILED: Told = { projection: { failed: 0 }, bell: { failed: 0 }, purge: { failed: 0 } }
const owing = (job: Job, outbox: Partial<Outbox>): Job => ({ ...job, outbox: { ...job.outbox, ...outbox } })
const debts = (...times: number[]) => times.map((at) => ({ key: `k${at}`, at: NOW + at }))
/** The job, which owes a bell, a version and a key. */
const debtor = (core: Core) => owing(jobsOf(core).pending(), { purge: debts(0) })
const note = (core: Core, job: Job, before: Job, told: Told, rangAt = NOW) =>
  core.note(job, before, core.owed(before, NOW), told, rangAt)

/** What the outbox promises: what is owed, and what is noted of what was told. */
export const TELLING: Record<string, (core: Core) => void> = {
  'D1 is owed each version once': (core) => {
    const job = jobsOf(core).completed()
    expect(core.owed(job, NOW).projection).toBe(true)
    expect(core.owed(owing(job, { projected: job.version }), NOW).projection).toBe(false)
    expect(core.owed(owing(job, { projected: job.version - 1 }), NOW).projection).toBe(true)
  },
  'the queue is owed a ring from its time on': (core) => {
    const rings = (enqueueAt: number | null) => core.owed(owing(jobsOf(core).pending(), { enqueueAt }), NOW).bell
    expect([null, NOW - 1, NOW, NOW + 1].map(rings)).toEqual([false, true, true, false])
  },
  'R2 is owed the end of what is due, and of nothing else': (core) => {
    const job = owing(jobsOf(core).pending(), { purge: debts(-1, 0, 1) })
    expect(core.owed(job, NOW).purge).toEqual(['k-1', 'k0'])
  },
  'R2 is owed as much at once as it takes in one call, and the rest the next time': (core) => {
    const purge = Array.from({ length: 450 }, (_, i) => ({ key: `k${i}`, at: NOW }))
    let job = owing(jobsOf(core).completed(), { purge })
    const rounds = [1, 2, 3, 4].map(() => {
      const owed = core.owed(job, NOW)
      job = core.note(job, job, owed, ALL, NOW)
      return owed.purge.length
    })
    expect(rounds).toEqual([200, 200, 50, 0])
  },
  'what was told is owed no more': (core) => {
    const { outbox } = note(core, debtor(core), debtor(core), ALL, NOW + 1)
    expect(outbox).toEqual({
      ...{ enqueueAt: null, rings: 1, dispatchBy: NOW + 1 + 30 * SECOND, projected: 1, purge: [], forgetAt: null },
    })
  },
  'what was not told stays owed': (core) => {
    for (const told of [NONE, FAILED]) expect(note(core, debtor(core), debtor(core), told)).toEqual(debtor(core))
    for (const part of ['projection', 'bell', 'purge'] as const) {
      const noted = note(core, debtor(core), debtor(core), { ...FAILED, [part]: 'done' })
      expect({ ...core.owed(noted, NOW), [part]: null }).toEqual({ ...core.owed(debtor(core), NOW), [part]: null })
    }
  },
  'what came up meanwhile stays owed': (core) => {
    const before = debtor(core)
    const moved = owing(granted(core.claim(before, 't', NOW)), { purge: debts(0, 5) })
    expect(note(core, moved, before, ALL).outbox).toMatchObject({ projected: 1, purge: debts(5) })
  },
  'an older version told late does not hide a newer one': (core) => {
    const newer = owing(jobsOf(core).completed(), { projected: 3 })
    expect(note(core, newer, jobsOf(core).pending(), ALL).outbox.projected).toBe(3)
  },
  'a ring is noted only for the wait that it was for': (core) => {
    const before = jobsOf(core).pending()
    const claimed = granted(core.claim(before, 't', NOW))
    expect(note(core, claimed, before, ALL).outbox).toMatchObject({ enqueueAt: null, dispatchBy: null, rings: 0 })
    const waiting = granted(core.fail(claimed, 't', PASSING, NOW))
    expect(note(core, waiting, before, ALL).outbox).toMatchObject({ enqueueAt: NOW + 5 * SECOND, rings: 0 })
    const removed = owing(granted(core.remove(before, NOW)), { enqueueAt: NOW })
    expect(note(core, removed, before, ALL).outbox.rings).toBe(0)
  },
  'two rounds that rang at once count as one ring': (core) => {
    const before = jobsOf(core).pending()
    const once = note(core, before, before, ALL)
    expect(note(core, once, before, ALL, NOW + 9).outbox).toEqual(once.outbox)
  },
  'each ring waits twice as long as the last, up to two minutes': (core) => {
    const seconds = [1, 2, 3, 4, 5, 6, 40].map((ring) => core.dispatchMs(ring) / SECOND)
    expect(seconds).toEqual([30, 60, 120, 120, 120, 120, 120])
    const third = owing(jobsOf(core).pending(), { rings: 2 })
    expect(note(core, third, third, ALL).outbox).toMatchObject({ rings: 3, dispatchBy: NOW + 2 * MINUTE })
  },
  'what was told of a job that was forgotten is not noted on the next under the same id': (core) => {
    const next = granted(core.create(null, UPLOADED, NOW + HOUR))
    expect(note(core, next, jobsOf(core).deleted(), ALL)).toBe(next)
  },
  'noting changes nothing that anybody sees': (core) => {
    const before = debtor(core)
    const { outbox: _, ...seen } = note(core, before, before, ALL)
    const { outbox: __, ...was } = before
    expect(seen).toEqual(was)
  },
  'the version grows by one with each visible change': (core) => {
    const { pending, processing, completed, failed, deleted } = jobsOf(core)
    expect([pending, processing, completed, failed, deleted].map((make) => make().version)).toEqual([1, 2, 3, 3, 4])
    expect(granted(core.retry(failed(), null, NOW, 'r')).version).toBe(4)
  },
  'the job that goes in is never changed': (core) => {
    for (const make of Object.values(jobsOf(core, UPLOADED))) {
      const job = owing(make(), { purge: debts(0), dispatchBy: NOW })
      const before = structuredClone(job)
      core.claim(job, 'x', NOW)
      core.heartbeat(job, 't', { stage: 'write', percent: 1 }, NOW)
      core.complete(job, 't', RESULT, NOW)
      for (const error of [PASSING, FINAL]) core.fail(job, 't', error, NOW)
      core.retry(job, null, NOW, 'r')
      core.remove(job, NOW)
      for (const keepMs of [null, 0]) core.lapse(job, NOW + HOUR, keepMs)
      note(core, job, job, ALL)
      expect(job).toEqual(before)
    }
  },
}
