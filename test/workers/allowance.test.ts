import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { UNBORN_MS } from '../../src/job/allowance/allowance-object'
import { DAY_MS, judge } from '../../src/job/allowance/quota'
import { ask, bearer, cookieOf, file, idOf, newKey, OWNED, problemIn } from './owned'
import { farAhead, granted, RESULT, replacing, stub } from './world'

farAhead()

const FINAL = { code: 'repository_not_found', message: 'No.', retryable: false }
const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)
const quotas = (changes: object) => ({ ...OWNED, QUOTAS: JSON.stringify({ ...JSON.parse(OWNED.QUOTAS), ...changes }) })
const many = (work: () => Promise<Response>) => Promise.all(Array.from({ length: 20 }, work))
const holder = async () => {
  const { key, owner } = await newKey()
  return { headers: bearer(key), owner }
}
async function complete(id: string) {
  granted(await stub(id).complete(granted(await stub(id).claim()).token, RESULT))
}
async function fail(id: string) {
  granted(await stub(id).fail(granted(await stub(id).claim()).token, FINAL))
}
/** Codes of the refused, and how many were taken. */
async function ends(answers: Response[]) {
  const taken = answers.filter(({ status }) => status === 202)
  const codes = await Promise.all(answers.filter(({ status }) => status !== 202).map(problemIn))
  return { taken: taken.length, codes: [...new Set(codes)], refused: codes.length }
}

describe('the quota of a day', () => {
  const roomy = quotas({ key: { day: 5, at_once: 100 } })
  it('is exact: of twenty at once as many are taken as it allows', async () => {
    const { headers } = await holder()
    const answers = await many(() => file(headers, undefined, roomy))
    const refused = answers.find(({ status }) => status === 429)
    expect(refused?.headers.get('retry-after')).toBe('86400')
    expect(refused?.headers.get('ratelimit-policy')).toBe('"daily";q=5;w=86400')
    expect(await ends(answers)).toEqual({ taken: 5, codes: ['quota_exceeded'], refused: 15 })
    const { jobs } = await (await ask('/jobs/', { headers }, roomy)).json<{ jobs: object[] }>()
    expect(jobs).toHaveLength(5)
  })
  it('says with each job what is left', async () => {
    const { headers } = await holder()
    const left = async () => (await file(headers, undefined, roomy)).headers.get('ratelimit')
    expect([await left(), await left()]).toEqual(['"daily";r=4;t=86400', '"daily";r=3;t=86400'])
  })
  it('counts a job for twenty-four hours, whatever the day, and then one more may begin', async () => {
    const { headers } = await holder()
    for (let n = 0; n < 5; n++) {
      await complete(await idOf(await file(headers, undefined, roomy)))
      pass(60_000)
    }
    pass(DAY_MS - 6 * 60_000)
    const refused = await file(headers, undefined, roomy)
    expect(refused.headers.get('retry-after')).toBe('60')
    expect(await problemIn(refused)).toBe('quota_exceeded')
    pass(60_000)
    expect((await file(headers, undefined, roomy)).status).toBe(202)
    expect(await problemIn(await file(headers, undefined, roomy))).toBe('quota_exceeded')
  })
  it('counts a request that is repeated once', async () => {
    const { headers } = await holder()
    const once = () =>
      file({ ...headers, 'Idempotency-Key': 'one' }, undefined, quotas({ key: { day: 1, at_once: 1 } }))
    expect(await ends(await many(once))).toEqual({ taken: 20, codes: [], refused: 0 })
    expect((await once()).headers.get('idempotency-replayed')).toBe('true')
  })
  it('is not given back by deleting the job', async () => {
    const { headers } = await holder()
    const one = quotas({ key: { day: 1, at_once: 5 } })
    const id = await idOf(await file(headers, undefined, one))
    expect((await ask(`/jobs/${id}/`, { method: 'DELETE', headers }, one)).status).toBe(204)
    pass(2 * UNBORN_MS)
    expect(await problemIn(await file(headers, undefined, one))).toBe('quota_exceeded')
  })
  it('counts a retry, and refuses it, which leaves the job as it was', async () => {
    const { headers } = await holder()
    const two = quotas({ key: { day: 2, at_once: 5 } })
    const id = await idOf(await file(headers, undefined, two))
    const retry = () => ask(`/jobs/${id}/retry/`, { method: 'POST', headers }, two)
    await fail(id)
    expect((await retry()).status).toBe(202)
    await fail(id)
    expect(await problemIn(await retry())).toBe('quota_exceeded')
    expect(await stub(id).read(null)).toMatchObject({ status: 'failed', run: 2 })
  })
})

