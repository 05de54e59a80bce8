import { createExecutionContext, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { api } from '../../src/api/api'
import { granted, inWorld, migrate, outside, RESULT, stub, wanted } from './world'

const ID = '00000000-0000-4000-8000-000000000001'
const MOST = 200
/** Sooner than the pulse, which would find out that nobody reads. */
const PULSE_MS = 15_000

beforeEach(async () => {
  await migrate()
  await inWorld(ID, outside())
  granted(await stub(ID).create(wanted(ID)))
})
afterEach(reset)

const follow = async (known?: string) =>
  api.fetch(
    new Request(`https://forge.example/jobs/${ID}/events/`, { headers: known ? { 'Last-Event-ID': known } : {} }),
    env,
    createExecutionContext(),
  )

it('a follower who leaves makes room at once', async () => {
  for (let round = 0; round < 2; round++) {
    const first = await vi.waitFor(async () => {
      const response = await follow()
      if (response.status !== 200) await response.body?.cancel()
      expect(response.status).toBe(200)
      return response
    }, PULSE_MS / 2)
    const others = await Promise.all(Array.from({ length: MOST - 1 }, () => follow()))
    expect(new Set(others.map(({ status }) => status))).toEqual(new Set([200]))
    const refused = await follow()
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ code: 'unavailable' })
    await Promise.all([first, ...others].map(({ body }) => body?.cancel()))
  }
})

it('a follower who does not read for a while hears the last state, and no backlog', async () => {
  const response = await follow('1-pending-0')
  const { token } = granted(await stub(ID).claim())
  for (let percent = 0; percent <= 90; percent += 10)
    granted(await stub(ID).heartbeat(token, { stage: 'download', percent }))
  granted(await stub(ID).complete(token, RESULT))
  const heard = [...(await response.text()).matchAll(/^id: (.*)$/gm)].map(([, id]) => id)
  expect(heard.at(-1)).toBe('3-completed-100')
  // What lay between two reads is skipped: a stream holds a few lines on its way, not the history.
  expect(heard.length).toBeLessThan(8)
})

it('an id that no job has opens no stream', async () => {
  expect(await stub('nobody').watch(null, null)).toBe(null)
})
