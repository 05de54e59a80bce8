import { createExecutionContext, createMessageBatch, reset, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api } from '../../src/api/api'
import { consume } from '../../src/consumer/consume'
import type { Quota, Run } from '../../src/job/allowance/quota'
import { ARTIFACT_FILES, artifactKey, type Job, type Upload, uploadKey } from '../../src/job/job'
import drawn from '../../src/job/README.md?raw'
import { sweep } from '../../src/job/sweep'
import { FORGET_MS, LEASE_MS, UPLOAD_MS, WRITER_MS } from '../../src/job/transitions'
import {
  granted,
  type Held,
  hold,
  inside,
  inWorld,
  migrate,
  type Outside,
  outside,
  RESULT,
  replacing,
  row,
  stub,
  until,
  wanted,
} from './world'

/*
 * The races that src/job/README.md draws, each forced into its order: what the object asks of D1, the queue and R2 is
 * held open until the test lets it go on. No timer runs: neither a caller's patience nor an effect's limit ends by itself.
 */

const ID = '00000000-0000-4000-8000-000000000001'
/** Far ahead of the platform's own clock, so that no alarm fires by itself. */
const START = Date.UTC(2100, 0, 1)
const SECOND = 1_000
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const EFFECT_MS = 10_000
const FINAL = { code: 'repository_not_found', message: 'No.', retryable: false }
const PASSING = { code: 'host_unavailable', message: 'Later.', retryable: true }
const TAKEN = { ok: false, why: 'taken' }
const LOST = { ok: false, why: 'lost' }
const GONE = { ok: false, why: 'gone' }
const UPLOAD: Upload = { key: uploadKey(ID), bytes: 1, sha256: 'a', format: 'zip' }

let world: Outside

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: START })
  world = outside()
  await migrate()
  await inWorld(ID, world)
})
afterEach(async () => {
  vi.useRealTimers()
  await reset()
})

const object = () => stub(ID)
const alarm = () => inside(ID, (object) => object.alarm())
const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)
const kept = () => inside(ID, (_, state) => state.storage.kv.get<Job>('job'))
const alarmAt = () => inside(ID, (_, state) => state.storage.getAlarm())
const store = (key: string) => Promise.all(ARTIFACT_FILES.map((file) => env.ARTIFACTS.put(artifactKey(key, file), 'x')))
const stored = async () => (await env.ARTIFACTS.list()).objects.map(({ key }) => key)
const filesOf = (key: string) => ARTIFACT_FILES.map((file) => artifactKey(key, file)).sort()
const create = async () => granted(await object().create(wanted(ID)))
const claim = async () => granted(await object().claim())

async function createWithUpload() {
  await env.ARTIFACTS.put(UPLOAD.key, 'x')
  granted(await object().create(wanted(ID, { spec: { url: null, ref: null, subdirectory: null, upload: UPLOAD } })))
}

/** Claims the job and lets the lease lapse. */
async function claimAndLapse() {
  const work = await claim()
  pass(LEASE_MS)
  await alarm()
  return work
}

/** Claims the job and fails it for good. */
async function claimAndFail() {
  const { token } = await claim()
  granted(await object().fail(token, FINAL))
}

/** Deletes the job and lets all its purges and its tombstone's day go by. */
async function removeAndWait() {
  granted(await object().remove('everybody'))
  pass(WRITER_MS)
  await alarm()
  pass(FORGET_MS)
}

/** Begins a call and lets it come to its next word to a part of the outside, where it waits until it is let go. */
async function paused<Reply>(part: Held['part'], call: () => Promise<Reply>, when: Held['when'] = 'unsent') {
  const held = hold(world, part, when)
  const reply = call()
  await until(() => held.waits)
  return {
    reply,
    async goOn(): Promise<Reply> {
      held.open = true
      return reply
    },
    /** Ten seconds later the object gives the effect up, which is under way all the same. */
    async giveUp(): Promise<Reply> {
      await inside(ID, () => vi.advanceTimersByTime(EFFECT_MS))
      return reply
    },
    /** What was given up arrives. */
    async land(): Promise<void> {
      held.open = true
      await until(() => held.over)
    },
  }
}

