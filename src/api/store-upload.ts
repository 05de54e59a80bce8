import { BrokenOff, byteChunks } from './byte-chunks'
import { MalformedForm, readForm } from './multipart'
import { boundaryOf } from './multipart-header'
import { type ArchiveFormat, ReceivedUpload, type UploadFault, UploadRefused } from './received-upload'

/** Content types of a body that is the archive. */
export const ARCHIVE_TYPES: ReadonlySet<string> = new Set([
  'application/zip',
  'application/x-zip-compressed',
  'application/gzip',
  'application/x-gzip',
  'application/x-tar+gzip',
  'application/x-compressed-tar',
  'application/x-tgz',
  'application/x-tar',
  'application/tar+gzip',
  'application/octet-stream',
])

/** An archive that lies in R2. */
export interface Stored {
  key: string
  bytes: number
  /** In hexadecimal. */
  sha256: string
  /** By its first bytes, whatever the request calls it. */
  format: ArchiveFormat
  /** As the form gives it; it may be a path. */
  filename: string | null
  /** The form's other fields. */
  fields: Map<string, string>
}

/** With `no_archive` the fields are all there: the form may be one that needs none. */
export type StoreUploadResult =
  | { ok: true; value: Stored }
  | { ok: false; why: UploadFault; fields: Map<string, string> }

/** Bytes of a form beside its archive, as far as its fields, headers and boundaries may go. */
const FORM_ROOM = 512 * 1024

function whyRefused(error: unknown): UploadFault | null {
  if (error instanceof UploadRefused) return error.why
  return error instanceof MalformedForm || error instanceof BrokenOff ? 'malformed' : null
}

async function receive({ body, headers }: Request, upload: ReceivedUpload, most: number): Promise<void> {
  const type = headers.get('content-type') ?? ''
  const isForm = /^\s*multipart\/form-data\s*(?:;|$)/i.test(type)
  if (Number(headers.get('content-length') ?? 0) > most + (isForm ? FORM_ROOM : 0)) throw new UploadRefused('too_large')
  if (body === null) throw new UploadRefused(isForm ? 'malformed' : 'empty')
  if (!isForm) return upload.takeBody(byteChunks(body))
  const boundary = boundaryOf(type)
  if (boundary === null) throw new MalformedForm('The form has no boundary.')
  return upload.takeForm(readForm(byteChunks(body), boundary))
}

/**
 * Streams the archive in a request into R2: the file in the field `archive` of a `multipart/form-data` body, wherever it
 * stands there, or the body itself of any other type. At most one part of 8 MiB is in memory, and nothing is left in R2
 * unless the upload is whole and right.
 * @param key where it goes
 * @param most bytes that the archive may have
 * @throws what R2 throws
 */
export async function storeUpload(
  request: Request,
  bucket: R2Bucket,
  key: string,
  most: number,
): Promise<StoreUploadResult> {
  const upload = new ReceivedUpload(bucket, key, most)
  const { fields } = upload
  try {
    await receive(request, upload, most)
    const stored = await upload.store()
    return { ok: true, value: { key, ...stored, filename: upload.filename || null, fields } }
  } catch (error) {
    await upload.object?.abort()
    const why = whyRefused(error)
    if (why === null) throw error
    return { ok: false, why, fields }
  }
}
