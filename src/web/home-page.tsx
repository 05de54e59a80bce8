import { Layout } from './layout'

/** One line of the list of recent jobs. */
export interface RecentJob {
  id: string
  repository: string
  status: string
  created: string
}

/** The form, what went wrong with it last time, and recent jobs. `recent` is `null` when the list cannot be had. */
export function HomePage({
  url,
  problem,
  recent,
}: {
  url: string
  problem: string | null
  recent: RecentJob[] | null
}) {
  return (
    <Layout title="readme-forge: a README your repository can back">
      <h1>A README your repository can back</h1>
      <p>
        Give the address of a public repository. Some seconds later there is a README in which every sentence rests on a
        file of it.
      </p>
      <form method="post" action="/generate/">
        <label for="url">Repository URL</label>
        <div class="field">
          <input
            id="url"
            name="url"
            type="text"
            inputmode="url"
            autocomplete="url"
            autocapitalize="none"
            spellcheck={false}
            maxlength={2048}
            required
            placeholder="https://github.com/owner/repo"
            value={url}
            aria-describedby={problem ? 'problem' : undefined}
            aria-invalid={problem ? 'true' : undefined}
          />
          <button type="submit">Generate README</button>
        </div>
        {problem ? (
          <p id="problem" role="alert" class="problem">
            {problem}
          </p>
        ) : null}
      </form>
      <section aria-labelledby="recent">
        <h2 id="recent">Recent jobs</h2>
        <Recent jobs={recent} />
      </section>
    </Layout>
  )
}

function Recent({ jobs }: { jobs: RecentJob[] | null }) {
  if (!jobs) return <p>The list cannot be shown just now.</p>
  if (!jobs.length) return <p>None yet.</p>
  return (
    <ul class="jobs">
      {jobs.map((job) => (
        <li>
          <a href={`/r/${job.id}/`}>{job.repository}</a> <span class={`status ${job.status}`}>{job.status}</span>{' '}
          <time datetime={job.created}>{job.created.slice(0, 16).replace('T', ' ')} UTC</time>
        </li>
      ))}
    </ul>
  )
}
