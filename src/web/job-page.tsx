import { Layout } from './layout'

/** A job as its page shows it. */
export interface ShownJob {
  id: string
  status: 'pending' | 'processing' | 'completed' | 'failed'
  /** `url` is null for an archive that was uploaded without an address. */
  repository: { name: string; url: string | null }
  stage: string | null
  percent: number
  attempt: number
  error: string | null
}

/** Seconds between reloads while a job moves. */
const REFRESH_SECONDS = 2

const STAGES: Record<string, string> = {
  resolve: 'Finding the commit',
  download: 'Fetching and reading the archive',
  analyse: 'Analysing the files',
  write: 'Writing the README',
  store: 'Storing the result',
}

export function JobPage({ job }: { job: ShownJob }) {
  const moving = job.status === 'pending' || job.status === 'processing'
  return (
    <Layout title={`${job.repository.name}: ${job.status}`} refresh={moving ? REFRESH_SECONDS : undefined}>
      <h1>{job.repository.url ? <a href={job.repository.url}>{job.repository.name}</a> : job.repository.name}</h1>
      <p role="status">
        <span class={`status ${job.status}`}>{job.status}</span> {headline(job)}
      </p>
      {moving ? (
        <progress max={100} value={job.percent} aria-label={`Progress of ${job.repository.name}`}>
          {job.percent} %
        </progress>
      ) : null}
      {job.status === 'completed' ? <Result job={job} /> : null}
      <div class="actions">
        {job.status === 'failed' ? (
          <form method="post" action={`/r/${job.id}/retry/`}>
            <button type="submit">Retry</button>
          </form>
        ) : null}
        <form method="post" action={`/r/${job.id}/delete/`}>
          <button type="submit" class="quiet">
            Delete
          </button>
        </form>
      </div>
    </Layout>
  )
}

function headline(job: ShownJob): string {
  if (job.status === 'failed') return job.error ?? ''
  if (job.status === 'pending') return job.error ? `${job.error} It will be tried again.` : 'Waiting for its turn.'
  if (job.status === 'processing') return `${STAGES[job.stage ?? ''] ?? 'Working'}.`
  return ''
}

function Result({ job }: { job: ShownJob }) {
  const path = `/jobs/${job.id}`
  return (
    <>
      <p class="links">
        <a class="button" href={`${path}/download/`}>
          Download README.md
        </a>{' '}
        <a href={`${path}/preview/`}>Preview alone</a> <a href={`${path}/analysis/`}>Facts as JSON</a>
      </p>
      {/* Scripts for the frames of diagrams alone: the preview's own policy runs none. */}
      <iframe
        src={`${path}/preview/`}
        sandbox="allow-popups allow-popups-to-escape-sandbox allow-scripts"
        title={`README of ${job.repository.name}`}
      />
    </>
  )
}
