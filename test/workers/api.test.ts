import { reset } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pollAfter } from '../../src/api/representation'
import { ARTIFACT_FILES, artifactKey } from '../../src/job/job'
import { granted, migrate, RESULT, stub } from './world'

beforeEach(migrate)
afterEach(reset)

const ask = (path: string, init: RequestInit = {}) =>
  exports.default.fetch(new Request(`https://forge.example${path}`, { redirect: 'manual', ...init }))
const generate = (body: unknown, headers: Record<string, string> = {}) =>
  ask('/generate/', {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...headers },
  })
const created = async (url = 'https://github.com/owner/repo') =>
  (await (await generate({ url })).json<{ id: string }>()).id
const CONTENT: Record<string, string> = { 'README.md': '# Repo\n', 'analysis.json': '{}', 'preview.html': '<p>Repo' }

async function completed(): Promise<string> {
  const id = await created()
  const { token, key } = granted(await stub(id).claim())
  for (const file of ARTIFACT_FILES) await env.ARTIFACTS.put(artifactKey(key, file), CONTENT[file] ?? '')
  granted(await stub(id).complete(token, RESULT))
  return id
}
async function failed(): Promise<string> {
  const id = await created()
  const { token } = granted(await stub(id).claim())
  granted(await stub(id).fail(token, { code: 'repository_not_found', message: 'No.', retryable: false }))
  return id
}

/** Expects a problem document with this status and code, as RFC 9457 has it. */
async function problem(response: Response, status: number, code: string) {
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  const body = await response.json<{ errors?: { pointer: string }[]; detail?: string }>()
  expect(body).toMatchObject({ status, code, type: `/docs/#${code}`, request_id: response.headers.get('x-request-id') })
  expect(response.status).toBe(status)
  return body
}

describe('POST /generate/', () => {
  it('answers 202 at once with the job, where it is, and when to ask', async () => {
    const response = await generate({ url: 'https://github.com/owner/repo' })
    expect(response.status).toBe(202)
    const job = await response.json<{ id: string }>()
    expect(job).toMatchObject({
      status: 'pending',
      repository: { host: 'github.com', owner: 'owner', name: 'repo', url: 'https://github.com/owner/repo' },
      progress: { stage: null, percent: 0 },
      attempt: 0,
      run: 1,
      error: null,
      result: null,
      links: { self: `/jobs/${job.id}/`, download: `/jobs/${job.id}/download/` },
    })
    expect(response.headers.get('location')).toBe(`/jobs/${job.id}/`)
    expect(response.headers.get('retry-after')).toBe('1')
  })
  it('takes a form of either kind', async () => {
    const fields = { url: 'github.com/owner/repo', ref: '' }
    expect((await ask('/generate', { method: 'POST', body: new URLSearchParams(fields) })).status).toBe(202)
    const form = new FormData()
    form.set('url', fields.url)
    expect((await ask('/generate', { method: 'POST', body: form })).status).toBe(202)
  })
  it('leads a browser’s form to the page of the job, and an address it cannot read back to the form', async () => {
    const browser = { Accept: 'text/html' }
    const good = await ask('/generate/', {
      method: 'POST',
      headers: browser,
      body: new URLSearchParams({ url: 'o/r' }),
    })
    expect(good.status).toBe(303)
    expect(good.headers.get('location')).toMatch(/^\/r\/[0-9a-f-]{36}\/$/)
    const bad = await ask('/generate/', {
      method: 'POST',
      headers: browser,
      body: new URLSearchParams({ url: '<x>"' }),
    })
    expect(bad.status).toBe(422)
    expect(bad.headers.get('content-type')).toContain('text/html')
    expect(await bad.text()).toContain('value="&lt;x&gt;&quot;"')
  })
  it('the same Idempotency-Key and body meet the same job; another body is refused', async () => {
    const key = { 'Idempotency-Key': 'k-1' }
    const first = await generate({ url: 'https://github.com/owner/repo' }, key)
    const again = await generate({ url: 'https://github.com/owner/repo' }, key)
    expect(first.headers.get('idempotency-replayed')).toBe(null)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(again.status).toBe(202)
    expect(await again.json()).toEqual(await first.json())
    await problem(await generate({ url: 'https://github.com/owner/other' }, key), 422, 'idempotency_mismatch')
  })
  it('twenty at once with one key make one job', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => generate({ url: 'o/r' }, { 'Idempotency-Key': 'same' })),
    )
    const ids = await Promise.all(answers.map(async (answer) => (await answer.json<{ id: string }>()).id))
    expect(new Set(ids).size).toBe(1)
    const { jobs } = await (await ask('/jobs/')).json<{ jobs: unknown[] }>()
    expect(jobs).toHaveLength(1)
  })
  it.each([
    ['not JSON', '{"url":', 400, 'malformed_body'],
    ['no object', '[]', 422, 'invalid_request'],
    ['no address', '{}', 422, 'invalid_request'],
    ['an address that is none', '{"url":"http://"}', 422, 'address_invalid'],
    ['a host that is not served', '{"url":"https://example.com/a/b"}', 422, 'host_not_supported'],
    ['an option that does not exist', '{"url":"o/r","colour":"red"}', 422, 'invalid_request'],
    ['a number for an address', '{"url":7}', 422, 'invalid_request'],
    ['more than 256 KiB', JSON.stringify({ url: 'x'.repeat(270_000) }), 413, 'body_too_large'],
  ])('%s is a problem', async (_, body, status, code) => {
    await problem(await generate(body), status, code)
  })
  it('points to the field that does not fit', async () => {
    const { errors } = await problem(await generate({ url: 'o/r', ref: 7 }), 422, 'invalid_request')
    expect(errors?.map((error) => error.pointer)).toEqual(['/ref'])
  })
  it.each(['text/plain', 'application/xml', ''])('the media type %j is a problem', async (type) => {
    await problem(await generate('o/r', { 'Content-Type': type }), 415, 'unsupported_media_type')
  })
  it.each(['', 'x'.repeat(256), 'a b', 'é'])('the Idempotency-Key %j is a problem', async (key) => {
    const headers = { 'Idempotency-Key': new TextDecoder('latin1').decode(new TextEncoder().encode(key)) }
    await problem(await generate({ url: 'o/r' }, headers), 400, 'invalid_idempotency_key')
  })
})

