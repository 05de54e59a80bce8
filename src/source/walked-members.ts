import type { Member } from './zip-records'

/** Numbers of one member in each of the columns. */
const COLUMNS = ['offset', 'packed', 'size', 'crc', 'method', 'flags'] as const
type Columns = Record<(typeof COLUMNS)[number], Uint32Array>

const columns = (length: number): Columns => ({
  offset: new Uint32Array(length),
  packed: new Uint32Array(length),
  size: new Uint32Array(length),
  crc: new Uint32Array(length),
  method: new Uint32Array(length),
  flags: new Uint32Array(length),
})

const FIRST = 4096

/**
 * What the local headers said, in the order of the archive, until the directory confirms it (or, read before, the directory). Columns of numbers, since an
 * archive may have 200,000 members: 24 bytes each. All sizes and offsets are below 4 GiB by the limits.
 */
export class WalkedMembers {
  length = 0
  /** Path of each member, a folder's with its closing slash; `null` where the member was skipped for its name. */
  readonly paths: (string | null)[] = []
  private table = columns(FIRST)
  private confirmed = new Uint8Array(FIRST)
  private confirmedCount = 0

  add(offset: number, member: Member, path: string | null): void {
    if (this.length === this.confirmed.length) this.grow()
    const at = this.length++
    const { table } = this
    table.offset[at] = offset
    table.packed[at] = member.packed
    table.size[at] = member.size
    table.crc[at] = member.crc
    table.method[at] = member.method
    table.flags[at] = member.flags
    this.paths.push(path)
  }

  private grow(): void {
    const wider = columns(this.length * 2)
    for (const name of COLUMNS) wider[name].set(this.table[name])
    this.table = wider
    // Nothing is confirmed while members are still being added.
    this.confirmed = new Uint8Array(this.length * 2)
  }

  /** Index of the member whose header is at `offset`; -1 for none. `guess` is tried first: directories keep the order. */
  private indexAt(offset: number, guess: number): number {
    const { offset: offsets } = this.table
    if (guess < this.length && offsets[guess] === offset) return guess
    let low = 0
    let high = this.length - 1
    while (low <= high) {
      const middle = (low + high) >>> 1
      if (offsets[middle] === offset) return middle
      if (offsets[middle]! < offset) low = middle + 1
      else high = middle - 1
    }
    return -1
  }

  /** Sizes and checksum of the member whose header is at `offset`; `undefined` where there is none. */
  sizesAt(offset: number, guess: number): Pick<Member, 'crc' | 'packed' | 'size'> | undefined {
    const at = this.indexAt(offset, guess)
    const { crc, packed, size } = this.table
    return at < 0 ? undefined : { crc: crc[at]!, packed: packed[at]!, size: size[at]! }
  }

  /** Index of the walked member that a record of the directory agrees with and none before it named; -1 for none. */
  confirm(offset: number, listed: Member, guess: number): number {
    const at = this.indexAt(offset, guess)
    const { table } = this
    const same =
      at >= 0 &&
      this.confirmed[at] === 0 &&
      table.packed[at] === listed.packed &&
      table.size[at] === listed.size &&
      table.crc[at] === listed.crc &&
      table.method[at] === listed.method &&
      table.flags[at] === listed.flags
    if (!same) return -1
    this.confirmed[at] = 1
    this.confirmedCount++
    return at
  }

  allConfirmed(): boolean {
    return this.confirmedCount === this.length
  }
}
