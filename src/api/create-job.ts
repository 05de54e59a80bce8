import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { isRefusal } from '../job/allowance/quota'
import { refusal } from '../job/allowance/take'
import { withJob } from '../job/client'
import { uploadKey } from '../job/job'
import { tried } from '../job/log'
import { LIMITS } from '../source/limits'
import { configuredHosts } from '../source/origins'
import { creatorOf, isOpen } from './access/access'
import { allowancesFor, quotaHeaders, refused } from './access/quotas'
import type { Creator } from './access/requester'
import { BY_CREATORS } from './access/rules'
import type { Api, ApiEnvironment } from './environment'
import { GenerateSchema, UploadSchema } from './generate-request'
import { fingerprint, jobIdFor } from './idempotency'
import { hasModel } from './language-model'
import { Problem, problemResponses } from './problems'
import { admit, RATE_LIMIT_POLICY } from './rate-limit'
import { JobSchema, jobPath, pollAfter, represent } from './representation'
import { formFields, mediaType, readBody } from './request-body'
import { ARCHIVE_TYPES, storeUpload } from './store-upload'
import { sealedToken } from './token'
import { ofAddress, ofUpload, type Wanted } from './wanted-job'

const archive = { schema: z.string().meta({ format: 'binary' }) }

const route = createRoute({
  method: 'post',
  path: '/generate/',
  ...BY_CREATORS,
  summary: 'Create a job that writes a README',
  description:
    'Of a repository by its address, or of an archive (zip or tar.gz) that comes with the request, as ' +
    '`multipart/form-data` or as the body itself with the other fields in the query. Answers at once. ' +
    'With an `Idempotency-Key` (kept as long as the job) the same request gives the same job. ' +
    'A browser’s form (`Accept: text/html`) is redirected to the page of the job.',
  request: {
    headers: z.object({ 'idempotency-key': z.string().optional() }),
    query: UploadSchema.partial(),
    body: {
      required: true,
      content: {
        'application/json': { schema: GenerateSchema },
        'application/x-www-form-urlencoded': { schema: GenerateSchema },
        'multipart/form-data': {
          schema: z.strictObject({
            ...UploadSchema.shape,
            archive: z.string().meta({ format: 'binary', description: 'A zip or tar.gz archive of the files.' }),
          }),
        },
        ...Object.fromEntries([...ARCHIVE_TYPES].map((type) => [type, archive])),
      },
    },
  },
  responses: {
    202: {
      description: 'The job, taken or already there.',
      headers: z.object({
        Location: z.string(),
        'Retry-After': z.string().optional().meta({ description: 'Missing when the job is at rest.' }),
        'RateLimit-Policy': z.string(),
        RateLimit: z.string().optional().meta({ description: 'What is left of the day’s quota, where there is one.' }),
        'Set-Cookie': z.string().optional().meta({ description: 'For a browser without a key: whose the job is.' }),
        'Idempotency-Replayed': z.string().optional().meta({ description: '`true` when the job was already there.' }),
      }),
      content: { 'application/json': { schema: JobSchema } },
    },
    303: { description: 'To the page of the job, for a browser’s form.' },
    ...problemResponses(
      'malformed_body',
      'invalid_idempotency_key',
      'job_deleted',
      'body_too_large',
      'unsupported_media_type',
      'invalid_request',
      'address_invalid',
      'host_not_supported',
      'token_not_accepted',
      'private_not_accepted',
      'model_not_configured',
      'archive_unreadable',
      'idempotency_mismatch',
      'unauthorized',
      'key_required',
      'forbidden',
      'rate_limited',
      'quota_exceeded',
      'too_many_running',
      'overloaded',
      'internal',
      'unavailable',
    ),
  },
})

type Client = Context<ApiEnvironment>

const hostsOf = ({ env }: Client) => configuredHosts(env.SOURCE_ORIGINS, env.SOURCE_HOSTS)

/** Whose token opens a repository shares what is in it only if they say so. Problem: private_not_accepted, where access is open. */
function privacy(c: Client, { isPrivate, token }: Wanted): boolean {
  if (!isOpen(c)) return isPrivate ?? token !== undefined
  if (isPrivate) throw new Problem('private_not_accepted')
  return false
}