describe('GET /jobs/', () => {
  it('pages through every job once, newest first, whatever is added meanwhile', async () => {
    const ids: string[] = []
    for (let i = 0; i < 5; i++) ids.unshift(await created(`o/r${i}`))
    const seen: string[] = []
    let path: string | undefined = '/jobs/?limit=2'
    while (path) {
      const response = await ask(path)
      const body = await response.json<{ jobs: { id: string; created_at: string }[]; next: string | null }>()
      seen.push(...body.jobs.map((job) => job.id))
      path = response.headers.get('link')?.match(/^<([^>]+)>; rel="next"$/)?.[1]
      expect(path === undefined).toBe(body.next === null)
      await created('o/late')
    }
    expect(seen.sort()).toEqual(ids.sort())
  })
  it('filters by status and leaves deleted jobs out', async () => {
    const [a, b] = [await failed(), await created()]
    await ask(`/jobs/${await created()}/`, { method: 'DELETE' })
    const list = async (query: string) =>
      (await (await ask(`/jobs${query}`)).json<{ jobs: { id: string }[] }>()).jobs.map((job) => job.id)
    expect(await list('?status=failed')).toEqual([a])
    expect(await list('?status=completed')).toEqual([])
    expect((await list('')).sort()).toEqual([a, b].sort())
  })
  it.each(['status=deleted', 'limit=0', 'limit=101', 'limit=x', 'cursor=nonsense', 'cursor=MTox'])(
    '%s is a problem',
    async (query) => {
      await problem(await ask(`/jobs/?${query}`), 422, 'invalid_request')
    },
  )
})

