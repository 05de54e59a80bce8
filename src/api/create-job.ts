import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { withJob } from '../job/client'
import { uploadKey } from '../job/job'
import { tried } from '../job/log'
import { LIMITS } from '../source/limits'
import { configuredHosts } from '../source/origins'
import { ownerOf } from './access'
import type { Api, ApiEnvironment } from './environment'
import { GenerateSchema, UploadSchema } from './generate-request'
import { fingerprint, jobIdFor } from './idempotency'
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
      'archive_unreadable',
      'idempotency_mismatch',
      'rate_limited',
      'overloaded',
      'internal',
      'unavailable',
    ),
  },
})

type Client = Context<ApiEnvironment>

const hostsOf = ({ env }: Client) => configuredHosts(env.SOURCE_ORIGINS, env.SOURCE_HOSTS)

/** Files the job. Problems: idempotency_mismatch, job_deleted, unavailable. */
async function file(c: Client, id: string, owner: string, { spec, repository, identity, token }: Wanted) {
  const wanted = {
    id,
    owner,
    fingerprint: await fingerprint(identity),
    spec,
    repository,
    credential: await sealedToken(c, id, token),
  }
  const reply = await withJob(c.env.JOB, id, async (stub) => await stub.create(wanted))
  if (!reply.ok) throw new Problem('idempotency_mismatch')
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
async function upload(c: Client, id: string, owner: string) {
  await admit(c)
  const key = uploadKey(id)
  const stored = await storeUpload(c.req.raw, c.env.ARTIFACTS, key, LIMITS.uploadBytes.most)
  if (!stored.ok) {
    const { why, fields } = stored
    if (why === 'no_archive') return file(c, id, owner, ofAddress(hostsOf(c), formFields(fields)))
    if (why === 'too_large') throw new Problem('body_too_large', { detail: tooLarge(LIMITS.uploadBytes.most) })
    if (why === 'malformed') throw new Problem('malformed_body')
    throw new Problem('archive_unreadable', { detail: REFUSALS[why] })
  }
  const { value } = stored
  const fields = mediaType(c) === 'multipart/form-data' ? formFields(value.fields) : c.req.query()
  try {
    const filed = await file(c, id, owner, ofUpload(hostsOf(c), value, fields))
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

async function create(c: Client, id: string, owner: string) {
  if (carriesArchive(c)) return upload(c, id, owner)
  const wanted = ofAddress(hostsOf(c), await readBody(c))
  await admit(c)
  return file(c, id, owner, wanted)
}

export function createJob(api: Api): void {
  // Registered by hand: the body's media type decides how it is read, and a wrong one is a problem of its own.
  api.openAPIRegistry.registerPath(route)
  api.post(route.getRoutingPath(), async (c) => {
    const owner = ownerOf(c)
    const id = await jobIdFor(owner, c.req.header('idempotency-key'))
    const { job, replayed } = await create(c, id, owner)
    if (c.req.header('accept')?.includes('text/html')) return c.redirect(`/r/${id}/`, 303)
    const retryAfter = pollAfter(job, Date.now())
    return c.json(represent(job), 202, {
      Location: jobPath(id),
      'RateLimit-Policy': RATE_LIMIT_POLICY,
      ...(retryAfter ? { 'Retry-After': retryAfter } : {}),
      ...(replayed ? { 'Idempotency-Replayed': 'true' } : {}),
    })
  })
}
