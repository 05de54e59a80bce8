import { createExecutionContext, createMessageBatch, getQueueResult, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { consume } from '../../src/consumer/consume'
import { factsIn } from '../../src/consumer/facts-in'
import { Stages } from '../../src/consumer/stages'
import { withinMemory } from '../../src/consumer/within-memory'
import type { Message } from '../../src/job/effects'
import { read } from '../unit/source/reading'
import { granted, inWorld, migrate, outside, stub, until, wanted } from './world'

/*
 * The memory that the jobs of an isolate share: while somebody holds all of it a job waits, and whatever becomes of the job, it leaves
 * nothing behind.
 */
const COMMIT = 'c'.repeat(40)
const ARCHIVE = zipSync({ [`b-${COMMIT}/README.md`]: strToU8('# Bell\n\nA bell that rings once.\n') })
const answer = (body: BodyInit) => new Response(body, { headers: { 'Content-Type': 'application/zip' } })
const never = () => new AbortController().signal
const stagesOf = (job: string) => new Stages({ job, run: 1, attempt: 1 }, () => undefined)

let lines: Record<string, unknown>[]
beforeEach(async () => {
  await migrate()
  lines = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(JSON.parse(line)))
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => answer(ARCHIVE))
})
afterEach(async () => {
  isHeld = false
  vi.restoreAllMocks()
  vi.useRealTimers()
  await reset()
})

const logged = (id: string, event: string) => lines.filter((line) => line.job === id && line.event === event)

/** A job, and its message delivered: ends with the acknowledgements. */
async function delivered(id: string, spec = `https://github.com/a/b/tree/${COMMIT}`): Promise<number> {
  await inWorld(id, outside())
  granted(await stub(id).create(wanted(id, { spec: { url: spec, ref: null, subdirectory: null } })))
  const batch = createMessageBatch<Message>('readme-forge-jobs', [
    { id: 'm', timestamp: new Date(), body: { id }, attempts: 1 },
  ])
  await consume(batch, env)
  return (await getQueueResult(batch, createExecutionContext())).explicitAcks.length
}

let isHeld = false
/** Takes all the memory as long as it is held. */
function holdAll(): Promise<void> {
  isHeld = true
  return withinMemory({ signal: never(), stages: stagesOf('another') }, async ({ hold }) => {
    expect(hold(1e9, never())).toBeUndefined()
    await until(() => !isHeld)
  })
}

/** Who is alone may have all; with a share left behind it would not be the oldest, and wait. */
const expectAllFree = () =>
  withinMemory({ signal: never(), stages: stagesOf('last') }, async ({ hold }) =>
    expect(hold(1e9, never())).toBeUndefined(),
  )

it('a job waits until there is memory for it, asks its host for nothing before, and tells how long it waited', async () => {
  const all = holdAll()
  const job = delivered('waits')
  await until(() => logged('waits', 'job.stage').length === 1)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(fetch).not.toHaveBeenCalled()
  expect(await stub('waits').read(null)).toMatchObject({ status: 'processing', progress: { stage: 'resolve' } })
  isHeld = false
  await all
  expect(await job).toBe(1)
  expect(await stub('waits').read(null)).toMatchObject({ status: 'completed' })
  const waited = expect.any(Number)
  expect(logged('waits', 'job.waited')).toMatchObject([{ effect: 'memory', duration_ms: waited, run: 1, attempt: 1 }])
  await expectAllFree()
})

it('a job that is deleted while it waits ends at once', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const all = holdAll()
  const job = delivered('deleted')
  await until(() => logged('deleted', 'job.stage').length === 1)
  granted(await stub('deleted').remove('everybody'))
  await vi.advanceTimersByTimeAsync(15_000)
  expect(await job).toBe(1)
  expect(logged('deleted', 'job.claim_refused')).toHaveLength(1)
  expect(fetch).not.toHaveBeenCalled()
  isHeld = false
  await all
  await expectAllFree()
})

it.each([
  ['an archive that is broken', () => Promise.resolve(answer('no archive at all'))],
  ['a host that fails', () => Promise.resolve(new Response(null, { status: 500 }))],
  ['a fetch that throws', () => Promise.reject(new Error('no network'))],
  ['a repository without files', () => Promise.resolve(answer(zipSync({ [`b-${COMMIT}/`]: new Uint8Array() })))],
])('%s leaves nothing of the memory behind', async (_what, fetched) => {
  vi.mocked(fetch).mockImplementation(fetched)
  expect(await delivered('fails')).toBe(1)
  expect(await stub('fails').read(null)).toMatchObject({ error: { code: expect.any(String) } })
  await expectAllFree()
})

it('a fault in the work leaves nothing of the memory behind', async () => {
  const work = withinMemory({ signal: never(), stages: stagesOf('breaks') }, () => Promise.reject(new Error('broken')))
  await expect(work).rejects.toThrow('broken')
  await expectAllFree()
})

it('the contents of a repository are given back as soon as its facts are known', async () => {
  const snapshot = await read(ARCHIVE, { commit: null })
  if (!snapshot.ok) throw new Error(snapshot.message)
  const content = snapshot.value.files.get('README.md')!.content!
  const { buffer } = content
  expect(buffer.byteLength).toBeGreaterThan(20)
  const origin = { host: null, owner: null, name: 'bell', url: null, clone_url: null, ref: null }
  const selection = { include: [], exclude: [] }
  const repository = { snapshot: snapshot.value, subdirectory: null }
  const found = factsIn(repository, origin, selection, { stages: stagesOf('facts'), isQuoted: true })
  expect(found).toMatchObject({ ok: true, value: { facts: { name: { value: expect.any(String) } } } })
  expect(JSON.stringify(found)).toContain('A bell that rings once.')
  expect(buffer.byteLength).toBe(0)
  expect(content.length).toBe(0)
})
