import { ago } from './ago'
import { ArchiveForm } from './archive-form'
import { FormProblem } from './form-problem'
import { Layout } from './layout'
import { type Offered, OptionFields } from './option-fields'
import { type ShownStatus, Status } from './status'

/** One line of the list of recent jobs. */
export interface RecentJob {
  id: string
  repository: string
  status: ShownStatus
  created: string
}

export interface Home extends Offered {
  /** What stands in the form, by the names of its fields. */
  values: Readonly<Record<string, string>>
  /** What is wrong with it, and with the archive's form. */
  problem: string | null
  archiveProblem: string | null
  /** `null` when the list cannot be had. */
  recent: RecentJob[] | null
  origin: string
  now: number
}

const PROMISES = [
  [
    'Every sentence has its file',
    'Each line names the file and the line it rests on. What cannot be shown is not said.',
  ],
  [
    'Your words stay yours',
    'Notices, pictures and prose of your README are kept; what no longer holds is told, not dropped.',
  ],
  ['Commands that resolve', 'Install, run, test: only what a manifest, a script or a workflow of the repository says.'],
] as const

/** The form, what went wrong with it last time, and recent jobs. */
export function HomePage({
  values,
  problem,
  archiveProblem,
  recent,
  takesTokens,
  hasOwners,
  hasModel,
  origin,
  now,
}: Home) {
  return (
    <Layout title="readme-forge: a README your repository can back" origin={origin}>
      <section class="hero">
        <h1>A README your repository can back</h1>
        <p class="lead">
          Give the address of a repository. Some seconds later there is a README in which every sentence rests on a file
          of it.
        </p>
        <form method="post" action="/generate/" class="generate" data-sends>
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
              value={values.url ?? ''}
              aria-describedby={problem ? 'problem' : 'url-help'}
              aria-invalid={problem ? 'true' : undefined}
            />
            <button type="submit">Generate README</button>
          </div>
          <FormProblem id="problem" problem={problem} />
          <p id="url-help" class="hint">
            GitHub, GitLab, Bitbucket, Codeberg, sourcehut; with a branch or a folder as the browser shows it.
          </p>
          <OptionFields values={values} takesTokens={takesTokens} hasOwners={hasOwners} hasModel={hasModel} />
        </form>
        <ArchiveForm problem={archiveProblem} hasOwners={hasOwners} />
      </section>
      <section aria-labelledby="recent">
        <h2 id="recent">{hasOwners ? 'Your recent jobs' : 'Recent jobs'}</h2>
        <div
          data-live="recent"
          data-live-from="/"
          data-live-until-rest={recent?.some(({ status }) => moves(status)) ? '' : undefined}
        >
          <Recent jobs={recent} now={now} />
        </div>
      </section>
      <section class="promises" aria-label="What it promises">
        {PROMISES.map(([title, text]) => (
          <div>
            <h2>{title}</h2>
            <p>{text}</p>
          </div>
        ))}
      </section>
    </Layout>
  )
}

const moves = (status: ShownStatus) => status === 'pending' || status === 'processing'

function Recent({ jobs, now }: { jobs: RecentJob[] | null; now: number }) {
  if (!jobs) return <p class="empty">The list cannot be shown just now. The form works without it.</p>
  if (!jobs.length) return <p class="empty">None yet. The first README is an address away.</p>
  return (
    <ul class="jobs">
      {jobs.map((job) => (
        <li>
          <a href={`/r/${job.id}/`}>{job.repository}</a> <Status status={job.status} />{' '}
          <time datetime={job.created}>{ago(job.created, now)}</time>
        </li>
      ))}
    </ul>
  )
}