const QUOTA = { day: 1, at_once: 5 }
const LIMITED = [{ name: 'acme', quota: QUOTA }]

/** The real counts, the first question to which waits until the test opens it. */
async function heldCounts() {
  const counts = { asked: 0, open: false }
  await inside(ID, (object) => {
    const getByName = (name: string) => ({
      async take(run: Run, quota: Quota) {
        if (++counts.asked === 1) await until(() => counts.open)
        return env.ALLOWANCE.getByName(name).take(run, quota)
      },
    })
    Object.assign(Reflect.get(object, 'env'), { ALLOWANCE: { getByName } })
  })
  return counts
}

describe('interleavings', () => {
  it('two creations with one key', async () => {
    const first = await paused('d1', async () => await object().create(wanted(ID)))
    expect(granted(await object().create(wanted(ID)))).toMatchObject({ replayed: true, job: { version: 1 } })
    expect(await object().create(wanted(ID, { fingerprint: 'another' }))).toEqual({ ok: false, why: 'mismatch' })
    expect(granted(await first.goOn())).toMatchObject({ replayed: false, job: { version: 1 } })
    expect(world.rung).toHaveLength(1)
  })

  it('two claims at once', async () => {
    await create()
    const first = await paused('d1', async () => await object().claim())
    expect(await object().claim()).toEqual(TAKEN)
    const { token } = granted(await first.goOn())
    expect(await kept()).toMatchObject({ status: 'processing', version: 2, attempt: 1, lease: { token } })
  })

  it('delete while a claim is told', async () => {
    await create()
    const first = await paused('d1', async () => await object().claim())
    granted(await object().remove('everybody'))
    expect(await object().claim()).toEqual(GONE)
    const { token, key } = granted(await first.goOn())
    await store(key)
    expect(await object().heartbeat(token, { stage: 'store', percent: 90 })).toEqual(GONE)
    expect(await object().complete(token, RESULT)).toEqual(GONE)
    expect(await row(ID)).toMatchObject({ status: 'deleted', version: 3 })
    pass(WRITER_MS)
    await alarm()
    expect(await stored()).toEqual([])
  })

  it('complete just before the lapse', async () => {
    await create()
    const { token, key } = await claim()
    pass(LEASE_MS)
    const report = await paused('d1', async () => await object().complete(token, RESULT))
    await alarm()
    granted(await report.goOn())
    expect(await kept()).toMatchObject({ status: 'completed', version: 3, artifact: key, outbox: { purge: [] } })
  })

  it('complete after the lapse', async () => {
    await create()
    const { token, key } = await claim()
    pass(LEASE_MS)
    const lapse = await paused('d1', alarm)
    await store(key)
    expect(await object().complete(token, RESULT)).toEqual(LOST)
    await lapse.goOn()
    expect(await kept()).toMatchObject({ status: 'pending', version: 3, artifact: null })
    pass(WRITER_MS)
    await alarm()
    expect(await stored()).toEqual([])
  })

  it('complete after another consumer has claimed', async () => {
    await create()
    const late = await claimAndLapse()
    pass(5 * SECOND)
    const heir = await paused('d1', async () => await object().claim())
    expect(await object().complete(late.token, RESULT)).toEqual(LOST)
    const { token, key } = granted(await heir.goOn())
    granted(await object().complete(token, RESULT))
    expect(await object().complete(late.token, RESULT)).toEqual(LOST)
    expect(await kept()).toMatchObject({ status: 'completed', version: 5, artifact: key })
  })

  it('fail just before the lapse', async () => {
    await create()
    const { token } = await claim()
    pass(LEASE_MS)
    const report = await paused('d1', async () => await object().fail(token, PASSING))
    await alarm()
    granted(await report.goOn())
    expect(await kept()).toMatchObject({ status: 'pending', version: 3, error: PASSING })
    expect(await alarmAt()).toBe(START + LEASE_MS + 5 * SECOND)
    expect((await kept())?.outbox.purge).toHaveLength(1)
  })

  it('a late fail after the lapse', async () => {
    await create()
    const { token } = await claim()
    pass(LEASE_MS)
    const lapse = await paused('d1', alarm)
    const lapsed = await kept()
    granted(await object().fail(token, FINAL))
    expect(await kept()).toEqual(lapsed)
    await lapse.goOn()
    expect(await kept()).toMatchObject({ status: 'pending', version: 3, error: { code: 'worker_lost' } })
  })

  it('retry, then a late fail', async () => {
    await create()
    await claimAndLapse()
    pass(5 * SECOND)
    await claimAndLapse()
    pass(10 * SECOND)
    const { token } = await claimAndLapse()
    expect(await kept()).toMatchObject({ status: 'failed', attempt: 3, error: { code: 'worker_lost' } })
    const again = await paused('d1', async () => await object().retry('everybody'))
    expect(await object().fail(token, FINAL)).toEqual(LOST)
    expect(granted(await again.goOn()).job).toMatchObject({ status: 'pending', run: 2, attempt: 0, error: null })
    expect((await object().claim()).ok).toBe(true)
  })

  it('heartbeat just before the lapse', async () => {
    await create()
    const { token } = await claim()
    pass(LEASE_MS)
    granted(await object().heartbeat(token, { stage: 'write', percent: 70 }))
    await alarm()
    expect(await kept()).toMatchObject({ status: 'processing', version: 2, lease: { token } })
    expect(await alarmAt()).toBe(START + 2 * LEASE_MS)
  })

  it('heartbeat after another consumer has claimed', async () => {
    await create()
    const late = await claimAndLapse()
    pass(5 * SECOND)
    const heir = await paused('d1', async () => await object().claim())
    expect(await object().heartbeat(late.token, { stage: 'store', percent: 90 })).toEqual(LOST)
    const { token } = granted(await heir.goOn())
    expect(await kept()).toMatchObject({ lease: { token }, progress: { stage: 'resolve', percent: 0 } })
  })

  it('an older projection lands last', async () => {
    await create()
    const claiming = await paused('d1', async () => await object().claim())
    const token = (await kept())?.lease?.token ?? ''
    granted(await object().complete(token, RESULT))
    expect(await row(ID)).toMatchObject({ status: 'completed', version: 3 })
    granted(await claiming.goOn())
    expect(await row(ID)).toMatchObject({ status: 'completed', version: 3 })
    expect(await kept()).toMatchObject({ status: 'completed', outbox: { projected: 3 } })
  })

  it('a projection lands after forgetting', async () => {
    await create()
    const removal = await paused('d1', async () => await object().remove('everybody'))
    granted(await removal.giveUp())
    await alarm()
    pass(FORGET_MS)
    await alarm()
    expect([await object().read(null), await row(ID)]).toEqual([null, null])
    await removal.land()
    expect(await row(ID)).toMatchObject({ status: 'deleted' })
    pass(SECOND)
    await sweep(env, Date.now())
    expect([await object().read(null), await row(ID)]).toEqual([null, null])
  })

  it('claim before its ring is noted', async () => {
    const creation = await paused('queue', async () => await object().create(wanted(ID)), 'landed')
    expect(world.rung).toHaveLength(1)
    const { token } = await claim()
    granted(await creation.goOn())
    expect(await kept()).toMatchObject({
      status: 'processing',
      lease: { token },
      outbox: { dispatchBy: null, rings: 0 },
    })
    expect(await alarmAt()).toBe(START + LEASE_MS)
  })

  it('retry before the ring of the run before is noted', async () => {
    const creation = await paused('queue', async () => await object().create(wanted(ID)), 'landed')
    await claimAndFail()
    pass(SECOND)
    world.queue = false
    granted(await object().retry('everybody'))
    granted(await creation.goOn())
    world.queue = true
    await alarm()
    expect(world.rung).toHaveLength(2)
    expect(await kept()).toMatchObject({ status: 'pending', run: 2, outbox: { enqueueAt: null, rings: 1 } })
  })

  it('two rings at once', async () => {
    const creation = await paused('queue', async () => await object().create(wanted(ID)), 'landed')
    await alarm()
    granted(await creation.goOn())
    expect(world.rung).toHaveLength(2)
    expect(await kept()).toMatchObject({ outbox: { enqueueAt: null, rings: 1, dispatchBy: START + 30 * SECOND } })
    await claim()
    expect(await object().claim()).toEqual(TAKEN)
  })

  it('purge of one claim while another completes', async () => {
    await create()
    const late = await claimAndLapse()
    await store(late.key)
    pass(WRITER_MS - LEASE_MS - SECOND)
    const { token, key } = await claim()
    await store(key)
    pass(SECOND)
    const purge = await paused('r2', alarm)
    granted(await object().complete(token, RESULT))
    await purge.goOn()
    expect(await stored()).toEqual(filesOf(key))
    expect(await kept()).toMatchObject({ status: 'completed', artifact: key, outbox: { purge: [] } })
  })

  it('a new debt during a purge', async () => {
    await create()
    await claimAndLapse()
    pass(WRITER_MS - LEASE_MS - SECOND)
    const { token, key } = await claim()
    pass(SECOND)
    const purge = await paused('r2', alarm)
    granted(await object().fail(token, FINAL))
    await purge.goOn()
    expect((await kept())?.outbox.purge).toEqual([{ key, at: Date.now() - SECOND + WRITER_MS }])
  })

  it('delete while the effects of complete are under way', async () => {
    await createWithUpload()
    const { token, key } = await claim()
    await store(key)
    const upload = hold(world, 'r2', 'landed')
    const completion = await paused('d1', async () => await object().complete(token, RESULT))
    await until(() => upload.waits)
    granted(await object().remove('everybody'))
    upload.open = true
    granted(await completion.goOn())
    expect(await row(ID)).toMatchObject({ status: 'deleted', version: 4, artifact: null })
    expect(await kept()).toMatchObject({ status: 'deleted', version: 4, outbox: { projected: 4, purge: [] } })
    expect(await stored()).toEqual([])
  })

  it('two retries at once', async () => {
    await create()
    await claimAndFail()
    const first = await paused('d1', async () => await object().retry('everybody'))
    expect(await object().retry('everybody')).toEqual({ ok: false, why: 'conflict' })
    expect(granted(await first.goOn()).job).toMatchObject({ status: 'pending', run: 2, version: 4 })
    expect(world.rung).toHaveLength(2)
  })

  it('retry just before the upload is purged', async () => {
    await createWithUpload()
    await claimAndFail()
    pass(UPLOAD_MS)
    const again = await paused('d1', async () => await object().retry('everybody'))
    await alarm()
    granted(await again.goOn()).job
    expect(await stored()).toEqual([UPLOAD.key])
    expect(await object().holds(UPLOAD.key)).toBe(true)
  })

  it('retry while the upload is purged', async () => {
    await createWithUpload()
    await claimAndFail()
    pass(UPLOAD_MS)
    const purge = await paused('r2', alarm)
    granted(await object().retry('everybody'))
    await purge.goOn()
    expect(await kept()).toMatchObject({ status: 'pending', run: 2, outbox: { purge: [] } })
    await deliver()
    expect(await object().read(null)).toMatchObject({ status: 'failed', run: 2, error: { code: 'upload_expired' } })
    expect(await row(ID)).toMatchObject({ status: 'failed', run: 2 })
  })

  it('retry just before the expiry', async () => {
    world.kept = '1'
    await create()
    await claimAndFail()
    pass(DAY)
    const again = await paused('d1', async () => await object().retry('everybody'))
    await alarm()
    granted(await again.goOn()).job
    expect(await kept()).toMatchObject({ status: 'pending', run: 2, version: 4 })
  })

  it('retry during the expiry', async () => {
    world.kept = '1'
    await create()
    await claimAndFail()
    pass(DAY)
    const expiry = await paused('d1', alarm)
    expect(await object().retry('everybody')).toEqual(GONE)
    await expiry.goOn()
    expect(await row(ID)).toMatchObject({ status: 'deleted', version: 4 })
  })

  it('expiry during a download', async () => {
    world.kept = '1'
    await create()
    const { token, key } = await claim()
    await store(key)
    granted(await object().complete(token, RESULT))
    pass(DAY)
    const { promise: expired, resolve: goOn } = Promise.withResolvers<void>()
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>()
    const slow = replacing(env.ARTIFACTS, {
      async get(name: string) {
        ask()
        await expired
        return env.ARTIFACTS.get(name)
      },
    })
    const reading = api.fetch(
      new Request(`https://forge.example/jobs/${ID}/download/`),
      { ...env, ARTIFACTS: slow },
      createExecutionContext(),
    )
    await asked
    await alarm()
    goOn()
    const response = await reading
    expect(response.status).toBe(410)
    expect(await response.json()).toMatchObject({ code: 'job_deleted' })
  })

  it('complete while an alarm waits', async () => {
    world.d1 = false
    await create()
    const { token, key } = await claim()
    world.d1 = true
    const ringing = await paused('d1', alarm)
    granted(await object().complete(token, RESULT))
    await ringing.goOn()
    expect(await kept()).toMatchObject({ status: 'completed', artifact: key, outbox: { projected: 3 } })
    expect(await row(ID)).toMatchObject({ status: 'completed', version: 3 })
  })

  it('eviction between commit and effects', async () => {
    const bell = hold(world, 'queue')
    const creation = await paused('d1', async () => await object().create(wanted(ID)))
    await until(() => bell.waits)
    // Whatever the object has answered, it has committed.
    await object().ping()
    const broken = expect(creation.reply).rejects.toThrow('evicted')
    await inside(ID, (_, state) => state.abort('evicted')).catch(() => {})
    await broken
    await inWorld(ID, world)
    expect(await kept()).toMatchObject({ status: 'pending', version: 1 })
    expect([await row(ID), world.rung]).toEqual([null, []])
    expect(await runDurableObjectAlarm(object())).toBe(true)
    expect(await row(ID)).toMatchObject({ status: 'pending', version: 1 })
    expect(world.rung).toEqual([{ id: ID }])
  })

  it('a follower joins between commit and effects', async () => {
    const creation = await paused('d1', async () => await object().create(wanted(ID)))
    const stream = await object().watch(null, null)
    if (!(stream instanceof ReadableStream)) throw new Error('no stream')
    const reader = stream.pipeThrough(new TextDecoderStream()).getReader()
    const first = (await reader.read()).value ?? ''
    granted(await creation.goOn())
    const { token } = await claim()
    const second = (await reader.read()).value ?? ''
    granted(await object().complete(token, RESULT))
    const third = (await reader.read()).value ?? ''
    const lines = [first, second, third].map((line) => JSON.parse(line) as { status: string; version: number })
    expect(lines).toMatchObject([
      { status: 'pending', version: 1 },
      { status: 'processing', version: 2 },
      { status: 'completed', version: 3 },
    ])
    expect((await reader.read()).done).toBe(true)
  })

  it('creation during forgetting', async () => {
    await create()
    await removeAndWait()
    const forgetting = await paused('d1', alarm)
    expect(await create()).toMatchObject({ replayed: true, job: { status: 'deleted' } })
    await forgetting.goOn()
    expect([await object().read(null), await row(ID)]).toEqual([null, null])
    expect(await create()).toMatchObject({ replayed: false, job: { status: 'pending' } })
  })

  it('two forgettings, and a new life between', async () => {
    await create()
    await removeAndWait()
    const forgetting = await paused('d1', alarm)
    await alarm()
    expect(await create()).toMatchObject({ replayed: false })
    await forgetting.goOn()
    expect(await object().read(null)).toMatchObject({ status: 'pending', version: 1 })
    expect(await row(ID)).toMatchObject({ status: 'pending', version: 1 })
  })

  it('a projection of the life before lands in the next', async () => {
    await create()
    const removal = await paused('d1', async () => await object().remove('everybody'))
    granted(await removal.giveUp())
    await alarm()
    pass(FORGET_MS)
    await alarm()
    await create()
    await removal.land()
    expect(await row(ID)).toMatchObject({ status: 'pending', version: 1 })
  })

  it('a projection of the life before lands ahead of the next', async () => {
    await create()
    const removal = await paused('d1', async () => await object().remove('everybody'))
    granted(await removal.giveUp())
    await alarm()
    pass(FORGET_MS)
    await alarm()
    await removal.land()
    await create()
    expect(await row(ID)).toMatchObject({ status: 'pending', version: 1 })
  })

  it('effects of the life before are noted in the next', async () => {
    await create()
    world.d1 = false
    granted(await object().remove('everybody'))
    world.d1 = true
    pass(FORGET_MS)
    const telling = await paused('d1', alarm, 'landed')
    await alarm()
    await alarm()
    world.d1 = false
    await create()
    await telling.goOn()
    world.d1 = true
    await alarm()
    expect(await row(ID)).toMatchObject({ status: 'pending', version: 1 })
  })

  it('a sweep and a new life', async () => {
    await create()
    const removal = await paused('d1', async () => await object().remove('everybody'))
    granted(await removal.giveUp())
    await alarm()
    pass(FORGET_MS)
    await alarm()
    await removal.land()
    pass(SECOND)
    const { promise: created, resolve: goOn } = Promise.withResolvers<void>()
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>()
    const slow = replacing(env.JOB, {
      getByName: () => ({
        async nudge() {
          const known = await object().nudge()
          ask()
          await created
          return known
        },
      }),
    })
    const sweeping = sweep({ ...env, JOB: slow }, Date.now())
    await asked
    await create()
    goOn()
    await sweeping
    expect(await row(ID)).toMatchObject({ status: 'pending', version: 1 })
  })

  it('two creations with one key, and a quota', async () => {
    const counts = await heldCounts()
    const first = object().create(wanted(ID), LIMITED)
    await until(() => counts.asked === 1)
    expect(granted(await object().create(wanted(ID), LIMITED))).toMatchObject({ replayed: false, left: { left: 0 } })
    counts.open = true
    expect(granted(await first)).toMatchObject({ replayed: true, job: { version: 1 } })
    expect(await env.ALLOWANCE.getByName('acme').ask(QUOTA)).toMatchObject({ ok: false, why: 'day' })
    expect(world.rung).toHaveLength(1)
  })

  it('a deletion while a retry asks for its quota', async () => {
    await create()
    granted(await object().fail((await claim()).token, FINAL))
    const counts = await heldCounts()
    const retry = object().retry('everybody', null, 'request', LIMITED)
    await until(() => counts.asked === 1)
    granted(await object().remove('everybody'))
    counts.open = true
    expect(await retry).toEqual(GONE)
    const count = env.ALLOWANCE.getByName('acme')
    expect(await count.ask(QUOTA)).toMatchObject({ ok: false, why: 'day' })
    pass(MINUTE)
    expect(await count.ask(QUOTA)).toMatchObject({ ok: true })
  })
})

/** The queue delivers the job's message to a consumer. */
async function deliver(): Promise<void> {
  const message = { id: 'm', timestamp: new Date(), body: { id: ID }, attempts: 1 }
  await consume(createMessageBatch('readme-forge-jobs', [message]), env)
}

it('every interleaving that is drawn is played, and every one that is played is drawn', ({ task }) => {
  const races = task.file.tasks.flatMap((each) => (each.type === 'suite' ? each.tasks.map(({ name }) => name) : []))
  const [, section = ''] = drawn.split(/^## The interleavings$/m)
  const headings = [...section.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading)
  expect(races.length).toBeGreaterThan(30)
  expect(headings).toEqual(races)
})
