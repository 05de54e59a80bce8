import type { MiddlewareHandler } from 'hono'
import type { ApiEnvironment } from '../environment'
import { Problem } from '../problems'

/**
 * Answers under the names in the operator's `HOSTS` alone, under any where that is empty. On one's own machine a page of
 * another site could else give its own name this machine's address, and then read everything as if it were ours (DNS
 * rebinding). Problem: host_not_served.
 */
export const servedHosts: MiddlewareHandler<ApiEnvironment> = async (c, next) => {
  const names = (c.env.HOSTS ?? '').split(/[\s,]+/).filter(Boolean)
  if (names.length && !names.includes(new URL(c.req.url).hostname)) throw new Problem('host_not_served')
  await next()
}
