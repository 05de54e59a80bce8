import type { ShownJob } from './shown-job'

/** The way to delete a job: a page that asks; with script, a dialog, and some seconds in which it can be undone. */
export function DeleteLink({ job }: { job: ShownJob }) {
  return (
    <form method="get" action={`/r/${job.id}/delete/`} data-delete={job.repository.name}>
      <button type="submit" class="quiet">
        Delete
      </button>
    </form>
  )
}

export function RetryForm({ job }: { job: ShownJob }) {
  return (
    <form method="post" action={`/r/${job.id}/retry/`} data-sends>
      <button type="submit">Retry</button>
    </form>
  )
}

/** Makes the job private, or shares it, where jobs have owners. */
export function ShareForm({ job }: { job: ShownJob }) {
  return (
    <form method="post" action={`/r/${job.id}/share/`} data-sends>
      <input type="hidden" name="private" value={String(!job.isPrivate)} />
      <button type="submit" class="quiet">
        {job.isPrivate ? 'Share with whoever has the address' : 'Make private'}
      </button>
    </form>
  )
}
