import type { ByteWindow } from './byte-window'
import type { RepositoryFile, Wants } from './files'
import { checksum, type Inflated, inflateStart, inflateWhole, packedFor } from './inflate'
import type { Limits } from './limits'
import { isEmpty, type Packing, unreadable } from './packing'
import { PossibleLinks } from './possible-links'
import type { ReadingWarnings } from './reading-warnings'
import { GitSettings, isLfsPointer } from './special-files'
import { METHOD } from './zip-records'

/** Segments of a path up to which a file is near the root. */
const NEAR_ROOT = 3
const isDeep = (path: string): boolean => {
  let slashes = 0
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) slashes++
  return slashes >= NEAR_ROOT
}

/** Reads the members of an archive that somebody wants, within the budget for contents. */
export class MemberReader {
  readonly settings = new GitSettings()
  readonly links: PossibleLinks
  /** Bytes inflated or copied so far. */
  private spent = 0

  constructor(
    private readonly window: ByteWindow,
    private readonly wants: Wants,
    private readonly limits: Limits,
    private readonly warnings: ReadingWarnings,
  ) {
    this.links = new PossibleLinks(limits, warnings)
  }

  /**
   * The file at the window's position, as far as it is wanted; the window stands behind the member once it is there.
   * Most members are unwanted and in the window already, so there is nothing to wait for.
   */
  file(path: string, member: Packing): RepositoryFile | Promise<RepositoryFile> {
    const { size, packed } = member
    const file: RepositoryFile = { mode: 'file', bytes: size, content: null }
    const asked = Math.max(this.wants(path, size), this.links.askedFor(path))
    const wanted = asked > 0 ? Math.min(asked, size, this.limits.fileBytes.most) : 0
    const maybeLink = this.links.mayBe(member)
    const count = maybeLink ? size : Math.max(wanted, this.settings.neededBytes(path, size))
    if (size === 0 && asked > 0) {
      if (isEmpty(member)) file.content = new Uint8Array()
      else this.warnings.add('member_corrupt', path)
    }
    if (count === 0 || (!maybeLink && !this.affordable(path, member, count))) {
      const skipped = this.window.skip(packed)
      return skipped ? skipped.then(() => file) : file
    }
    if (asked > wanted && size > wanted) this.warnings.add('file_cut', path)
    return this.read(member, count).then((content) => {
      if (content === null) this.warnings.add('member_corrupt', path)
      else this.keep(path, file, content, wanted, maybeLink)
      if (maybeLink && content && asked > 0) this.links.follow(path, content, asked)
      return file
    })
  }

  private affordable(path: string, member: Packing, count: number): boolean {
    const why = unreadable(member, this.limits)
    const budget = isDeep(path) ? this.limits.deepHeldBytes.most : this.limits.heldBytes.most
    const warning = why ?? (this.spent + count > budget ? 'read_limit' : null)
    if (warning !== null) this.warnings.add(warning, path)
    return warning === null
  }

  /** A copy of the member's first bytes; `null` when they are damaged. */
  private async read({ method, packed, size, crc }: Packing, count: number): Promise<Uint8Array | null> {
    const whole = count === size
    const stored = method === METHOD.stored
    const taken = whole ? packed : Math.min(packed, stored ? count : packedFor(count))
    const bytes = await this.window.take(taken)
    const inflated: Inflated = stored
      ? { bytes: bytes.slice(0, count), cost: count }
      : whole
        ? inflateWhole(bytes, size)
        : inflateStart(bytes, count, packed / size)
    // Empty blocks make nothing and cost time all the same.
    this.spent += Math.max(inflated.cost, taken)
    await this.window.skip(packed - taken)
    const content = inflated.bytes
    return content !== null && whole && crc !== null && checksum(content) !== crc ? null : content
  }

  private keep(path: string, file: RepositoryFile, content: Uint8Array, wanted: number, maybeLink: boolean): void {
    this.settings.see(path, content)
    if (content.length === file.bytes && isLfsPointer(content)) {
      this.warnings.add('lfs_pointer', path)
      return
    }
    if (maybeLink) this.links.hold(file, content, wanted)
    else if (wanted > 0) file.content = wanted < content.length ? content.slice(0, wanted) : content
  }
}