describe('jobs at the same time', () => {
  it('are as many as may be: of twenty at once two are taken, and a third when one is at rest', async () => {
    const { headers } = await holder()
    const bindings = quotas({ key: { day: 100, at_once: 2 } })
    const answers = await many(() => file(headers, undefined, bindings))
    const refused = answers.find(({ status }) => status === 429)
    expect(refused?.headers.get('retry-after')).toBe('5')
    const ids = await Promise.all(answers.filter(({ status }) => status === 202).map((answer) => idOf(answer.clone())))
    expect(await ends(answers)).toEqual({ taken: 2, codes: ['too_many_running'], refused: 18 })
    await complete(ids[0]!)
    expect(await ends(await many(() => file(headers, undefined, bindings)))).toMatchObject({ taken: 1 })
  })
  it('a job whose object cannot be asked counts as moving', async () => {
    const { headers, owner } = await holder()
    const bindings = quotas({ key: { day: 100, at_once: 1 } })
    await complete(await idOf(await file(headers, undefined, bindings)))
    const getByName = () => ({ standing: () => Promise.reject(new Error('down')) })
    const allowance = env.ALLOWANCE.getByName(owner)
    await runInDurableObject(allowance, (object) => {
      Object.assign(object, { env: { JOB: { getByName } } })
    })
    vi.useRealTimers()
    expect(await allowance.ask({ day: 100, at_once: 1 })).toMatchObject({ ok: false, why: 'at_once' })
  })
})

describe('a run that was counted and never began', () => {
  it('is not counted for ever: a minute on it is found', async () => {
    const { headers, owner } = await holder()
    const one = quotas({ key: { day: 1, at_once: 1 } })
    // What dies between the count and the job leaves this.
    granted(
      asReply(await env.ALLOWANCE.getByName(owner).take({ job: crypto.randomUUID(), run: 1 }, { day: 1, at_once: 1 })),
    )
    expect(await problemIn(await file(headers, undefined, one))).toBe('quota_exceeded')
    pass(UNBORN_MS)
    expect((await file(headers, undefined, one)).status).toBe(202)
    expect(await problemIn(await file(headers, undefined, one))).toBe('quota_exceeded')
  })
  it('stays counted when two asked for it, one gave it back and the other began', async () => {
    const allowance = env.ALLOWANCE.getByName('two')
    const run = { job: crypto.randomUUID(), run: 1 }
    const quota = { day: 1, at_once: 9 }
    for (const _ of [1, 2]) expect(await allowance.take(run, quota)).toMatchObject({ ok: true, left: 0 })
    await allowance.giveBack(run)
    expect(await allowance.ask(quota)).toMatchObject({ ok: false, why: 'day' })
    await allowance.giveBack(run)
    expect(await allowance.ask(quota)).toMatchObject({ ok: true })
  })
})

describe('visitors', () => {
  it('who drop their cookie share the quota of their address, and not that of another', async () => {
    const from = (address: string, cookie = {}) => file({ 'cf-connecting-ip': address, ...cookie })
    const taken = []
    for (let n = 0; n < 5; n++) taken.push(await from(`2001:db8:1:2::${n}`))
    expect(taken.map(({ status }) => status)).toEqual([202, 202, 202, 202, 429])
    expect(await problemIn(taken[4]!)).toBe('too_many_running')
    expect((await from('192.0.2.1')).status).toBe(202)
  })
  it('whom their address refuses keep their own quota', async () => {
    const bindings = quotas({ visitor: { day: 2, at_once: 9 }, address: { day: 1, at_once: 9 } })
    const cookie = cookieOf(await file({ 'cf-connecting-ip': '192.0.2.1' }, undefined, bindings))
    for (const _ of [1, 2, 3])
      expect((await file({ 'cf-connecting-ip': '192.0.2.1', ...cookie }, undefined, bindings)).status).toBe(429)
    expect((await file({ 'cf-connecting-ip': '192.0.2.2', ...cookie }, undefined, bindings)).status).toBe(202)
  })
  it('of all addresses share one quota, which leaves the holders of keys alone', async () => {
    const bindings = quotas({ visitors: { day: 3, at_once: 9 } })
    const statuses = []
    for (let n = 0; n < 4; n++)
      statuses.push((await file({ 'cf-connecting-ip': `192.0.2.${n}` }, undefined, bindings)).status)
    expect(statuses).toEqual([202, 202, 202, 429])
    expect((await file((await holder()).headers, undefined, bindings)).status).toBe(202)
  })
  it('have none where the operator says so: then a key is asked for, also on the form', async () => {
    const bindings = quotas({ visitor: { day: 0, at_once: 1 } })
    expect(await problemIn(await file({}, undefined, bindings))).toBe('key_required')
    const form = await ask(
      '/generate/',
      { method: 'POST', headers: { Accept: 'text/html' }, body: new URLSearchParams({ url: 'acme/lamp' }) },
      bindings,
    )
    expect(form.status).toBe(401)
    expect(await form.text()).toContain('holders of an API key alone')
  })
  it('are counted under a name that does not tell their address', async () => {
    const names: string[] = []
    const getByName = (name: string) => {
      names.push(name)
      return env.ALLOWANCE.getByName(name)
    }
    const init = {
      method: 'POST',
      headers: { 'cf-connecting-ip': '192.0.2.77', 'Content-Type': 'application/zip' },
      body: 'PK',
    }
    await ask('/generate/', init, { ...OWNED, ALLOWANCE: replacing(env.ALLOWANCE, { getByName }) })
    expect(names).toEqual([
      expect.stringMatching(/^visitor:[0-9a-f-]{36}$/),
      expect.stringMatching(/^address:[0-9a-f]{32}$/),
      'visitors',
    ])
  })
})

