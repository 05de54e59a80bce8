import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { atRest, connect, type Job } from './client'
import { type Forge, startForge } from './forge'
import { type Repositories, startRepositories } from './repositories'

let forge: Forge
let hosted: Repositories

beforeAll(async () => {
  hosted = await startRepositories()
  await hosted.make('acme', 'plain', { branches: { main: { 'README.md': '# Plain\n\nA plain thing.\n' } } })
  forge = await startForge({ 'github.com': hosted.host.origin })
})
beforeEach(() => {
  hosted.fault.current = null
})
afterAll(async () => {
  await forge.stop()
  await hosted.close()
})

interface Heard {
  type: string
  id: string | null
  data: Job
}

const follow = (id: string, known?: string, signal?: AbortSignal) =>
  fetch(`${forge.origin}/jobs/${id}/events/`, {
    ...(known ? { headers: { 'Last-Event-ID': known } } : {}),
    ...(signal ? { signal } : {}),
  })

/** The events of a stream as they come, comments left out. Ends with the stream, also when that breaks. */
async function* eventsOf(response: Response): AsyncGenerator<Heard> {
  let text = ''
  const chunks = response.body!.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]()
  for (;;) {
    const chunk = await chunks.next().catch(() => ({ done: true, value: '' }))
    if (chunk.done) return
    const blocks = (text + chunk.value).split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const field = (name: string) => block.match(new RegExp(`^${name}: (.*)$`, 'm'))?.[1] ?? null
      const type = field('event')
      if (type) yield { type, id: field('id'), data: JSON.parse(field('data') ?? '') as Job }
    }
  }
}
async function all(response: Response): Promise<Heard[]> {
  const heard: Heard[] = []
  for await (const event of eventsOf(response)) heard.push(event)
  return heard
}
const refreshed = { url: 'acme/plain', refresh: true }
/** A job whose download stands still until the host's fault is taken away or the runtime dies. */
async function stalled() {
  const api = await connect(forge.origin)
  hosted.fault.current = (asked) => (asked.kind === 'archive' ? { stall: true } : undefined)
  const { id } = await api.generate(refreshed)
  await api.until(id, (job) => job.progress.stage === 'download')
  return { api, id }
}

it('a job is followed to its end: no state twice, the last one as polling gives it, then the stream ends', async () => {
  const api = await connect(forge.origin)
  const { id } = await api.generate(refreshed)
  const response = await follow(id)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const heard = await all(response)
  const ids = heard.map((event) => event.id)
  expect(new Set(ids).size).toBe(ids.length)
  const last = heard.at(-1)!
  expect(last.data.status).toBe('completed')
  const polled = await api.get(`/jobs/${id}/`)
  expect(last.data).toEqual(await polled.json())
  expect(polled.headers.get('etag')).toBe(`"${last.id}"`)
})

it('who knows the end already is told that nothing more comes', async () => {
  const api = await connect(forge.origin)
  const { id } = await api.generate(refreshed)
  await api.until(id, atRest)
  const [end] = await all(await follow(id))
  expect((await api.get(`/jobs/${id}/events/`, { headers: { 'Last-Event-ID': end!.id! } })).status).toBe(204)
  expect((await all(await follow(id, 'another state'))).map((event) => event.id)).toEqual([end!.id])
})

it('a stream that broke with the whole runtime is taken up where it ended', async () => {
  const { id } = await stalled()
  const before = eventsOf(await follow(id))
  const first = (await before.next()).value as Heard
  expect(first.data.progress.stage).toBe('download')
  await forge.kill()
  hosted.fault.current = null
  await forge.restart()
  const after: Heard[] = []
  // The lease of the consumer that died runs out after a minute, which is as long as a stream is; then the job runs again.
  for (let last = first; last.data.status !== 'completed'; last = after.at(-1) ?? last)
    for await (const event of eventsOf(await follow(id, (after.at(-1) ?? first).id!))) after.push(event)
  expect(after.map((event) => event.id)).not.toContain(first.id)
  expect(after.map((event) => event.data.status)).toContain('pending')
  expect(after.at(-1)?.data.status).toBe('completed')
}, 180_000)

it('whoever follows a job that is deleted hears it, and the stream ends', async () => {
  const { api, id } = await stalled()
  const heard = all(await follow(id))
  await api.ask('DELETE', `/jobs/${id}/`)
  expect((await heard).at(-1)).toMatchObject({ type: 'deleted', data: { id } })
})

it('a follower who leaves unnoticed is let go within about a minute', async () => {
  const { id } = await stalled()
  const leave = new AbortController()
  const open = () => follow(id, undefined, leave.signal)
  const statuses = (await Promise.all(Array.from({ length: 200 }, open))).map(({ status }) => status)
  expect(new Set(statuses)).toEqual(new Set([200]))
  const oneMore = await follow(id)
  expect(oneMore.status).toBe(503)
  expect(oneMore.headers.get('retry-after')).toBe('5')
  leave.abort()
  const looked = async () => {
    const response = await follow(id)
    await response.body?.cancel()
    return response.status
  }
  await expect.poll(looked, { timeout: 100_000, interval: 2_000 }).toBe(200)
}, 150_000)
