import { invalid } from './archive-faults'

/** Headers and contents begin at multiples of this many bytes. Source: POSIX.1-2017, pax, "ustar Interchange Format". */
export const BLOCK = 512

/** Bytes between the end of a content and the next header. */
export const paddingOf = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK

export interface TarHeader {
  /** The type flag, one character. */
  type: string
  mode: number
  /** Bytes that follow the header, without padding. */
  size: number
  /** Views of the header's block, or copies. */
  name: Uint8Array
  link: Uint8Array
  /** GNU: further blocks with a sparse file's map come before its content. */
  mapContinues: boolean
}

const CHECKSUM = { at: 148, end: 156 } as const
const SPACE = 0x20
const SLASH = 0x2f
const ZERO = 0x30
const SEVEN = 0x37
/** First bytes of a number that is written in base 256. Source: GNU tar manual, "Extensions to the Archive Format". */
const BINARY = 0x80
const USTAR = [0x75, 0x73, 0x74, 0x61, 0x72, 0]
/** Where the header of a sparse file, and a block that continues its map, say that another block follows. */
const SPARSE = { type: 'S', continues: 482 } as const
export const MAP = { continues: 504 } as const

const damaged = () => invalid('the header of a file is damaged')

/** A field's bytes up to the first NUL. */
function text(b: Uint8Array, at: number, end: number): Uint8Array {
  const nul = b.indexOf(0, at)
  return b.subarray(at, nul < 0 || nul > end ? end : nul)
}

/** Octal digits between spaces and NULs, or base 256 with the first bit set. */
function number(b: Uint8Array, from: number, end: number): number {
  let value = 0
  if (b[from] === BINARY) {
    for (let at = from + 1; at < end; at++) value = value * 256 + b[at]!
    if (!Number.isSafeInteger(value)) throw invalid('a size is beyond all bounds')
    return value
  }
  let at = from
  while (at < end && b[at] === SPACE) at++
  for (; at < end && b[at]! >= ZERO && b[at]! <= SEVEN; at++) value = value * 8 + b[at]! - ZERO
  for (; at < end; at++) if (b[at] !== SPACE && b[at] !== 0) throw damaged()
  return value
}

/** The header's own sum counts its field as spaces; old writers summed signed bytes. */
function checkSum(b: Uint8Array, at: number): void {
  let unsigned = 0
  let high = 0
  for (let i = at; i < at + BLOCK; i++) {
    const inField = i >= at + CHECKSUM.at && i < at + CHECKSUM.end
    const byte = inField ? SPACE : b[i]!
    unsigned += byte
    if (byte >= 0x80) high++
  }
  const said = number(b, at + CHECKSUM.at, at + CHECKSUM.end)
  if (said !== unsigned && said !== unsigned - 256 * high) throw damaged()
}

/** In ustar, and in nothing else that looks like it, a long name's beginning stands in a field of its own. */
function nameOf(b: Uint8Array, at: number): Uint8Array {
  const name = text(b, at, at + 100)
  if (!USTAR.every((byte, i) => b[at + 257 + i] === byte)) return name
  const prefix = text(b, at + 345, at + 500)
  if (prefix.length === 0) return name
  const whole = new Uint8Array(prefix.length + 1 + name.length)
  whole.set(prefix)
  whole[prefix.length] = SLASH
  whole.set(name, prefix.length + 1)
  return whole
}

/** Is the block at `at` one of those that end an archive? */
export function isZeroBlock(b: Uint8Array, at: number): boolean {
  for (let i = at; i < at + BLOCK; i++) if (b[i] !== 0) return false
  return true
}

/**
 * Reads the header that lies whole at `at`: ustar, GNU and what came before them.
 * @throws SourceFault `archive_invalid` when its checksum or a number in it is wrong
 */
export function readHeader(b: Uint8Array, at: number): TarHeader {
  checkSum(b, at)
  const type = String.fromCharCode(b[at + 156]!)
  return {
    type,
    mode: number(b, at + 100, at + 108),
    size: number(b, at + 124, at + 136),
    name: nameOf(b, at),
    link: text(b, at + 157, at + 257),
    mapContinues: type === SPARSE.type && b[at + SPARSE.continues] === 1,
  }
}
