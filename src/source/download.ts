import { tooLarge } from './archive-faults'
import { fetchFromHost, type SourceAccess } from './guarded-fetch'
import type { RepositoryId } from './hosts'
import { archiveUrl } from './origins'
import { SourceFault } from './result'

/** Content types that hosts give archives; a page in HTML is a sign-in or an error. */
const ARCHIVE_TYPES: ReadonlySet<string> = new Set([
  'application/zip',
  'application/x-zip',
  'application/x-zip-compressed',
  'application/octet-stream',
])

/**
 * Asks the host for a commit's archive and gives its body unread.
 * @throws SourceFault for every answer that is no archive of at most the limit's bytes
 */
export async function downloadArchive(
  id: RepositoryId,
  commit: string,
  access: SourceAccess,
): Promise<ReadableStream<Uint8Array>> {
  const url = archiveUrl(id, commit, access.origins)
  const response = await fetchFromHost(access, { host: id.host, url, method: 'GET', headers: {} })
  const { body, headers } = response
  const refuse = async (fault: SourceFault): Promise<never> => {
    await body?.cancel().catch(() => undefined)
    throw fault
  }
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (body === null || (type !== undefined && !ARCHIVE_TYPES.has(type)))
    return refuse(new SourceFault('host_answer_invalid', `${id.host} answered with something that is no archive.`))
  const most = access.limits.archiveBytes.most
  if (Number(headers.get('content-length') ?? 0) > most) return refuse(tooLarge(most))
  return body
}
