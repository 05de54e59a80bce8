import { invalid } from './archive-faults'
import type { ByteWindow } from './byte-window'
import { spells } from './member-name'
import { arrive } from './record-arrival'
import type { WalkedMembers } from './walked-members'
import { checkEnd, checkZip64End, checkZip64Locator, type Extent } from './zip-end'
import { listedLength, type Member, type MemberName, readListed, SIGNATURE, SIZE, u16, u32 } from './zip-records'

const latin1 = new TextDecoder('windows-1252')

async function signature(window: ByteWindow): Promise<number> {
  await arrive(window, 4)
  return u32(window.bytes, window.at)
}

/** What a directory is held against beside the members. */
export interface DirectoryShape {
  /** The archive's top folder with its slash, as bytes. */
  top: Uint8Array
  /** A listed member's name, written as the members' names were read. */
  name(listed: Member): MemberName
  /** Zeros that may follow the end. */
  padding: number
}

/** Is this the path of that member, behind the same top folder? Members skipped for their names are not compared. */
function sameName({ bytes, nameAt, nameEnd }: MemberName, top: Uint8Array, path: string | null): boolean {
  if (path === null) return true
  if (nameEnd - nameAt < top.length) return false
  for (let i = 0; i < top.length; i++) if (bytes[nameAt + i] !== top[i]) return false
  return spells(bytes, nameAt + top.length, nameEnd, path)
}

/**
 * Reads the directory at the window's position and holds it against what was walked: each member once, at its place,
 * with the same name, method, sizes and checksum; the directory of the size that it says; the end record at the very end.
 * @param onMode called for each member with its index and Unix mode (0 where unknown)
 * @returns the archive's comment
 * @throws SourceFault `archive_invalid` or `archive_truncated`
 */
export async function reconcileDirectory(
  window: ByteWindow,
  walked: WalkedMembers,
  shape: DirectoryShape,
  onMode: (index: number, mode: number) => void,
): Promise<string> {
  const directoryAt = window.offset
  for (let order = 0; ; order++) {
    // The end record is shorter than a record of the directory, so that much is there or the archive ends.
    const short = arrive(window, SIZE.end)
    if (short) await short
    if (u32(window.bytes, window.at) !== SIGNATURE.directory) break
    const head = arrive(window, SIZE.directory)
    if (head) await head
    const whole = arrive(window, listedLength(window.bytes, window.at))
    if (whole) await whole
    const listed = readListed(window.bytes, window.at)
    const index = walked.confirm(listed.offset, listed, order)
    if (index < 0 || !sameName(shape.name(listed), shape.top, walked.paths[index] ?? null))
      throw invalid('its directory lists other files than it has')
    onMode(index, listed.mode)
    window.at += listed.length
  }
  if (!walked.allConfirmed()) throw invalid('its directory lists other files than it has')
  const extent: Extent = { members: walked.length, directoryAt, directoryBytes: window.offset - directoryAt }
  const comment = await readEnd(window, extent)
  await onlyPadding(window, shape.padding)
  return comment
}

async function readEnd(window: ByteWindow, extent: Extent): Promise<string> {
  let record = await signature(window)
  const zip64 = record === SIGNATURE.zip64End
  if (zip64) {
    const zip64EndAt = window.offset
    await arrive(window, SIZE.zip64End)
    await window.skip(checkZip64End(window.bytes, window.at, extent))
    if ((await signature(window)) !== SIGNATURE.zip64Locator) throw invalid('its end is not where it should be')
    await arrive(window, SIZE.zip64Locator)
    checkZip64Locator(window.bytes, window.at, zip64EndAt)
    window.at += SIZE.zip64Locator
    record = await signature(window)
  }
  if (record !== SIGNATURE.end) throw invalid('its end is not where it should be')
  await arrive(window, SIZE.end)
  checkEnd(window.bytes, window.at, extent, zip64)
  const comment = await window.take(SIZE.end + u16(window.bytes, window.at + 20))
  return latin1.decode(comment.subarray(SIZE.end))
}

async function onlyPadding(window: ByteWindow, most: number): Promise<void> {
  for (let padding = 0; await window.need(1); ) {
    padding += window.end - window.at
    for (let at = window.at; at < window.end; at++)
      if (padding > most || window.bytes[at] !== 0) throw invalid('something follows its end')
    window.at = window.end
  }
}
