import { Contents } from '../../src/source/contents'
import type { FileMode, Interest, RepositoryFile, Snapshot, Wants } from '../../src/source/files'
import { LIMITS } from '../../src/source/limits'
import { ReadingWarnings } from '../../src/source/reading-warnings'

/**
 * A repository written in a test: path to content. `-> target` after a path's name is not needed:
 * give `{ symlink: 'target' }` or `{ executable: '…' }` instead of a string.
 */
export type Files = Record<string, string | Uint8Array | { symlink: string } | { executable: string }>

export const COMMIT = '0123456789abcdef0123456789abcdef01234567'

/** A file as the source room would read it, whatever others there are. @param read gives that many first bytes of it */
export function fileRead(
  path: string,
  mode: FileMode,
  bytes: number,
  asked: Wants | Interest,
  read: (count: number) => Uint8Array,
): RepositoryFile {
  const contents = new Contents(typeof asked === 'function' ? { wants: asked } : asked, LIMITS, new ReadingWarnings())
  const wanted = contents.wanted(path, bytes)
  const file: RepositoryFile = { mode, bytes, content: wanted > 0 ? read(Math.min(wanted, bytes)) : null }
  const glanced = wanted > 0 || mode === 'symlink' ? 0 : contents.glanced(path, bytes)
  if (glanced > 0) contents.look(path, file, read(glanced))
  return file
}

/** The snapshot that the source room would give for these files: content only as far as somebody asks for it. */
export function snapshotOf(files: Files, asked: Wants | Interest = () => Number.POSITIVE_INFINITY): Snapshot {
  const encoder = new TextEncoder()
  const map: Snapshot['files'] = new Map()
  for (const [path, given] of Object.entries(files)) {
    let mode: FileMode = 'file'
    let content: Uint8Array
    if (typeof given === 'string') content = encoder.encode(given)
    else if (given instanceof Uint8Array) content = given
    else if ('symlink' in given) {
      mode = 'symlink'
      content = encoder.encode(given.symlink)
    } else {
      mode = 'executable'
      content = encoder.encode(given.executable)
    }
    map.set(
      path,
      fileRead(path, mode, content.length, asked, (count) => content.subarray(0, count)),
    )
  }
  return { commit: COMMIT, files: map, archiveBytes: 0, warnings: [] }
}
