import { constants, crc32, inflateRawSync, inflateSync } from 'node:zlib'
import { Inflate } from 'fflate'

export { createGunzip } from 'node:zlib'

/** Bytes given to the streaming inflater at once: each may expand 1,032 times before it can be stopped. */
const PUSH = 4096

const HEADROOM = 128 * 1024

/** CRC-32 as ZIP has it. */
export const checksum = (bytes: Uint8Array): number => crc32(bytes)

/** What came out of a member, and how many bytes had to be made for it. */
export interface Inflated {
  /** `null` when the member is broken or its size is another than was claimed. */
  bytes: Uint8Array | null
  cost: number
}

/**
 * Inflates a whole member with native zlib, which is faster than fflate for members of any size. workerd grows its buffer
 * by doubling and refuses a limit between two steps, so the limit is wider than the size that the member claims.
 */
export function inflateWhole(packed: Uint8Array, size: number): Inflated {
  const most = 2 * size + HEADROOM
  try {
    const bytes = inflateRawSync(packed, { maxOutputLength: most, chunkSize: Math.max(64, size + 1) })
    const right = bytes.length === size
    return { bytes: right ? new Uint8Array(bytes.buffer, bytes.byteOffset, size) : null, cost: bytes.length }
  } catch {
    return { bytes: null, cost: most }
  }
}

/** Compressed bytes in which any sound deflate stream has its first `count` bytes: stored blocks and headers at worst. */
export const packedFor = (count: number): number => count + (count >>> 8) + 1024

/** All that a member's `packed` first bytes make; `null` when they are broken, or make more than `most`. */
function inflateBeginning(packed: Uint8Array, count: number, most: number): Uint8Array | null {
  try {
    // Not the 16 KB that are usual: until they are collected, those of thousands of members are many megabytes.
    const chunkSize = 2048 + (count >>> 2)
    return inflateRawSync(packed, { maxOutputLength: most, chunkSize, finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    return null
  }
}

/**
 * Inflates the first bytes of a member and makes few beyond them: natively from as much as the member's own ratio asks
 * for, from more where it begins with what is packed less well (a licence, mostly), and with fflate in small steps where that
 * is broken or a bomb.
 * @param packed the member's beginning, `packedFor(count)` bytes or all
 * @param ratio compressed bytes for one byte of the whole member
 */
export function inflateStart(packed: Uint8Array, count: number, ratio: number): Inflated {
  const likely = packed.subarray(0, Math.ceil(count * ratio * 1.5) + 512)
  const most = 16 * count + HEADROOM
  let cost = 0
  for (const given of likely.length < packed.length ? [likely, packed] : [packed]) {
    const bytes = inflateBeginning(given, count, most)
    cost += bytes?.length ?? most
    if (bytes === null) break
    if (bytes.length >= count) return { bytes: new Uint8Array(bytes.subarray(0, count)), cost }
  }
  const slow = inflateInSteps(packed, count)
  return { bytes: slow.bytes, cost: slow.cost + cost }
}

function inflateInSteps(packed: Uint8Array, count: number): Inflated {
  const bytes = new Uint8Array(count)
  let cost = 0
  const inflater = new Inflate((chunk) => {
    if (cost < count) bytes.set(chunk.subarray(0, count - cost), cost)
    cost += chunk.length
  })
  try {
    for (let at = 0; at < packed.length && cost < count; at += PUSH) inflater.push(packed.subarray(at, at + PUSH))
  } catch {
    return { bytes: null, cost }
  }
  return { bytes: cost >= count ? bytes : null, cost }
}

/** What `info: true` makes of the result; Node's types do not tell. */
const isTold = (result: unknown): result is { buffer: Uint8Array; engine: { bytesWritten: number } } =>
  typeof result === 'object' && result !== null && 'buffer' in result && 'engine' in result

/**
 * Inflates the zlib stream that some bytes begin with, where only its inflated size is known, as in Git's packs.
 * @returns `null` when it is broken or of another size; `length` is the bytes that the stream takes
 */
export function inflateLeading(bytes: Uint8Array, size: number): { content: Uint8Array; length: number } | null {
  const most = 2 * size + HEADROOM
  try {
    const told: unknown = inflateSync(bytes, {
      info: true,
      maxOutputLength: most,
      chunkSize: Math.max(64, size + 1),
    })
    if (!isTold(told) || told.buffer.length !== size) return null
    const { buffer, byteOffset } = told.buffer
    return { content: new Uint8Array(buffer, byteOffset, size), length: told.engine.bytesWritten }
  } catch {
    return null
  }
}
