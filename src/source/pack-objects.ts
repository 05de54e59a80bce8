import { inflateLeading } from './inflate'
import type { Limits } from './limits'
import { applyDelta, deltaResultSize } from './pack-delta'
import { invalidPack, megabytes, tooLargeToClone } from './pack-faults'
import { type EntryHeader, readEntry } from './pack-format'
import { RecentObjects } from './pack-recent'

/** The base of an object that is no delta, or of a delta whose base is not known yet. */
const NONE = -1
/** What an object costs besides its bytes, as bytes of work: to start an inflater takes as long. */
const EACH = 1024
/** Bytes of objects kept in case the next is a delta of them: Git writes a delta near its base. */
export const RECENT = 8 * 1024 * 1024

/** The objects of a pack by number, in the order in which they lie in it; contents are made when asked for. */
export class PackObjects {
  /** Objects that were entered. */
  length = 0
  /** From each id to the object's number. */
  private readonly ids = new Map<string, number>()
  private readonly offsets: Uint32Array
  private readonly kinds: Uint8Array
  private readonly sizes: Uint32Array
  private readonly bases: Int32Array
  private readonly depths: Uint16Array
  private readonly recent: RecentObjects
  private work = 0

  constructor(
    readonly pack: Uint8Array,
    count: number,
    private readonly limits: Limits,
  ) {
    this.offsets = new Uint32Array(count)
    this.kinds = new Uint8Array(count)
    this.sizes = new Uint32Array(count)
    this.bases = new Int32Array(count).fill(NONE)
    this.depths = new Uint16Array(count)
    this.recent = new RecentObjects(RECENT)
  }

  find(id: string): number | undefined {
    return this.ids.get(id)
  }

  /** The object's kind by its number in `KIND`; 0 for a delta whose base is not known yet. */
  kind(index: number): number {
    return this.kinds[index] ?? 0
  }

  size(index: number): number {
    return this.sizes[index] ?? 0
  }

  /** The object that begins at an offset. */
  at(offset: number): number {
    let low = 0
    let high = this.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const there = this.offsets[middle] ?? 0
      if (there === offset) return middle
      if (there < offset) low = middle + 1
      else high = middle - 1
    }
    throw invalidPack('a delta has a base where no object begins')
  }

  /** Takes up an object that lies behind all others so far; a delta has kind 0. */
  enter(offset: number, kind: number): number {
    const index = this.length++
    this.offsets[index] = offset
    this.kinds[index] = kind
    return index
  }

  /** Makes an object the base of a delta. */
  join(delta: number, base: number): void {
    const depth = (this.depths[base] ?? 0) + 1
    if (depth > this.limits.deltaDepth.most) throw invalidPack('it has a longer chain of deltas than Git makes')
    this.bases[delta] = base
    this.depths[delta] = depth
    this.kinds[delta] = this.kind(base)
  }

  identify(index: number, id: string, size: number): void {
    this.ids.set(id, index)
    this.sizes[index] = size
  }

  /**
   * The whole object, to which nobody may write.
   * @param inflated its bytes in the pack, inflated, where they are at hand
   */
  content(index: number, inflated?: Uint8Array): Uint8Array {
    const chain: number[] = []
    let at = index
    let content = this.recent.get(at)
    while (content === undefined && this.baseOf(at) !== NONE) {
      chain.push(at)
      at = this.baseOf(at)
      content = this.recent.get(at)
    }
    const own = (object: number) =>
      object === index && inflated ? inflated : this.inflate(readEntry(this.pack, this.offsets[object] ?? 0)).content
    content ??= own(at)
    this.recent.keep(at, content)
    for (const delta of chain.reverse()) {
      content = this.build(content, own(delta))
      this.recent.keep(delta, content)
    }
    return content
  }

  /** An object's bytes in the pack, inflated, and how many they are there. */
  inflate({ at, size }: EntryHeader): { content: Uint8Array; length: number } {
    this.spend(size)
    const inflated = inflateLeading(this.pack.subarray(at), size)
    if (inflated === null) throw invalidPack('an object is damaged or of another size than it says')
    return inflated
  }

  private build(base: Uint8Array, delta: Uint8Array): Uint8Array {
    this.spend(deltaResultSize(delta), base.length + delta.length)
    return applyDelta(base, delta)
  }

  private baseOf(index: number): number {
    return this.bases[index] ?? NONE
  }

  /** @throws SourceFault when an object of this size, with what it is made of, or all so far, is too much */
  private spend(size: number, madeOf = 0): void {
    const { objectBytes, unpackedBytes } = this.limits
    if (size + madeOf > objectBytes.most)
      throw tooLargeToClone(`it has a file of more than ${megabytes(objectBytes.most)}`)
    this.work += size + EACH
    if (this.work > unpackedBytes.most)
      throw tooLargeToClone(`it unpacks to more than ${megabytes(unpackedBytes.most)}`)
  }
}
