import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { log } from '../../job/log'
import { addressOf } from '../access/visitor'
import type { ApiEnvironment } from '../environment'
import type { ProblemCode } from '../problems'

/** What changes something. A test holds that every route that is not safe stands here or in `CHANGES_NOTHING`. */
export const ACTIONS: Readonly<Record<string, string>> = {
  'POST /generate/': 'create',
  'POST /jobs/:id/retry/': 'retry',
  'POST /r/:id/retry/': 'retry',
  'PATCH /jobs/:id/': 'share',
  'POST /r/:id/share/': 'share',
  'DELETE /jobs/:id/delete/': 'delete',
  'DELETE /jobs/:id/': 'delete',
  'POST /r/:id/delete/': 'delete',
  'POST /keys/': 'create_key',
  'DELETE /keys/:id/': 'revoke_key',
}
export const CHANGES_NOTHING = ['POST /preview/', 'POST /r/:id/edit/', 'POST /r/:id/edit/download/']

/** Problems that say who may not, or how much is too much. */
const REFUSALS: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  ...([
    'unauthorized',
    'key_required',
    'forbidden',
    'host_not_served',
    'private_not_accepted',
    'token_not_accepted',
  ] as const),
  ...(['rate_limited', 'quota_exceeded', 'too_many_running', 'overloaded'] as const),
  ...(['address_too_long', 'headers_too_large', 'body_too_large'] as const),
])

type Client = Context<ApiEnvironment>

/** The job or key in the path, or the one that came of the request. */
const subjectOf = (c: Client) =>
  c.req.param('id') ?? /\/(?:jobs|r|keys)\/([^/]+)\//.exec(c.res.headers.get('location') ?? '')?.[1]

/** The route that the request was for, also when it was refused before it came there. */
function routeOf(c: Client): string {
  const route = matchedRoutes(c).findLast(({ method }) => method !== 'ALL')
  return route ? `${route.method} ${route.path}` : c.req.method
}

/** Who it was, as far as the request came to ask. */
async function whoIn(c: Client): Promise<string> {
  if (c.get('isOperator')) return 'operator'
  const known = await c.get('requester')?.catch(() => null)
  return known?.owner ?? 'nobody'
}

/** A name for the client's address, the same as that of its quota; none without a secret to make it with. */
const addressIn = async (c: Client) => (c.env.SESSION_SECRET ? addressOf(c) : null)

/**
 * One line for everything that changes something, and for every refusal: who, what, and how it ended. It holds nothing that
 * opens anything.
 */
export const audited: MiddlewareHandler<ApiEnvironment> = async (c, next) => {
  await next()
  const problem = c.get('problem')
  const route = routeOf(c)
  const action = ACTIONS[route]
  if (action === undefined && !(problem && REFUSALS.has(problem))) return
  log('audit', {
    action: action ?? 'refused',
    outcome: problem ?? 'done',
    status: c.res.status,
    by: await whoIn(c),
    address: await addressIn(c),
    subject: subjectOf(c),
    route,
    request_id: c.get('requestId'),
  })
}
