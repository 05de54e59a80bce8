import type { Context } from 'hono'
import { latest, list } from '../../job/job-index'
import { configuredHosts } from '../../source/origins'
import { parseRequest } from '../../source/request'
import { type Home, HomePage, type RecentJob } from '../../web/home-page'
import { ProblemPage } from '../../web/problem-page'
import { askerOf, isOpen } from '../access/access'
import type { Api, ApiEnvironment } from '../environment'
import { hasModel } from '../language-model'
import { PROBLEMS, Problem, type ProblemCode, type ProblemDetails } from '../problems'
import { represent } from '../representation'
import { mediaType } from '../request-body'
import { originOf, page } from './page'
import { titleOf } from './shown'

type Client = Context<ApiEnvironment>

/** Recent jobs on the start page. */
const RECENT = 10

export function homePage(api: Api): void {
  api.get('/', (c) => home(c, { values: { url: c.req.query('url') ?? '' } }))
}

/** `/{host}/{owner}/{repository}`, as it stands in the address bar behind another name: its latest README, or the form with it. */
export function swappedAddress(api: Api): void {
  api.get('/:host{(?:https?:|[^/]*[.][^/]*)}/*', async (c) => {
    const { pathname } = new URL(c.req.url)
    const url = `https://${decoded(pathname).replace(/^\/+(?:https?:\/*)?|\/+$/g, '')}`
    const address = parseRequest(
      { url, ref: null, subdirectory: null },
      configuredHosts(c.env.SOURCE_ORIGINS, c.env.SOURCE_HOSTS),
    )
    if (!address.ok) throw new Problem('not_found')
    const { value } = address
    const isWhole = value.ref === null && value.refPath === null && value.subdirectory === null
    // Without the index the form still works.
    const id = isWhole ? await latest(c.env.DB, await askerOf(c), value.url).catch(() => null) : null
    if (id === null) return home(c, { values: { url } })
    c.header('Cache-Control', 'no-store')
    return c.redirect(`/r/${id}/`, 302)
  })
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** A problem for people: on the form it came from, or on a page of its own. */
export async function problemPage(c: Client, code: ProblemCode, details: ProblemDetails): Promise<Response> {
  const { status, title, help } = PROBLEMS[code]
  for (const [name, value] of Object.entries(details.headers ?? {})) c.header(name, value)
  const detail = details.detail ?? details.errors?.[0]?.message ?? null
  if (c.req.routePath !== '/generate/' || c.req.method !== 'POST' || code === 'body_too_large')
    return page(c, <ProblemPage title={title} detail={detail} help={help} />, status)
  const problem = detail ?? `${title}. ${help}`
  if (mediaType(c) === 'multipart/form-data') return home(c, { archiveProblem: problem }, status)
  const form = await c.req.parseBody().catch(() => ({}))
  const { token: _, ...values } = Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])),
  )
  return home(c, { values, problem }, status)
}

async function home(
  c: Client,
  filled: Partial<Pick<Home, 'values' | 'problem' | 'archiveProblem'>>,
  status: (typeof PROBLEMS)[ProblemCode]['status'] | 200 = 200,
) {
  const shown: Home = {
    values: {},
    problem: null,
    archiveProblem: null,
    ...filled,
    recent: await recent(c),
    takesTokens: Boolean(c.env.TOKEN_SECRET),
    hasOwners: !isOpen(c),
    hasModel: hasModel(c.env),
    origin: originOf(c),
    now: Date.now(),
  }
  return page(c, <HomePage {...shown} />, status)
}

async function recent(c: Client): Promise<RecentJob[] | null> {
  try {
    const { jobs } = await list(c.env.DB, await askerOf(c), { status: null, limit: RECENT, cursor: null })
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