describe('GET /jobs/{id}/', () => {
  it.each([
    ['just created', 'pending', 0, null, '1'],
    ['waiting for a minute', 'pending', 60, null, '6'],
    ['waiting for an hour', 'pending', 3_600, null, '30'],
    ['told of progress just now', 'processing', 0.2, null, '1'],
    ['silent for half a minute', 'processing', 30, null, '3'],
    ['waiting for its next attempt', 'pending', 0, 7.5, '8'],
    ['waiting long for its next attempt', 'pending', 0, 300, '30'],
    ['due', 'pending', 50, -3, '1'],
    ['at rest', 'failed', 1, null, null],
  ] as const)('a job %s is asked for again in time and not more often', (_, status, silent, next, expected) => {
    const now = 1e12
    const times = { created: 0, updated: now - silent * 1_000 }
    const nextAttempt = next === null ? null : now + next * 1_000
    expect(pollAfter({ status, times, nextAttempt }, now)).toBe(expected)
  })
  it('says when the next attempt comes, while a job waits for it', async () => {
    const id = await created()
    const { token } = granted(await stub(id).claim())
    granted(await stub(id).fail(token, { code: 'host_unavailable', message: 'Later.', retryable: true }, 20_000))
    const response = await ask(`/jobs/${id}/`)
    const { next_attempt_at, updated_at } = await response.json<{ next_attempt_at: string; updated_at: string }>()
    expect(Date.parse(next_attempt_at) - Date.parse(updated_at)).toBe(20_000)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(10)
  })
  it('carries an ETag that changes with every change that shows, and answers 304 to it', async () => {
    const id = await created()
    const tags = new Set<string>()
    const poll = async () => {
      const response = await ask(`/jobs/${id}/`)
      const etag = response.headers.get('etag') ?? ''
      expect(etag).toMatch(/^"[^"]+"$/)
      expect(tags.has(etag)).toBe(false)
      tags.add(etag)
      const again = await ask(`/jobs/${id}`, { headers: { 'If-None-Match': `"x", W/${etag}` } })
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
      return response
    }
    expect((await poll()).headers.get('retry-after')).toBe('1')
    const { token } = granted(await stub(id).claim())
    expect((await poll()).headers.get('retry-after')).toBe('1')
    await stub(id).heartbeat(token, { stage: 'download', percent: 30 })
    expect(await (await poll()).json()).toMatchObject({
      status: 'processing',
      progress: { stage: 'download', percent: 30 },
    })
    await stub(id).complete(token, RESULT)
    const done = await poll()
    expect(done.headers.get('retry-after')).toBe(null)
    expect(await done.json()).toMatchObject({
      status: 'completed',
      result: RESULT,
      progress: { stage: null, percent: 100 },
    })
  })
  it.each(['nonsense', '00000000-0000-4000-8000-000000000000', '%00', '..%2f..', 'a.b'])(
    'the id %s is not found',
    async (id) => {
      for (const path of [`/jobs/${id}/`, `/jobs/${id}`]) await problem(await ask(path), 404, 'job_not_found')
    },
  )
})

