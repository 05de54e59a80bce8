import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import type { ApiEnvironment } from '../environment'
import { Problem } from '../problems'

/** Origins whose pages may use the API from a browser, with a key: those in the operator's `CORS_ORIGINS`. */
const originsIn = (variable: string | undefined) => (variable ?? '').split(/[\s,]+/).filter(Boolean)

const shared = cors({
  origin: (origin, c) => (originsIn(c.env.CORS_ORIGINS).includes(origin) ? origin : null),
  allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
  allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'If-None-Match', 'Last-Event-ID'],
  exposeHeaders: [
    ...['Location', 'Retry-After', 'ETag', 'Link', 'Idempotency-Replayed'],
    ...['RateLimit', 'RateLimit-Policy', 'X-Request-Id', 'Content-Disposition'],
  ],
  maxAge: 3600,
})

/** Lets pages of the listed origins in, without cookies: they send a key. Where none is listed there is nothing to say. */
export const allowListed: MiddlewareHandler<ApiEnvironment> = (c, next) =>
  originsIn(c.env.CORS_ORIGINS).length ? shared(c, next) : next()

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses what a page of another site makes a browser send, whatever its type: by `Sec-Fetch-Site`, which no page can
 * forge, else by `Origin`. Clients that are no browsers send neither. Problem: forbidden.
 */
export const refuseCrossSite: MiddlewareHandler<ApiEnvironment> = async (c, next) => {
  const origin = c.req.header('origin')
  const site = c.req.header('sec-fetch-site')
  const isListed = origin !== undefined && originsIn(c.env.CORS_ORIGINS).includes(origin)
  const isOurs =
    site === undefined
      ? origin === undefined || origin === new URL(c.req.url).origin
      : site === 'same-origin' || site === 'none'
  if (!(SAFE.has(c.req.method) || isListed || isOurs)) throw new Problem('forbidden')
  await next()
}
