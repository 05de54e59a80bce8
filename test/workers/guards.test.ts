import { reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api } from '../../src/api/api'
import { ACTIONS, CHANGES_NOTHING } from '../../src/api/guards/audit'
import { ask, bearer, cookieOf, file, idOf, newKey, OPERATOR, OWNED, problemIn } from './owned'
import { granted, migrate, stub } from './world'

beforeEach(migrate)
afterEach(async () => {
  vi.restoreAllMocks()
  await reset()
})

const form = (path: string, headers: Record<string, string>, bindings = OWNED) =>
  ask(path, { method: 'POST', headers, body: new URLSearchParams({ url: 'acme/lamp' }) }, bindings)

describe('what another site makes a browser send', () => {
  it.each([
    ['from another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }],
    ['from a neighbour of this host', { 'Sec-Fetch-Site': 'same-site', Origin: 'https://other.example' }],
    ['with another origin, by a browser that says no more', { Origin: 'https://evil.example' }],
    ['without an origin to name', { Origin: 'null' }],
    [
      'with our origin forged, which no browser does',
      { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://forge.example' },
    ],
  ])('%s is refused on every route that is not safe', async (_, headers) => {
    const id = await idOf(await file())
    for (const route of [...Object.keys(ACTIONS), ...CHANGES_NOTHING]) {
      const [method = '', path = ''] = route.split(' ')
      const answer = await ask(path.replace(':id', id), { method, headers: { ...OPERATOR, ...headers } })
      expect([route, answer.status, await problemIn(answer)]).toEqual([route, 403, 'forbidden'])
    }
    expect((await stub(id).read(null))?.status).toBe('pending')
  })
  it.each([
    ['our own page', { 'Sec-Fetch-Site': 'same-origin', Origin: 'null' }],
    ['our own page, in an older browser', { Origin: 'https://forge.example' }],
    ['a client that is no browser', {}],
    ['somebody’s own hand', { 'Sec-Fetch-Site': 'none' }],
  ])('%s is let through', async (_, headers) => {
    expect((await form('/generate/', headers)).status).toBe(202)
  })
})

describe('pages of other origins', () => {
  const listed = { ...OWNED, CORS_ORIGINS: 'https://one.example, https://two.example' }
  const preflight = (origin: string, bindings: object) =>
    ask(
      '/generate/',
      { method: 'OPTIONS', headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' } },
      { ...OWNED, ...bindings },
    )
  it('may use the API where the operator lists them, with a key and without cookies', async () => {
    const { key } = await newKey()
    const answer = await preflight('https://two.example', listed)
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://two.example')
    expect(answer.headers.get('access-control-allow-headers')).toContain('Authorization')
    expect(answer.headers.get('access-control-allow-credentials')).toBe(null)
    const headers = { ...bearer(key), Origin: 'https://two.example', 'Sec-Fetch-Site': 'cross-site' }
    const filed = await file(headers, undefined, listed)
    expect(filed.status).toBe(202)
    expect(filed.headers.get('access-control-allow-origin')).toBe('https://two.example')
    expect(filed.headers.get('access-control-expose-headers')).toContain('Location')
    // A problem can be read there as well.
    const problem = await ask('/jobs/x/', { headers }, listed)
    expect(problem.headers.get('access-control-allow-origin')).toBe('https://two.example')
    expect(problem.headers.get('vary')).toContain('Origin')
  })
  it('may not where they are not listed, nor where nobody is', async () => {
    for (const origin of ['https://three.example', 'https://one.example.evil.example', 'null', 'http://one.example'])
      expect((await preflight(origin, listed)).headers.get('access-control-allow-origin')).toBe(null)
    expect((await preflight('https://one.example', {})).headers.get('access-control-allow-origin')).toBe(null)
    const answer = await file({ Origin: 'https://three.example', 'Sec-Fetch-Site': 'cross-site' }, undefined, listed)
    expect(await problemIn(answer)).toBe('forbidden')
  })
})

describe('sizes and names', () => {
  it('an address of more than 8 KiB and headers of more than 32 KiB are refused, and what is below is not', async () => {
    expect(await problemIn(await ask(`/jobs/?cursor=${'x'.repeat(8200)}`))).toBe('address_too_long')
    const headers = (bytes: number) => ({ headers: { 'X-A': 'x'.repeat(bytes / 2), 'X-B': 'x'.repeat(bytes / 2) } })
    expect(await problemIn(await ask('/health/', headers(33_000)))).toBe('headers_too_large')
    expect((await ask('/health/', headers(30_000))).status).toBe(200)
  })
  it('a list has at most a hundred', async () => {
    for (const path of ['/jobs/', '/keys/']) {
      expect((await ask(`${path}?limit=100`, { headers: path === '/keys/' ? OPERATOR : {} })).status).toBe(200)
      const answer = await ask(`${path}?limit=101`, { headers: path === '/keys/' ? OPERATOR : {} })
      expect(await problemIn(answer)).toBe('invalid_request')
    }
  })
  it('a name that is not the service’s is not answered where the operator says which are', async () => {
    const at = (HOSTS: string) => ask('/', { headers: { Accept: 'text/html' } }, { ...OWNED, HOSTS })
    expect((await at('localhost,127.0.0.1,[::1]')).status).toBe(421)
    expect((await at('localhost, forge.example')).status).toBe(200)
    expect((await at('')).status).toBe(200)
    // Nor does a form there bring a page with somebody's jobs.
    const body = new URLSearchParams({ url: 'a/b' })
    const form = await ask(
      '/generate/',
      { method: 'POST', headers: { Accept: 'text/html' }, body },
      { ...OWNED, HOSTS: 'localhost' },
    )
    expect(form.status).toBe(421)
    expect(await form.text()).not.toContain('recent jobs')
  })
})

describe('every answer', () => {
  it('brings what makes a browser careful: pages, JSON, files, problems', async () => {
    const id = await idOf(await file())
    const paths = ['/', '/docs/', '/openapi.json', `/jobs/${id}/`, '/jobs/', '/nothing/', '/health/', `/r/${id}/`]
    for (const path of paths) {
      const { headers } = await ask(path)
      const policy = headers.get('content-security-policy') ?? ''
      expect([path, policy]).toEqual([
        path,
        expect.stringMatching(/^default-src 'none';.*frame-ancestors '(?:none|self)'/),
      ])
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toMatch(/^(?:same-origin|no-referrer)$/)
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/)
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
      expect(headers.get('x-powered-by')).toBe(null)
    }
  })
})

describe('what costs more to answer than to ask', () => {
  it('is refused to an address that asks too often, and to no other', async () => {
    const work = (address: string) => ask('/health/', { headers: { 'cf-connecting-ip': address } })
    let answer = await work('192.0.2.9')
    for (let wave = 0; wave < 60 && answer.status === 200; wave++) {
      const answers = await Promise.all(Array.from({ length: 25 }, () => work('192.0.2.9')))
      answer = answers.find(({ status }) => status !== 200) ?? answer
    }
    expect(answer.headers.get('retry-after')).toBe('60')
    expect(answer.headers.get('ratelimit-policy')).toBe('"work";q=600;w=60')
    expect(await problemIn(answer)).toBe('rate_limited')
    expect((await work('192.0.2.10')).status).toBe(200)
  })
})

describe('the audit', () => {
  type Line = Record<string, unknown>
  /** The audit's lines of the work. */
  async function lines(work: () => Promise<unknown>): Promise<Line[]> {
    const log = vi.spyOn(console, 'log')
    await work()
    const written = log.mock.calls.flat().map((line) => JSON.parse(String(line)) as Line)
    log.mockRestore()
    return written.filter(({ event }) => event === 'audit')
  }
  it('has a line for every creation, retry and deletion: who, what, and how it ended', async () => {
    const { key, owner } = await newKey()
    const headers = bearer(key)
    let id = ''
    const [creation] = await lines(async () => {
      id = await idOf(await file(headers))
    })
    expect(creation).toMatchObject({ action: 'create', outcome: 'done', status: 202, by: owner, subject: id })
    expect(creation?.address).toMatch(/^[0-9a-f]{32}$/)
    const { token } = granted(await stub(id).claim())
    granted(await stub(id).fail(token, { code: 'repository_not_found', message: 'No.', retryable: false }))
    const [retry, form, deletion] = await lines(async () => {
      await ask(`/jobs/${id}/retry/`, { method: 'POST', headers })
      await ask(`/r/${id}/retry/`, { method: 'POST', headers })
      await ask(`/jobs/${id}/`, { method: 'DELETE', headers })
    })
    expect(retry).toMatchObject({ action: 'retry', outcome: 'done', by: owner, subject: id })
    expect(form).toMatchObject({ action: 'retry', outcome: 'not_failed', by: owner, subject: id })
    expect(deletion).toMatchObject({ action: 'delete', outcome: 'done', by: owner, subject: id })
  })
  it('has a line for every key that is made or revoked', async () => {
    let id = ''
    const [made, revoked] = await lines(async () => {
      id = (await newKey()).id
      await ask(`/keys/${id}/`, { method: 'DELETE', headers: OPERATOR })
    })
    expect(made).toMatchObject({ action: 'create_key', outcome: 'done', by: 'operator', subject: id })
    expect(revoked).toMatchObject({ action: 'revoke_key', outcome: 'done', by: 'operator', subject: id })
  })
  it('has a line for every refusal, and tells its operator whose job it was not', async () => {
    const id = await idOf(await file({}, { url: 'acme/lamp', private: true }))
    const log = vi.spyOn(console, 'log')
    const refused = await lines(async () => {
      await ask('/jobs/', { headers: bearer('none') })
      await ask('/keys/')
      await ask(`/jobs/${id}/`, { method: 'DELETE' })
      await form('/generate/', { Origin: 'https://evil.example' })
    })
    expect(refused.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['refused', 'unauthorized'],
      ['refused', 'unauthorized'],
      ['delete', 'job_not_found'],
      ['create', 'forbidden'],
    ])
    log.mockRestore()
    const spy = vi.spyOn(console, 'log')
    await ask(`/jobs/${id}/`)
    expect(spy.mock.calls.flat().join('\n')).toContain(`{"event":"job.refused","job":"${id}"`)
  })
  it('holds nothing that opens anything', async () => {
    const log = vi.spyOn(console, 'log')
    const { key } = await newKey()
    const answer = await file({}, { url: 'acme/lamp', token: 'ghp_secret' })
    await file(bearer(key))
    await file(bearer(`${key}x`))
    const { Cookie } = cookieOf(answer)
    await file({ Cookie })
    const written = log.mock.calls.flat().join('\n')
    expect(written).toContain('"event":"audit"')
    const signature = decodeURIComponent(Cookie).split('.')[1] ?? ''
    for (const secret of [key, 'ghp_secret', signature, env.SESSION_SECRET, env.OPERATOR_TOKEN]) {
      expect(secret.length).toBeGreaterThan(8)
      expect(written).not.toContain(secret)
    }
  })
  it('knows every route that is not safe', () => {
    const unsafe = api.routes.filter(({ method }) => !['ALL', 'GET'].includes(method))
    const names = [...new Set(unsafe.map(({ method, path }) => `${method} ${path}`))]
    expect(names.sort()).toEqual([...Object.keys(ACTIONS), ...CHANGES_NOTHING].sort())
  })
})
