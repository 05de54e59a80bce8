import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** Every problem the API answers with: code, status, title, and what to do about it. The reference page lists them. */
export const PROBLEMS = {
  malformed_body: {
    status: 400,
    title: 'The body is not what its media type says',
    help: 'Send one JSON object, or a form.',
  },
  invalid_idempotency_key: {
    status: 400,
    title: 'The Idempotency-Key is not usable',
    help: 'Use 1 to 255 visible ASCII characters.',
  },
  unauthorized: {
    status: 401,
    title: 'The key or token is not valid',
    help: 'Send `Authorization: Bearer` with an API key; to the operator’s paths, with the operator’s token.',
  },
  key_required: {
    status: 401,
    title: 'This deployment takes jobs from holders of an API key alone',
    help: 'Send `Authorization: Bearer` with a key; the operator gives them.',
  },
  forbidden: { status: 403, title: 'This was sent from another site', help: 'Use the page of this service.' },
  not_found: { status: 404, title: 'There is nothing at this address', help: 'The reference lists every path.' },
  job_not_found: {
    status: 404,
    title: 'There is no such job',
    help: 'Ids are given at creation; deleted jobs are forgotten after a day. Another’s job may be read, unless it is private, and never changed.',
  },
  key_not_found: { status: 404, title: 'There is no such key', help: 'The list of keys gives their ids.' },
  method_not_allowed: {
    status: 405,
    title: 'This method is not served here',
    help: '`Allow` lists the methods that are.',
  },
  not_failed: { status: 409, title: 'Only a failed job can be retried', help: 'Look at `status` first.' },
  not_completed: {
    status: 409,
    title: 'The job has no README yet',
    help: 'Poll the job until its status is `completed`.',
  },
  no_readme: {
    status: 409,
    title: 'The job was a check, which writes no README',
    help: 'Its report says what was found.',
  },
  model_not_configured: {
    status: 422,
    title: 'This deployment has no language model',
    help: 'Leave `llm` out, or ask for `auto`: READMEs need no model.',
  },
  not_acceptable: {
    status: 406,
    title: 'The report is not served in this format',
    help: 'Ask for `json`, `sarif` or `markdown`.',
  },
  job_deleted: { status: 410, title: 'The job was deleted', help: 'Create a new one.' },
  body_too_large: {
    status: 413,
    title: 'The body is too large',
    help: 'A request is at most 256 KiB, an archive 100 MB.',
  },
  address_too_long: { status: 414, title: 'The address is too long', help: 'With its query it has at most 8 KiB.' },
  headers_too_large: {
    status: 431,
    title: 'The headers are too large',
    help: 'All of them together have at most 32 KiB.',
  },
  host_not_served: {
    status: 421,
    title: 'This service does not answer under this name',
    help: 'Its operator has to add the name to `HOSTS`.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'This media type is not read here',
    help: 'Send application/json, a form, or an archive as application/zip or application/gzip.',
  },
  invalid_request: { status: 422, title: 'The request is not valid', help: '`errors` points to each field.' },
  address_invalid: {
    status: 422,
    title: 'This is not the address of a repository',
    help: 'Give it as your browser shows it.',
  },
  host_not_supported: { status: 422, title: 'This host is not supported', help: '`detail` names the hosts that are.' },
  token_not_accepted: {
    status: 422,
    title: 'This deployment takes no tokens',
    help: 'Its operator has to set the secret `TOKEN_SECRET`; until then only public repositories are read.',
  },
  private_not_accepted: {
    status: 422,
    title: 'Access to this deployment is open',
    help: 'Every job belongs to everybody here, so none can be private.',
  },
  archive_unreadable: {
    status: 422,
    title: 'The body is no archive that can be read',
    help: 'Send a zip or a tar.gz, such as `git archive --format=zip HEAD` makes.',
  },
  idempotency_mismatch: {
    status: 422,
    title: 'The Idempotency-Key was used for another request',
    help: 'Use a new key for a new request.',
  },
  rate_limited: { status: 429, title: 'Too many requests in a short time', help: 'Wait as `Retry-After` says.' },
  quota_exceeded: {
    status: 429,
    title: 'The quota of the day is used up',
    help: 'Wait as `Retry-After` says: each job counts for 24 hours.',
  },
  too_many_running: {
    status: 429,
    title: 'Too many jobs at the same time',
    help: 'Wait until one of them is at rest.',
  },
  internal: { status: 500, title: 'Something failed on our side', help: 'Try again; `request_id` finds the log line.' },
  overloaded: {
    status: 503,
    title: 'More jobs wait than can be taken',
    help: 'Nothing was taken. Try again as `Retry-After` says.',
  },
  unavailable: { status: 503, title: 'The service cannot answer now', help: 'Try again as `Retry-After` says.' },
} as const satisfies Record<string, { status: ContentfulStatusCode; title: string; help: string }>

export type ProblemCode = keyof typeof PROBLEMS

export const ProblemSchema = z
  .object({
    type: z.string().meta({ description: 'Address of the explanation, relative to the service.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string().meta({ description: 'The path that was asked for.' }),
    code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
    request_id: z.string(),
    errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
  })
  .openapi('Problem')

export interface ProblemDetails {
  detail?: string
  errors?: { pointer: string; message: string }[]
  headers?: Record<string, string>
}

/** Ends a request with a problem from anywhere below the application's error handler. */
export class Problem extends Error {
  override name = 'Problem'
  constructor(
    readonly code: ProblemCode,
    readonly details: ProblemDetails = {},
  ) {
    super(PROBLEMS[code].title)
  }
}

/** The answer for a problem: `application/problem+json`, RFC 9457. */
export function problem(c: Context, code: ProblemCode, { detail, errors, headers }: ProblemDetails = {}): Response {
  const { status, title } = PROBLEMS[code]
  const body: z.infer<typeof ProblemSchema> = {
    type: `/docs/#${code}`,
    title,
    status,
    ...(detail ? { detail } : {}),
    instance: new URL(c.req.url).pathname,
    code,
    request_id: c.get('requestId') ?? '',
    ...(errors ? { errors } : {}),
  }
  return c.body(JSON.stringify(body), status, {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...headers,
  })
}

/** What any request may be answered. */
const ANYWHERE: ProblemCode[] = ['host_not_served', 'address_too_long', 'headers_too_large']

/** OpenAPI response entries for these problems and those of any request, one for each status. */
export function problemResponses(...codes: ProblemCode[]) {
  const byStatus = new Map<number, string[]>()
  for (const code of [...ANYWHERE, ...codes]) {
    const { status } = PROBLEMS[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  const content = { 'application/problem+json': { schema: ProblemSchema } }
  return Object.fromEntries([...byStatus].map(([status, list]) => [status, { description: list.join(', '), content }]))
}
