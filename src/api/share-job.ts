import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { withJob } from '../job/client'
import type { JobView } from '../job/job'
import { askerOf, isOpen, jobId } from './access/access'
import { BY_OWNER } from './access/rules'
import { clearEdge } from './edge-cache'
import type { Api, ApiEnvironment } from './environment'
import { IdParameter } from './parameters'
import { previewPath } from './preview'
import { Problem, problemResponses } from './problems'
import { JobSchema, represent } from './representation'
import { readBody } from './request-body'
import { checked } from './wanted-job'

const ShareSchema = z.strictObject({ private: z.boolean() }).openapi('Share')

const route = createRoute({
  method: 'patch',
  path: '/jobs/{id}/',
  ...BY_OWNER,
  summary: 'Make a job private, or share it',
  description:
    'A private job is its owner’s alone; any other is read by whoever knows its id. What the edge has of a preview is ' +
    'forgotten within half a minute.',
  request: {
    params: IdParameter,
    body: {
      required: true,
      content: { 'application/json': { schema: ShareSchema } },
    },
  },
  responses: {
    200: { description: 'The job as it is now.', content: { 'application/json': { schema: JobSchema } } },
    ...problemResponses('malformed_body', 'body_too_large', 'unsupported_media_type', 'invalid_request'),
    ...problemResponses('unauthorized', 'forbidden', 'job_not_found', 'job_deleted', 'internal', 'unavailable'),
    ...problemResponses('private_not_accepted'),
  },
})

/**
 * Makes the job in the path private, or not, for its owner.
 * Problems: private_not_accepted, job_not_found, job_deleted, unauthorized, unavailable.
 */
export async function share(c: Context<ApiEnvironment>, isPrivate: boolean): Promise<JobView> {
  if (isPrivate && isOpen(c)) throw new Problem('private_not_accepted')
  const [id, asker] = [jobId(c), await askerOf(c)]
  const reply = await withJob(c.env.JOB, id, async (stub) => await stub.share(asker, isPrivate))
  if (!reply.ok) throw new Problem(reply.why === 'gone' ? 'job_deleted' : 'job_not_found')
  await clearEdge(c, previewPath(id))
  // Deleted while it was told.
  if (reply.value.status === 'deleted') throw new Problem('job_deleted')
  return reply.value
}

export function shareJob(api: Api): void {
  // Registered by hand: a wrong media type is a problem of its own.
  api.openAPIRegistry.registerPath(route)
  api.patch(route.getRoutingPath(), async (c) => {
    const wish = checked(ShareSchema, await readBody(c))
    return c.json(represent(await share(c, wish.private)), 200)
  })
}
