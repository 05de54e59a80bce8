import type { Context } from 'hono'
import type { ApiEnvironment } from './environment'
import { Problem } from './problems'

/** As in wrangler.toml, which is what counts. */
const CREATE = { limit: 300, period: 60 }
export const RATE_LIMIT_POLICY = `"create";q=${CREATE.limit};w=${CREATE.period}`

/** Counts one creation for the client's address. Problem: rate_limited, with `Retry-After` and `RateLimit-Policy`. */
export async function limitCreation(c: Context<ApiEnvironment>): Promise<void> {
  const { success } = await c.env.CREATE_LIMIT.limit({ key: c.req.header('cf-connecting-ip') ?? 'local' })
  if (!success)
    throw new Problem('rate_limited', {
      headers: { 'Retry-After': String(CREATE.period), 'RateLimit-Policy': RATE_LIMIT_POLICY },
    })
}
