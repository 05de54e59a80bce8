import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { isRefusal } from '../job/allowance/quota'
import { withJob } from '../job/client'
import type { JobView } from '../job/job'
import { jobOf, requesterOf } from './access/access'
import { allowancesFor, quotaHeaders, refused } from './access/quotas'
import { BY_OWNER } from './access/rules'
import type { Api, ApiEnvironment } from './environment'
import { IdParameter } from './parameters'
import { Problem, problemResponses } from './problems'
import { JobSchema, jobPath, pollAfter, represent } from './representation'
import { optional, readBody } from './request-body'
import { sealedToken, TokenSchema } from './token'
import { checked } from './wanted-job'

/** What a retry may bring along. */
export const RetrySchema = z.strictObject({ token: optional(TokenSchema) }).openapi('Retry')

const route = createRoute({
  method: 'post',
  path: '/jobs/{id}/retry/',
  ...BY_OWNER,
  summary: 'Run a failed job again',
  description:
    'Only from `failed`: any other status is answered 409. Clears the previous error and result. ' +
    'A token was erased when the job failed, so a private repository needs it again.',
  request: {
    params: IdParameter,
    body: {
      required: false,
      content: {
        'application/json': { schema: RetrySchema },
        'application/x-www-form-urlencoded': { schema: RetrySchema },
        'multipart/form-data': { schema: RetrySchema },
      },
    },
  },
  responses: {
    202: { description: 'The job, pending again.', content: { 'application/json': { schema: JobSchema } } },
    ...problemResponses(
      'malformed_body',
      'job_not_found',
      'not_failed',
      'job_deleted',
      'body_too_large',
      'unsupported_media_type',
      'invalid_request',
      'token_not_accepted',
      'unauthorized',
      'forbidden',
      'quota_exceeded',
      'too_many_running',
      'internal',
      'unavailable',
    ),
  },
})

export function retryJob(api: Api): void {
  // Registered by hand: the body may be missing, whatever media type is said of it.
  api.openAPIRegistry.registerPath(route)
  api.post(route.getRoutingPath(), async (c) => {
    const { token } = checked(RetrySchema, await readBody(c))
    const job = await retry(c, token)
    c.header('Location', jobPath(job.id))
    c.header('Retry-After', pollAfter(job, Date.now()) ?? undefined)
    return c.json(represent(job), 202)
  })
}

/**
 * Runs the failed job in the path again, for its owner.
 * Problems: job_not_found, job_deleted, not_failed, token_not_accepted, those of an exhausted quota, unavailable.
 */
export async function retry(c: Context<ApiEnvironment>, token?: string): Promise<JobView> {
  const { id, status } = await jobOf(c)
  const requester = await requesterOf(c)
  if (requester.kind === 'nobody') throw new Problem('job_not_found')
  const credential = await sealedToken(c, id, token)
  const allowances = await allowancesFor(c, requester)
  const request = crypto.randomUUID()
  const reply = await withJob(
    c.env.JOB,
    id,
    async (stub) => await stub.retry(requester.owner, credential, request, allowances),
  )
  if (reply.ok) {
    // Deleted while the retry was told.
    if (reply.value.job.status === 'deleted') throw new Problem('job_deleted')
    for (const [name, value] of Object.entries(quotaHeaders(reply.value.left))) c.header(name, value)
    return reply.value.job
  }
  if (isRefusal(reply)) throw refused(reply)
  if (reply.why === 'conflict') throw new Problem('not_failed', { detail: `The job is ${status}.` })
  throw new Problem(reply.why === 'gone' ? 'job_deleted' : 'job_not_found')
}
