import { reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { networkOf } from '../../src/api/access/visitor'
import { ARTIFACT_FILES, artifactKey } from '../../src/job/job'
import { ask, bearer, cookieOf, file, idOf, newKey, OPERATOR, OWNED, problemIn } from './owned'
import { granted, migrate, RESULT, replacing, stub } from './world'

beforeEach(migrate)
afterEach(async () => {
  vi.restoreAllMocks()
  await reset()
})

/** Everything that D1 holds, as text. */
async function stored(): Promise<string> {
  const tables = ['jobs', 'keys', 'tallies', 'sweeps']
  return JSON.stringify(await Promise.all(tables.map((table) => env.DB.prepare(`select * from ${table}`).all())))
}

describe('a key', () => {
  it('is shown once, and only its hash is kept', async () => {
    const { key, prefix } = await newKey()
    expect(key).toMatch(/^rforge_[\w-]{43}$/)
    expect(key.startsWith(prefix)).toBe(true)
    expect(await stored()).toContain(prefix)
    expect(await stored()).not.toContain(key)
    const list = await (await ask('/keys/', { headers: OPERATOR })).text()
    expect(list).toContain(prefix)
    expect(list).not.toContain(key)
    expect((await newKey()).key).not.toBe(key)
  })
  it('no longer opens anything from the moment it is revoked, and can be revoked again', async () => {
    const { id, key } = await newKey()
    expect((await ask('/jobs/', { headers: bearer(key) })).status).toBe(200)
    for (const _ of [1, 2])
      expect((await ask(`/keys/${id}/`, { method: 'DELETE', headers: OPERATOR })).status).toBe(204)
    const refused = await ask('/jobs/', { headers: bearer(key) })
    expect(refused.headers.get('www-authenticate')).toBe('Bearer')
    expect(await problemIn(refused)).toBe('unauthorized')
    const { keys } = await (await ask('/keys/', { headers: OPERATOR })).json<{
      keys: { revoked_at: string | null }[]
    }>()
    expect(keys[0]?.revoked_at).not.toBe(null)
  })
  it('takes the place of another of its owner, whose jobs it opens', async () => {
    const old = await newKey()
    const id = await idOf(await file(bearer(old.key), { url: 'acme/lamp', private: true }))
    await ask(`/keys/${old.id}/`, { method: 'DELETE', headers: OPERATOR })
    const young = await newKey({ name: 'young', owner: old.owner })
    expect((await ask(`/jobs/${id}/`, { headers: bearer(young.key) })).status).toBe(200)
    expect((await ask(`/jobs/${id}/`, { headers: bearer((await newKey()).key) })).status).toBe(404)
  })
  it('is made for an owner that has or had one, and for no other', async () => {
    const init = (owner: string) => ({
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...OPERATOR },
      body: JSON.stringify({ name: 'a', owner }),
    })
    for (const owner of ['everybody', `key:${crypto.randomUUID()}`, `visitor:${crypto.randomUUID()}`])
      expect(await problemIn(await ask('/keys/', init(owner)))).toBe('invalid_request')
  })
  it('pages of keys hold each once, newest first', async () => {
    const made = [await newKey(), await newKey(), await newKey()].map(({ id }) => id)
    const page = async (query: string) =>
      (await ask(`/keys/?limit=2${query}`, { headers: OPERATOR })).json<{
        keys: { id: string }[]
        next: string | null
      }>()
    const first = await page('')
    const second = await page(`&cursor=${first.next}`)
    expect([...first.keys, ...second.keys].map(({ id }) => id).sort()).toEqual(made.sort())
    expect(second.next).toBe(null)
    expect(await problemIn(await ask('/keys/?cursor=%00', { headers: OPERATOR }))).toBe('invalid_request')
  })
  it('the operator’s paths are not there where there is no operator, and any of two tokens opens them while one is changed', async () => {
    expect((await ask('/keys/', { headers: OPERATOR }, { OPERATOR_TOKEN: undefined })).status).toBe(404)
    expect((await ask('/keys/', {}, { OPERATOR_TOKEN: '' })).status).toBe(404)
    const two = { OPERATOR_TOKEN: 'new-one, old-one' }
    for (const token of ['new-one', 'old-one'])
      expect((await ask('/keys/', { headers: bearer(token) }, two)).status).toBe(200)
    for (const token of ['new-one, old-one', ',', 'new', 'new-one,'])
      expect((await ask('/keys/', { headers: bearer(token) }, two)).status).toBe(401)
    for (const scheme of ['Basic new-one', 'Bearer', 'new-one', 'Bearer  '])
      expect((await ask('/keys/', { headers: { Authorization: scheme } }, two)).status).toBe(401)
  })
  it('an index that does not answer lets nobody in', async () => {
    const { key } = await newKey()
    const prepare = () => {
      throw new Error('down')
    }
    const down = { ...OWNED, DB: replacing(env.DB, { prepare }) }
    expect(await problemIn(await ask('/jobs/', { headers: bearer(key) }, down))).toBe('unavailable')
    expect(await problemIn(await file(bearer(key), undefined, down))).toBe('unavailable')
  })
})

