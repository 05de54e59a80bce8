import { createExecutionContext, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { api } from '../../src/api/api'
import { granted, migrate, RESULT, replacing, stub, wanted } from './world'

beforeEach(migrate)
afterEach(reset)

const down = () => {
  throw new Error('secret detail')
}
const ask = (path: string, bindings: typeof env, init: RequestInit = {}) =>
  api.fetch(new Request(`https://forge.example${path}`, init), bindings, createExecutionContext())

/** 503 with a time to wait, which tells nothing of the inside. */
async function expectUnavailable(response: Response) {
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).toBe('5')
  const text = await response.text()
  expect(JSON.parse(text)).toMatchObject({ code: 'unavailable' })
  expect(text).not.toContain('secret detail')
}

describe('health', () => {
  it.each([
    ['d1', { ...env, DB: replacing(env.DB, { prepare: down }) }],
    ['r2', { ...env, ARTIFACTS: replacing(env.ARTIFACTS, { head: down }) }],
    ['queue', { ...env, DOORBELL: replacing(env.DOORBELL, { metrics: down }) }],
    ['object', { ...env, JOB: replacing(env.JOB, { getByName: down }) }],
  ])('is 503 when %s is down, and says that the others are not', async (name, bindings) => {
    const response = await ask('/health/', bindings)
    expect(response.status).toBe(503)
    const { status, dependencies } = await response.json<{ status: string; dependencies: Record<string, object> }>()
    expect(status).toBe('down')
    for (const [dependency, state] of Object.entries(dependencies))
      expect(state).toMatchObject({ status: dependency === name ? 'down' : 'ok' })
  })
})

it('a list without D1 is 503', async () => {
  await expectUnavailable(await ask('/jobs/', { ...env, DB: replacing(env.DB, { prepare: down }) }))
})

describe('without R2', () => {
  const ZIP = [0x50, 0x4b, 3, 4]
  const upload = (bytes: number, bindings: typeof env) => {
    const body = new Uint8Array(bytes)
    body.set(ZIP)
    return ask('/generate/', bindings, { method: 'POST', body, headers: { 'Content-Type': 'application/zip' } })
  }
  /** R2 whose multipart uploads fail in this one step, and whether they were aborted. */
  function failing(step: 'uploadPart' | 'complete') {
    const seen = { aborted: false }
    const createMultipartUpload = async (key: string) => {
      const real = await env.ARTIFACTS.createMultipartUpload(key)
      const abort = async () => {
        seen.aborted = true
        await real.abort()
      }
      return replacing(real, { [step]: down, abort })
    }
    return { seen, bindings: { ...env, ARTIFACTS: replacing(env.ARTIFACTS, { createMultipartUpload }) } }
  }

  it.each([
    ['a short upload', 1_000, { put: down }],
    ['a long one', 9_000_000, { createMultipartUpload: down }],
  ])('%s is 503, and no job is made', async (_, bytes, broken) => {
    await expectUnavailable(await upload(bytes, { ...env, ARTIFACTS: replacing(env.ARTIFACTS, broken) }))
    expect((await env.ARTIFACTS.list()).objects).toEqual([])
    const listed = await (await ask('/jobs/', env)).json<{ jobs: unknown[] }>()
    expect(listed.jobs).toEqual([])
  })

  it.each(['uploadPart', 'complete'] as const)('a long upload whose %s fails is 503, and aborted', async (step) => {
    const { seen, bindings } = failing(step)
    await expectUnavailable(await upload(9_000_000, bindings))
    expect(seen.aborted).toBe(true)
    expect((await env.ARTIFACTS.list()).objects).toEqual([])
  })

  it('a refused upload is refused as ever when nothing can be removed', async () => {
    const bindings = { ...env, ARTIFACTS: replacing(env.ARTIFACTS, { delete: down }) }
    const body = Uint8Array.of(...ZIP, 0)
    const headers = { 'Content-Type': 'application/zip' }
    expect((await ask('/generate/?colour=red', bindings, { method: 'POST', body, headers })).status).toBe(422)
  })

  it('results are 503, and the job still tells how it stands', async () => {
    const id = crypto.randomUUID()
    await stub(id).create(wanted(id))
    const { token } = granted(await stub(id).claim())
    granted(await stub(id).complete(token, RESULT))
    const bindings = { ...env, ARTIFACTS: replacing(env.ARTIFACTS, { get: down }) }
    for (const path of ['download', 'preview', 'analysis', 'evidence', 'report'])
      await expectUnavailable(await ask(`/jobs/${id}/${path}/`, bindings))
    expect((await ask(`/jobs/${id}/`, bindings)).status).toBe(200)
  })
})
