import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { withJob } from '../job/client'
import { configuredOrigins } from '../source/origins'
import { parseRequest } from '../source/request'
import { ownerOf } from './access'
import type { Api, ApiEnvironment } from './environment'
import { fingerprint, jobIdFor } from './idempotency'
import { Problem, problemResponses } from './problems'
import { limitCreation, RATE_LIMIT_POLICY } from './rate-limit'
import { JobSchema, jobPath, POLL_SECONDS, represent } from './representation'

const optional = (schema: z.ZodString) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.trim().optional())

/** What a README is asked for with. An empty field of a form counts as not given. */
export const GenerateSchema = z
  .strictObject({
    url: z.string().trim().min(1).max(2048).meta({
      description: 'Address of the repository: web, clone, ssh or `owner/name`; branch and folder as in the browser.',
      example: 'https://github.com/owner/repo',
    }),
    ref: optional(z.string().max(255)).meta({
      description: 'Branch, tag or commit; wins over the one in the address.',
    }),
    subdirectory: optional(z.string().max(1024)).meta({
      description: 'Folder to describe; wins over the one in the address.',
    }),
  })
  .openapi('Generate')

const route = createRoute({
  method: 'post',
  path: '/generate/',
  summary: 'Create a job that writes a README',
  description:
    'Answers at once. With an `Idempotency-Key` (kept as long as the job) the same request gives the same job. ' +
    'A browser’s form (`Accept: text/html`) is redirected to the page of the job.',
  request: {
    headers: z.object({ 'idempotency-key': z.string().optional() }),
    body: {
      required: true,
      content: {
        'application/json': { schema: GenerateSchema },
        'application/x-www-form-urlencoded': { schema: GenerateSchema },
        'multipart/form-data': { schema: GenerateSchema },
      },
    },
  },
  responses: {
    202: {
      description: 'The job, taken or already there.',
      headers: z.object({
        Location: z.string(),
        'Retry-After': z.string(),
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
      'idempotency_mismatch',
      'rate_limited',
      'internal',
      'unavailable',
    ),
  },
})

/** The body as plain values. Problems: unsupported_media_type, malformed_body. */
async function readBody(c: Context<ApiEnvironment>): Promise<unknown> {
  const type = (c.req.header('content-type') ?? '').split(';', 1)[0]!.trim().toLowerCase()
  try {
    if (type === 'application/json') return await c.req.json()
    if (type === 'application/x-www-form-urlencoded' || type === 'multipart/form-data') return await c.req.parseBody()
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error
    throw new Problem('malformed_body')
  }
  throw new Problem('unsupported_media_type')
}

export function createJob(api: Api): void {
  // Registered by hand: the body's media type decides how it is read, and a wrong one is a problem of its own.
  api.openAPIRegistry.registerPath(route)
  api.post(route.getRoutingPath(), async (c) => {
    const body = GenerateSchema.safeParse(await readBody(c))
    if (!body.success) throw invalid(body.error)
    const { url, ref = null, subdirectory = null } = body.data
    const spec = { url, ref, subdirectory }
    const address = parseRequest(spec, configuredOrigins(c.env.SOURCE_ORIGINS))
    if (!address.ok) {
      const code = address.code === 'host_not_supported' ? 'host_not_supported' : 'address_invalid'
      throw new Problem(code, { detail: address.message })
    }
    const owner = ownerOf(c)
    const id = await jobIdFor(owner, c.req.header('idempotency-key'))
    await limitCreation(c)
    const { host, owner: account, name, url: web } = address.value
    const wanted = {
      id,
      owner,
      fingerprint: await fingerprint(spec),
      spec,
      repository: { host, owner: account, name, url: web },
    }
    const reply = await withJob(c.env.JOB, id, async (stub) => await stub.create(wanted))
    if (!reply.ok) throw new Problem('idempotency_mismatch')
    const { job, replayed } = reply.value
    if (job.status === 'deleted') throw new Problem('job_deleted')
    if (c.req.header('accept')?.includes('text/html')) return c.redirect(`/r/${id}/`, 303)
    return c.json(represent(job), 202, {
      Location: jobPath(id),
      'Retry-After': POLL_SECONDS,
      'RateLimit-Policy': RATE_LIMIT_POLICY,
      ...(replayed ? { 'Idempotency-Replayed': 'true' } : {}),
    })
  })
}

/** A request that does not fit its schema, each error with a JSON pointer. */
export function invalid(error: z.ZodError): Problem {
  const errors = error.issues.map((issue) => ({
    pointer: issue.path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    message: issue.message,
  }))
  return new Problem('invalid_request', { errors })
}
