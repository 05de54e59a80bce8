import { createExecutionContext } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { beforeEach, expect, it, vi } from 'vitest'
import { api } from '../../src/api/api'
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

it('a full queue takes nothing more, says when to come back, and takes again when it has emptied', async () => {
  let waiting = 10_000
  let asked = 0
  const metrics = async () => {
    asked++
    return { backlogCount: waiting, backlogBytes: 0 }
  }
  const create = (bindings: object = {}) =>
    api.fetch(
      new Request('https://forge.example/generate/', { method: 'POST', body: new URLSearchParams({ url: 'a/b' }) }),
      {
        ...env,
        DOORBELL: replacing(env.DOORBELL, { metrics }),
        CREATE_LIMIT: { limit: async () => ({ success: true }) },
        ...bindings,
      },
      createExecutionContext(),
    )
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2100, 0, 1) })
  const refused = await create()
  expect(refused.status).toBe(503)
  expect(refused.headers.get('retry-after')).toBe('30')
  expect(await refused.json()).toMatchObject({ code: 'overloaded' })
  waiting = 9_999
  expect((await create()).status).toBe(503)
  expect(asked).toBe(1)
  vi.setSystemTime(Date.UTC(2100, 0, 1, 0, 0, 6))
  expect((await create()).status).toBe(202)
  vi.setSystemTime(Date.UTC(2100, 0, 1, 0, 0, 12))
  expect((await create({ QUEUE_LIMIT: '9999' })).status).toBe(503)
  // A queue that does not answer refuses nobody: the job waits in its object.
  vi.setSystemTime(Date.UTC(2100, 0, 1, 0, 0, 18))
  const silent = { metrics: () => Promise.reject(new Error('down')) }
  expect((await create({ DOORBELL: replacing(env.DOORBELL, silent) })).status).toBe(202)
  vi.useRealTimers()
})