describe('a visitor', () => {
  it('is given a cookie with the first job, that no script and no other site can use', async () => {
    const answer = await file()
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-visitor=[0-9a-f-]{36}\.[\w%]+; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    const { jobs } = await (await ask('/jobs/', { headers: cookieOf(answer) })).json<{ jobs: object[] }>()
    expect(jobs).toHaveLength(1)
  })
  it('stays the same with the next job', async () => {
    const cookie = cookieOf(await file())
    expect(cookieOf(await file(cookie))).toEqual(cookie)
    const { jobs } = await (await ask('/jobs/', { headers: cookie })).json<{ jobs: object[] }>()
    expect(jobs).toHaveLength(2)
  })
  it('who only reads is given none', async () => {
    const id = await idOf(await file())
    for (const path of ['/', `/r/${id}/`, `/jobs/${id}/`, '/jobs/', '/docs/'])
      expect((await ask(path)).headers.get('set-cookie')).toBe(null)
  })
  it('is still known after the secret was changed, as long as the old one stands beside it, and gets a new signature', async () => {
    const answer = await file({}, undefined, { ...OWNED, SESSION_SECRET: 'old' })
    const id = await idOf(answer)
    const both = { ...OWNED, SESSION_SECRET: 'new,old' }
    const renewed = cookieOf(await file(cookieOf(answer), undefined, both))
    const after = { ...OWNED, SESSION_SECRET: 'new' }
    const remove = (cookie: { Cookie: string }) => ask(`/jobs/${id}/`, { method: 'DELETE', headers: cookie }, after)
    expect((await remove(cookieOf(answer))).status).toBe(404)
    expect((await remove(renewed)).status).toBe(204)
  })
  it.each([
    ['with another number', (value: string) => crypto.randomUUID() + value.slice(36)],
    ['without a signature', (value: string) => value.slice(0, 36)],
    ['with another’s signature', (value: string) => `${value.slice(0, -6)}AAAA%3D`],
    ['that is empty', () => ''],
  ])('a cookie %s is nobody’s', async (_, change) => {
    const answer = await file()
    const id = await idOf(answer)
    const [name = '', value = ''] = cookieOf(answer).Cookie.split('=')
    const forged = { Cookie: `${name}=${change(decodeURIComponent(value))}` }
    expect((await ask(`/jobs/${id}/`, { method: 'DELETE', headers: forged })).status).toBe(404)
  })
  it('a deployment without a secret to sign with lets nobody be a visitor, and says so to its operator alone', async () => {
    const log = vi.spyOn(console, 'log')
    const answer = await file({}, undefined, { ...OWNED, SESSION_SECRET: undefined })
    expect(await problemIn(answer)).toBe('internal')
    expect(log.mock.calls.flat().join('\n')).toContain('SESSION_SECRET is not set')
  })
  it('addresses of one network are one', () => {
    expect(networkOf('192.0.2.7')).toBe('192.0.2.7')
    for (const address of ['2001:db8:1:2::', '2001:db8:1:2:3:4:5:6', '2001:DB8:0001:2::9', '2001:0db8:1:2:ffff::1'])
      expect(networkOf(address)).toBe('2001:db8:1:2')
    expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0')
    expect(networkOf('::1')).toBe('0:0:0:0')
  })
})

