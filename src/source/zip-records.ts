import { invalid } from './archive-faults'

/** Signatures of the records that a ZIP archive consists of. Source: PKWARE APPNOTE 6.3.10, section 4.3. */
export const SIGNATURE = {
  local: 0x04034b50,
  descriptor: 0x08074b50,
  directory: 0x02014b50,
  zip64End: 0x06064b50,
  zip64Locator: 0x07064b50,
  end: 0x06054b50,
} as const

/** Fixed sizes of the records in bytes, before names, extra fields and comments. */
export const SIZE = { local: 30, directory: 46, zip64End: 56, zip64Locator: 20, end: 22 } as const

/** Bits of the general purpose flag that change how a member is read: encrypted, descriptor, strong, UTF-8 name, masked. */
export const FLAG = { encrypted: 1, descriptor: 8, strong: 64, utf8: 0x800, masked: 0x2000 } as const
const READING_FLAGS = FLAG.encrypted | FLAG.descriptor | FLAG.strong | FLAG.utf8 | FLAG.masked

export const METHOD = { stored: 0, deflated: 8 } as const

const FULL32 = 0xffffffff
const ZIP64_EXTRA = 1

export const u16 = (b: Uint8Array, at: number): number => b[at]! | (b[at + 1]! << 8)
export const u32 = (b: Uint8Array, at: number): number =>
  (b[at]! | (b[at + 1]! << 8) | (b[at + 2]! << 16) | (b[at + 3]! << 24)) >>> 0

export function u64(b: Uint8Array, at: number): number {
  const value = u32(b, at + 4) * 2 ** 32 + u32(b, at)
  if (!Number.isSafeInteger(value)) throw invalid('a size is beyond all bounds')
  return value
}

/** What both a local header and the directory say of a member. */
export interface Member {
  /** Only the bits that change how the member is read. */
  flags: number
  method: number
  crc: number
  /** Bytes in the archive. */
  packed: number
  /** Bytes when inflated. */
  size: number
  /** What the name stands in: the window. */
  bytes: Uint8Array
  nameAt: number
  nameEnd: number
  /** Where the extra field ends that begins behind the name. */
  extraEnd: number
  /** Bytes of the whole record. */
  length: number
}

/** Where a member's name is. */
export type MemberName = Pick<Member, 'bytes' | 'nameAt' | 'nameEnd'>

/** A member as the directory at the end lists it. */
export interface ListedMember extends Member {
  /** Where its local header begins in the archive. */
  offset: number
  /** Unix mode where a Unix wrote the archive, else 0. */
  mode: number
}

/**
 * Reads 64-bit values that stand in for full 32-bit ones, in the order of the header. `values` is changed.
 * Source: APPNOTE 4.5.3.
 */
function widen(b: Uint8Array, at: number, end: number, values: number[]): void {
  if (!values.includes(FULL32)) return
  for (let field = at; field + 4 <= end; field += 4 + u16(b, field + 2)) {
    if (u16(b, field) !== ZIP64_EXTRA) continue
    const fieldEnd = field + 4 + u16(b, field + 2)
    let next = field + 4
    for (const [index, value] of values.entries()) {
      if (value !== FULL32) continue
      if (next + 8 > Math.min(fieldEnd, end)) throw invalid('a large size is missing')
      values[index] = u64(b, next)
      next += 8
    }
    return
  }
  throw invalid('a large size is missing')
}

/** Bytes of a local header with name and extra field. */
export const localLength = (b: Uint8Array, at: number): number => SIZE.local + u16(b, at + 26) + u16(b, at + 28)

/** A local header that lies whole at `at`; with the descriptor's flag, its checksum and sizes mean nothing. */
export function readLocal(b: Uint8Array, at: number): Member {
  const nameAt = at + SIZE.local
  const nameEnd = nameAt + u16(b, at + 26)
  const length = localLength(b, at)
  const flags = u16(b, at + 6) & READING_FLAGS
  let packed = u32(b, at + 18)
  let size = u32(b, at + 22)
  if (packed === FULL32 || size === FULL32) {
    const values = [size, packed]
    widen(b, nameEnd, at + length, values)
    ;[size, packed] = [values[0]!, values[1]!]
  }
  const crc = u32(b, at + 14)
  return { flags, method: u16(b, at + 8), crc, packed, size, bytes: b, nameAt, nameEnd, extraEnd: at + length, length }
}

/** Bytes of a directory record with name, extra field and comment. */
export const listedLength = (b: Uint8Array, at: number): number =>
  SIZE.directory + u16(b, at + 28) + u16(b, at + 30) + u16(b, at + 32)

const UNIX_WRITERS: ReadonlySet<number> = new Set([3, 19])

/** A directory record that lies whole at `at`. */
export function readListed(b: Uint8Array, at: number): ListedMember {
  const nameAt = at + SIZE.directory
  const nameEnd = nameAt + u16(b, at + 28)
  const extraEnd = nameEnd + u16(b, at + 30)
  let packed = u32(b, at + 20)
  let size = u32(b, at + 24)
  let offset = u32(b, at + 42)
  if (packed === FULL32 || size === FULL32 || offset === FULL32) {
    const values = [size, packed, offset]
    widen(b, nameEnd, extraEnd, values)
    ;[size, packed, offset] = [values[0]!, values[1]!, values[2]!]
  }
  if (u16(b, at + 34) !== 0) throw invalid('it is in several parts')
  return {
    flags: u16(b, at + 8) & READING_FLAGS,
    method: u16(b, at + 10),
    crc: u32(b, at + 16),
    packed,
    size,
    bytes: b,
    nameAt,
    nameEnd,
    extraEnd,
    length: listedLength(b, at),
    offset,
    mode: UNIX_WRITERS.has(b[at + 5]!) ? u16(b, at + 40) : 0,
  }
}
