import type { FileMode, Snapshot, Wants } from '../../src/source/files'

/**
 * A repository written in a test: path to content. `-> target` after a path's name is not needed:
 * give `{ symlink: 'target' }` or `{ executable: '…' }` instead of a string.
 */
export type Files = Record<string, string | Uint8Array | { symlink: string } | { executable: string }>

export const COMMIT = '0123456789abcdef0123456789abcdef01234567'

/** The snapshot that the source room would give for these files: content only as far as `wants` asks. */
export function snapshotOf(files: Files, wants: Wants = () => Number.POSITIVE_INFINITY): Snapshot {
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
    const wanted = wants(path, content.length)
    map.set(path, { mode, bytes: content.length, content: wanted > 0 ? content.subarray(0, wanted) : null })
  }
  return { commit: COMMIT, files: map, archiveBytes: 0, warnings: [] }
}