describe('a private job', () => {
  async function completed(headers: Record<string, string>, body: object) {
    const answer = await file(headers, body)
    const owner = headers.Authorization ? headers : cookieOf(answer)
    const id = await idOf(answer)
    const { token, key } = granted(await stub(id).claim())
    for (const name of ARTIFACT_FILES) await env.ARTIFACTS.put(artifactKey(key, name), '<p>Lamp')
    granted(await stub(id).complete(token, RESULT))
    return { id, owner }
  }
  it('never lies in the edge’s cache: its owner reads the preview, and nobody after them', async () => {
    const { id, owner } = await completed({}, { url: 'acme/lamp', private: true })
    for (const _ of [1, 2]) {
      const page = await ask(`/jobs/${id}/preview/`, { headers: owner })
      expect(page.status).toBe(200)
      expect(page.headers.get('cache-control')).toBe('private, no-cache')
      await page.body?.cancel()
      expect((await ask(`/jobs/${id}/preview/`)).status).toBe(404)
    }
  })
  it('is made of a shared one by its owner, and shared again, also when the edge has its preview', async () => {
    const { id, owner } = await completed({}, { url: 'acme/lamp' })
    const share = (isPrivate: unknown, headers: Record<string, string>) =>
      ask(`/jobs/${id}/`, {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify({ private: isPrivate }),
      })
    const seen = async () => {
      const answers = [await ask(`/jobs/${id}/`), await ask(`/jobs/${id}/preview/`)]
      for (const { body } of answers) await body?.cancel()
      return answers.map(({ status }) => status)
    }
    const etag = async () => (await ask(`/jobs/${id}/`, { headers: owner })).headers.get('etag')
    expect(await seen()).toEqual([200, 200])
    const before = await etag()
    expect(await (await share(true, owner)).json()).toMatchObject({ id, private: true, status: 'completed' })
    expect(await seen()).toEqual([404, 404])
    expect(await etag()).not.toBe(before)
    const { jobs } = await (await ask('/jobs/', { headers: owner })).json<{ jobs: object[] }>()
    expect(jobs).toMatchObject([{ id, private: true }])
    expect((await share(false, {})).status).toBe(404)
    expect((await share(false, owner)).status).toBe(200)
    expect(await seen()).toEqual([200, 200])
    expect(await problemIn(await share('yes', owner))).toBe('invalid_request')
    await ask(`/jobs/${id}/`, { method: 'DELETE', headers: owner })
    expect(await problemIn(await share(true, owner))).toBe('job_deleted')
  })
  it('is shared by no form that does not say so', async () => {
    const { id, owner } = await completed({}, { url: 'acme/lamp', private: true })
    const form = (type: string, body: string) =>
      ask(`/r/${id}/share/`, { method: 'POST', headers: { ...owner, 'Content-Type': type }, body })
    expect((await form('application/x-www-form-urlencoded', '')).status).toBe(422)
    expect((await form('application/x-www-form-urlencoded', 'private=maybe')).status).toBe(422)
    expect((await form('multipart/form-data', 'x')).status).toBe(400)
    expect((await ask(`/jobs/${id}/`)).status).toBe(404)
    expect((await form('application/x-www-form-urlencoded', 'private=false')).status).toBe(303)
    expect((await ask(`/jobs/${id}/`)).status).toBe(200)
  })
  it('is what a job with a token is unless somebody says otherwise', async () => {
    const job = async (body: object) => (await file({}, body)).json<{ private: boolean }>()
    expect(await job({ url: 'acme/lamp', token: 't' })).toMatchObject({ private: true })
    expect(await job({ url: 'acme/lamp', token: 't', private: false })).toMatchObject({ private: false })
    expect(await job({ url: 'acme/lamp' })).toMatchObject({ private: false })
  })
  it('stays private when its object cannot be reached and D1 answers', async () => {
    const answer = await file({}, { url: 'acme/lamp', private: true })
    const id = await idOf(answer)
    const getByName = () => ({ read: () => Promise.reject(new Error('overloaded')) })
    const unreachable = { ...OWNED, JOB: replacing(env.JOB, { getByName }) }
    expect((await ask(`/jobs/${id}/`, {}, unreachable)).status).toBe(404)
    expect((await ask(`/jobs/${id}/`, { headers: cookieOf(answer) }, unreachable)).status).toBe(200)
  })
  it('is followed by nobody else, whatever the request before it was told', async () => {
    const { id } = await completed({}, { url: 'acme/lamp', private: true })
    expect(await stub(id).watch('visitor:another', null)).toBe(null)
    expect(await stub(id).watch(null, null)).toBe(null)
  })
  it('is another request than a public one under the same Idempotency-Key', async () => {
    const { key } = await newKey()
    const headers = { ...bearer(key), 'Idempotency-Key': 'one' }
    expect((await file(headers)).status).toBe(202)
    expect(await problemIn(await file(headers, { url: 'acme/lamp', private: true }))).toBe('idempotency_mismatch')
  })
  it('the same Idempotency-Key of another owner is another job', async () => {
    const ids = []
    for (const { key } of [await newKey(), await newKey()])
      ids.push(await idOf(await file({ ...bearer(key), 'Idempotency-Key': 'one' })))
    expect(new Set(ids).size).toBe(2)
  })
})

