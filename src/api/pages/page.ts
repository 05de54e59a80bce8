import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { PAGE_POLICY } from '../../web/headers'

/** Does this client ask for a page to look at? */
export const wantsPage = (c: Context) => c.req.header('accept')?.includes('text/html') ?? false

/** Address of this service as the client knows it. */
export const originOf = (c: Context) => new URL(c.req.url).origin

/** A page of ours. */
export function page(c: Context, body: Child, status: ContentfulStatusCode = 200): Response | Promise<Response> {
  c.header('Content-Security-Policy', PAGE_POLICY)
  c.header('Cache-Control', 'no-store')
  return c.html(html`<!doctype html>${body}`, status)
}
