import { invalid } from './archive-faults'
import type { FileTree } from './file-tree'
import type { Limits } from './limits'
import { readName } from './member-name'
import type { ReadingWarnings } from './reading-warnings'
import { SourceFault } from './result'

const SLASH = 0x2f
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const BEYOND_ASCII = /[^\u0000-\u007f]/

/** Counts an archive's members and makes their names paths of the repository, within the limits. */
export class MemberPaths {
  /** The top folder with its slash; `null` before the first name. */
  private top: Uint8Array | null
  private members = 0
  private bytes = 0
  private nameBytes = 0

  /** @param hasTop are all members in one folder, which is not the repository's? */
  constructor(
    private readonly limits: Limits,
    private readonly tree: FileTree,
    private readonly warnings: ReadingWarnings,
    hasTop: boolean,
  ) {
    this.top = hasTop ? null : new Uint8Array()
  }

  /** The top folder's bytes with its slash; none where there is none. */
  get topFolder(): Uint8Array {
    return this.top ?? new Uint8Array()
  }

  /** @throws SourceFault when this member of `size` bytes is one too many, or too large with those before it */
  count(size: number): void {
    const { members, inflatedBytes } = this.limits
    this.bytes += size
    if (this.bytes > inflatedBytes.most)
      throw new SourceFault('archive_too_large', 'The repository has more gigabytes of files than can be read.')
    if (this.members++ >= members.most)
      throw new SourceFault('too_many_files', `The repository has more than ${members.most} files.`)
  }

  /** The path that the name `b[from..end)` spells, empty for the top folder; `null` and a warning where it is refused. */
  enter(b: Uint8Array, from = 0, end = b.length): string | null {
    const { limits, warnings, tree } = this
    const path = this.below(b, from, end)
    if (path === null) {
      warnings.add('member_name', null)
      return null
    }
    this.nameBytes += end - from
    if (this.nameBytes > limits.nameBytes.most)
      throw new SourceFault('too_many_files', 'The names of the files in the repository are too long to hold.')
    if (BEYOND_ASCII.test(path) && tree.isTwin(path)) {
      warnings.add('member_twin', path.endsWith('/') ? path.slice(0, -1) : path)
      return null
    }
    return path
  }

  /**
   * The path that the name `b[from..end)` spells below the top folder; `null` for one that no reader should follow.
   * @throws SourceFault when it is not in the top folder
   */
  below(b: Uint8Array, from = 0, end = b.length): string | null {
    this.top ??= this.topOf(b.subarray(from, end))
    const { top } = this
    if (top.length > end - from) throw new NotInOneFolder()
    for (let i = 0; i < top.length; i++) if (b[from + i] !== top[i]) throw new NotInOneFolder()
    return readName(b, from + top.length, end, this.limits)
  }

  private topOf(name: Uint8Array): Uint8Array {
    const slash = name.indexOf(SLASH)
    const top = slash < 0 ? null : readName(name, 0, slash, this.limits)
    if (!top || top.includes(':')) throw new NotInOneFolder()
    return name.slice(0, slash + 1)
  }
}

/** The archive has no folder that all its members are in. */
export class NotInOneFolder extends SourceFault {
  constructor() {
    const { code, message } = invalid('its files are not in one folder').failure
    super(code, message)
  }
}
