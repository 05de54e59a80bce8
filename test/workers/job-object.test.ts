import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { ARTIFACT_FILES, artifactKey, type Job } from '../../src/job/job'
import { project } from '../../src/job/job-index'
import { farAhead, granted, inside, inWorld, outside, RESULT, replacing, row, START, stub, wanted } from './world'

const later = (ms: number) => vi.setSystemTime(START + ms)
const alarmOf = (id: string) => inside(id, (_, state) => state.storage.getAlarm())
const jobIn = (id: string) => inside(id, (_, state) => state.storage.kv.get<Job>('job'))
const stored = async () => (await env.ARTIFACTS.list()).objects.map((object) => object.key)
const store = (key: string) => Promise.all(ARTIFACT_FILES.map((file) => env.ARTIFACTS.put(artifactKey(key, file), 'x')))

farAhead()

/** A job in `world`, created and claimed. */
async function claimed(id: string, world = outside()) {
  await inWorld(id, world)
  granted(await stub(id).create(wanted(id)))
  return granted(await stub(id).claim())
}

describe('nothing is lost', () => {
  it('D1 and the queue both down at creation: reading by id answers, and the alarm tells both later', async () => {
    const world = outside({ d1: false, queue: false })
    await inWorld('a', world)
    expect(granted(await stub('a').create(wanted('a'))).job.status).toBe('pending')
    expect(await stub('a').read(null)).toMatchObject({ id: 'a', status: 'pending' })
    expect(await row('a')).toBe(null)
    Object.assign(world, { d1: true, queue: true })
    expect(await runDurableObjectAlarm(stub('a'))).toBe(true)
    expect(await row('a')).toMatchObject({ status: 'pending', version: 1 })
    expect(world.rung).toEqual([{ id: 'a' }])
  })

  it('D1 stalls: who creates a job is answered all the same, and D1 is told in the end', async () => {
    const world = outside()
    await inWorld('a', world)
    let go = () => {}
    const stalled = new Promise<void>((resolve) => {
      go = resolve
    })
    await inside('a', (object) => {
      const prepare = (query: string) =>
        replacing(env.DB.prepare(query), { bind: (...values: unknown[]) => late(query, values) })
      const late = (query: string, values: unknown[]) => ({
        run: () =>
          stalled.then(() =>
            env.DB.prepare(query)
              .bind(...values)
              .run(),
          ),
      })
      Object.assign(object, { env: { ...env, DB: replacing(env.DB, { prepare }) } })
    })
    expect(granted(await stub('a').create(wanted('a'))).job.status).toBe('pending')
    expect(await row('a')).toBe(null)
    go()
    await expect.poll(() => row('a')).toMatchObject({ status: 'pending' })
  })
  it('D1 alone down: the bell rings all the same', async () => {
    const world = outside({ d1: false })
    await inWorld('b', world)
    await stub('b').create(wanted('b'))
    expect(world.rung).toEqual([{ id: 'b' }])
    expect((await jobIn('b'))?.outbox).toMatchObject({ enqueueAt: null, projected: 0 })
  })

  it('a dependency that stays down is tried less and less often', async () => {
    await inWorld('b2', outside({ d1: false }))
    await stub('b2').create(wanted('b2'))
    const waits: number[] = []
    for (let i = 0; i < 8; i++) {
      waits.push(((await alarmOf('b2')) ?? 0) - Date.now())
      vi.setSystemTime((await alarmOf('b2')) ?? 0)
      await inside('b2', (object) => object.alarm())
    }
    expect(waits.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000])
    expect(Math.max(...waits)).toBeLessThanOrEqual(60_000)
  })

  it('evicted between commit and effects: the alarm stands in storage', async () => {
    await inWorld('c', outside({ d1: false, queue: false }))
    await stub('c').create(wanted('c'))
    await evictDurableObject(stub('c'))
    expect(await alarmOf('c')).not.toBe(null)
    expect(await stub('c').read(null)).toMatchObject({ status: 'pending' })
  })

  it('a message lost: the bell rings again when nobody has claimed within 30 s', async () => {
    const world = outside()
    await inWorld('d', world)
    await stub('d').create(wanted('d'))
    expect(await alarmOf('d')).toBe(START + 30_000)
    later(30_000)
    await runDurableObjectAlarm(stub('d'))
    expect(world.rung).toEqual([{ id: 'd' }, { id: 'd' }])
  })

  it('twenty deliveries at once: one claim wins', async () => {
    await stub('e').create(wanted('e'))
    const replies = await Promise.all(Array.from({ length: 20 }, async () => await stub('e').claim()))
    expect(replies.filter((reply) => reply.ok)).toHaveLength(1)
    expect(new Set(replies.map((reply) => (reply.ok ? 'ok' : reply.why)))).toEqual(new Set(['ok', 'taken']))
  })

  it('a consumer killed: the lease lapses, the job is pending again and rings after its backoff', async () => {
    const world = outside()
    await claimed('f', world)
    expect(await alarmOf('f')).toBe(START + 60_000)
    later(60_000)
    await runDurableObjectAlarm(stub('f'))
    expect(await stub('f').read(null)).toMatchObject({ status: 'pending', error: { code: 'worker_lost' } })
    expect(await row('f')).toMatchObject({ status: 'pending', version: 3 })
    expect(world.rung).toHaveLength(1)
    later(65_000)
    await runDurableObjectAlarm(stub('f'))
    expect(world.rung).toHaveLength(2)
    expect((await stub('f').claim()).ok).toBe(true)
  })

  it('a zombie: its token is refused, and what it wrote is purged 16 minutes after its claim', async () => {
    const zombie = await claimed('g')
    later(60_000)
    await runDurableObjectAlarm(stub('g'))
    later(65_000)
    const heir = granted(await stub('g').claim())
    await store(zombie.key)
    await store(heir.key)
    expect(await stub('g').complete(zombie.token, RESULT)).toEqual({ ok: false, why: 'lost' })
    granted(await stub('g').complete(heir.token, RESULT))
    later(16 * 60_000)
    await runDurableObjectAlarm(stub('g'))
    expect(await stored()).toEqual(ARTIFACT_FILES.map((file) => artifactKey(heir.key, file)).sort())
    expect(await stub('g').read(null)).toMatchObject({ status: 'completed', artifact: heir.key })
  })

  it('the reply to complete lost: the same token again is answered the same', async () => {
    const { token } = await claimed('h')
    granted(await stub('h').complete(token, RESULT))
    granted(await stub('h').complete(token, RESULT))
    expect(await stub('h').read(null)).toMatchObject({ status: 'completed', version: 3, result: RESULT })
  })

  it('projections out of order: D1 never goes back to an older version', async () => {
    const { token } = await claimed('i')
    const old = await jobIn('i')
    granted(await stub('i').complete(token, RESULT))
    if (!old) throw new Error('no job')
    await project(env.DB, old)
    expect(await row('i')).toMatchObject({ status: 'completed', version: 3 })
  })

  it('an alarm that the platform lost is set again when the job is read', async () => {
    await inWorld('k', outside({ d1: false, queue: false }))
    await stub('k').create(wanted('k'))
    await inside('k', (_, state) => state.storage.deleteAlarm())
    await stub('k').read(null)
    expect(await alarmOf('k')).not.toBe(null)
  })

  it('an alarm handler that fails sets itself again and throws nothing', async () => {
    await claimed('k2')
    await inside('k2', async (object, state) => {
      vi.spyOn(state.storage, 'transactionSync').mockImplementation(() => {
        throw new Error('broken')
      })
      await object.alarm()
      vi.restoreAllMocks()
    })
    expect(await alarmOf('k2')).not.toBe(null)
  })

  it('deleted while processing: heartbeat says gone, and the purge stands in the tombstone', async () => {
    const { token, key } = await claimed('l')
    await store(key)
    granted(await stub('l').remove('everybody'))
    expect(await stub('l').heartbeat(token, { stage: 'write', percent: 80 })).toEqual({ ok: false, why: 'gone' })
    expect(await stub('l').complete(token, RESULT)).toEqual({ ok: false, why: 'gone' })
    expect(await row('l')).toMatchObject({ status: 'deleted' })
    later(16 * 60_000)
    await runDurableObjectAlarm(stub('l'))
    expect(await stored()).toEqual([])
  })
})

