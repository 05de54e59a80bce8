import { exports } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import { migrate } from './world'

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
