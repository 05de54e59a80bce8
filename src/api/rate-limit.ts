import type { Context, MiddlewareHandler } from 'hono'
import { countPending } from '../job/metrics'
import type { Creator } from './access/requester'
import { clientOf } from './access/visitor'
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

/** A window of requests: the binding that counts, and what clients are told of it. */
interface Window {
  limiter: RateLimit
  name: string
  figures: typeof CREATE
}

/** Counts one request for this key. Problem: rate_limited. */
async function within({ limiter, name, figures }: Window, key: string): Promise<void> {
  // A limiter that does not answer refuses nobody.
  const { success } = await limiter.limit({ key }).catch(() => ({ success: true }))
  if (success) return
  const headers = { 'Retry-After': String(figures.period), 'RateLimit-Policy': policy(name, figures) }
  throw new Problem('rate_limited', { headers })
}

/** What costs more to answer than to ask, and what can be guessed at. */
export const COSTLY = ['/', '/r/*', '/preview/', '/health/', '/keys/*']

/** Problem: rate_limited. */
export const limitWork: MiddlewareHandler<ApiEnvironment> = async (c, next) => {
  await within({ limiter: c.env.WORK_LIMIT, name: 'work', figures: WORK }, clientOf(c))
  await next()
}

/**
 * May one more job be taken? Counts one creation for the client's address and one for its owner, and looks whether too many
 * wait already. Problems: rate_limited, with `RateLimit-Policy`, and overloaded, both with `Retry-After`.
 */
export async function admit(c: Context<ApiEnvironment>, { kind, owner }: Creator): Promise<void> {
  const window = { limiter: c.env.CREATE_LIMIT, name: 'create', figures: CREATE }
  await within(window, clientOf(c))
  if (kind !== 'everybody') await within(window, owner)
  const limit = Number(c.env.QUEUE_LIMIT) || QUEUE_LIMIT
  if ((await waiting(c.env.DB, Date.now())) >= limit)
    throw new Problem('overloaded', { headers: { 'Retry-After': HEARD.retrySeconds } })
}