describe('what a completed job left', () => {
  it.each([
    ['download', 'README.md', 'text/markdown; charset=utf-8'],
    ['preview', 'preview.html', 'text/html; charset=utf-8'],
    ['analysis', 'analysis.json', 'application/json'],
  ])('%s is served with its type, ETag and 304', async (path, file, type) => {
    const id = await completed()
    const response = await ask(`/jobs/${id}/${path}/`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(type)
    expect(await response.text()).toBe(CONTENT[file])
    const etag = response.headers.get('etag') ?? ''
    for (const tag of [etag, `W/${etag}`, '*', `"other", ${etag}`]) {
      const again = await ask(`/jobs/${id}/${path}`, { headers: { 'If-None-Match': tag } })
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
    }
    expect((await ask(`/jobs/${id}/${path}/`, { headers: { 'If-None-Match': '"other"' } })).status).toBe(200)
    const head = await ask(`/jobs/${id}/${path}/`, { method: 'HEAD' })
    expect([head.status, await head.text(), head.headers.get('etag')]).toEqual([200, '', etag])
  })
  it('the download is a file named README.md', async () => {
    const response = await ask(`/jobs/${await completed()}/download/`)
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="README.md"')
  })
  it('the preview may run nothing', async () => {
    const { headers } = await ask(`/jobs/${await completed()}/preview/`)
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*sandbox/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })
  it('before completion, and after failure, it is a conflict', async () => {
    for (const id of [await created(), await failed()])
      for (const path of ['download', 'preview', 'analysis'])
        await problem(await ask(`/jobs/${id}/${path}/`), 409, 'not_completed')
  })
})

describe('POST /jobs/{id}/retry/', () => {
  it('runs a failed job again and clears its error', async () => {
    const id = await failed()
    const response = await ask(`/jobs/${id}/retry/`, { method: 'POST' })
    expect(response.status).toBe(202)
    expect(response.headers.get('location')).toBe(`/jobs/${id}/`)
    expect(await response.json()).toMatchObject({ status: 'pending', run: 2, attempt: 0, error: null, result: null })
  })
  it('is refused to every other status', async () => {
    const processing = await created()
    await stub(processing).claim()
    for (const id of [await created(), processing, await completed()])
      await problem(await ask(`/jobs/${id}/retry/`, { method: 'POST' }), 409, 'not_failed')
  })
})

describe('DELETE', () => {
  it.each(['/delete/', '/delete', '/', ''])(
    '/jobs/{id}%s is 204 in any status and again, and leaves 410 and nothing in R2',
    async (path) => {
      const processing = await created()
      await stub(processing).claim()
      for (const id of [await created(), processing, await completed(), await failed()]) {
        for (let i = 0; i < 2; i++) expect((await ask(`/jobs/${id}${path}`, { method: 'DELETE' })).status).toBe(204)
        for (const at of ['', 'download/', 'preview/', 'analysis/'])
          await problem(await ask(`/jobs/${id}/${at}`), 410, 'job_deleted')
        await problem(await ask(`/jobs/${id}/retry/`, { method: 'POST' }), 410, 'job_deleted')
      }
      expect((await env.ARTIFACTS.list()).objects).toEqual([])
    },
  )
  it('of an unknown job is 404', async () => {
    await problem(await ask('/jobs/00000000-0000-4000-8000-000000000000/', { method: 'DELETE' }), 404, 'job_not_found')
  })
})

describe('everywhere', () => {
  it.each(['/nothing', '/jobs/a/b/c', '/generate/x'])('%s is not found', async (path) => {
    await problem(await ask(path), 404, 'not_found')
  })
  it.each([
    ['PUT', '/generate/', 'POST'],
    ['GET', '/generate', 'POST'],
    ['POST', '/jobs/', 'GET, HEAD'],
    ['PUT', '/jobs/x', 'DELETE, GET, HEAD, PATCH'],
    ['GET', '/jobs/x/retry', 'POST'],
    ['DELETE', '/openapi.json', 'GET, HEAD'],
  ])('%s %s is not allowed, and Allow says what is', async (method, path, allow) => {
    const response = await ask(path, { method })
    expect(response.headers.get('allow')?.split(', ').sort().join(', ')).toBe(allow)
    await problem(response, 405, 'method_not_allowed')
  })
  it('health measures each dependency', async () => {
    const response = await ask('/health')
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      status: 'ok',
      dependencies: Object.fromEntries(
        ['d1', 'r2', 'queue', 'object'].map((name) => [name, { status: 'ok', latency_ms: expect.any(Number) }]),
      ),
    })
    expect(await (await ask('/health/llm/')).json()).toMatchObject({ status: 'not_configured', model: null })
  })
  it('the document names every path of the API, and the reference page every problem', async () => {
    const document = await (await ask('/openapi.json')).json<{ openapi: string; paths: Record<string, object> }>()
    expect(document.openapi).toBe('3.1.0')
    expect(
      Object.entries(document.paths)
        .flatMap(([path, item]) => Object.keys(item).map((method) => `${method} ${path}`))
        .sort(),
    ).toEqual([
      'delete /jobs/{id}/',
      'delete /jobs/{id}/delete/',
      'delete /keys/{id}/',
      'get /health/',
      'get /health/llm/',
      'get /jobs/',
      'get /jobs/{id}/',
      'get /jobs/{id}/analysis/',
      'get /jobs/{id}/download/',
      'get /jobs/{id}/events/',
      'get /jobs/{id}/evidence/',
      'get /jobs/{id}/preview/',
      'get /jobs/{id}/report/',
      'get /keys/',
      'get /metrics/',
      'patch /jobs/{id}/',
      'post /generate/',
      'post /jobs/{id}/retry/',
      'post /keys/',
      'post /preview/',
    ])
    const page = await (await ask('/docs')).text()
    for (const code of ['not_failed', 'rate_limited', 'worker_lost', 'archive_too_large']) expect(page).toContain(code)
    expect(page).not.toMatch(/<script|https?:\/\/(?!github\.com\/owner)/)
  })
})
