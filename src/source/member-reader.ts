import type { ByteWindow } from './byte-window'
import { Contents, type Use } from './contents'
import type { Interest, RepositoryFile } from './files'
import { checksum, type Inflated, inflateStart, inflateWhole, packedFor } from './inflate'
import type { Limits } from './limits'
import { isEmpty, type Packing, unreadable } from './packing'
import { PossibleLinks } from './possible-links'
import type { ReadingWarnings } from './reading-warnings'
import { GitSettings } from './special-files'
import { METHOD } from './zip-records'

const NOTHING: readonly [Use, number] = ['held', 0]

/** Reads the members of an archive that somebody wants, within the budgets for contents. */
export class MemberReader {
  readonly settings = new GitSettings()
  readonly links: PossibleLinks
  private readonly limits: Limits
  private readonly contents: Contents

  constructor(
    private readonly window: ByteWindow,
    options: Interest & { limits: Limits },
    private readonly warnings: ReadingWarnings,
  ) {
    this.limits = options.limits
    this.contents = new Contents(options, options.limits, warnings)
    this.links = new PossibleLinks(options.limits, warnings)
  }

  /**
   * The file at the window's position, as far as it is wanted; the window stands behind the member once it is there.
   * Most members are unwanted and in the window already, so there is nothing to wait for.
   */
  file(path: string, member: Packing): RepositoryFile | Promise<RepositoryFile> {
    const { contents, links } = this
    const { size, packed } = member
    const file: RepositoryFile = { mode: 'file', bytes: size, content: null, seen: undefined }
    const maybeLink = links.mayBe(member)
    const asked = contents.wanted(path, size, links.askedFor(path))
    const wanted = asked > 0 ? Math.min(asked, size, this.limits.fileBytes.most) : 0
    if (size === 0 && asked > 0) {
      if (isEmpty(member)) file.content = new Uint8Array()
      else this.warnings.add('member_corrupt', path)
    }
    const [use, count] = this.part(path, member, maybeLink, wanted)
    if (count === 0) {
      const skipped = this.window.skip(packed)
      return skipped ? skipped.then(() => file) : file
    }
    if (use === 'held' && asked > wanted && size > wanted) this.warnings.add('file_cut', path)
    return this.read(use, member, count).then((content) => {
      if (content === null) this.warnings.add('member_corrupt', path)
      else if (use === 'glanced') contents.look(path, file, content)
      else this.keep(path, file, content, wanted, maybeLink)
      if (maybeLink && content && asked > 0) links.follow(path, content, asked)
      return file
    })
  }

  /** How many bytes of a member are read, and what for; 0 for none. What is wanted and too much to be held is looked at. */
  private part(path: string, member: Packing, maybeLink: boolean, wanted: number): readonly [Use, number] {
    const { contents, settings, limits, warnings } = this
    const { size } = member
    if (maybeLink) return ['held', size]
    const held = Math.max(wanted, settings.neededBytes(path, size))
    const glanced = held > 0 ? 0 : contents.glanced(path, size)
    if (held + glanced === 0) return NOTHING
    const why = unreadable(member, limits)
    if (why !== null) {
      warnings.add(why, path)
      return NOTHING
    }
    if (held > 0 && contents.affords('held', path, held)) return ['held', held]
    const least = glanced || contents.glanced(path, size)
    return least > 0 && contents.affords('glanced', path, least) ? ['glanced', least] : NOTHING
  }

  /** A copy of the member's first bytes; `null` when they are damaged. */
  private async read(use: Use, { method, packed, size, crc }: Packing, count: number): Promise<Uint8Array | null> {
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
    this.contents.spend(use, Math.max(inflated.cost, taken))
    await this.window.skip(packed - taken)
    const content = inflated.bytes
    return content !== null && whole && crc !== null && checksum(content) !== crc ? null : content
  }

  private keep(path: string, file: RepositoryFile, content: Uint8Array, wanted: number, maybeLink: boolean): void {
    this.settings.see(path, content)
    if (this.contents.isElsewhere(path, file, content)) return
    // What was read for another reason is looked at all the same.
    if (wanted === 0 && this.contents.glanced(path, file.bytes) > 0) this.contents.look(path, file, content)
    if (maybeLink) this.links.hold(file, content, wanted || (file.content?.length ?? 0))
    else if (wanted > 0) file.content = wanted < content.length ? content.slice(0, wanted) : content
  }
}
