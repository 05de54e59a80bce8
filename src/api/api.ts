import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { requestId } from 'hono/request-id'
import { getPath } from 'hono/utils/url'
import { log } from '../job/log'
import { Unavailable } from '../job/unavailable'
import { Misconfigured } from '../source/origins'
import { artifacts } from './artifacts'
import { carriesArchive, createJob } from './create-job'
import { deleteJob } from './delete-job'
import type { ApiEnvironment } from './environment'
import { getJob } from './get-job'
import { audited } from './guards/audit'
import { allowListed, refuseCrossSite } from './guards/cross-site'
import { secured, withPolicy } from './guards/headers'
import { servedHosts } from './guards/host'
import { limitSizes } from './guards/sizes'
import { health } from './health'
import { jobEvents } from './job-events'
import { keys } from './keys/keys'
import { listJobs } from './list-jobs'
import { metrics } from './metrics'
import { problemPage } from './pages/home'
import { wantsPage } from './pages/page'
import { pages } from './pages/pages'
import { preview } from './preview'
import { Problem, type ProblemCode, type ProblemDetails, problem } from './problems'
import { COSTLY, limitWork } from './rate-limit'
import { reference } from './reference'
import { report } from './report'
import { retryJob } from './retry-job'
import { shareJob } from './share-job'
import { takeUnreadBody } from './unread-body'
import { invalid } from './wanted-job'

/** Largest request body in bytes. */
const BODY_BYTES = 256 * 1024

/** Paths are served with and without their trailing slash: folders are routed with it, files at the top (`/openapi.json`) without. */
function routedPath(request: Request): string {
  const path = getPath(request).replace(/\/+$/, '')
  return /^\/[^/]*[.][^/]*$/.test(path) ? path : `${path}/`
}

export const api = new OpenAPIHono<ApiEnvironment>({
  getPath: routedPath,
  defaultHook: (result) => {
    if (!result.success) throw invalid(result.error)
  },
})

/** A problem, as the client reads it best. */
function answer(c: Context<ApiEnvironment>, code: ProblemCode, details: ProblemDetails = {}) {
  c.set('problem', code)
  return wantsPage(c) ? problemPage(c, code, details) : problem(c, code, details)
}

api.use(requestId())
api.use(takeUnreadBody)
api.use(secured, withPolicy, audited, servedHosts, allowListed, limitSizes, refuseCrossSite)
for (const path of COSTLY) api.use(path, limitWork)
api.use(
  methodNotAllowed({
    app: api,
    onMethodNotAllowed: (c, methods) => answer(c, 'method_not_allowed', { headers: { Allow: methods.join(', ') } }),
  }),
)
const small = bodyLimit({
  maxSize: BODY_BYTES,
  onError: () => {
    throw new Problem('body_too_large', {
      detail: 'A request has at most 256 KiB; an archive is sent as application/zip, application/gzip or in a form.',
    })
  },
})
// An upload has a limit of its own, and is never held whole.
api.use((c, next) => (carriesArchive(c) ? next() : small(c, next)))

for (const operation of [
  ...[createJob, listJobs, getJob, jobEvents, artifacts, preview, report, retryJob, shareJob, deleteJob],
  ...[keys, health, metrics, reference, pages],
])
  operation(api)

api.notFound((c) => answer(c, 'not_found'))
api.onError((error, c) => {
  if (error instanceof Problem) return answer(c, error.code, error.details)
  if (error instanceof HTTPException && error.status === 400) return answer(c, 'malformed_body')
  const unavailable = error instanceof Unavailable
  log('request.failed', {
    request_id: c.get('requestId'),
    method: c.req.method,
    path: c.req.routePath,
    reason: unavailable || error instanceof Misconfigured ? error.message : error.name,
  })
  return unavailable ? answer(c, 'unavailable', { headers: { 'Retry-After': '5' } }) : answer(c, 'internal')
})
