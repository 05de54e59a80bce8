import type { Context } from 'hono'
import { readJob } from '../../job/client'
import type { JobView } from '../../job/job'
import { type Asker, EVERYBODY } from '../../job/ownership'
import type { ApiEnvironment } from '../environment'
import { ownerOfKey } from '../keys/key-index'
import { Problem } from '../problems'
import { bearer, unauthorized } from './bearer'
import { hashOf, looksLikeKey } from './key'
import type { Creator, Requester } from './requester'
import { rememberVisitor, visitorOf } from './visitor'

type Client = Context<ApiEnvironment>

/** Does every job belong to everybody? In any other case, also in that of a slip, each has an owner. */
export const isOpen = ({ env }: Client) => env.ACCESS === 'open'

async function recognised(c: Client): Promise<Requester> {
  if (isOpen(c)) return { kind: 'everybody', owner: EVERYBODY }
  const key = bearer(c)
  if (key !== null) {
    const owner = looksLikeKey(key) ? await ownerOfKey(c.env.DB, await hashOf(key)) : null
    if (owner === null) throw unauthorized('The key is none of this service’s, or was revoked.')
    return { kind: 'key', owner }
  }
  const visitor = await visitorOf(c)
  return visitor === null ? { kind: 'nobody', owner: null } : { kind: 'visitor', owner: `visitor:${visitor}` }
}

/** Who sent this request: asked once. Problems: unauthorized, unavailable. */
export function requesterOf(c: Client): Promise<Requester> {
  const known = c.get('requester') ?? recognised(c)
  c.set('requester', known)
  return known
}

/** As whom this request asks. Problems: unauthorized, unavailable. */
export const askerOf = async (c: Client): Promise<Asker> => (await requesterOf(c)).owner

/**
 * Whose a new job will be. A browser that is not known yet becomes a visitor, and its answer brings the cookie.
 * Problems: unauthorized, unavailable.
 */
export async function creatorOf(c: Client): Promise<Creator> {
  const requester = await requesterOf(c)
  if (requester.kind === 'everybody' || requester.kind === 'key') return requester
  const owner = requester.owner ?? `visitor:${crypto.randomUUID()}`
  await rememberVisitor(c, owner.slice('visitor:'.length))
  const visitor = { kind: 'visitor' as const, owner }
  c.set('requester', Promise.resolve(visitor))
  return visitor
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The id in the path. A string that no job can have is not found without asking any object. */
export function jobId(c: Client): string {
  const id = c.req.param('id') ?? ''
  if (!UUID.test(id)) throw new Problem('job_not_found')
  return id
}

/** The job that the path names, or another, if the requester may read it. Problems: job_not_found, job_deleted, unauthorized, unavailable. */
export async function jobOf(c: Client, id = jobId(c)): Promise<JobView> {
  const job = await readJob(c.env, id, await askerOf(c))
  if (!job) throw new Problem('job_not_found')
  if (job.status === 'deleted') throw new Problem('job_deleted')
  return job
}
