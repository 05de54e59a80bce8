import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { withJob } from '../job/client'
import { askerOf, jobId } from './access/access'
import { BY_OWNER } from './access/rules'
import { clearEdge } from './edge-cache'
import type { Api, ApiEnvironment } from './environment'
import { IdParameter } from './parameters'
import { previewPath } from './preview'
import { Problem, problemResponses } from './problems'

const PATHS = ['/jobs/{id}/delete/', '/jobs/{id}/'] as const

export function deleteJob(api: Api): void {
  for (const path of PATHS) {
    const route = createRoute({
      method: 'delete',
      path,
      ...BY_OWNER,
      summary: 'Delete a job and its README',
      description: 'In any status, and again with the same answer. Afterwards the job answers 410 for a day, then 404.',
      request: { params: IdParameter },
      responses: {
        204: { description: 'Deleted.' },
        ...problemResponses('unauthorized', 'forbidden', 'job_not_found', 'internal', 'unavailable'),
      },
    })
    api.openapi(route, async (c) => {
      await remove(c)
      return c.body(null, 204)
    })
  }
}

/** Deletes the job in the path, for its owner. Problems: job_not_found, unavailable. */
export async function remove(c: Context<ApiEnvironment>): Promise<void> {
  const id = jobId(c)
  const asker = await askerOf(c)
  const reply = await withJob(c.env.JOB, id, async (stub) => await stub.remove(asker))
  if (!reply.ok) throw new Problem('job_not_found')
  await clearEdge(c, previewPath(id))
}
