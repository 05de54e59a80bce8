import { createRoute, type RouteConfig } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { FactsSchema } from '../analysis/facts'
import { type ArtifactFile, artifactKey, type JobView } from '../job/job'
import { asked } from '../job/unavailable'
import { EvidenceSchema } from '../readme/evidence'
import { jobOf } from './access/access'
import { BY_READERS } from './access/rules'
import { noneMatch } from './conditional'
import type { Api, ApiEnvironment } from './environment'
import { IdParameter } from './parameters'
import { Problem, type ProblemCode, problemResponses } from './problems'

const responses = (
  description: string,
  content: NonNullable<RouteConfig['responses'][string]>,
  more: readonly ProblemCode[] = [],
) => ({
  200: { description, ...content },
  304: { description: 'Nothing has changed.' },
  ...problemResponses(
    'unauthorized',
    'job_not_found',
    'not_completed',
    'job_deleted',
    'internal',
    'unavailable',
    ...more,
  ),
})

/** What a completed job left in R2, each file at a path of its own; the preview is `preview.ts`. */
const ROUTES: { file: ArtifactFile; headers: Record<string, string>; route: RouteConfig }[] = [
  {
    file: 'README.md',
    headers: {
      'Content-Type': 'text/markdown; charset=utf-8',
      'Content-Disposition': 'attachment; filename="README.md"',
    },
    route: {
      method: 'get',
      path: '/jobs/{id}/download/',
      ...BY_READERS,
      summary: 'The README',
      request: { params: IdParameter },
      responses: responses('The README as a file.', { content: { 'text/markdown': { schema: { type: 'string' } } } }, [
        'no_readme',
      ]),
    },
  },
  {
    file: 'analysis.json',
    headers: { 'Content-Type': 'application/json' },
    route: {
      method: 'get',
      path: '/jobs/{id}/analysis/',
      ...BY_READERS,
      summary: 'The facts the README rests on',
      request: { params: IdParameter },
      responses: responses('The facts, each with file and line.', {
        content: { 'application/json': { schema: FactsSchema } },
      }),
    },
  },
  {
    file: 'evidence.json',
    headers: { 'Content-Type': 'application/json' },
    route: {
      method: 'get',
      path: '/jobs/{id}/evidence/',
      ...BY_READERS,
      summary: 'What each line of the README rests on',
      description: 'For every line that is not empty: the facts it says, and the files and lines behind them.',
      request: { params: IdParameter },
      responses: responses('The evidence.', { content: { 'application/json': { schema: EvidenceSchema } } }, [
        'no_readme',
      ]),
    },
  },
]

export function artifacts(api: Api): void {
  for (const { file, headers, route } of ROUTES) {
    const { getRoutingPath } = createRoute(route)
    api.openAPIRegistry.registerPath(route)
    api.get(getRoutingPath(), (c) => serve(c, file, headers))
  }
}

/** Files that a check leaves as well. */
const OF_A_CHECK: readonly ArtifactFile[] = ['analysis.json', 'report.json']

/** A result in R2, of the job in the path unless another is given. Problems: job_not_found, job_deleted, not_completed, no_readme, unavailable. */
export async function resultOf(c: Context<ApiEnvironment>, file: ArtifactFile, given?: JobView) {
  const job = given ?? (await jobOf(c))
  if (!job.artifact) throw new Problem('not_completed', { detail: `The job is ${job.status}.` })
  if (job.result?.mode === 'check' && !OF_A_CHECK.includes(file)) throw new Problem('no_readme')
  const key = artifactKey(job.artifact, file)
  const object = await asked('storage', () => c.env.ARTIFACTS.get(key))
  // Purged between the two reads: somebody has just deleted the job.
  if (!object) throw new Problem('job_deleted')
  return { job, object }
}

/** Streams a result from R2. Problems as for `resultOf`. */
async function serve(
  c: Context<ApiEnvironment>,
  file: ArtifactFile,
  headers: Record<string, string>,
): Promise<Response> {
  const { object } = await resultOf(c, file)
  const validators = { ETag: object.httpEtag, 'Cache-Control': 'private, no-cache' }
  if (noneMatch(c.req.header('if-none-match'), object.httpEtag)) {
    await object.body.cancel()
    return c.body(null, 304, validators)
  }
  return c.body(object.body, 200, { ...headers, ...validators, 'Content-Length': String(object.size) })
}
