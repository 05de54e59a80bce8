import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

/** Of every answer. */
export const secured = secureHeaders({
  // Our pages and previews say who may frame them in their policies.
  xFrameOptions: false,
  crossOriginResourcePolicy: 'same-origin',
  // To nobody else; our own forms are known by it where a browser says no more.
  referrerPolicy: 'same-origin',
  originAgentCluster: false,
})

/** What is no page loads nothing and is framed by nobody, whatever a browser takes it for. */
const NO_PAGE = "default-src 'none'; frame-ancestors 'none'"

/** Gives each answer that brings no policy of its own the strictest. */
export const withPolicy: MiddlewareHandler = async (c, next) => {
  await next()
  if (!c.res.headers.has('content-security-policy')) c.res.headers.set('Content-Security-Policy', NO_PAGE)
}
