import { reset } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seal, unseal } from '../../src/job/credential'
import { granted, inside, inWorld, migrate, outside, RESULT, row, stub, wanted } from './world'

const TOKEN = 'ghp_NobodyMayReadThis'
const SECRET = 'a secret for tests'
const FINAL = { code: 'repository_not_found', message: 'No.', retryable: false }
const PASSING = { code: 'host_unavailable', message: 'Later.', retryable: true }

beforeEach(migrate)
afterEach(reset)

describe('a sealed token', () => {
  it('opens with the same secret for the same job, and in no other way', async () => {
    const sealed = await seal(SECRET, 'job', TOKEN)
    expect(await unseal([SECRET], 'job', sealed)).toBe(TOKEN)
    expect(await unseal(['another secret'], 'job', sealed)).toBe(null)
    expect(await unseal([SECRET], 'another job', sealed)).toBe(null)
    expect(await unseal([SECRET], 'job', btoa(`${atob(sealed).slice(0, -1)}x`))).toBe(null)
  })
  it('opens with an older secret while a newer one takes its place', async () => {
    expect(await unseal(['a newer secret', SECRET], 'job', await seal(SECRET, 'job', TOKEN))).toBe(TOKEN)
  })
  it('shows nothing of the token, and never looks the same twice', async () => {
    const [one, other] = [await seal(SECRET, 'job', TOKEN), await seal(SECRET, 'job', TOKEN)]
    expect(one).not.toBe(other)
    expect(atob(one)).not.toContain(TOKEN)
  })
})

/** A job with a token, in a deployment with this secret, and everything that is stored of it. */
async function filed(id: string, secret: string | undefined = SECRET): Promise<() => Promise<string>> {
  const world = outside({ secret })
  await inWorld(id, world)
  granted(await stub(id).create(wanted(id, { credential: await seal(SECRET, id, TOKEN) })))
  return async () => {
    const kept = await inside(id, (_, { storage }) => JSON.stringify([...storage.kv.list()]))
    return JSON.stringify([kept, await row(id), world.rung, await stub(id).read(null)])
  }
}

describe('the token of a job', () => {
  it('reaches the claim of each attempt, and stands nowhere in the clear', async () => {
    const stored = await filed('a')
    const first = granted(await stub('a').claim())
    expect(first.credential).toEqual({ token: TOKEN })
    granted(await stub('a').fail(first.token, PASSING))
    expect(await stored()).not.toContain(TOKEN)
  })

  it('is erased when the job completes, fails for good or is deleted', async () => {
    const ends = {
      completed: async (id: string, token: string) => granted(await stub(id).complete(token, RESULT)),
      failed: async (id: string, token: string) => granted(await stub(id).fail(token, FINAL)),
      deleted: async (id: string) => granted(await stub(id).remove('everybody')),
    }
    for (const [id, end] of Object.entries(ends)) {
      const stored = await filed(id)
      const { token } = granted(await stub(id).claim())
      expect(await stored()).toContain('credential\\":\\"')
      await end(id, token)
      expect(await stored()).not.toContain('credential\\":\\"')
    }
  })

  it('is lost, and not taken for none, when the deployment has another secret or none any more', async () => {
    await filed('b', 'rotated')
    await filed('c', '')
    for (const id of ['b', 'c']) expect(granted(await stub(id).claim()).credential).toBe('lost')
  })

  it('a job without one has none', async () => {
    await inWorld('d', outside())
    granted(await stub('d').create(wanted('d')))
    expect(granted(await stub('d').claim()).credential).toBe('none')
  })
})
