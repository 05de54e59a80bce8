import type { Context } from 'hono'
import { tried } from '../job/log'
import type { ApiEnvironment } from './environment'

/**
 * Seconds for which the edge answers by itself. A deletion clears its own data centre at once; in the others what it
 * deleted is gone after this.
 */
const FRESH = 30

/** Whatever the request is like, one answer is kept for a path. */
const keyOf = (c: Context, path: string) => new Request(new URL(path, c.req.url))

/**
 * The answer for this path that everybody may have: from the edge's cache, else as `make` gives it, which is kept there
 * when it is a 200 and not `Cache-Control: private`. The caller's own caches hold nothing without asking. A cache that
 * fails is no cache.
 */
export async function fromEdge(
  c: Context<ApiEnvironment>,
  path: string,
  make: () => Promise<Response>,
): Promise<Response> {
  const key = keyOf(c, path)
  const kept = await caches.default.match(key).catch(() => undefined)
  const made = kept ?? (await make())
  const isPrivate = made.headers.get('cache-control')?.includes('private') ?? false
  if (!kept && !isPrivate && made.status === 200) {
    const copy = new Response(made.clone().body, made)
    copy.headers.set('Cache-Control', `public, s-maxage=${FRESH}`)
    c.executionCtx.waitUntil(tried('edge.keep', () => caches.default.put(key, copy)))
  }
  const answer = new Response(made.body, made)
  answer.headers.set('Cache-Control', isPrivate ? 'private, no-cache' : 'no-cache')
  return answer
}

/** Takes the answer for this path out of the cache of this data centre. */
export const clearEdge = (c: Context<ApiEnvironment>, path: string): Promise<void> =>
  tried('edge.clear', () => caches.default.delete(keyOf(c, path)))
