import type { PromiseFsClient } from 'isomorphic-git'
import { gitHttp } from './git-http'
import type { SourceAccess } from './guarded-fetch'
import { gitUrl } from './hosts'
import { type Received, receivePack } from './pack-answer'
import type { Watch } from './read-options'
import { SourceFault } from './result'

/** Where a repository is cloned from; an `Address` is one. */
export interface CloneAddress {
  host: string
  cloneUrl: string
}

/** Without it isomorphic-git does not know what to call what it fetched. */
const CONFIG = '[remote "origin"]\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n'

const absent = () => Promise.reject(Object.assign(new Error('nothing is here'), { code: 'ENOENT' }))
const forget = () => Promise.resolve()

/** A file system with a configuration, where nothing stays: isomorphic-git notes what later fetches need, and none comes. */
const NOWHERE: PromiseFsClient = {
  promises: {
    readFile: (path?: string) => (path?.endsWith('/config') ? Promise.resolve(CONFIG) : absent()),
    readdir: absent,
    stat: absent,
    lstat: absent,
    readlink: absent,
    symlink: forget,
    writeFile: forget,
    mkdir: forget,
    rmdir: forget,
    unlink: forget,
  },
}

const FLUSH = new TextEncoder().encode('0000')

/** A commit of a branch or tag was there a moment ago, so the job begins anew; one by its id is not to be had. */
function notGiven(host: string, commit: string, ref: string | null): SourceFault {
  return ref === null
    ? new SourceFault('ref_not_found', `${host} gives no commit ${commit}: no branch or tag of the repository has it.`)
    : new SourceFault('host_unavailable', `${host} changed ${ref.slice(0, 100)} while it was read.`)
}

/**
 * Asks for one commit without its history, and gives the pack unread. isomorphic-git negotiates: it learns what the host
 * can do and asks for the commit by its id, so a branch that moved meanwhile does not matter. It never sees the pack,
 * which it would inflate without bounds.
 * @throws SourceFault as `guarded-fetch.ts` and `pack-answer.ts` map answers, and where the host does not give the commit
 */
export async function requestPack(
  { host, cloneUrl }: CloneAddress,
  commit: string,
  ref: string | null,
  access: SourceAccess,
  watch: Watch,
): Promise<Received> {
  const refused = notGiven(host, commit, ref)
  let received: Received | undefined
  const http = gitHttp(access, host, async ({ body }) => {
    if (body) received = await receivePack(body, { host, access, notGiven: refused, watch })
    return FLUSH
  })
  const url = gitUrl({ host, cloneUrl }, access.hosts)
  const { fetch } = await import('isomorphic-git')
  try {
    await fetch({ fs: NOWHERE, gitdir: '/', http, url, ref: commit, singleBranch: true, depth: 1 })
  } catch (error) {
    if (error instanceof SourceFault) throw error
    // What it misses after the pack does not matter, such as a HEAD that some hosts lack.
    if (!received) throw new SourceFault('host_answer_invalid', `${host} cannot be cloned from in the way of Git.`)
  }
  if (!received) throw refused
  return received
}
