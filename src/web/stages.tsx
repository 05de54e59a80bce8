import { moves, type ShownJob } from './shown-job'

/** What a job goes through, in this order. */
export const STAGES = [
  { id: 'resolve', doing: 'Finding the commit', does: 'Find the commit' },
  { id: 'download', doing: 'Fetching and reading the archive', does: 'Fetch and read the archive' },
  { id: 'analyse', doing: 'Analysing the files', does: 'Analyse the files' },
  { id: 'write', doing: 'Writing the README', does: 'Write the README' },
  { id: 'store', doing: 'Storing the result', does: 'Store the result' },
] as const

/** How far a job is: a bar, and its stages. */
export function Stages({ job }: { job: ShownJob }) {
  if (!moves(job)) return null
  const at = STAGES.findIndex(({ id }) => id === job.stage)
  return (
    <div class="moving">
      <progress max={100} value={job.percent} aria-label={`Progress of ${job.repository.name}`}>
        {job.percent} %
      </progress>
      <ol class="stages">
        {STAGES.map(({ id, does }, index) => (
          <li class={index < at ? 'done' : ''} aria-current={id === job.stage ? 'step' : undefined}>
            {does}
          </li>
        ))}
      </ol>
      {job.attempt > 1 ? <p class="hint">Attempt {job.attempt} of 3.</p> : null}
    </div>
  )
}
