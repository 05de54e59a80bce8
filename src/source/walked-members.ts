import type { Member } from './zip-records'

/** Where the numbers of one member stand in its row. */
const COLUMN = { offset: 0, packed: 1, size: 2, crc: 3, packing: 4, confirmed: 5 } as const
const WIDTH = 6

/** Members of a block: 2 to the power of this. */
const BITS = 12
const MEMBERS = 1 << BITS

/** How a member is packed, in one number. */
const packingOf = ({ method, flags }: Member): number => method * 0x10000 + flags

/**
 * What the local headers said, in the order of the archive, until the directory confirms it (or, read before, the directory).
 * Rows of numbers in blocks, since an archive may have 200,000 members: 24 bytes each, and nothing is moved when there are more.
 * All sizes and offsets are below 4 GiB by the limits.
 */
export class WalkedMembers {
  length = 0
  /** Path of each member, a folder's with its closing slash; `null` where the member was skipped for its name. */
  readonly paths: (string | null)[] = []
  private readonly blocks: Uint32Array[] = []
  private confirmedCount = 0

  add(offset: number, member: Member, path: string | null): void {
    const at = this.length++
    if (at % MEMBERS === 0) this.blocks.push(new Uint32Array(MEMBERS * WIDTH))
    const block = this.blocks[at >>> BITS]!
    const row = (at % MEMBERS) * WIDTH
    block[row + COLUMN.offset] = offset
    block[row + COLUMN.packed] = member.packed
    block[row + COLUMN.size] = member.size
    block[row + COLUMN.crc] = member.crc
    block[row + COLUMN.packing] = packingOf(member)
    this.paths.push(path)
  }

  private offsetOf(at: number): number {
    return this.blocks[at >>> BITS]![(at % MEMBERS) * WIDTH + COLUMN.offset]!
  }

  /** Index of the member whose header is at `offset`; -1 for none. `guess` is tried first: directories keep the order. */
  private indexAt(offset: number, guess: number): number {
    if (guess < this.length && this.offsetOf(guess) === offset) return guess
    let low = 0
    let high = this.length - 1
    while (low <= high) {
      const middle = (low + high) >>> 1
      const found = this.offsetOf(middle)
      if (found === offset) return middle
      if (found < offset) low = middle + 1
      else high = middle - 1
    }
    return -1
  }

  /** Sizes and checksum of the member whose header is at `offset`; `undefined` where there is none. */
  sizesAt(offset: number, guess: number): Pick<Member, 'crc' | 'packed' | 'size'> | undefined {
    const at = this.indexAt(offset, guess)
    if (at < 0) return undefined
    const block = this.blocks[at >>> BITS]!
    const row = (at % MEMBERS) * WIDTH
    return {
      crc: block[row + COLUMN.crc]!,
      packed: block[row + COLUMN.packed]!,
      size: block[row + COLUMN.size]!,
    }
  }

  /** Index of the walked member that a record of the directory agrees with and none before it named; -1 for none. */
  confirm(offset: number, listed: Member, guess: number): number {
    const at = this.indexAt(offset, guess)
    if (at < 0) return -1
    const block = this.blocks[at >>> BITS]!
    const row = (at % MEMBERS) * WIDTH
    const same =
      block[row + COLUMN.confirmed] === 0 &&
      block[row + COLUMN.packed] === listed.packed &&
      block[row + COLUMN.size] === listed.size &&
      block[row + COLUMN.crc] === listed.crc &&
      block[row + COLUMN.packing] === packingOf(listed)
    if (!same) return -1
    block[row + COLUMN.confirmed] = 1
    this.confirmedCount++
    return at
  }

  allConfirmed(): boolean {
    return this.confirmedCount === this.length
  }
}
