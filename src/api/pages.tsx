import type { Context } from 'hono'
import { csrf } from 'hono/csrf'
import { html } from 'hono/html'
import { withJob } from '../job/client'
import { list } from '../job/job-index'
import { PAGE_POLICY } from '../web/headers'
import { HomePage, type RecentJob } from '../web/home-page'
import { JobPage } from '../web/job-page'
import { ProblemPage } from '../web/problem-page'
import { jobOf, ownerOf } from './access'
import { remove } from './delete-job'
import type { Api, ApiEnvironment } from './environment'
import { PROBLEMS, type ProblemCode, type ProblemDetails } from './problems'
import { represent } from './representation'

/** Recent jobs on the start page. */
const RECENT = 10

export function pages(api: Api): void {
  api.get('/', (c) => home(c, 200, '', null))
  api.get('/r/:id/', async (c) => {
    const { id, status, repository, progress, attempt, error } = represent(await jobOf(c))
    const job = {
      id,
      status,
      repository: { name: titleOf(repository), url: repository.url },
      stage: progress.stage,
      percent: progress.percent,
      attempt,
      error: error?.message ?? null,
    }
    return page(c, <JobPage job={job} />, 200)
  })
  // The same operations as the API's, for forms that can only post.
  api.use('/r/*', csrf())
  api.post('/r/:id/retry/', async (c) => {
    const { id } = await jobOf(c)
    await withJob(c.env.JOB, id, async (stub) => await stub.retry())
    return c.redirect(`/r/${id}/`, 303)
  })
  api.post('/r/:id/delete/', async (c) => {
    await remove(c)
    return c.redirect('/', 303)
  })
}

/** A repository's name among others. */
const titleOf = ({ owner, name }: { owner: string | null; name: string }) => (owner ? `${owner}/${name}` : name)

/** Does this client ask for a page to look at? */
export const wantsPage = (c: Context) => c.req.header('accept')?.includes('text/html') ?? false

/** A problem for people: on the form it came from, or on a page of its own. */
export async function problemPage(
  c: Context<ApiEnvironment>,
  code: ProblemCode,
  details: ProblemDetails,
): Promise<Response> {
  const { status, title, help } = PROBLEMS[code]
  for (const [name, value] of Object.entries(details.headers ?? {})) c.header(name, value)
  const detail = details.detail ?? details.errors?.[0]?.message ?? null
  if (c.req.routePath !== '/generate/' || c.req.method !== 'POST' || code === 'body_too_large')
    return page(c, <ProblemPage title={title} detail={detail} help={help} />, status)
  const form = await c.req.parseBody().catch(() => ({}) as Record<string, unknown>)
  return home(c, status, typeof form.url === 'string' ? form.url : '', detail ?? `${title}. ${help}`)
}

async function home(
  c: Context<ApiEnvironment>,
  status: (typeof PROBLEMS)[ProblemCode]['status'] | 200,
  url: string,
  problem: string | null,
) {
  return page(c, <HomePage url={url} problem={problem} recent={await recent(c)} />, status)
}

async function recent(c: Context<ApiEnvironment>): Promise<RecentJob[] | null> {
  try {
    const { jobs } = await list(c.env.DB, ownerOf(c), { status: null, limit: RECENT, cursor: null })
    return jobs.map(represent).map(({ id, status, repository, created_at }) => ({
      id,
      status,
      repository: titleOf(repository),
      created: created_at,
    }))
  } catch {
    // The form works without the list.
    return null
  }
}

function page(c: Context, body: ReturnType<typeof HomePage>, status: (typeof PROBLEMS)[ProblemCode]['status'] | 200) {
  c.header('Content-Security-Policy', PAGE_POLICY)
  c.header('Cache-Control', 'no-store')
  return c.html(html`<!doctype html>${body}`, status)
}
