import { packedFor } from './inflate'
import type { Limits } from './limits'
import type { ReadingWarning } from './reading-warnings'
import { FLAG, METHOD } from './zip-records'

/** How a member's bytes lie in the archive. */
export interface Packing {
  flags: number
  method: number
  /** Bytes in the archive. */
  packed: number
  /** Bytes when inflated. */
  size: number
  /** `null` in a format that has no checksums; such a one says at once what is a link. */
  crc: number | null
}

const CLOSED = FLAG.encrypted | FLAG.strong | FLAG.masked

/** Why a member cannot be read, by its header alone; `null` when it can. */
export function unreadable({ flags, method, packed, size }: Packing, limits: Limits): ReadingWarning | null {
  if (flags & CLOSED) return 'member_encrypted'
  if (method === METHOD.stored) return packed === size ? null : 'member_corrupt'
  if (method !== METHOD.deflated) return 'member_method'
  return size > packed * limits.ratio.most || packed > packedFor(size) ? 'member_corrupt' : null
}

/** Bytes that writers take for a deflate stream of nothing. */
const EMPTY_STREAM = 16

/** Is a member of size 0 packed as nothing is? */
export const isEmpty = ({ packed, crc }: Packing): boolean => packed <= EMPTY_STREAM && (crc === 0 || crc === null)
