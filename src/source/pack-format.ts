import { invalidPack } from './pack-faults'

/** Bytes of a pack before its first object: `PACK`, the version, the number of objects. */
export const HEADER_BYTES = 12
/** Bytes of a SHA-1 id, which also ends each pack. */
export const ID_BYTES = 20

const SIGNATURE = 0x5041434b
const VERSION = 2

/** Kinds of objects by their number in a pack. Deltas take the kind of their base. */
export const KIND = { commit: 1, tree: 2, blob: 3, tag: 4 } as const
const OFFSET_DELTA = 6
const ID_DELTA = 7

/** Object kinds as their ids are made of. */
export const KIND_NAMES: ReadonlyMap<number, string> = new Map(Object.entries(KIND).map(([name, kind]) => [kind, name]))

/** Reads numbers from bytes up to a fixed end, and throws a fault at it. */
export class PackCursor {
  constructor(
    readonly bytes: Uint8Array,
    public at: number,
    readonly end = bytes.length,
  ) {}

  byte(): number {
    const byte = this.at < this.end ? this.bytes[this.at++] : undefined
    if (byte === undefined) throw invalidPack('an object ends too early')
    return byte
  }

  /** A number in groups of seven bits, lowest first, of which `value` holds the first `bits`. */
  size(value = 0, bits = 0, goesOn = true): number {
    let size = value
    for (let shift = bits; goesOn; shift += 7) {
      const byte = this.byte()
      size += (byte & 0x7f) * 2 ** shift
      goesOn = byte >= 0x80
      if (size > 0xffffffff || shift > 32) throw invalidPack('an object has an impossible size')
    }
    return size
  }

  /** The distance back to a delta's base, whose groups of seven bits come highest first, each but the last one less. */
  distance(): number {
    let byte = this.byte()
    let distance = byte & 0x7f
    while (byte >= 0x80) {
      byte = this.byte()
      distance = (distance + 1) * 128 + (byte & 0x7f)
      if (distance > 0xffffffff) throw invalidPack('a delta has an impossible base')
    }
    return distance
  }
}

/** What stands before an object's compressed bytes. */
export interface EntryHeader {
  /** The object's kind; 0 for a delta. */
  kind: number
  /** Inflated bytes: of the object, or of the delta. */
  size: number
  /** A delta's base: its offset in the pack, or its id. */
  base: number | string | null
  /** Offset of the compressed bytes. */
  at: number
}

/** An id as a string of one character for each byte, half as long as in hexadecimal digits. */
export const idAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + ID_BYTES))

/** The same of an id in 40 hexadecimal digits. */
export const idOf = (hex: string): string =>
  hex.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)))

/** The number of objects that a pack says it has. Source: gitformat-pack(5), "pack-*.pack files have the following format". */
export function readHeader(pack: Uint8Array): number {
  if (pack.length < HEADER_BYTES + ID_BYTES) throw invalidPack('it is too short')
  const view = new DataView(pack.buffer, pack.byteOffset, HEADER_BYTES)
  if (view.getUint32(0) !== SIGNATURE || view.getUint32(4) !== VERSION) throw invalidPack('it is no pack of Git')
  return view.getUint32(8)
}

/** Reads an object's header at an offset. Source: gitformat-pack(5), "Object types" and "Size encoding". */
export function readEntry(pack: Uint8Array, offset: number): EntryHeader {
  const cursor = new PackCursor(pack, offset, pack.length - ID_BYTES)
  const first = cursor.byte()
  const type = (first >> 4) & 7
  const size = cursor.size(first & 0x0f, 4, first >= 0x80)
  if (KIND_NAMES.has(type)) return { kind: type, size, base: null, at: cursor.at }
  if (type === OFFSET_DELTA) {
    const base = offset - cursor.distance()
    return { kind: 0, size, base, at: cursor.at }
  }
  if (type !== ID_DELTA) throw invalidPack('an object is of an unknown kind')
  if (cursor.at + ID_BYTES > cursor.end) throw invalidPack('an object ends too early')
  return { kind: 0, size, base: idAt(pack, cursor.at), at: cursor.at + ID_BYTES }
}
