import type { Address } from './address'
import { deadline } from './deadline'
import { downloadArchive } from './download'
import type { Snapshot, Wants } from './files'
import { notFound, type SourceAccess } from './guarded-fetch'
import { readArchive } from './read-archive'
import { type Resolved, repositoryExists, resolveRef } from './resolve-ref'
import { failure, type SourceResult, settle } from './result'

/** A repository's files, and the folder in it that the address means. */
export interface Repository {
  snapshot: Snapshot
  /** A folder that exists; `null` for the whole tree. Where the address named a file, the file's folder. */
  subdirectory: string | null
}

/** First stage: which commit the address means. Ends within `limits.resolveTime`. */
export async function resolveRepository(address: Address, access: SourceAccess): Promise<SourceResult<Resolved>> {
  const { most } = access.limits.resolveTime
  const { signal, end } = deadline(access.signal, most, most)
  try {
    return await resolveRef(address, { ...access, signal })
  } finally {
    end()
  }
}

/** The folder of the tree that a path names, itself or through a file in it; `undefined` when nothing is there. */
function folderNamed({ files }: Snapshot, path: string): string | null | undefined {
  if (files.has(path)) return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : null
  for (const known of files.keys()) if (known.startsWith(`${path}/`)) return path
  return undefined
}

/** A 404 for a commit that nobody looked up may mean the commit or the repository. */
async function whatIsMissing(address: Address, commit: string, access: SourceAccess): Promise<SourceResult<never>> {
  return (await repositoryExists(address, access))
    ? failure('ref_not_found', `${address.host} has no archive of the commit ${commit} in this repository.`)
    : notFound(address.host, access.token).failure
}

/**
 * Second stage: the files of the commit, from the host's archive, as far as `wants` asks for their contents.
 * Ends within `limits.downloadTime`, or `limits.stallTime` after the last byte.
 * @param onBytes called with the bytes received so far
 */
export async function fetchRepository(
  address: Address,
  { commit, subdirectory }: Resolved,
  wants: Wants,
  access: SourceAccess,
  onBytes: (received: number) => void,
): Promise<SourceResult<Repository>> {
  const { limits } = access
  const { signal, alive, end } = deadline(access.signal, limits.downloadTime.most, limits.stallTime.most)
  const watched = { ...access, signal }
  const progress = (received: number) => {
    alive()
    onBytes(received)
  }
  try {
    const body = await settle(downloadArchive(address, commit, watched))
    if (!body.ok) return body.code === 'repository_not_found' ? await whatIsMissing(address, commit, watched) : body
    alive()
    const read = await readArchive(body.value, { commit, wants, limits, signal, onBytes: progress })
    if (!read.ok) return read
    const snapshot = read.value
    const folder = subdirectory === null ? null : folderNamed(snapshot, subdirectory)
    return folder === undefined
      ? failure('subdirectory_not_found', `The repository has no folder ${subdirectory} at this commit.`)
      : { ok: true, value: { snapshot, subdirectory: folder } }
  } finally {
    end()
  }
}
