import { LIMITS, type Limits } from '../../../src/source/limits'
import type { Memory } from '../../../src/source/memory-budget'
import { readArchive, readUploadedArchive, type StoredArchive } from '../../../src/source/read-archive'
import type { ReadOptions, Watch } from '../../../src/source/read-options'
import { COMMIT } from '../snapshot'

/** A stream of these bytes in chunks of the given sizes, the last size repeated. */
export function streamOf(bytes: Uint8Array, sizes: readonly number[] = [65_536]): ReadableStream<Uint8Array> {
  let at = 0
  let turn = 0
  return new ReadableStream({
    type: 'bytes',
    pull(controller) {
      const size = sizes[Math.min(turn++, sizes.length - 1)] ?? 1
      const chunk = bytes.slice(at, at + Math.max(1, size))
      at += chunk.length
      if (chunk.length) controller.enqueue(chunk)
      else {
        controller.close()
        controller.byobRequest?.respond(0)
      }
    },
  })
}

/** The limits with some of them tightened. */
export const tightened = (most: Partial<Record<keyof Limits, number>>): Limits => {
  const entries = Object.entries(LIMITS).map(([name, limit]) => [
    name,
    { ...limit, most: most[name as keyof Limits] ?? limit.most },
  ])
  return Object.fromEntries(entries) as Limits
}

/** Memory without end. */
export const ROOMY: Memory = { hold: () => undefined }
/** Nobody who watches. */
export const UNWATCHED: Watch = { onBytes: () => undefined, memory: ROOMY }

export const everything = () => Number.POSITIVE_INFINITY

/** Options by which all is read, but for those given. */
export const reading = (options: Partial<ReadOptions> = {}): ReadOptions => ({
  commit: COMMIT,
  wants: everything,
  limits: LIMITS,
  signal: new AbortController().signal,
  ...UNWATCHED,
  ...options,
})

/** Reads an archive that is in memory. */
export const read = (bytes: Uint8Array, options: Partial<ReadOptions> = {}, sizes?: readonly number[]) =>
  readArchive(streamOf(bytes, sizes), reading(options))

export const stored = (bytes: Uint8Array, sizes?: readonly number[]): StoredArchive => ({
  size: bytes.length,
  open: async () => streamOf(bytes, sizes),
  openRange: async (offset, length) => streamOf(bytes.slice(offset, offset + length), sizes),
})

/** Reads an archive that is in memory as one that was uploaded. */
export const uploaded = (bytes: Uint8Array, options: Partial<ReadOptions> = {}, sizes?: readonly number[]) =>
  readUploadedArchive(stored(bytes, sizes), reading({ commit: null, ...options }))

/** The snapshot, or a failed test. */
export async function snapshot(bytes: Uint8Array, options: Partial<ReadOptions> = {}, sizes?: readonly number[]) {
  const result = await read(bytes, options, sizes)
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`)
  return result.value
}
