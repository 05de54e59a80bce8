import { ArchiveWalk, type ZipShape } from './archive-walk'
import { ByteWindow } from './byte-window'
import { readDirectoryFirst, type StoredArchive } from './directory-first'
import type { Snapshot } from './files'
import { NotInOneFolder } from './member-paths'
import type { ReadOptions } from './read-options'
import { type SourceResult, settle } from './result'

export type { StoredArchive } from './directory-first'
export type { ReadOptions } from './read-options'

async function read(body: ReadableStream<Uint8Array>, options: ReadOptions, shape: ZipShape): Promise<Snapshot> {
  const window = new ByteWindow(body, options.limits.archiveBytes.most, options.signal, options.onBytes)
  try {
    return await new ArchiveWalk(window, options, shape).snapshot()
  } finally {
    await window.close()
  }
}

/**
 * Reads a ZIP archive as `git archive` and Git hosts make it, as a stream: members that nobody wants are stepped over, and
 * nothing is believed until the directory at the end agrees. Neither the archive nor any member is held whole, save what
 * `wants` asks for within the limits. The stream is always let go.
 * @returns `archive_invalid`, `archive_truncated`, `archive_too_large`, `too_many_files`, `source_timeout`, `cancelled`;
 * single members that are bad are skipped and stand in `warnings`
 */
export const readArchive = (body: ReadableStream<Uint8Array>, options: ReadOptions): Promise<SourceResult<Snapshot>> =>
  settle(read(body, options, { hasTop: true, listed: null }))

async function readUploaded(archive: StoredArchive, options: ReadOptions): Promise<Snapshot> {
  const listed = await readDirectoryFirst(archive, options)
  try {
    return await read(await archive.open(), options, { hasTop: true, listed })
  } catch (error) {
    if (!(error instanceof NotInOneFolder)) throw error
  }
  return read(await archive.open(), options, { hasTop: false, listed })
}

/**
 * Reads a ZIP archive that a person made: with a top folder or without (`git archive --format=zip HEAD`), by writers that give a file's
 * sizes behind it (macOS Finder, Java, Python to a pipe), with what macOS adds left out. Otherwise the same contract as `readArchive`.
 * @param archive opened again when there turns out to be no top folder; `onBytes` then begins anew
 */
export const readUploadedArchive = (archive: StoredArchive, options: ReadOptions): Promise<SourceResult<Snapshot>> =>
  settle(readUploaded(archive, options))
