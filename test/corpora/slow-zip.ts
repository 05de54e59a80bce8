import { crc32, inflateRawSync } from 'node:zlib'

/** A member as the slow reader has it: its name's bytes, its size, and its content where that is sound. */
export interface SlowMember {
  name: Buffer
  size: number
  content: Buffer | null
}

const CLOSED = 1 | 64 | 0x2000
const FULL = 0xffffffff

/** Values of the 64-bit extra field that stand for full ones, in their order. */
function widened(extra: Buffer, values: number[]): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let next = at + 4
    return values.map((value) => {
      if (value !== FULL) return value
      next += 8
      return Number(extra.readBigUInt64LE(next - 8))
    })
  }
  return values
}

function inflated(data: Buffer, method: number, size: number): Buffer | null {
  // A file of no bytes is empty, however that is packed.
  if (method === 0 || size === 0) return data.subarray(0, size)
  if (method !== 8) return null
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, size) })
  } catch {
    return null
  }
}

/** Is there a 64-bit end record, and its locator before the end record at `end`? */
const hasLocator = (bytes: Buffer, end: number): boolean =>
  end >= 76 && bytes.readUInt32LE(end - 20) === 0x07064b50 && bytes.readBigUInt64LE(end - 12) <= end - 76

/** Where the end record begins: its comment reaches exactly to the end, and the directory exactly to it. */
function endOf(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= 0; at--) {
    if (bytes.readUInt32LE(at) !== 0x06054b50 || at + 22 + bytes.readUInt16LE(at + 20) !== bytes.length) continue
    if (hasLocator(bytes, at) || bytes.readUInt32LE(at + 16) + bytes.readUInt32LE(at + 12) === at) return at
  }
  throw new Error('no end record')
}

function directoryOf(bytes: Buffer): { at: number; members: number } {
  const end = endOf(bytes)
  if (!hasLocator(bytes, end)) return { at: bytes.readUInt32LE(end + 16), members: bytes.readUInt16LE(end + 10) }
  const at = Number(bytes.readBigUInt64LE(end - 12))
  return { at: Number(bytes.readBigUInt64LE(at + 48)), members: Number(bytes.readBigUInt64LE(at + 32)) }
}

/**
 * Reads an archive that is in memory as most tools do, from its end and by its directory: slow, simple and made to be
 * compared with, since it shares no line with the reader under test.
 * @throws any error where the archive is not sound
 */
export function slowZip(archive: Uint8Array): SlowMember[] {
  const bytes = Buffer.from(archive)
  let { at, members } = directoryOf(bytes)
  const found: SlowMember[] = []
  for (; members > 0; members--) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error('no directory record')
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28)
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30)
    const says = [bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)]
    const [size = 0, packed = 0, offset = 0] = widened(bytes.subarray(nameEnd, extraEnd), says)
    const data = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
    const closed = (bytes.readUInt16LE(at + 8) & CLOSED) !== 0
    const content =
      closed && size > 0 ? null : inflated(bytes.subarray(data, data + packed), bytes.readUInt16LE(at + 10), size)
    const sound = size === 0 || (content?.length === size && crc32(content) === bytes.readUInt32LE(at + 16))
    found.push({ name: bytes.subarray(at + 46, nameEnd), size, content: sound ? content : null })
    at = extraEnd + bytes.readUInt16LE(at + 32)
  }
  return found
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A member's path behind the top folder as Git's hosts mean it: UTF-8, or else Latin-1. */
export function pathOf({ name }: SlowMember): string {
  const path = name.subarray(name.indexOf('/') + 1)
  try {
    return utf8.decode(path)
  } catch {
    return new TextDecoder('windows-1252').decode(path)
  }
}
