import { invalid, truncated } from './archive-faults'
import { AHEAD, ByteWindow } from './byte-window'
import type { ReadOptions } from './read-options'
import { Separators } from './uploaded-names'
import { WalkedMembers } from './walked-members'
import { listedLength, readListed, SIGNATURE, SIZE, u16, u32, u64 } from './zip-records'

/** An archive that is kept, and can be read from any place. */
export interface StoredArchive {
  /** Bytes of the whole archive. */
  size: number
  open(): Promise<ReadableStream<Uint8Array>>
  openRange(offset: number, length: number): Promise<ReadableStream<Uint8Array>>
}

/** What a directory lists, of which nothing is believed before the walk confirms it. */
export interface Listing {
  members: WalkedMembers
  /** Are the folders in its names parted by backslashes? */
  backslashes: boolean
}

/** Bytes of memory that a listed member takes: a row of six numbers, and no path. */
export const LISTED = 32

/** Zeros that may follow the end: `bsdtar` fills up its last record where it writes into a pipe. */
export const PADDING_MOST = 10 * 1024

/** The end record may be followed by a comment of up to 65,535 bytes, and preceded by the 64-bit records. */
const END_MOST = SIZE.end + 0xffff
const TAIL = SIZE.zip64End + SIZE.zip64Locator + END_MOST + PADDING_MOST
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

/** Where the directory is, by the end record that nothing but zeros follows. The walk checks all it says. */
function directoryIn(tail: Uint8Array, tailAt: number): { from: number; length: number } {
  const zerosAt = tail.findLastIndex((byte) => byte !== 0) + 1
  for (let at = tail.length - SIZE.end; at >= 0; at--) {
    if (u32(tail, at) !== SIGNATURE.end) continue
    const end = at + SIZE.end + u16(tail, at + 20)
    if (end < zerosAt || end > tail.length) continue
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
 * written, and for how they write names.
 * @throws SourceFault `archive_invalid`, `archive_truncated`, `source_timeout`, `cancelled`
 */
export async function readDirectoryFirst(archive: StoredArchive, options: ReadOptions): Promise<Listing> {
  const { limits, signal, memory } = options
  const members = new WalkedMembers()
  const separators = new Separators()
  const tailBytes = Math.min(archive.size, TAIL)
  const tailAt = archive.size - tailBytes
  const { from, length } = directoryIn(await bytesOf(archive, tailAt, tailBytes, options), tailAt)
  if (from + length > archive.size) throw invalid('its directory is not where it should be')
  if (length === 0) return { members, backslashes: false }
  const window = new ByteWindow(await archive.openRange(from, length), length, signal, () => undefined)
  window.room = () => memory.hold(AHEAD + members.length * LISTED, signal)
  try {
    while (members.length < limits.members.most && (await window.need(1))) {
      if (!(await window.need(SIZE.directory))) throw truncated()
      if (u32(window.bytes, window.at) !== SIGNATURE.directory) throw invalid('its directory is not where it should be')
      if (!(await window.need(listedLength(window.bytes, window.at)))) throw truncated()
      const member = readListed(window.bytes, window.at)
      members.add(member.offset, member, null)
      separators.see(member)
      window.at += member.length
    }
  } finally {
    await window.close()
  }
  return { members, backslashes: separators.areBackslashes }
}
