import { applyD1Migrations, type D1Migration, reset, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, vi } from 'vitest'
import type { Message } from '../../src/job/effects'
import { JobObject } from '../../src/job/job-object'
import type { NewJob } from '../../src/job/transitions'

declare global {
  namespace Cloudflare {
    interface Env {
      MIGRATIONS: D1Migration[]
    }
  }
}

export const migrate = () => applyD1Migrations(env.DB, env.MIGRATIONS)
/** Far ahead of the platform's own clock, so that no alarm fires by itself: each test says when one does. */
export const START = Date.UTC(2100, 0, 1)
/** Each test begins then, in an empty world. */
export function farAhead(): void {
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: START })
    await migrate()
  })
  afterEach(async () => {
    vi.useRealTimers()
    vi.restoreAllMocks()
    await reset()
  })
}

export const stub = (id: string) => env.JOB.getByName(id)
export const row = (id: string) =>
  env.DB.prepare('select * from jobs where id = ?').bind(id).first<Record<string, unknown>>()

export const wanted = (id: string, changes: Partial<NewJob> = {}): NewJob => ({
  id,
  owner: 'everybody',
  fingerprint: 'f',
  spec: { url: 'https://github.com/a/b', ref: null, subdirectory: null },
  repository: { host: 'github.com', owner: 'a', name: 'b', url: 'https://github.com/a/b' },
  ...changes,
})
export const RESULT = {
  mode: 'fresh' as const,
  bytes: 3,
  etag: 'e',
  engine_version: '1',
  commit: 'c'.repeat(40),
  timings: { resolve: 100, download: 400, store: 20 },
}

/** Runs the callback inside the object of job `id`. */
export const inside = <Result>(
  id: string,
  callback: (object: JobObject, state: DurableObjectState) => Result | Promise<Result>,
): Promise<Result> =>
  runInDurableObject(stub(id), (object, state) => {
    if (!(object instanceof JobObject)) throw new Error('not a job object')
    return callback(object, state)
  })

/** What lies outside of an object, each part of which can be down. `rung` collects the messages. */
export interface Outside {
  d1: boolean
  queue: boolean
  r2: boolean
  /** The deployment's secret. */
  secret: string | undefined
  /** Days that the operator keeps jobs at rest. */
  kept: string | undefined
  rung: Message[]
  /** The calls that a test holds open. */
  held: Held[]
}
export const outside = (changes: Partial<Outside> = {}): Outside => ({
  d1: true,
  queue: true,
  r2: true,
  secret: undefined,
  kept: undefined,
  rung: [],
  held: [],
  ...changes,
})

/** A call of the object that a test holds open: before it lands, or landed and its caller not yet told. */
export interface Held {
  part: 'd1' | 'queue' | 'r2'
  when: 'unsent' | 'landed'
  /** The call has come so far, and waits. */
  waits: boolean
  /** It may go on. */
  open: boolean
  /** It has landed, and its caller been told. */
  over: boolean
}

/** Holds the next call of a part that is not yet held. */
export function hold(state: Outside, part: Held['part'], when: Held['when'] = 'unsent'): Held {
  const held: Held = { part, when, waits: false, open: false, over: false }
  state.held.push(held)
  return held
}

/** The real one, also where a test has put a false one in its place. */
const { setTimeout } = globalThis
/** Object and test each look for themselves: workerd lets no promise pass from one to the other. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1))
}

/** The call as its test wants it. */
async function through<T>(state: Outside, part: Held['part'], call: () => Promise<T>): Promise<T> {
  const held = state.held.find((each) => each.part === part)
  state.held = state.held.filter((each) => each !== held)
  const wait = async () => {
    if (!held) return
    held.waits = true
    await until(() => held.open)
  }
  if (held?.when === 'unsent') await wait()
  const end = await call()
  if (held?.when === 'landed') await wait()
  if (held) held.over = true
  return end
}

/** Puts the object into a world whose parts fail as `state` says, now and when `state` changes. D1 and R2 are the real ones. */
export async function inWorld(id: string, state: Outside): Promise<void> {
  const failing = <T extends object>(real: T, works: () => boolean): T =>
    new Proxy(real, {
      get(target, name) {
        if (!works())
          return () => {
            throw new Error('down')
          }
        const value: unknown = Reflect.get(target, name)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  const doorbell: Pick<Queue<Message>, 'send'> = {
    async send(message) {
      if (!state.queue) throw new Error('down')
      return through(state, 'queue', async () => {
        state.rung.push(message)
        return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } }
      })
    },
  }
  const statement = (real: D1PreparedStatement): D1PreparedStatement =>
    replacing(real, {
      bind: (...values: unknown[]) => statement(real.bind(...values)),
      run: () => through(state, 'd1', () => real.run()),
    })
  const index = replacing(env.DB, { prepare: (query: string) => statement(env.DB.prepare(query)) })
  const shelf = replacing(env.ARTIFACTS, {
    delete: (keys: string | string[]) => through(state, 'r2', () => env.ARTIFACTS.delete(keys)),
  })
  await inside(id, (object) => {
    Object.assign(object, {
      env: {
        DB: failing(index, () => state.d1),
        ARTIFACTS: failing(shelf, () => state.r2),
        DOORBELL: doorbell,
        TOKEN_SECRET: state.secret,
        get RETENTION_DAYS() {
          return state.kept
        },
      },
    })
  })
}

/** The value of a reply that must have been granted. */
export function granted<T>(reply: { ok: true; value: T } | { ok: false; why: string }): T {
  if (!reply.ok) throw new Error(`refused: ${reply.why}`)
  return reply.value
}

/** The real thing with some of its methods replaced. */
export const replacing = <T extends object>(real: T, methods: Partial<Record<keyof T, unknown>>): T =>
  new Proxy(real, {
    get(target, name) {
      const value: unknown = Reflect.get(Object.hasOwn(methods, name) ? methods : target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
