import { adviceOn } from './failure-advice'
import { DeleteLink, RetryForm, ShareForm } from './job-actions'
import { JobFrame } from './job-frame'
import { Prose } from './prose'
import type { ShownJob } from './shown-job'
import { type SourceLine, SourcePane } from './source-pane'
import { Stages } from './stages'

/** How a job stands: what is being done, why it failed, or the README beside its Markdown. `lines` of a completed one. */
export function JobPage({ job, lines, origin }: { job: ShownJob; lines: readonly SourceLine[]; origin: string }) {
  return (
    <JobFrame job={job} view="" origin={origin}>
      <Stages job={job} />
      {job.status === 'failed' ? <Failure job={job} /> : null}
      {job.status === 'completed' ? <Result job={job} lines={lines} /> : null}
      <div class="actions foot">
        {job.status === 'failed' && job.isTheirs ? <RetryForm job={job} /> : null}
        {job.status === 'failed' && job.repository.url ? (
          <a class="button quiet" href={`/?url=${encodeURIComponent(job.repository.url)}`}>
            Change the request
          </a>
        ) : null}
        {job.hasOwner && job.isTheirs ? <ShareForm job={job} /> : null}
        {job.isTheirs ? <DeleteLink job={job} /> : null}
      </div>
    </JobFrame>
  )
}

function Failure({ job }: { job: ShownJob }) {
  const advice = adviceOn(job.error?.code ?? '')
  return (
    <dl class="failure">
      <dt>Whose fault it is</dt>
      <dd>{advice.whose}</dd>
      <dt>What to try</dt>
      <dd>
        <Prose text={advice.try} />
      </dd>
    </dl>
  )
}

function Result({ job, lines }: { job: ShownJob; lines: readonly SourceLine[] }) {
  const path = `/jobs/${job.id}`
  return (
    <>
      <div class="actions">
        <a class="button" href={`${path}/download/`} download="README.md">
          Download README.md
        </a>
        <button type="button" class="quiet scripted-only" data-copy={`${path}/download/`}>
          Copy Markdown
        </button>
        <a class="button quiet" href={`/r/${job.id}/edit/`}>
          Open in editor
        </a>
        <a href={`${path}/preview/`}>Preview alone</a>
      </div>
      <div class="side-by-side">
        <section class="pane" aria-labelledby="preview">
          <h2 id="preview">Preview</h2>
          {/* Scripts for the frames of diagrams alone: the preview's own policy runs none. */}
          <iframe
            src={`${path}/preview/`}
            sandbox="allow-popups allow-popups-to-escape-sandbox allow-scripts"
            title={`README of ${job.repository.name}`}
          />
        </section>
        <SourcePane lines={lines} />
      </div>
    </>
  )
}
