import { tooLarge } from './archive-faults'
import { fetchFromHost, type SourceAccess } from './guarded-fetch'
import type { Archive, RepositoryId } from './host'
import { archiveUrl } from './hosts'
import { SourceFault } from './result'

/** Content types that hosts give archives; a page in HTML is a sign-in or an error. */
const ARCHIVE_TYPES: Record<Archive['format'], ReadonlySet<string>> = {
  zip: new Set(['application/zip', 'application/x-zip', 'application/x-zip-compressed', 'application/octet-stream']),
  'tar.gz': new Set([
    'application/gzip',
    'application/x-gzip',
    'application/tar+gzip',
    'application/x-tar',
    'application/x-tgz',
    'application/octet-stream',
  ]),
}

/** An archive whose body nobody has read yet. */
export interface Download {
  body: ReadableStream<Uint8Array>
  format: Archive['format']
}

/**
 * Asks the host for a commit's archive.
 * @returns `null` where the host has no archives
 * @throws SourceFault for every answer that is no archive of at most the limit's bytes
 */
export async function downloadArchive(
  id: RepositoryId,
  commit: string,
  access: SourceAccess,
): Promise<Download | null> {
  const archive = archiveUrl(id, commit, access.hosts)
  if (archive === null) return null
  const { url, format } = archive
  const response = await fetchFromHost(access, { host: id.host, url, method: 'GET', headers: {} })
  const { body, headers } = response
  const refuse = async (fault: SourceFault): Promise<never> => {
    await body?.cancel().catch(() => undefined)
    throw fault
  }
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (body === null || (type !== undefined && !ARCHIVE_TYPES[format].has(type)))
    return refuse(new SourceFault('host_answer_invalid', `${id.host} answered with something that is no archive.`))
  const most = access.limits.archiveBytes.most
  if (Number(headers.get('content-length') ?? 0) > most) return refuse(tooLarge(most))
  return { body, format }
}
