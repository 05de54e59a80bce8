import type { ByteWindow } from './byte-window'
import type { RepositoryFile, Wants } from './files'
import { checksum, type Inflated, inflateStart, inflateWhole, packedFor } from './inflate'
import type { Limits } from './limits'
import type { ReadingWarning, ReadingWarnings } from './reading-warnings'
import { GitSettings, isLfsPointer, linkTarget } from './special-files'
import { FLAG, METHOD } from './zip-records'

/** Segments of a path up to which a file is near the root. */
const NEAR_ROOT = 3
const CLOSED = FLAG.encrypted | FLAG.strong | FLAG.masked

/** Links whose targets are read for them. */
const MOST_TARGETS = 64

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

const isDeep = (path: string): boolean => {
  let slashes = 0
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) slashes++
  return slashes >= NEAR_ROOT
}

/** Why a member cannot be read, by its header alone; `null` when it can. */
function unreadable({ flags, method, packed, size }: Packing, limits: Limits): ReadingWarning | null {
  if (flags & CLOSED) return 'member_encrypted'
  if (method === METHOD.stored) return packed === size ? null : 'member_corrupt'
  if (method !== METHOD.deflated) return 'member_method'
  return size > packed * limits.ratio.most ? 'member_corrupt' : null
}

/** Reads the members of an archive that somebody wants, within the budget for contents. */
export class MemberReader {
  readonly settings = new GitSettings()
  /** Small stored members that were read in case they are links, with the bytes that were wanted of them. */
  private readonly maybeLinks = new Map<RepositoryFile, number>()
  /** Where wanted links lead, with the bytes that were wanted of them. */
  private readonly targets = new Map<string, number>()
  /** Bytes inflated or copied so far. */
  private spent = 0
  private linkBytes = 0

  constructor(
    private readonly window: ByteWindow,
    private readonly wants: Wants,
    private readonly limits: Limits,
    private readonly warnings: ReadingWarnings,
  ) {}

  /**
   * The file at the window's position, as far as it is wanted; the window stands behind the member once it is there.
   * Most members are unwanted and in the window already, so there is nothing to wait for.
   */
  file(path: string, member: Packing): RepositoryFile | Promise<RepositoryFile> {
    const { size, packed } = member
    const file: RepositoryFile = { mode: 'file', bytes: size, content: null }
    const asked = Math.max(this.wants(path, size), this.targets.get(path) ?? 0)
    const wanted = asked > 0 ? Math.min(asked, size, this.limits.fileBytes.most) : 0
    const maybeLink = this.maybeLink(member)
    const count = maybeLink ? size : Math.max(wanted, this.settings.neededBytes(path, size))
    if (size === 0 && asked > 0) file.content = new Uint8Array()
    if (count === 0 || (!maybeLink && !this.affordable(path, member, count))) {
      const skipped = this.window.skip(packed)
      return skipped ? skipped.then(() => file) : file
    }
    if (asked > wanted && size > wanted) this.warnings.add('file_cut', path)
    return this.read(member, count).then((content) => {
      if (content === null) this.warnings.add('member_corrupt', path)
      else this.keep(path, file, content, wanted, maybeLink)
      if (maybeLink && content && asked > 0) this.follow(path, content, asked)
      return file
    })
  }

  /** What is wanted of a link at `path` is wanted of the file that it leads to, if that is still to come. */
  follow(path: string, target: Uint8Array, asked: number): void {
    const leadsTo = this.targets.size < MOST_TARGETS ? linkTarget(path, target) : null
    if (leadsTo !== null && leadsTo !== path) this.targets.set(leadsTo, Math.max(asked, this.targets.get(leadsTo) ?? 0))
  }

  /**
   * The directory says that this is a symbolic link: its content is its target, or it could not be read. A link that was wanted to a
   * file that came before it and that nobody wanted is told.
   */
  settleLink(path: string, file: RepositoryFile, files: ReadonlyMap<string, RepositoryFile>): void {
    file.mode = 'symlink'
    const wanted = (this.maybeLinks.get(file) ?? 0) > 0
    this.maybeLinks.delete(file)
    if (file.content?.length === file.bytes && file.bytes <= this.limits.symlinkBytes.most) {
      const target = wanted ? files.get(linkTarget(path, file.content) ?? '') : undefined
      if (target?.mode !== 'file' || target.content !== null) return
    } else file.content = null
    this.warnings.add('symlink_unread', path)
  }

  /** All links are known: of the others that might have been one, only what was wanted stays. */
  dropUnwanted(): void {
    for (const [file, wanted] of this.maybeLinks)
      file.content = wanted > 0 && file.content ? file.content.slice(0, wanted) : null
  }

  /** Might this be a symbolic link? Git stores their targets uncompressed; the mode comes only with the directory. */
  private maybeLink(member: Packing): boolean {
    const { size, method, crc } = member
    if (size === 0 || crc === null || method !== METHOD.stored || unreadable(member, this.limits) !== null) return false
    return size <= this.limits.symlinkBytes.most && this.linkBytes + size <= this.limits.linkBytes.most
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
    this.spent += inflated.cost
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
    if (maybeLink) {
      file.content = content
      this.linkBytes += content.length
      this.maybeLinks.set(file, wanted)
    } else if (wanted > 0) file.content = wanted < content.length ? content.slice(0, wanted) : content
  }
}
