import type { Context } from 'hono'
import type { JobView } from '../../job/job'
import { may } from '../../job/ownership'
import type { ShownJob, ShownPlace } from '../../web/shown-job'
import { askerOf, isOpen } from '../access/access'
import type { ApiEnvironment } from '../environment'
import { linksOf } from '../repository-links'
import { represent } from '../representation'

/** A repository's name among others. */
export const titleOf = ({ owner, name }: { owner: string | null; name: string }) => (owner ? `${owner}/${name}` : name)

/** Characters of a commit that people read. */
const SHORT = 7

/** A job as its pages show it. */
export async function shownJob(c: Context<ApiEnvironment>, job: JobView): Promise<ShownJob> {
  const { id, status, repository, progress, attempt, run, error, result, updated_at } = represent(job)
  const commit = result?.commit ?? null
  return {
    id,
    status,
    repository: { name: titleOf(repository), url: repository.url },
    commit: commit === null ? null : { id: commit.slice(0, SHORT), url: linksOf(c, job)?.page('') ?? null },
    stage: progress.stage,
    percent: progress.percent,
    attempt,
    run,
    error,
    mode: result?.mode ?? null,
    updated: updated_at,
    isPrivate: job.isPrivate,
    hasOwner: !isOpen(c),
    isTheirs: may(await askerOf(c), 'change', job),
  }
}

/** The pages of the repository's files at the job's commit. */
export function placesOf(c: Context<ApiEnvironment>, job: JobView): (path: string, line?: number) => ShownPlace {
  const links = linksOf(c, job)
  return (path, line) => ({ path, line, url: links?.page(path, line) ?? null })
}
