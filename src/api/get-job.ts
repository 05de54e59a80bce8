import { createRoute } from '@hono/zod-openapi'
import { tagOf } from '../job/job'
import { jobOf } from './access/access'
import { BY_READERS } from './access/rules'
import { noneMatch } from './conditional'
import type { Api } from './environment'
import { IdParameter } from './parameters'
import { problemResponses } from './problems'
import { JobSchema, pollAfter, represent } from './representation'

const route = createRoute({
  method: 'get',
  path: '/jobs/{id}/',
  ...BY_READERS,
  summary: 'How a job stands',
  description:
    'Poll with `If-None-Match`; while the job moves, `Retry-After` says when to ask again. `events` tells without asking.',
  request: { params: IdParameter },
  responses: {
    200: { description: 'The job.', content: { 'application/json': { schema: JobSchema } } },
    304: { description: 'Nothing has changed.' },
    ...problemResponses('unauthorized', 'job_not_found', 'job_deleted', 'internal', 'unavailable'),
  },
})

export function getJob(api: Api): void {
  api.openapi(route, async (c) => {
    const job = await jobOf(c)
    const etag = `"${tagOf(job)}"`
    const retryAfter = pollAfter(job, Date.now())
    c.header('ETag', etag)
    c.header('Cache-Control', 'private, no-cache')
    if (retryAfter) c.header('Retry-After', retryAfter)
    if (noneMatch(c.req.header('if-none-match'), etag)) return c.body(null, 304)
    return c.json(represent(job), 200)
  })
}
