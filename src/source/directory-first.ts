import { invalid, truncated } from './archive-faults'
import type { ReadOptions } from './archive-walk'
import { ByteWindow } from './byte-window'
import { WalkedMembers } from './walked-members'
import { listedLength, readListed, SIGNATURE, SIZE, u16, u32, u64 } from './zip-records'

/** An archive that is kept, and can be read from any place. */
export interface StoredArchive {
  /** Bytes of the whole archive. */
  size: number
  open(): Promise<ReadableStream<Uint8Array>>
  openRange(offset: number, length: number): Promise<ReadableStream<Uint8Array>>
}

/** The end record may be followed by a comment of up to 65,535 bytes, and preceded by the 64-bit records. */
const END_MOST = SIZE.end + 0xffff
const TAIL = SIZE.zip64End + SIZE.zip64Locator + END_MOST
const FULL16 = 0xffff
const FULL32 = 0xffffffff

async function bytesOf(archive: StoredArchive, from: number, length: number, options: ReadOptions) {
  const window = new ByteWindow(await archive.openRange(from, length), length, options.signal, () => undefined)
  try {
    return await window.take(length)
  } finally {
    await window.close()
  }
}

/** Where the directory is, by the end record whose comment ends where the archive does. The walk checks all it says. */
function directoryIn(tail: Uint8Array, tailAt: number): { from: number; length: number } {
  for (let at = tail.length - SIZE.end; at >= 0 && at >= tail.length - END_MOST; at--) {
    if (u32(tail, at) !== SIGNATURE.end || at + SIZE.end + u16(tail, at + 20) !== tail.length) continue
    const extent = { from: u32(tail, at + 16), length: u32(tail, at + 12) }
    const full = extent.from === FULL32 || extent.length === FULL32 || u16(tail, at + 10) === FULL16
    const locatorAt = at - SIZE.zip64Locator
    if (!full || locatorAt < 0 || u32(tail, locatorAt) !== SIGNATURE.zip64Locator) return extent
    const endAt = u64(tail, locatorAt + 8) - tailAt
    if (endAt < 0 || endAt + SIZE.zip64End > locatorAt || u32(tail, endAt) !== SIGNATURE.zip64End) break
    return { from: u64(tail, endAt + 48), length: u64(tail, endAt + 40) }
  }
  throw invalid('it has no directory at its end')
}

/**
 * What an archive's directory lists, in its order, before anything else is read: for writers that know a file's sizes only when it is
 * written. Nothing of it is believed before the walk confirms it.
 * @throws SourceFault `archive_invalid`, `archive_truncated`, `source_timeout`, `cancelled`
 */
export async function readDirectoryFirst(archive: StoredArchive, options: ReadOptions): Promise<WalkedMembers> {
  const { limits, signal } = options
  const listed = new WalkedMembers()
  const tailBytes = Math.min(archive.size, TAIL)
  const tailAt = archive.size - tailBytes
  const { from, length } = directoryIn(await bytesOf(archive, tailAt, tailBytes, options), tailAt)
  if (from + length > archive.size) throw invalid('its directory is not where it should be')
  if (length === 0) return listed
  const window = new ByteWindow(await archive.openRange(from, length), length, signal, () => undefined)
  try {
    while (listed.length < limits.members.most && (await window.need(1))) {
      if (!(await window.need(SIZE.directory))) throw truncated()
      if (u32(window.bytes, window.at) !== SIGNATURE.directory) throw invalid('its directory is not where it should be')
      if (!(await window.need(listedLength(window.bytes, window.at)))) throw truncated()
      const member = readListed(window.bytes, window.at)
      listed.add(member.offset, member, null)
      window.at += member.length
    }
  } finally {
    await window.close()
  }
  return listed
}
