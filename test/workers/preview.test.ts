import { createExecutionContext, reset, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { api } from '../../src/api/api'
import { ARTIFACT_FILES, type ArtifactFile, artifactKey } from '../../src/job/job'
import type { NewJob } from '../../src/job/transitions'
import { pageMetadata } from '../../src/preview/page'
import { renderPreview } from '../../src/preview/render-preview'
import { granted, migrate, RESULT, replacing, stub, wanted } from './world'

beforeEach(migrate)
afterEach(() => reset())

async function ask(path: string, init: RequestInit = {}, bindings = env) {
  const context = createExecutionContext()
  const response = await api.fetch(new Request(`https://forge.example${path}`, init), bindings, context)
  await waitOnExecutionContext(context)
  return response
}
const render = (markdown: string, query = '', type = 'text/markdown') =>
  ask(`/preview/${query}`, { method: 'POST', body: markdown, headers: { 'Content-Type': type } })

const EVIDENCE = { path: 'packages/pot/README.md', commit: RESULT.commit, lines: [] }

/** A completed job with these files in R2. */
async function completed(markdown: string, changes: Partial<NewJob> = {}): Promise<string> {
  const id = crypto.randomUUID()
  await stub(id).create(wanted(id, changes))
  const { token, key } = granted(await stub(id).claim())
  const page = renderPreview(markdown, { title: 'b', blobBase: null, rawBase: null })
  const contents = new Map<ArtifactFile, string>([
    ['preview.html', page],
    ['evidence.json', JSON.stringify(EVIDENCE)],
  ])
  for (const file of ARTIFACT_FILES)
    await env.ARTIFACTS.put(artifactKey(key, file), contents.get(file) ?? '{}', {
      customMetadata: file === 'preview.html' ? pageMetadata(page) : {},
    })
  granted(await stub(id).complete(token, RESULT))
  return id
}
const DIAGRAM = '```mermaid\ngraph TD\n  A --> B\n```\n'

describe('a job’s preview', () => {
  it('is a page under a policy in which nothing runs, with a strong entity tag', async () => {
    const response = await ask(`/jobs/${await completed('# Pot')}/preview/`)
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('<h1 id="user-content-pot">')
    const { headers } = response
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(headers.get('content-security-policy')).toContain('sandbox allow-popups allow-popups-to-escape-sandbox')
    expect(headers.get('content-security-policy')).not.toContain('allow-scripts')
    expect(headers.get('etag')).toMatch(/^"[0-9a-f]{32}"$/)
    expect(headers.get('cache-control')).toBe('no-cache')
  })

  it('with a diagram may hold a frame of ours', async () => {
    const { headers } = await ask(`/jobs/${await completed(DIAGRAM)}/preview/`)
    expect(headers.get('content-security-policy')).toContain("frame-src 'self'; ")
    expect(headers.get('content-security-policy')).toMatch(/allow-scripts$/)
  })

  it('of a repository elsewhere may show that host’s pictures', async () => {
    const repository = { host: 'gitlab.com', owner: 'a', name: 'b', url: 'https://gitlab.com/a/b' }
    const { headers } = await ask(`/jobs/${await completed('# Pot', { repository })}/preview/`)
    expect(headers.get('content-security-policy')).toMatch(/img-src [^;]* https:\/\/gitlab\.com;/)
  })

  it('is answered at the edge, also when nothing behind it answers, and 304 to who has it', async () => {
    const path = `/jobs/${await completed('# Pot')}/preview/`
    const first = await ask(path)
    const down = () => {
      throw new Error('down')
    }
    const bindings = {
      ...env,
      JOB: replacing(env.JOB, { getByName: down }),
      ARTIFACTS: replacing(env.ARTIFACTS, { get: down }),
    }
    const second = await ask(path, {}, bindings)
    expect([second.status, await second.text()]).toEqual([200, await first.text()])
    for (const name of ['content-security-policy', 'etag', 'cache-control', 'content-type', 'x-content-type-options'])
      expect(second.headers.get(name)).toBe(first.headers.get(name))
    const etag = first.headers.get('etag') ?? ''
    const third = await ask(path, { headers: { 'If-None-Match': etag } }, bindings)
    expect([third.status, third.headers.get('etag'), await third.text()]).toEqual([304, etag, ''])
  })

  it('is kept at the edge for half a minute, under its path alone', async () => {
    const path = `/jobs/${await completed('# Pot')}/preview/`
    await ask(`${path}?a=b`, { headers: { 'If-None-Match': '"x"', Accept: 'text/html' } })
    const kept = await caches.default.match(`https://forge.example${path}`)
    expect(kept?.headers.get('cache-control')).toBe('public, s-maxage=30')
  })

  it('is gone at once where it is deleted', async () => {
    const id = await completed('# Pot')
    expect((await ask(`/jobs/${id}/preview/`)).status).toBe(200)
    expect((await ask(`/jobs/${id}/`, { method: 'DELETE' })).status).toBe(204)
    expect((await ask(`/jobs/${id}/preview/`)).status).toBe(410)
  })

  it('that is not there is not kept', async () => {
    const id = crypto.randomUUID()
    await stub(id).create(wanted(id))
    expect((await ask(`/jobs/${id}/preview/`)).status).toBe(409)
    expect(await caches.default.match(`https://forge.example/jobs/${id}/preview/`)).toBeUndefined()
  })
})

describe('Markdown that is sent', () => {
  it('is answered as a page under the same policy, and kept nowhere', async () => {
    const response = await render('# Edited\n\n![a](a.png)')
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('content-security-policy')).toMatch(
      /sandbox allow-popups allow-popups-to-escape-sandbox$/,
    )
    expect(await response.text()).toContain('<h1 id="user-content-edited">')
    expect((await env.ARTIFACTS.list()).objects).toEqual([])
  })

  it('with a diagram may hold a frame of ours', async () => {
    expect((await render(DIAGRAM)).headers.get('content-security-policy')).toMatch(/allow-scripts$/)
  })

  it('for a job has links and pictures of its repository, from the folder of its README', async () => {
    const id = await completed('# Pot')
    const html = await (await render('[a](LICENSE) ![b](b.png)', `?job=${id}`)).text()
    const { commit } = RESULT
    expect(html).toContain(`href="https://github.com/a/b/blob/${commit}/packages/pot/LICENSE"`)
    expect(html).toContain(`src="https://raw.githubusercontent.com/a/b/${commit}/packages/pot/b.png"`)
  })

  it.each([
    ['over 128 KiB', 'a'.repeat(128 * 1024 + 1), '', 'text/markdown', 413],
    ['of another type', '# A', '', 'text/plain', 415],
    ['for a job that is none', '# A', '?job=7', 'text/markdown', 422],
    [
      'for a job that is not there',
      '# A',
      `?job=${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}`,
      'text/markdown',
      404,
    ],
  ])('%s is refused', async (_, markdown, query, type, status) => {
    const response = await render(markdown, query, type)
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'application/problem+json'])
  })

  it.each([
    ['nothing', ''],
    ['128 KiB', 'a '.repeat(64 * 1024)],
    ['what is no UTF-8', new Uint8Array([0xff, 0xfe, 0x41])],
  ])('of %s is a page', async (_, body) => {
    const response = await ask('/preview/', {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'text/markdown;charset=UTF-8' },
    })
    expect([response.status, (await response.text()).startsWith('<!doctype html>')]).toEqual([200, true])
  })
})
