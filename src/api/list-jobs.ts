import { createRoute, z } from '@hono/zod-openapi'
import { list } from '../job/job-index'
import { askerOf } from './access/access'
import { BY_OWNER } from './access/rules'
import type { Api } from './environment'
import { encodeCursor, PageQuery, startOf } from './paging'
import { problemResponses } from './problems'
import { JobSchema, represent, StatusSchema } from './representation'

const route = createRoute({
  method: 'get',
  path: '/jobs/',
  ...BY_OWNER,
  summary: 'List your jobs, newest first',
  request: {
    query: z.object({
      status: StatusSchema.optional(),
      ...PageQuery,
    }),
  },
  responses: {
    200: {
      description: 'One page. `Link: rel="next"` leads to the following one.',
      content: {
        'application/json': {
          schema: z.object({ jobs: z.array(JobSchema), next: z.string().nullable() }).openapi('JobList'),
        },
      },
    },
    ...problemResponses('unauthorized', 'invalid_request', 'internal', 'unavailable'),
  },
})

export function listJobs(api: Api): void {
  api.openapi(route, async (c) => {
    const { status = null, limit, cursor } = c.req.valid('query')
    const page = await list(c.env.DB, await askerOf(c), { status, limit, cursor: startOf(cursor) })
    const next = page.next ? encodeCursor(page.next) : null
    if (next) {
      const query = new URLSearchParams({ ...(status ? { status } : {}), limit: String(limit), cursor: next })
      c.header('Link', `</jobs/?${query}>; rel="next"`)
    }
    c.header('Cache-Control', 'no-store')
    return c.json({ jobs: page.jobs.map(represent), next }, 200)
  })
}
