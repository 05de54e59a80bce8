import { createRoute } from '@hono/zod-openapi'
import { withJob } from '../job/client'
import { jobOf } from './access'
import type { Api } from './environment'
import { IdParameter } from './parameters'
import { Problem, problemResponses } from './problems'
import { JobSchema, jobPath, POLL_SECONDS, represent } from './representation'

const route = createRoute({
  method: 'post',
  path: '/jobs/{id}/retry/',
  summary: 'Run a failed job again',
  description: 'Only from `failed`: any other status is answered 409. Clears the previous error and result.',
  request: { params: IdParameter },
  responses: {
    202: { description: 'The job, pending again.', content: { 'application/json': { schema: JobSchema } } },
    ...problemResponses('job_not_found', 'not_failed', 'job_deleted', 'internal', 'unavailable'),
  },
})

export function retryJob(api: Api): void {
  api.openapi(route, async (c) => {
    const { id, status } = await jobOf(c)
    const reply = await withJob(c.env.JOB, id, async (stub) => await stub.retry())
    if (!reply.ok) {
      if (reply.why === 'conflict') throw new Problem('not_failed', { detail: `The job is ${status}.` })
      throw new Problem(reply.why === 'gone' ? 'job_deleted' : 'job_not_found')
    }
    c.header('Location', jobPath(id))
    c.header('Retry-After', POLL_SECONDS)
    return c.json(represent(reply.value), 202)
  })
}