/** Files the job. Problems: model_not_configured, idempotency_mismatch, job_deleted, private_not_accepted, those of an exhausted quota, unavailable. */
async function file(c: Client, id: string, creator: Creator, asked: Wanted) {
  const { spec, repository, identity, token } = asked
  // Who requires what nobody has learns it at once.
  if (asked.needsModel && !hasModel(c.env)) throw new Problem('model_not_configured')
  const wanted = {
    id,
    owner: creator.owner,
    isPrivate: privacy(c, asked),
    fingerprint: await fingerprint(identity),
    spec,
    repository,
    credential: await sealedToken(c, id, token),
  }
  const allowances = await allowancesFor(c, creator)
  const reply = await withJob(c.env.JOB, id, async (stub) => await stub.create(wanted, allowances))
  if (!reply.ok) throw isRefusal(reply) ? refused(reply) : new Problem('idempotency_mismatch')
  if (reply.value.job.status === 'deleted') throw new Problem('job_deleted')
  return reply.value
}

const REFUSALS = {
  empty: 'The archive is empty.',
  not_an_archive: 'This is neither a zip nor a tar.gz archive.',
} as const

/** Removes an upload that is not the job's. One that stays is for the sweep to remove. */
const discard = ({ env }: Client, key: string) => tried('upload.discard', () => env.ARTIFACTS.delete(key))

/** Stores the archive that came with the request, and files its job; nothing is left of it when that fails. Problems: unavailable. */
async function upload(c: Client, id: string, creator: Creator) {
  await admit(c, creator)
  // Whoever may not file a job need not send what it would be made of.
  const exhausted = await refusal(c.env.ALLOWANCE, await allowancesFor(c, creator))
  if (exhausted) throw refused(exhausted)
  const key = uploadKey(id)
  const stored = await storeUpload(c.req.raw, c.env.ARTIFACTS, key, LIMITS.uploadBytes.most)
  if (!stored.ok) {
    const { why, fields } = stored
    if (why === 'no_archive') return file(c, id, creator, ofAddress(hostsOf(c), formFields(fields)))
    if (why === 'too_large') throw new Problem('body_too_large', { detail: tooLarge(LIMITS.uploadBytes.most) })
    if (why === 'malformed') throw new Problem('malformed_body')
    throw new Problem('archive_unreadable', { detail: REFUSALS[why] })
  }
  const { value } = stored
  const fields =
    mediaType(c) === 'multipart/form-data' ? formFields(value.fields) : formFields(Object.entries(c.req.query()))
  try {
    const filed = await file(c, id, creator, ofUpload(hostsOf(c), value, fields))
    // A reply that was lost makes the second try a replay of this very request: then the job holds this upload.
    const held = !filed.replayed || (await withJob(c.env.JOB, id, async (stub) => await stub.holds(key)))
    if (!held) await discard(c, key)
    return filed
  } catch (error) {
    // An object that did not answer may have the job all the same: the sweep looks for what nobody holds.
    if (error instanceof Problem) await discard(c, key)
    throw error
  }
}

const tooLarge = (most: number) => `An archive may have ${Math.floor(most / 1e6)} MB.`

/** May this request's body be an archive, which has a limit of its own? */
export function carriesArchive(c: Client): boolean {
  const type = mediaType(c)
  return c.req.path === route.path && (type === 'multipart/form-data' || ARCHIVE_TYPES.has(type))
}

async function create(c: Client, id: string, creator: Creator) {
  if (carriesArchive(c)) return upload(c, id, creator)
  const wanted = ofAddress(hostsOf(c), await readBody(c))
  await admit(c, creator)
  return file(c, id, creator, wanted)
}

export function createJob(api: Api): void {
  // Registered by hand: the body's media type decides how it is read, and a wrong one is a problem of its own.
  api.openAPIRegistry.registerPath(route)
  api.post(route.getRoutingPath(), async (c) => {
    const creator = await creatorOf(c)
    const id = await jobIdFor(creator.owner, c.req.header('idempotency-key'))
    const { job, replayed, left } = await create(c, id, creator)
    if (c.req.header('accept')?.includes('text/html')) return c.redirect(`/r/${id}/`, 303)
    const retryAfter = pollAfter(job, Date.now())
    return c.json(represent(job), 202, {
      Location: jobPath(id),
      'RateLimit-Policy': RATE_LIMIT_POLICY,
      ...quotaHeaders(left),
      ...(retryAfter ? { 'Retry-After': retryAfter } : {}),
      ...(replayed ? { 'Idempotency-Replayed': 'true' } : {}),
    })
  })
}
