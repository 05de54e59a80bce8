import type { Child } from 'hono/jsx'
import { ASSETS } from './data/assets'
import { Layout } from './layout'
import { moves, type ShownJob } from './shown-job'
import { STAGES } from './stages'
import { Status } from './status'

/** Seconds between reloads while a job moves, in a browser without script. */
const REFRESH_SECONDS = 2

const VIEWS = [
  { path: '', name: 'README', of: ['fresh', 'update'] },
  { path: 'edit/', name: 'Edit', of: ['fresh', 'update'] },
  { path: 'changes/', name: 'Changes', of: ['fresh', 'update'] },
  { path: 'findings/', name: 'Findings', of: ['fresh', 'update', 'check'] },
  { path: 'facts/', name: 'Facts', of: ['fresh', 'update', 'check'] },
] as const
export type View = (typeof VIEWS)[number]['path']

export interface Framed {
  job: ShownJob
  view: View
  origin: string
  scripts?: readonly string[]
  children?: Child
}

/**
 * What all pages of a job have: whose README it is, how the job stands, the ways to its views. What is marked `data-live`
 * changes while the job moves.
 */
export function JobFrame({ job, view, origin, scripts = [], children }: Framed) {
  const { name, url } = job.repository
  const title = view === '' ? `${name}: ${job.status}` : `${VIEWS.find(({ path }) => path === view)?.name} of ${name}`
  const views = VIEWS.filter(({ of }) => job.status === 'completed' && of.some((mode) => mode === job.mode))
  return (
    <Layout
      title={title}
      description={`The README of ${name}, each line with the file it rests on.`}
      origin={origin}
      refresh={moves(job) ? REFRESH_SECONDS : undefined}
      scripts={[ASSETS.page, ...scripts]}
      unlisted
      wide
    >
      <div class="job-head" data-job={job.id}>
        <h1 class="title">{url ? <a href={url}>{name}</a> : name}</h1>
        <p role="status" data-live="status">
          <Status status={job.status} /> {headline(job)}
          {job.isPrivate ? ' · Private: only you can open it.' : ''}
        </p>
        <div data-live="views">
          {views.length > 1 ? (
            <nav class="views" aria-label="Views of this job">
              {views.map((one) => (
                <a href={`/r/${job.id}/${one.path}`} aria-current={one.path === view ? 'page' : undefined}>
                  {one.name}
                </a>
              ))}
            </nav>
          ) : null}
        </div>
      </div>
      <div data-live="content" data-live-until-rest={moves(job) ? '' : undefined}>
        {children}
      </div>
    </Layout>
  )
}

function headline(job: ShownJob): Child {
  const { status, error, commit } = job
  if (status === 'failed') return error?.message ?? ''
  if (status === 'pending') return error ? `${error.message} It will be tried again.` : 'Waiting for its turn.'
  if (status === 'processing') return `${STAGES.find(({ id }) => id === job.stage)?.doing ?? 'Working'}.`
  if (!commit) return null
  return commit.url ? (
    <>
      at <a href={commit.url}>{commit.id}</a>
    </>
  ) : (
    `at ${commit.id}`
  )
}
