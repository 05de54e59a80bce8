import type { Context } from 'hono'
import { readJob } from '../job/client'
import type { JobView } from '../job/job'
import type { ApiEnvironment } from './environment'
import { Problem } from './problems'

/** Whose jobs this request may list and change. Access is open: everything belongs to everybody. */
export const ownerOf = (_c: Context<ApiEnvironment>): string => 'everybody'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The id in the path. A string that no job can have is not found without asking any object. */
export function jobId(c: Context<ApiEnvironment>): string {
  const id = c.req.param('id') ?? ''
  if (!UUID.test(id)) throw new Problem('job_not_found')
  return id
}

/** The job that the path names, or another, for its owner. Problems: job_not_found, job_deleted, unavailable. */
export async function jobOf(c: Context<ApiEnvironment>, id = jobId(c)): Promise<JobView> {
  const job = await readJob(c.env, id)
  if (!job || job.owner !== ownerOf(c)) throw new Problem('job_not_found')
  if (job.status === 'deleted') throw new Problem('job_deleted')
  return job
}
