import type { Context, MiddlewareHandler } from 'hono'
import { countPending } from '../job/metrics'
import { networkOf } from './access/visitor'
import type { ApiEnvironment } from './environment'
import { Problem } from './problems'

/** As in wrangler.toml, which is what counts. */
const CREATE = { limit: 300, period: 60 }
const WORK = { limit: 600, period: 60 }
const policy = (name: string, { limit, period }: typeof CREATE) => `"${name}";q=${limit};w=${period}`
export const RATE_LIMIT_POLICY = policy('create', CREATE)

/** Jobs that may wait; the operator's `QUEUE_LIMIT` says otherwise. */
const QUEUE_LIMIT = 10_000
/** How long an isolate goes by what it last heard, and how long a client who was refused should wait. */
const HEARD = { keepMs: 1_000, retrySeconds: '30' }
const heard = { waiting: 0, at: Number.NEGATIVE_INFINITY }

/** Jobs that wait, a second ago at most. An index that does not answer refuses nobody: jobs wait in their objects. */
async function waiting(db: D1Database, now: number): Promise<number> {
  if (now - heard.at > HEARD.keepMs) {
    // Whoever comes while this one asks goes by what was known before.
    heard.at = now
    heard.waiting = await countPending(db).catch(() => 0)
  }
  return heard.waiting
}

/** Counts one request for the client's address. Problem: rate_limited. */
async function within(
  c: Context<ApiEnvironment>,
  limiter: RateLimit,
  name: string,
  window: typeof CREATE,
): Promise<void> {
  const key = networkOf(c.req.header('cf-connecting-ip') ?? 'local')
  // A limiter that does not answer refuses nobody.
  const { success } = await limiter.limit({ key }).catch(() => ({ success: true }))
  if (success) return
  const headers = { 'Retry-After': String(window.period), 'RateLimit-Policy': policy(name, window) }
  throw new Problem('rate_limited', { headers })
}

/** What costs more to answer than to ask, and what can be guessed at. */
export const COSTLY = ['/', '/r/*', '/preview/', '/health/', '/keys/*']

/** Problem: rate_limited. */
export const limitWork: MiddlewareHandler<ApiEnvironment> = async (c, next) => {
  await within(c, c.env.WORK_LIMIT, 'work', WORK)
  await next()
}

/**
 * May one more job be taken? Counts one creation for the client's address, and looks whether too many wait already.
 * Problems: rate_limited, with `RateLimit-Policy`, and overloaded, both with `Retry-After`.
 */
export async function admit(c: Context<ApiEnvironment>): Promise<void> {
  await within(c, c.env.CREATE_LIMIT, 'create', CREATE)
  const limit = Number(c.env.QUEUE_LIMIT) || QUEUE_LIMIT
  if ((await waiting(c.env.DB, Date.now())) >= limit)
    throw new Problem('overloaded', { headers: { 'Retry-After': HEARD.retrySeconds } })
}
