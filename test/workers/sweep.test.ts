import { runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { FACTS, type Job, UPLOADS } from '../../src/job/job'
import { project, sweptUpTo } from '../../src/job/job-index'
import { sweep } from '../../src/job/sweep'
import { create } from '../../src/job/transitions'
import { farAhead, granted, inside, inWorld, outside, RESULT, replacing, row, START, stub, wanted } from './world'

const DAY = 86_400_000
const later = (ms: number) => vi.setSystemTime(START + ms)
const alarmOf = (id: string) => inside(id, (_, state) => state.storage.getAlarm())
const statusOf = async (id: string) => (await stub(id).read(null))?.status

farAhead()

async function completed(id: string) {
  granted(await stub(id).create(wanted(id)))
  const { token } = granted(await stub(id).claim())
  granted(await stub(id).complete(token, RESULT))
}

it('wakes a job whose alarm the platform lost, and leaves a fresh one alone', async () => {
  const worlds = { lost: outside(), fresh: outside() }
  for (const [id, world] of Object.entries(worlds)) await inWorld(id, world)
  granted(await stub('lost').create(wanted('lost')))
  await inside('lost', (_, state) => state.storage.deleteAlarm())
  vi.setSystemTime(START + 16 * 60_000)
  granted(await stub('fresh').create(wanted('fresh')))
  await sweep(env, Date.now())
  expect(worlds.lost.rung).toHaveLength(2)
  expect(worlds.fresh.rung).toHaveLength(1)
})

it('forgets a tombstone whose alarm was lost', async () => {
  granted(await stub('gone').create(wanted('gone')))
  granted(await stub('gone').remove('everybody'))
  await inside('gone', (_, state) => state.storage.deleteAlarm())
  vi.setSystemTime(START + 25 * 3_600_000)
  await sweep(env, Date.now())
  await runDurableObjectAlarm(stub('gone'))
  expect(await row('gone')).toBe(null)
})

it('a row whose job was forgotten, from a projection that came late, goes', async () => {
  const outcome = create(null, wanted('ghost'), START)
  if (!outcome.ok) throw new Error(outcome.why)
  await project(env.DB, outcome.job satisfies Job)
  later(DAY)
  await sweep(env, Date.now())
  expect(await row('ghost')).toBe(null)
})

it('a row that went back, with a backup of D1, is brought up to its job', async () => {
  await completed('a')
  await env.DB.prepare(`update jobs set status = 'processing', version = 2, result = null where id = 'a'`).run()
  later(16 * 60_000)
  await sweep(env, Date.now())
  expect(await row('a')).toMatchObject({ status: 'completed', version: 3 })
})

describe('retention', () => {
  it('a job at rest is deleted by its own alarm after 90 days, and not before', async () => {
    await completed('old')
    expect(await alarmOf('old')).toBe(START + 90 * DAY)
    later(90 * DAY - 1)
    await runDurableObjectAlarm(stub('old'))
    expect(await statusOf('old')).toBe('completed')
    later(90 * DAY)
    await runDurableObjectAlarm(stub('old'))
    expect(await statusOf('old')).toBe('deleted')
    expect(await row('old')).toMatchObject({ status: 'deleted', result: null })
  })
  it('where the operator keeps jobs for less long now, the sweep wakes those that are too old', async () => {
    await completed('old')
    const shorter = { RETENTION_DAYS: '7' }
    await inside('old', (object) => Object.assign(object, { env: { ...env, ...shorter } }))
    later(6 * DAY)
    await sweep({ ...env, ...shorter }, Date.now())
    expect(await statusOf('old')).toBe('completed')
    later(7 * DAY + 1)
    await sweep({ ...env, ...shorter }, Date.now())
    expect(await statusOf('old')).toBe('deleted')
  })
  it.each(['0', '', 'ninety', '-1'])('RETENTION_DAYS=%j deletes nothing, ever', async (RETENTION_DAYS) => {
    await inside('kept', (object) => Object.assign(object, { env: { ...env, RETENTION_DAYS } }))
    await completed('kept')
    await env.ARTIFACTS.put(`${FACTS}a`, '{}')
    expect(await alarmOf('kept')).toBe(null)
    later(36_500 * DAY)
    await sweep({ ...env, RETENTION_DAYS }, Date.now())
    expect(await statusOf('kept')).toBe('completed')
    expect(await env.ARTIFACTS.head(`${FACTS}a`)).not.toBe(null)
  })
  it('shared facts go when they are as old as an old job', async () => {
    await env.ARTIFACTS.put(`${FACTS}a`, '{}')
    const { uploaded } = (await env.ARTIFACTS.head(`${FACTS}a`))!
    await sweep(env, uploaded.getTime() + 90 * DAY)
    expect(await env.ARTIFACTS.head(`${FACTS}a`)).not.toBe(null)
    await sweep(env, uploaded.getTime() + 90 * DAY + 1)
    expect(await env.ARTIFACTS.head(`${FACTS}a`)).toBe(null)
  })
})

it('more keys than one sweep looks at: the next goes on where it ended, and then from the beginning', async () => {
  const [held, stray, last] = [`${UPLOADS}a/held`, `${UPLOADS}b/stray`, `${UPLOADS}z/stray`]
  await inWorld('a', outside())
  const upload = { key: held, bytes: 1, sha256: 'a', format: 'zip' as const }
  granted(await stub('a').create(wanted('a', { spec: { ...wanted('a').spec, upload } })))
  await env.ARTIFACTS.put(held, 'x')
  const { uploaded } = (await env.ARTIFACTS.head(held))!
  // As many as one sweep looks at, none of which is any job's.
  const strays = Array.from({ length: 500 }, (_, index) => `${UPLOADS}c/${String(index).padStart(3, '0')}`)
  await Promise.all([stray, last, ...strays].map((key) => env.ARTIFACTS.put(key, 'x')))
  const sweepOnce = async () => {
    await sweep(env, uploaded.getTime() + DAY)
    const { objects } = await env.ARTIFACTS.list({ prefix: UPLOADS })
    return objects.map(({ key }) => key)
  }
  expect(await sweepOnce()).toEqual([held, ...strays.slice(498), last])
  expect(await sweptUpTo(env.DB, UPLOADS)).toBe(strays[497])
  await env.ARTIFACTS.put(stray, 'x')
  expect(await sweepOnce()).toEqual([held, stray])
  expect(await sweptUpTo(env.DB, UPLOADS)).toBe('')
  expect(await sweepOnce()).toEqual([held])
})

it('R2 failing in the middle of a sweep: the jobs are woken all the same, and what was not looked at is later', async () => {
  const world = outside()
  await inWorld('lost', world)
  granted(await stub('lost').create(wanted('lost')))
  await inside('lost', (_, state) => state.storage.deleteAlarm())
  later(16 * 60_000)
  const list = () => Promise.reject(new Error('down'))
  await sweep({ ...env, ARTIFACTS: replacing(env.ARTIFACTS, { list }) }, Date.now())
  expect(world.rung).toHaveLength(2)
})
