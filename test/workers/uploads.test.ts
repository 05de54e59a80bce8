import { createExecutionContext, createMessageBatch, getQueueResult, reset } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api } from '../../src/api/api'
import { consume } from '../../src/consumer/consume'
import type { Message } from '../../src/job/effects'
import { sweep } from '../../src/job/sweep'
import { type NewJob, UPLOAD_MS } from '../../src/job/transitions'
import { granted, inside, migrate, replacing, stub } from './world'

const ARCHIVE = zipSync({ 'README.md': strToU8('# Bell\n\nA bell that rings once.\n') })
const BROKEN = Uint8Array.of(...ARCHIVE.subarray(0, 40))
const HOUR = 3_600_000

beforeEach(migrate)
afterEach(async () => {
  vi.useRealTimers()
  await reset()
})

const send = (body: BodyInit, headers: Record<string, string> = {}, query = '') =>
  exports.default.fetch(
    new Request(`https://forge.example/generate/${query}`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/zip', ...headers },
    }),
  )
const filed = async (body: BodyInit, headers?: Record<string, string>) => {
  const response = await send(body, headers)
  expect(response.status).toBe(202)
  return (await response.json<{ id: string }>()).id
}
const uploads = async () => (await env.ARTIFACTS.list({ prefix: 'uploads/' })).objects.map(({ key }) => key)

async function work(id: string): Promise<void> {
  const batch = createMessageBatch<Message>('readme-forge-jobs', [
    { id: 'm', timestamp: new Date(), body: { id }, attempts: 1 },
  ])
  await consume(batch, env)
  await getQueueResult(batch, createExecutionContext())
}

describe('an upload', () => {
  it('waits in R2 for its job, and leaves with the README’s arrival', async () => {
    const id = await filed(ARCHIVE)
    expect(await uploads()).toEqual([expect.stringMatching(new RegExp(`^uploads/${id}/`))])
    await work(id)
    expect(await stub(id).read(null)).toMatchObject({ status: 'completed', result: { commit: null } })
    expect(await uploads()).toEqual([])
  })

  it('of a deleted job is gone', async () => {
    const id = await filed(ARCHIVE)
    await stub(id).remove('everybody')
    expect(await uploads()).toEqual([])
  })

  it('of a failed job stays a week for a retry; after that a retry says so', async () => {
    const id = await filed(BROKEN)
    await work(id)
    expect(await stub(id).read(null)).toMatchObject({ status: 'failed', error: { code: 'archive_invalid' } })
    expect(await uploads()).toHaveLength(1)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + UPLOAD_MS })
    await stub(id).nudge()
    expect(await uploads()).toEqual([])
    granted(await stub(id).retry('everybody'))
    await work(id)
    expect(await stub(id).read(null)).toMatchObject({ status: 'failed', run: 2, error: { code: 'upload_expired' } })
  })

  it('sent again with the same key is the same job, and lies in R2 once; another archive with that key is refused', async () => {
    const headers = { 'Idempotency-Key': 'once' }
    const id = await filed(ARCHIVE, headers)
    const before = await uploads()
    const again = await send(ARCHIVE, headers)
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([202, 'true'])
    expect((await again.json<{ id: string }>()).id).toBe(id)
    const other = await send(BROKEN, headers)
    expect(other.status).toBe(422)
    expect(await uploads()).toEqual(before)
  })

  it('stays with its job when the object’s first answer is lost and the second try is a replay', async () => {
    let lost = 0
    const getByName = (id: string) => {
      const real = stub(id)
      if (lost++ > 0) return real
      return replacing(real, {
        create: async (job: NewJob) => {
          await real.create(job)
          throw new Error('the reply was lost')
        },
      })
    }
    const request = new Request('https://forge.example/generate/', {
      method: 'POST',
      body: ARCHIVE,
      headers: { 'Content-Type': 'application/zip' },
    })
    const bindings = { ...env, JOB: replacing(env.JOB, { getByName }) }
    const response = await api.fetch(request, bindings, createExecutionContext())
    expect([response.status, response.headers.get('idempotency-replayed')]).toEqual([202, 'true'])
    const { id } = await response.json<{ id: string }>()
    expect(await uploads()).toHaveLength(1)
    await work(id)
    expect(await stub(id).read(null)).toMatchObject({ status: 'completed' })
  })

  it('whose request is refused leaves nothing behind', async () => {
    expect((await send(ARCHIVE, {}, '?colour=red')).status).toBe(422)
    expect((await send(ARCHIVE, {}, '?subdirectory=../up')).status).toBe(422)
    expect((await send(ARCHIVE, {}, '?url=https://nowhere.example/a/b')).status).toBe(422)
    expect((await send('not an archive')).status).toBe(422)
    expect((await send('')).status).toBe(422)
    expect(await uploads()).toEqual([])
  })

  it('takes its name from the request, the address or the file', async () => {
    const named = async (query: string, body: BodyInit = ARCHIVE, headers = {}) =>
      (await (await send(body, headers, query)).json<{ repository: { name: string; owner: string | null } }>())
        .repository
    expect(await named('?name=Kettle')).toMatchObject({ name: 'Kettle', owner: null })
    expect(await named('?url=https://github.com/acme/pot')).toMatchObject({ name: 'pot', owner: 'acme' })
    expect(await named('')).toMatchObject({ name: 'upload' })
    const form = new FormData()
    form.append('archive', new File([ARCHIVE], 'tea pot-1.2.zip'))
    const response = await exports.default.fetch(
      new Request('https://forge.example/generate/', { method: 'POST', body: form }),
    )
    expect((await response.json<{ repository: { name: string } }>()).repository.name).toBe('tea-pot-1.2')
  })

  it('is never held whole by its job’s object', async () => {
    const id = await filed(ARCHIVE)
    const kept = await inside(id, (_, { storage }) => JSON.stringify([...storage.kv.list()]))
    expect(kept.length).toBeLessThan(2_000)
  })
})

describe('the sweep', () => {
  it('removes uploads that no job holds once they are an hour old, and no others', async () => {
    const held = await filed(ARCHIVE)
    const failed = await filed(BROKEN)
    await work(failed)
    await env.ARTIFACTS.put('uploads/00000000-0000-4000-8000-000000000000/stray', 'x')
    await env.ARTIFACTS.put(`uploads/${held}/second`, 'x')
    const before = await uploads()
    await sweep(env, Date.now())
    expect(await uploads()).toEqual(before)
    await sweep(env, Date.now() + 2 * HOUR)
    expect((await uploads()).map((key) => key.split('/')[1]).sort()).toEqual([held, failed].sort())
  })
})
