import { ArchiveWalk, type ReadOptions } from './archive-walk'
import { ByteWindow } from './byte-window'
import type { Snapshot } from './files'
import { type SourceResult, settle } from './result'

/**
 * Reads a ZIP archive as `git archive` and Git hosts make it, as a stream: members that nobody wants are stepped over, and
 * nothing is believed until the directory at the end agrees. Neither the archive nor any member is held whole, save what
 * `wants` asks for within the limits. The stream is always let go.
 * @returns `archive_invalid`, `archive_truncated`, `archive_too_large`, `too_many_files`, `source_timeout`, `cancelled`;
 * single members that are bad are skipped and stand in `warnings`
 */
export async function readArchive(
  body: ReadableStream<Uint8Array>,
  options: ReadOptions,
): Promise<SourceResult<Snapshot>> {
  const window = new ByteWindow(body, options.limits.archiveBytes.most, options.signal, options.onBytes)
  const result = await settle(new ArchiveWalk(window, options).snapshot())
  await window.close()
  return result
}