describe('the count', () => {
  it('that cannot be kept takes nothing, and says when to come back', async () => {
    const { headers } = await holder()
    const id = crypto.randomUUID()
    await runInDurableObject(stub(id), (object) => {
      const getByName = () => ({ take: () => Promise.reject(new Error('down')) })
      Object.assign(object, { env: { ALLOWANCE: { getByName } } })
    })
    const reply = await stub(id).create(
      {
        id,
        owner: 'o',
        fingerprint: 'f',
        spec: { url: 'a/b', ref: null, subdirectory: null },
        repository: { host: null, owner: null, name: 'b', url: null },
      },
      [{ name: 'o', quota: { day: 1, at_once: 1 } }],
    )
    expect(reply).toEqual({ ok: false, why: 'unanswered' })
    expect(await stub(id).read('o')).toBe(null)
    const ALLOWANCE = replacing(env.ALLOWANCE, { getByName: () => ({ ask: () => Promise.reject(new Error('down')) }) })
    const upload = await ask(
      '/generate/',
      { method: 'POST', headers: { ...headers, 'Content-Type': 'application/zip' }, body: 'PK' },
      { ...OWNED, ALLOWANCE },
    )
    expect(upload.headers.get('retry-after')).toBe('5')
    expect(await problemIn(upload)).toBe('unavailable')
  })
  it('refuses an upload before it is stored', async () => {
    const { headers } = await holder()
    const none = quotas({ key: { day: 0, at_once: 1 } })
    const put = vi.spyOn(env.ARTIFACTS, 'createMultipartUpload')
    const init = { method: 'POST', headers: { ...headers, 'Content-Type': 'application/zip' }, body: 'PK\u0003\u0004' }
    expect(await problemIn(await ask('/generate/', init, none))).toBe('quota_exceeded')
    expect(put).not.toHaveBeenCalled()
    expect((await env.ARTIFACTS.list()).objects).toEqual([])
  })
  it('leaves nothing behind when its day is over and its jobs rest, and keeps one that still moves', async () => {
    const { headers, owner } = await holder()
    const ids = [await idOf(await file(headers)), await idOf(await file(headers))]
    const allowance = env.ALLOWANCE.getByName(owner)
    const kept = () =>
      runInDurableObject(
        allowance,
        (_, { storage }) => storage.sql.exec("SELECT name FROM sqlite_master WHERE name = 'taken'").toArray().length,
      )
    await complete(ids[0]!)
    pass(DAY_MS)
    await runDurableObjectAlarm(allowance)
    expect(await kept()).toBe(1)
    await complete(ids[1]!)
    await runDurableObjectAlarm(allowance)
    expect(await kept()).toBe(0)
    expect((await file(headers)).status).toBe(202)
  })
  it('asking stores nothing where nothing is', async () => {
    const allowance = env.ALLOWANCE.getByName('never')
    expect(await allowance.ask({ day: 0, at_once: 1 })).toMatchObject({ ok: false, why: 'day' })
    await allowance.giveBack({ job: 'a', run: 1 })
    const size = await runInDurableObject(allowance, (_, { storage }) =>
      storage.sql.exec('SELECT * FROM sqlite_master').toArray(),
    )
    expect(size).toEqual([])
  })
  it('follows figures that are none nowhere: a slip in QUOTAS stops creation', async () => {
    for (const QUOTAS of ['{', '{"key":{"day":-1,"at_once":1}}', '{"keys":{}}', '[]'])
      expect(await problemIn(await file({}, undefined, { ...OWNED, QUOTAS }))).toBe('internal')
  })
  it('is judged by both figures', () => {
    const quota = { day: 2, at_once: 1 }
    expect(judge({ used: 2, moving: 1, oldest: 10 }, quota, 20)).toMatchObject({ why: 'day', retryMs: DAY_MS - 10 })
    expect(judge({ used: 1, moving: 1, oldest: 10 }, quota, 20)).toMatchObject({ why: 'at_once' })
    expect(judge({ used: 1, moving: 0, oldest: 10 }, quota, 20)).toEqual({ ok: true, left: 1, resetMs: DAY_MS - 10 })
  })
})

/** A grant as the replies of jobs are. */
function asReply<T extends { ok: boolean }>(answer: T) {
  return answer.ok ? { ok: true as const, value: answer } : { ok: false as const, why: 'refused' }
}
