import { applyD1Migrations, type D1Migration, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { JobObject } from '../../src/job/job-object'
import type { Message } from '../../src/job/outbox'
import type { NewJob } from '../../src/job/transitions'

declare global {
  namespace Cloudflare {
    interface Env {
      MIGRATIONS: D1Migration[]
    }
  }
}

export const migrate = () => applyD1Migrations(env.DB, env.MIGRATIONS)
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
export const RESULT = { mode: 'fresh' as const, bytes: 3, etag: 'e', engine_version: '1', commit: 'c'.repeat(40) }

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
  rung: Message[]
}
export const outside = (changes: Partial<Outside> = {}): Outside => ({
  d1: true,
  queue: true,
  r2: true,
  secret: undefined,
  rung: [],
  ...changes,
})

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
      state.rung.push(message)
      return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } }
    },
  }
  await inside(id, (object) => {
    Object.assign(object, {
      env: {
        DB: failing(env.DB, () => state.d1),
        ARTIFACTS: failing(env.ARTIFACTS, () => state.r2),
        DOORBELL: doorbell,
        TOKEN_SECRET: state.secret,
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
