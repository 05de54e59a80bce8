import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { JobUnreachable, readJob } from '../../src/job/client'
import type { Job } from '../../src/job/job'
import { find, forget, latest, list, overdue, project, sweptTo, sweptUpTo } from '../../src/job/job-index'
import { readMetrics } from '../../src/job/metrics'
import { create } from '../../src/job/transitions'
import { farAhead, replacing, START, wanted } from './world'

farAhead()

function job(id: string, now: number, changes: Partial<Job> = {}): Job {
  const outcome = create(null, wanted(id), now)
  if (!outcome.ok) throw new Error(outcome.why)
  return { ...outcome.job, ...changes }
}

describe('the index', () => {
  it('keeps the newest version, whatever order they come in', async () => {
    for (const version of [2, 1, 3, 2]) await project(env.DB, job('a', START, { version, run: version }))
    expect(await find(env.DB, 'a')).toMatchObject({ version: 3, run: 3 })
  })
  it('gives a job as its object would, but for the progress', async () => {
    const whole = job('a', START)
    await project(env.DB, whole)
    expect(await find(env.DB, 'a')).toMatchObject({
      repository: whole.repository,
      status: 'pending',
      times: whole.times,
    })
  })
  it('lists one owner’s jobs only, equal times told apart by id', async () => {
    for (const id of ['a', 'c', 'b']) await project(env.DB, job(id, START))
    await project(env.DB, job('x', START, { owner: 'somebody' }))
    const first = await list(env.DB, 'everybody', { status: null, limit: 2, cursor: null })
    expect(first.jobs.map(({ id }) => id)).toEqual(['c', 'b'])
    const second = await list(env.DB, 'everybody', { status: null, limit: 2, cursor: first.next })
    expect(second.jobs.map(({ id }) => id)).toEqual(['a'])
    expect(second.next).toBe(null)
  })
  it('knows an owner’s newest completed job of an address, in whichever case it is written', async () => {
    const url = 'https://github.com/Acme/Lamp'
    const repository = { host: 'github.com', owner: 'Acme', name: 'Lamp', url }
    await project(env.DB, job('a', START, { repository, status: 'completed' }))
    await project(env.DB, job('b', START + 1, { repository, status: 'completed' }))
    await project(env.DB, job('c', START + 2, { repository, status: 'failed' }))
    await project(env.DB, job('d', START + 3, { repository, status: 'completed', owner: 'somebody' }))
    await project(env.DB, job('e', START + 4, { status: 'completed' }))
    expect(await latest(env.DB, 'everybody', 'https://github.com/acme/lamp')).toBe('b')
    expect(await latest(env.DB, 'everybody', 'https://github.com/acme/torch')).toBe(null)
  })
  it('forgets', async () => {
    await project(env.DB, job('a', START))
    await forget(env.DB, 'a', START)
    await forget(env.DB, 'a', START)
    expect(await find(env.DB, 'a')).toBe(null)
  })
  it('asks D1 nothing that no index answers', async () => {
    const asked: string[] = []
    const prepare = env.DB.prepare.bind(env.DB)
    vi.spyOn(env.DB, 'prepare').mockImplementation((statement) => {
      asked.push(statement)
      return prepare(statement)
    })
    const cursor = { createdAt: START, id: 'a' }
    for (const status of [null, 'failed'] as const)
      for (const at of [null, cursor]) await list(env.DB, 'everybody', { status, limit: 20, cursor: at })
    await find(env.DB, 'a')
    await latest(env.DB, 'everybody', 'https://github.com/acme/a')
    await overdue(env.DB, { moving: START, resting: START, deleted: START }, 10)
    await forget(env.DB, 'a', START)
    await sweptTo(env.DB, 'facts/', 'facts/x')
    await sweptUpTo(env.DB, 'facts/')
    await readMetrics(env.DB, START)
    vi.restoreAllMocks()
    expect(asked.length).toBe(16)
    // The tallies are some dozen rows, all of which are wanted; what is inserted is looked for by no plan.
    for (const statement of asked.filter((one) => !/from "tallies"|^insert/.test(one))) {
      const bound = Array.from({ length: statement.split('?').length - 1 }, () => 'x')
      const { results } = await env.DB.prepare(`explain query plan ${statement}`)
        .bind(...bound)
        .all<{ detail: string }>()
      const plan = results.map(({ detail }) => detail).join('; ')
      expect(plan, statement).toMatch(/USING (?:COVERING )?INDEX/)
      expect(plan, statement).not.toMatch(/SCAN|TEMP B-TREE/)
    }
  })
})

describe('reading a job', () => {
  it('falls back to D1’s row when its object cannot be reached', async () => {
    await project(env.DB, job('a', START))
    const getByName = () => ({ read: () => Promise.reject(new Error('overloaded')) })
    const unreachable = { ...env, JOB: replacing(env.JOB, { getByName }) }
    vi.useRealTimers()
    expect(await readJob(unreachable, 'a', null)).toMatchObject({ id: 'a', status: 'pending' })
    // D1 may just not have been told of it: that is no reason to say that there is none.
    await expect(readJob(unreachable, 'b', null)).rejects.toThrow(JobUnreachable)
  })
})
