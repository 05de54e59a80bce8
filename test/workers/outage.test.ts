import { createExecutionContext, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { api } from '../../src/api/api'
import { migrate, replacing } from './world'

beforeEach(migrate)
afterEach(reset)

const down = () => {
  throw new Error('secret detail')
}
const ask = (path: string, bindings: typeof env) =>
  api.fetch(new Request(`https://forge.example${path}`), bindings, createExecutionContext())

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

it('a list without D1 is 503 with a time to wait, and tells nothing of the inside', async () => {
  const response = await ask('/jobs/', { ...env, DB: replacing(env.DB, { prepare: down }) })
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).toBe('5')
  const text = await response.text()
  expect(JSON.parse(text)).toMatchObject({ code: 'unavailable' })
  expect(text).not.toContain('secret detail')
})
