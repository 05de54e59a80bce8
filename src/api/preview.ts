import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { JobView } from '../job/job'
import { previewHeaders } from '../preview/headers'
import { IMAGE_HOSTS } from '../preview/image-hosts'
import { framesDiagrams, hasDiagrams } from '../preview/page'
import { renderPreview } from '../preview/render-preview'
import { EvidenceSchema } from '../readme/evidence'
import { askerOf, jobId, jobOf } from './access/access'
import { BY_READERS } from './access/rules'
import { resultOf } from './artifacts'
import { noneMatch } from './conditional'
import { fromEdge } from './edge-cache'
import type { Api, ApiEnvironment } from './environment'
import { IdParameter } from './parameters'
import { Problem, problemResponses } from './problems'
import { linksOf, type RepositoryLinks } from './repository-links'
import { mediaType } from './request-body'
import { checked } from './wanted-job'

/** Bytes of Markdown that a request may have. */
export const MOST_BYTES = 128 * 1024
const MARKDOWN_TYPES: ReadonlySet<string> = new Set(['text/markdown', 'text/x-markdown'])

const PAGE = { 'text/html': { schema: z.string() } }
const stored = createRoute({
  method: 'get',
  path: '/jobs/{id}/preview/',
  ...BY_READERS,
  summary: 'The README, rendered',
  description: 'A page of its own without any script, made safe and sandboxed.',
  request: { params: IdParameter },
  responses: {
    200: { description: 'The page.', content: PAGE },
    304: { description: 'Nothing has changed.' },
    ...problemResponses(
      'unauthorized',
      'job_not_found',
      'not_completed',
      'no_readme',
      'job_deleted',
      'internal',
      'unavailable',
    ),
  },
})
const edited = createRoute({
  method: 'post',
  path: '/preview/',
  ...BY_READERS,
  summary: 'Markdown, rendered',
  description:
    'Shows an edited README as its job’s preview would, at most 128 KiB of it. Nothing is kept. With `job`, relative links ' +
    'and pictures are those of its repository.',
  request: {
    query: z.object({ job: z.uuid().optional().meta({ description: 'A completed job.' }) }),
    body: { content: { 'text/markdown': { schema: z.string() } } },
  },
  responses: {
    200: { description: 'The page.', content: PAGE },
    ...problemResponses('unauthorized', 'job_not_found', 'not_completed', 'no_readme', 'job_deleted'),
    ...problemResponses('body_too_large', 'unsupported_media_type', 'invalid_request', 'internal', 'unavailable'),
    ...problemResponses('forbidden', 'rate_limited'),
  },
})

/** Where the preview of a job is. */
export const previewPath = (id: string) => `/jobs/${id}/preview/`

/** Pictures come from where READMEs have them, and from the repository itself. */
function headersFor(links: RepositoryLinks | null, hasDiagrams: boolean): Record<string, string> {
  const own = URL.parse(links?.raw('') ?? '')?.origin
  return previewHeaders(own ? [...IMAGE_HOSTS, own] : IMAGE_HOSTS, hasDiagrams)
}

async function storedPage(c: Context<ApiEnvironment>, id: string): Promise<Response> {
  const { job, object } = await resultOf(c, 'preview.html', await jobOf(c, id))
  return c.body(object.body, 200, {
    ...headersFor(linksOf(c, job), framesDiagrams(object.customMetadata)),
    ...(job.isPrivate ? { 'Cache-Control': 'private' } : {}),
    ETag: object.httpEtag,
    'Content-Length': String(object.size),
  })
}

/** The Markdown in a request. Problem: unsupported_media_type. */
async function markdownIn(c: Context<ApiEnvironment>): Promise<string> {
  if (!MARKDOWN_TYPES.has(mediaType(c))) throw new Problem('unsupported_media_type', { detail: 'Send text/markdown.' })
  return new TextDecoder().decode(await c.req.arrayBuffer())
}

/** In which folder of its repository the README of this job belongs. */
async function folderOf(c: Context<ApiEnvironment>, job: JobView): Promise<string> {
  const { object } = await resultOf(c, 'evidence.json', job)
  const { path } = EvidenceSchema.parse(await object.json())
  return path.slice(0, path.lastIndexOf('/') + 1)
}

/**
 * Markdown as the preview of a job, or of none. Nothing is kept.
 * Problems: body_too_large; with a job also not_completed, no_readme, job_deleted, unavailable.
 */
export async function previewOf(c: Context<ApiEnvironment>, markdown: string, job: JobView | null): Promise<Response> {
  if (new TextEncoder().encode(markdown).length > MOST_BYTES)
    throw new Problem('body_too_large', { detail: 'A preview is made of at most 128 KiB.' })
  const folder = job ? await folderOf(c, job) : ''
  const links = job && linksOf(c, job)
  const html = renderPreview(markdown, {
    title: job ? `README of ${job.repository.name}` : 'Preview',
    blobBase: links?.page(folder) ?? null,
    rawBase: links?.raw(folder) ?? null,
  })
  return c.body(html, 200, { ...headersFor(links, hasDiagrams(html)), 'Cache-Control': 'no-store' })
}

export function preview(api: Api): void {
  api.openAPIRegistry.registerPath(stored)
  api.get(stored.getRoutingPath(), async (c) => {
    const id = jobId(c)
    // Also where the edge answers, a key that is none is told so.
    await askerOf(c)
    const page = await fromEdge(c, previewPath(id), () => storedPage(c, id))
    const etag = page.headers.get('etag') ?? ''
    if (!noneMatch(c.req.header('if-none-match'), etag)) return page
    await page.body?.cancel()
    return c.body(null, 304, { ETag: etag, 'Cache-Control': 'no-cache' })
  })
  api.openAPIRegistry.registerPath(edited)
  api.post(edited.getRoutingPath(), async (c) => {
    const { job } = checked(edited.request.query, c.req.query())
    return previewOf(c, await markdownIn(c), job === undefined ? null : await jobOf(c, job))
  })
}