describe('deleting', () => {
  it('a completed job: its files leave R2 at once', async () => {
    const { token, key } = await claimed('m')
    await store(key)
    granted(await stub('m').complete(token, RESULT))
    granted(await stub('m').remove('everybody'))
    expect(await stored()).toEqual([])
  })

  it('R2 down: the files leave when it is back', async () => {
    const world = outside()
    const { token, key } = await claimed('n', world)
    await store(key)
    granted(await stub('n').complete(token, RESULT))
    world.r2 = false
    granted(await stub('n').remove('everybody'))
    expect(await stored()).toHaveLength(ARTIFACT_FILES.length)
    world.r2 = true
    await runDurableObjectAlarm(stub('n'))
    expect(await stored()).toEqual([])
  })

  it('a tombstone is forgotten after a day, in D1 and in the object, and stores nothing more', async () => {
    await claimed('o')
    granted(await stub('o').remove('everybody'))
    later(24 * 3_600_000)
    await runDurableObjectAlarm(stub('o'))
    await runDurableObjectAlarm(stub('o'))
    expect(await stub('o').read(null)).toBe(null)
    expect(await row('o')).toBe(null)
    expect(await alarmOf('o')).toBe(null)
  })

  it('a tombstone that D1 does not let go of stays until it does', async () => {
    const world = outside()
    await claimed('p', world)
    granted(await stub('p').remove('everybody'))
    later(24 * 3_600_000)
    await runDurableObjectAlarm(stub('p'))
    expect(await stub('p').read(null)).toMatchObject({ status: 'deleted' })
    world.d1 = false
    await inside('p', (object) => object.alarm())
    expect(await stub('p').read(null)).toMatchObject({ status: 'deleted' })
    world.d1 = true
    await inside('p', (object) => object.alarm())
    expect(await stub('p').read(null)).toBe(null)
  })
})

