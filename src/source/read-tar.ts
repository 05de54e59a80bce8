import { ByteWindow } from './byte-window'
import type { Snapshot } from './files'
import { Gunzip } from './gunzip'
import { NotInOneFolder } from './member-paths'
import type { ReadOptions } from './read-options'
import { type SourceResult, settle } from './result'
import { type TarShape, TarWalk } from './tar-walk'

async function read(body: ReadableStream<Uint8Array>, options: ReadOptions, shape: TarShape): Promise<Snapshot> {
  const { limits, signal, onBytes } = options
  const compressed = new ByteWindow(body, limits.archiveBytes.most, signal, onBytes)
  const window = new ByteWindow(new Gunzip(compressed), limits.inflatedBytes.most, signal, () => undefined)
  try {
    const snapshot = await new TarWalk(window, options, shape).snapshot()
    return { ...snapshot, archiveBytes: compressed.received }
  } finally {
    await window.close()
  }
}

/**
 * Reads a tar.gz archive as `git archive` and Git hosts make it, as a stream; the same contract as `readArchive`.
 * A tar has no checksums of contents: nothing is believed until the one of the gzip stream agrees.
 * Source: POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar manual, "Tar Internals"; RFC 1952.
 */
export const readTar = (body: ReadableStream<Uint8Array>, options: ReadOptions): Promise<SourceResult<Snapshot>> =>
  settle(read(body, options, { hasTop: true, uploaded: false }))

/**
 * Reads a tar.gz that a person made, with a top folder (`tar czf a.tar.gz name`, `npm pack`) or without
 * (`tar czf a.tar.gz .`, `git archive --format=tar.gz HEAD`).
 * @param open gives the archive from its beginning; called again when there turns out to be no top folder
 */
export const readUploadedTar = (
  open: () => Promise<ReadableStream<Uint8Array>>,
  options: ReadOptions,
): Promise<SourceResult<Snapshot>> =>
  settle(
    (async () => {
      try {
        return await read(await open(), options, { hasTop: true, uploaded: true })
      } catch (error) {
        if (!(error instanceof NotInOneFolder)) throw error
      }
      return read(await open(), options, { hasTop: false, uploaded: true })
    })(),
  )
