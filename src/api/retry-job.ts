import { createRoute, z } from '@hono/zod-openapi'
import { withJob } from '../job/client'
import { jobOf } from './access'
import type { Api } from './environment'
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
      'internal',
      'unavailable',
    ),
  },
})

export function retryJob(api: Api): void {
  // Registered by hand: the body may be missing, whatever media type is said of it.
  api.openAPIRegistry.registerPath(route)
  api.post(route.getRoutingPath(), async (c) => {
    const { id, status } = await jobOf(c)
    const { token } = checked(RetrySchema, await readBody(c))
    const credential = await sealedToken(c, id, token)
    const request = crypto.randomUUID()
    const reply = await withJob(c.env.JOB, id, async (stub) => await stub.retry(credential, request))
    if (!reply.ok) {
      if (reply.why === 'conflict') throw new Problem('not_failed', { detail: `The job is ${status}.` })
      throw new Problem(reply.why === 'gone' ? 'job_deleted' : 'job_not_found')
    }
    c.header('Location', jobPath(id))
    c.header('Retry-After', pollAfter(reply.value, Date.now()) ?? undefined)
    return c.json(represent(reply.value), 202)
  })
}
