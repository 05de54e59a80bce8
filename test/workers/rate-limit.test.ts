import { createExecutionContext } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { beforeEach, expect, it, vi } from 'vitest'
import { api } from '../../src/api/api'
import { bearer, file, newKey, OWNED } from './owned'
import { migrate, replacing } from './world'

beforeEach(migrate)

const once = () =>
  exports.default.fetch('https://forge.example/generate/', {
    method: 'POST',
    body: JSON.stringify({ url: 'owner/repo' }),
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'one' },
  })

it('too many creations in a minute are refused with a time to wait, and told the policy', async () => {
  let response = await once()
  expect(response.headers.get('ratelimit-policy')).toBe('"create";q=300;w=60')
  // More than two windows hold, since the minute may turn meanwhile.
  for (let i = 0; i < 26 && response.status === 202; i++) {
    const wave = await Promise.all(Array.from({ length: 25 }, once))
    response = wave.find((answer) => answer.status !== 202) ?? response
  }
  expect(response.status).toBe(429)
  expect(await response.json()).toMatchObject({ status: 429, code: 'rate_limited' })
  expect(response.headers.get('retry-after')).toBe('60')
  expect(response.headers.get('ratelimit-policy')).toBe('"create";q=300;w=60')
})

it('a limiter that fails refuses nobody', async () => {
  const limit = () => Promise.reject(new Error('down'))
  const response = await api.fetch(
    new Request('https://forge.example/generate/', { method: 'POST', body: new URLSearchParams({ url: 'a/b' }) }),
    { ...env, CREATE_LIMIT: { limit } },
    createExecutionContext(),
  )
  expect(response.status).toBe(202)
})

it('when too many jobs wait none is taken, it is said when to come back, and when fewer wait one is taken again', async () => {
  const waits = (n: number) =>
    env.DB.prepare(`insert or replace into tallies values ('jobs', 'pending', ?, 0)`).bind(n).run()
  const create = (bindings: object = {}) =>
    api.fetch(
      new Request('https://forge.example/generate/', { method: 'POST', body: new URLSearchParams({ url: 'a/b' }) }),
      { ...env, CREATE_LIMIT: { limit: async () => ({ success: true }) }, ...bindings },
      createExecutionContext(),
    )
  const at = (second: number) => vi.setSystemTime(Date.UTC(2100, 0, 1, 0, 0, second))
  vi.useFakeTimers({ toFake: ['Date'] })
  at(0)
  await waits(10_000)
  const refused = await create()
  expect(refused.status).toBe(503)
  expect(refused.headers.get('retry-after')).toBe('30')
  expect(await refused.json()).toMatchObject({ code: 'overloaded' })
  await waits(9_999)
  at(2)
  expect((await create()).status).toBe(202)
  await waits(50)
  at(4)
  expect((await create({ QUEUE_LIMIT: '50' })).status).toBe(503)
  // An index that does not answer refuses nobody: the job waits in its object.
  at(6)
  const prepare = () => {
    throw new Error('down')
  }
  expect((await create({ DB: replacing(env.DB, { prepare }) })).status).toBe(202)
  vi.useRealTimers()
})

it('a key that is used from everywhere is one client', async () => {
  const { key } = await newKey()
  const counted: string[] = []
  const limit = async ({ key }: { key: string }) => {
    counted.push(key)
    return { success: true }
  }
  await file({ ...bearer(key), 'cf-connecting-ip': '192.0.2.1' }, undefined, { ...OWNED, CREATE_LIMIT: { limit } })
  expect(counted).toEqual(['192.0.2.1', expect.stringMatching(/^key:/)])
})
