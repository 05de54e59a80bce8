import { Layout } from './layout'
import type { ShownJob } from './shown-job'

/** Asks once, where no script does. */
export function DeletePage({ job }: { job: ShownJob }) {
  return (
    <Layout title={`Delete the README of ${job.repository.name}?`} unlisted>
      <h1>Delete the README of {job.repository.name}?</h1>
      <p>Its README, its facts and its findings are removed for everybody who has the address.</p>
      <div class="actions">
        <form method="post" action={`/r/${job.id}/delete/`}>
          <button type="submit">Delete</button>
        </form>
        <a class="button quiet" href={`/r/${job.id}/`}>
          Keep it
        </a>
      </div>
    </Layout>
  )
}