describe('retrying', () => {
  it('clears the error in the same commit, starts a new run and rings', async () => {
    const world = outside()
    const { token } = await claimed('q', world)
    granted(await stub('q').fail(token, { code: 'repository_not_found', message: 'No.', retryable: false }))
    expect(await row('q')).toMatchObject({ status: 'failed' })
    expect(granted(await stub('q').retry('everybody')).job).toMatchObject({
      status: 'pending',
      run: 2,
      attempt: 0,
      error: null,
      result: null,
    })
    expect(await row('q')).toMatchObject({ status: 'pending', run: 2, error: null })
    expect(world.rung).toHaveLength(2)
  })

  it('two people at once: one retries, the other is refused', async () => {
    const { token } = await claimed('r')
    granted(await stub('r').fail(token, { code: 'repository_not_found', message: 'No.', retryable: false }))
    const replies = await Promise.all([0, 1].map(async () => await stub('r').retry('everybody')))
    expect(replies.map((reply) => reply.ok).sort()).toEqual([false, true])
  })
})

it('asking for an unknown job stores nothing', async () => {
  expect(await stub('nobody').read(null)).toBe(null)
  expect(await stub('nobody').claim()).toEqual({ ok: false, why: 'missing' })
  await stub('nobody').nudge()
  const tables = await inside('nobody', (_, state) =>
    state.storage.sql.exec('select name from sqlite_master').toArray(),
  )
  expect(tables).toEqual([])
})
