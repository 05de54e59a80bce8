import type { Context } from 'hono'
import type { JobView } from '../job/job'
import { blobUrl, rawUrl } from '../source/hosts'
import { configuredHosts } from '../source/origins'
import type { ApiEnvironment } from './environment'

/** The addresses of a repository's files at its job's commit; `null` each where the host has no pages. */
export interface RepositoryLinks {
  /** A file's page, at a 1-based line where one is given. */
  page(path: string, line?: number): string | null
  /** A file's bytes. */
  raw(path: string): string | null
}

/** Links to the files of a job's repository; `null` before its commit is known, and where it has no host. */
export function linksOf(c: Context<ApiEnvironment>, { repository, result }: JobView): RepositoryLinks | null {
  const { host, owner, name } = repository
  const commit = result?.commit
  if (host === null || owner === null || !commit) return null
  const hosts = configuredHosts(c.env.SOURCE_ORIGINS, c.env.SOURCE_HOSTS)
  const id = { host, owner, name }
  return {
    page: (path, line) => blobUrl(id, commit, path, hosts, line),
    raw: (path) => rawUrl(id, commit, path, hosts),
  }
}
