import { createExecutionContext, createMessageBatch, getQueueResult, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { consume } from '../../src/consumer/consume'
import type { Message } from '../../src/job/effects'
import { ARTIFACT_FILES, artifactKey } from '../../src/job/job'
import { granted, inside, inWorld, migrate, outside, replacing, stub, wanted } from './world'

const COMMIT = 'c'.repeat(40)
const SPEC = { url: `https://github.com/a/b/tree/${COMMIT}`, ref: null, subdirectory: null }
const archive = () => {
  const bytes = zipSync({ [`b-${COMMIT}/README.md`]: strToU8('# Bell\n\nA bell that rings once.\n') })
  return new Response(bytes, { headers: { 'Content-Type': 'application/zip' } })
}

beforeEach(async () => {
  await migrate()
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => archive())
})
afterEach(async () => {
  vi.restoreAllMocks()
  vi.useRealTimers()
  await reset()
})

/** Delivers messages as the queue would, and says what became of them. */
async function deliver(ids: string[], queue = 'readme-forge-jobs', attempts = 1, bindings = env) {
  const messages = ids.map((id, index) => ({ id: `m${index}`, timestamp: new Date(), body: { id }, attempts }))
  const batch = createMessageBatch<Message>(queue, messages)
  await consume(batch, bindings)
  const result = await getQueueResult(batch, createExecutionContext())
  return { acked: result.explicitAcks.length, retried: result.retryMessages.length }
}
async function filed(id: string) {
  await inWorld(id, outside())
  granted(await stub(id).create(wanted(id, { spec: SPEC })))
}
const stored = async () => (await env.ARTIFACTS.list({ prefix: 'jobs/' })).objects.map((object) => object.key)

it('one message becomes one README, with its facts and its preview', async () => {
  await filed('a')
  expect(await deliver(['a'])).toEqual({ acked: 1, retried: 0 })
  const job = await stub('a').read(null)
  expect(job).toMatchObject({ status: 'completed', result: { commit: COMMIT } })
  const readme = await env.ARTIFACTS.get(artifactKey(job?.artifact ?? '', 'README.md'))
  expect(readme?.etag).toBe(job?.result?.etag)
  expect(await readme?.text()).toMatch(/^<!-- .* -->\n# Bell\n/)
  expect(await stored()).toHaveLength(ARTIFACT_FILES.length)
})

it('a second delivery of the same message changes nothing', async () => {
  await filed('b')
  await deliver(['b'])
  const before = [await stub('b').read(null), await stored()]
  expect(await deliver(['b', 'b'])).toEqual({ acked: 2, retried: 0 })
  expect([await stub('b').read(null), await stored()]).toEqual(before)
})

it('a message for a job that is not there, deleted, or early is acknowledged without work', async () => {
  await filed('c')
  await stub('c').remove('everybody')
  await filed('early')
  const { token } = granted(await stub('early').claim())
  granted(await stub('early').fail(token, { code: 'host_unavailable', message: 'Later.', retryable: true }))
  expect(await deliver(['c', 'nobody', 'early'])).toEqual({ acked: 3, retried: 0 })
  expect(fetch).not.toHaveBeenCalled()
})

it('a job deleted while it is worked on ends as deleted, and its files leave R2 at once', async () => {
  await filed('d')
  vi.mocked(fetch).mockImplementation(async () => {
    granted(await stub('d').remove('everybody'))
    return archive()
  })
  expect(await deliver(['d'])).toEqual({ acked: 1, retried: 0 })
  expect(await stub('d').read(null)).toMatchObject({ status: 'deleted' })
  expect(await stored()).toEqual([])
})

it('an expected failure is told to the object, not to the queue', async () => {
  await filed('e')
  vi.mocked(fetch).mockImplementation(async () => new Response('', { status: 503, headers: { 'Retry-After': '90' } }))
  const before = Date.now()
  expect(await deliver(['e'])).toEqual({ acked: 1, retried: 0 })
  expect(await stub('e').read(null)).toMatchObject({
    status: 'pending',
    error: { code: 'host_unavailable', retryable: true },
  })
  const enqueueAt = await inside('e', (_, state) => state.storage.getAlarm())
  expect(enqueueAt).toBeGreaterThanOrEqual(before + 90_000)
})

it('a fault of our own is a retryable failure that says nothing of its inside', async () => {
  await filed('f')
  const put = () => Promise.reject(new Error('secret detail'))
  const broken = { ...env, ARTIFACTS: replacing(env.ARTIFACTS, { put }) }
  await deliver(['f'], undefined, 1, broken)
  const job = await stub('f').read(null)
  expect(job).toMatchObject({ status: 'pending', error: { code: 'internal', retryable: true } })
  expect(JSON.stringify(job)).not.toContain('secret detail')
})

it('an object that cannot be reached brings the message back', async () => {
  const getByName = () => ({ claim: () => Promise.reject(new Error('overloaded')) })
  const unreachable = { ...env, JOB: replacing(env.JOB, { getByName }) }
  expect(await deliver(['g'], undefined, 1, unreachable)).toEqual({ acked: 0, retried: 1 })
})

it('a dead letter wakes its object, which does what is due', async () => {
  const world = outside()
  await inWorld('h', world)
  granted(await stub('h').create(wanted('h', { spec: SPEC })))
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 })
  expect(await deliver(['h'], 'readme-forge-jobs-dead')).toEqual({ acked: 1, retried: 0 })
  expect(world.rung).toHaveLength(2)
})
