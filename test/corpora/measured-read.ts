import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import zlib from 'node:zlib'
import { Inflate } from 'fflate'
import { LIMITS } from '../../src/source/limits'
import { type ReadOptions, readArchive, readUploadedArchive } from '../../src/source/read-archive'
import { COMMIT } from '../unit/snapshot'
import { UNWATCHED } from '../unit/source/reading'
import { type Outcome, outcomeOf } from './archive-case'

/** What came of an archive, and what it cost. */
export interface Measured {
  outcome: Outcome
  cpuMilliseconds: number
  /** Bytes that inflating made, the most it may have made where it was broken off. */
  inflated: number
  /** Bytes of memory that came on top of an idle process, at the highest. */
  memory: number
}

/** A file as a stream that fills the reader's own buffer. */
function streamOf(descriptor: number, from = 0, length = Number.POSITIVE_INFINITY): ReadableStream<Uint8Array> {
  let at = from
  return new ReadableStream({
    type: 'bytes',
    autoAllocateChunkSize: 65_536,
    pull(controller) {
      const { byobRequest } = controller
      const view = byobRequest?.view
      if (!view || !byobRequest) throw new Error('the reader brings its own buffer')
      const room = new Uint8Array(view.buffer, view.byteOffset, Math.min(view.byteLength, 65_536, from + length - at))
      const count = readSync(descriptor, room, 0, room.length, at)
      at += count
      if (count === 0) controller.close()
      byobRequest.respond(count)
    },
  })
}

/** The ways in: an archive that a host streams, with one top folder, and one that somebody uploaded, with or without. */
const DOORS = {
  host: (descriptor: number, options: ReadOptions) => readArchive(streamOf(descriptor), options),
  upload: (descriptor: number, options: ReadOptions) =>
    readUploadedArchive(
      {
        size: fstatSync(descriptor).size,
        open: async () => streamOf(descriptor),
        openRange: async (offset, length) => streamOf(descriptor, offset, length),
      },
      options,
    ),
}
type Door = keyof typeof DOORS

/** Bytes inflated since the module was loaded. */
let made = 0

/** Counts what is inflated from now on, natively and by fflate. */
function countInflated(): void {
  const native = zlib.inflateRawSync
  const counted: typeof native = (bytes, options) => {
    try {
      const out = native(bytes, options)
      made += out.length
      return out
    } catch (error) {
      made += options?.maxOutputLength ?? 0
      throw error
    }
  }
  Object.assign(zlib, { inflateRawSync: counted })
  syncBuiltinESMExports()
  const { push } = Inflate.prototype
  Inflate.prototype.push = function (this: Inflate, chunk, final) {
    const { ondata } = this
    this.ondata = (out, last) => {
      made += out.length
      ondata(out, last)
    }
    push.call(this, chunk, final)
    this.ondata = ondata
  }
}
countInflated()

/** The most memory that this process ever had. */
const highest = () => process.resourceUsage().maxRSS * 1024

/**
 * Reads the archive that lies in a file, asking so many bytes of each file in it. Memory is told as far as it is more than
 * the process ever had, so only the first in a process is exact.
 */
export async function measuredRead(file: string, wanted: number, door: Door = 'host'): Promise<Measured> {
  const descriptor = openSync(file, 'r')
  const { signal } = new AbortController()
  const idle = highest()
  const madeBefore = made
  const before = process.cpuUsage()
  const wants = () => wanted
  const options = { commit: door === 'host' ? COMMIT : null, wants, limits: LIMITS, signal, ...UNWATCHED }
  const result = await DOORS[door](descriptor, options)
  const { user, system } = process.cpuUsage(before)
  const memory = highest() - idle
  closeSync(descriptor)
  return { outcome: outcomeOf(result), cpuMilliseconds: (user + system) / 1000, inflated: made - madeBefore, memory }
}