describe('a job that is deleted while its retry or its sharing is told', () => {
  it('is gone, which is no fault of ours', async () => {
    const answer = await file()
    const id = await idOf(answer)
    const seen = await stub(id).read(null)
    const gone = { ...seen, status: 'deleted' }
    const getByName = () => ({
      read: async () => seen,
      retry: async () => ({ ok: true, value: { job: gone, left: null } }),
      share: async () => ({ ok: true, value: gone }),
    })
    const bindings = { ...OWNED, JOB: replacing(env.JOB, { getByName }) }
    const headers = { ...cookieOf(answer), 'Content-Type': 'application/json' }
    const retry = await ask(`/jobs/${id}/retry/`, { method: 'POST', headers }, bindings)
    expect(await problemIn(retry)).toBe('job_deleted')
    const share = await ask(`/jobs/${id}/`, { method: 'PATCH', headers, body: '{"private":true}' }, bindings)
    expect(await problemIn(share)).toBe('job_deleted')
  })
})

describe('where access is open', () => {
  const OPEN = { ACCESS: 'open' }
  it('every job is everybody’s, whatever comes along, nobody is given a cookie, and nothing is private', async () => {
    const answer = await file(bearer('none'), undefined, OPEN)
    expect(answer.status).toBe(202)
    expect(answer.headers.get('set-cookie')).toBe(null)
    const id = await idOf(answer)
    expect((await ask(`/jobs/${id}/`, { headers: { Cookie: '__Host-visitor=x' } }, OPEN)).status).toBe(200)
    expect((await ask('/jobs/', { headers: bearer('x') }, OPEN)).status).toBe(200)
    expect(await problemIn(await file({}, { url: 'acme/lamp', private: true }, OPEN))).toBe('private_not_accepted')
    const wish = { method: 'PATCH', headers: { 'Content-Type': 'application/json' }, body: '{"private":true}' }
    expect(await problemIn(await ask(`/jobs/${id}/`, wish, OPEN))).toBe('private_not_accepted')
    expect((await ask(`/jobs/${id}/`, { method: 'DELETE' }, OPEN)).status).toBe(204)
  })
  it('what was somebody’s before stays theirs', async () => {
    const id = await idOf(await file({}, { url: 'acme/lamp', private: true }))
    expect((await ask(`/jobs/${id}/`, {}, OPEN)).status).toBe(404)
    expect((await ask(`/jobs/${id}/`, { method: 'DELETE' }, OPEN)).status).toBe(404)
  })
  it('a slip in ACCESS opens nothing', async () => {
    for (const ACCESS of ['Open', '', ' open', undefined])
      expect((await file({}, undefined, { ...OWNED, ACCESS })).headers.get('set-cookie')).not.toBe(null)
  })
})
