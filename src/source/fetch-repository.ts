import type { Address } from './address'
import { cloneRepository } from './clone-repository'
import { deadline } from './deadline'
import { downloadArchive } from './download'
import type { Interest, Snapshot } from './files'
import { findFolder } from './find-folder'
import { notFound, type SourceAccess, takenDown } from './guarded-fetch'
import type { Archive } from './host'
import { readArchive, readUploadedArchive, type StoredArchive } from './read-archive'
import type { Watch } from './read-options'
import { readTar, readUploadedTar } from './read-tar'
import { type Resolved, repositoryExists, resolveRef } from './resolve-ref'
import { failure, type SourceFailureCode, type SourceResult, settle } from './result'

/** A repository's files, and the folder in it that the address means. */
export interface Repository {
  snapshot: Snapshot
  /** A folder that exists; `null` for the whole tree. Where the address named a file, the file's folder. */
  subdirectory: string | null
}

/** What is asked of the host before its files: ends within `limits.resolveTime`. */
async function asking<T>(access: SourceAccess, work: (access: SourceAccess) => Promise<T>): Promise<T> {
  const { most } = access.limits.resolveTime
  const { signal, end } = deadline(access.signal, most, most)
  try {
    return await work({ ...access, signal })
  } finally {
    end()
  }
}

/** First stage: which commit the address means. */
export const resolveRepository = (address: Address, access: SourceAccess): Promise<SourceResult<Resolved>> =>
  asking(access, (watched) => resolveRef(address, watched))

/** Is the repository there, for whoever has this access? */
export const stillThere = (address: Address, access: SourceAccess): Promise<boolean> =>
  asking(access, (watched) => repositoryExists(address, watched))

/** A 404 for a commit that nobody looked up may mean the commit or the repository. */
async function whatIsMissing(address: Address, commit: string, access: SourceAccess): Promise<SourceResult<never>> {
  return (await repositoryExists(address, access))
    ? failure('ref_not_found', `${address.host} has no archive of the commit ${commit} in this repository.`)
    : notFound(address.host, access.token).failure
}

/** What a host answers that has no archives, or none that a token opens: also that one should sign in elsewhere. */
const WITHOUT_ARCHIVE: ReadonlySet<SourceFailureCode> = new Set(['repository_not_found', 'host_answer_invalid'])
const SIGN_IN: SourceFailureCode = 'redirect_refused'

/** The files of a commit from the host's archive; by a clone where it has none, or may have none. */
async function filesOf(
  address: Address,
  { commit, ref }: Resolved,
  interest: Interest,
  access: SourceAccess,
  watch: Watch,
): Promise<SourceResult<Snapshot>> {
  const { limits, signal, hosts, token } = access
  const asked = await settle(downloadArchive(address, commit, access))
  if (asked.ok && asked.value) {
    const { body, format } = asked.value
    const read = format === 'zip' ? readArchive : readTar
    return read(body, { commit, ...interest, limits, signal, ...watch })
  }
  if (!asked.ok && asked.message === takenDown(address.host).message) return asked
  const uncertain = token !== null || hosts.isAdded(address.host)
  if (asked.ok || (uncertain && WITHOUT_ARCHIVE.has(asked.code)) || (token !== null && asked.code === SIGN_IN))
    return cloneRepository(address, commit, ref, interest, access, watch)
  return asked.code === 'repository_not_found' ? whatIsMissing(address, commit, access) : asked
}

/** The files with the folder that was asked for. */
function below(snapshot: Snapshot, asked: string | null): SourceResult<Repository> {
  const folder: SourceResult<string | null> = asked === null ? { ok: true, value: null } : findFolder(snapshot, asked)
  return folder.ok ? { ok: true, value: { snapshot, subdirectory: folder.value } } : folder
}

/** What goes on within `limits.downloadTime`, and `limits.stallTime` after the last byte or the last wait for memory. */
async function watched<T>(
  { signal: outer, limits }: Pick<SourceAccess, 'signal' | 'limits'>,
  { onBytes, memory }: Watch,
  work: (signal: AbortSignal, watch: Watch) => Promise<T>,
): Promise<T> {
  const { signal, alive, pause, resume, end } = deadline(outer, limits.downloadTime.most, limits.stallTime.most)
  const watch: Watch = {
    onBytes(received) {
      alive()
      onBytes(received)
    },
    memory: {
      hold(bytes, until) {
        const full = memory.hold(bytes, until)
        if (full) pause()
        return full?.finally(resume)
      },
    },
  }
  try {
    return await work(signal, watch)
  } finally {
    end()
  }
}

/**
 * Second stage: the files of the commit, as far as `interest` asks for their contents.
 * Ends within `limits.downloadTime`, or `limits.stallTime` after the last byte or the last wait for memory.
 */
export function fetchRepository(
  address: Address,
  resolved: Resolved,
  interest: Interest,
  access: SourceAccess,
  watch: Watch,
): Promise<SourceResult<Repository>> {
  return watched(access, watch, async (signal, watching) => {
    const files = await filesOf(address, resolved, interest, { ...access, signal }, watching)
    return files.ok ? below(files.value, resolved.subdirectory) : files
  })
}

/** An archive that somebody sent, of a repository or of a folder as it is. */
export interface UploadedArchive extends StoredArchive {
  format: Archive['format']
}

/**
 * The same for an uploaded archive; its commit is known where `git archive` wrote it down.
 * @param subdirectory folder that was asked for
 */
export function readUpload(
  archive: UploadedArchive,
  subdirectory: string | null,
  interest: Interest,
  access: Pick<SourceAccess, 'signal' | 'limits'>,
  watch: Watch,
): Promise<SourceResult<Repository>> {
  return watched(access, watch, async (signal, watching) => {
    const options = { commit: null, ...interest, limits: access.limits, signal, ...watching }
    const files =
      archive.format === 'zip'
        ? await readUploadedArchive(archive, options)
        : await readUploadedTar(() => archive.open(), options)
    return files.ok ? below(files.value, subdirectory) : files
  })
}
