import type { MiddlewareHandler } from 'hono'

/** Bytes of a body that are read only to be thrown away: those of the largest upload, with what a form adds. */
const MOST = 101_000_000

/**
 * Reads what an answer left of the request's body, so that the connection does not break while the client is still
 * sending: a client that sees it break may never see the answer. More than the largest upload is left unread.
 */
export const takeUnreadBody: MiddlewareHandler = async (c, next) => {
  await next()
  const { body } = c.req.raw
  if (body === null || body.locked || Number(c.req.header('content-length') ?? 0) > MOST) return
  let taken = 0
  try {
    for await (const chunk of body) {
      taken += chunk.byteLength
      if (taken > MOST) return
    }
  } catch {
    // It was read already, or the client is gone.
  }
}
