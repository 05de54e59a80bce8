import { type DirectoryShape, reconcileDirectory } from './archive-directory'
import { invalid, tooLarge } from './archive-faults'
import { AHEAD, type ByteWindow } from './byte-window'
import { checkDescriptor, DESCRIPTOR_MOST } from './descriptor'
import { LISTED, type Listing, PADDING_MOST } from './directory-first'
import { FileTree } from './file-tree'
import type { Snapshot } from './files'
import { MemberPaths } from './member-paths'
import { MemberReader } from './member-reader'
import type { ReadOptions } from './read-options'
import { ReadingWarnings } from './reading-warnings'
import { arrive, headerArrives } from './record-arrival'
import { isCommitId } from './ref-name'
import { isMacExtra, plainName } from './uploaded-names'
import { WalkedMembers } from './walked-members'
import { FLAG, type Member, type MemberName, readLocal, SIGNATURE, u32 } from './zip-records'

/** What is known of an archive before it is walked. */
export interface ZipShape {
  /** Are all members in one folder, which is not the repository's? */
  hasTop: boolean
  /** What the directory lists, read before, in an archive that a person made; `null` for one of a host. */
  listed: Listing | null
}

const KIND = 0xf000
const LINK = 0xa000
const REGULAR = 0x8000
const EXECUTABLE = 0o111

/** One pass over an archive, from the first local header to the end record. */
export class ArchiveWalk {
  private readonly tree: FileTree
  private readonly walked = new WalkedMembers()
  private readonly warnings = new ReadingWarnings()
  private readonly paths: MemberPaths
  private readonly reader: MemberReader

  constructor(
    private readonly window: ByteWindow,
    private readonly options: ReadOptions,
    private readonly shape: ZipShape,
  ) {
    const { limits, memory, signal } = options
    this.tree = new FileTree(limits)
    this.paths = new MemberPaths(limits, this.tree, this.warnings, shape.hasTop)
    this.reader = new MemberReader(window, options, this.warnings)
    const listed = shape.listed?.members.length ?? 0
    window.room = () => memory.hold(AHEAD + listed * LISTED + this.tree.heldBytes, signal)
  }

  async snapshot(): Promise<Snapshot> {
    const { window, tree, warnings, reader } = this
    await arrive(window, 4)
    const first = u32(window.bytes, window.at)
    if (![SIGNATURE.local, SIGNATURE.zip64End, SIGNATURE.end].some((start) => start === first))
      throw invalid('it is not a ZIP archive')
    for (;;) {
      const waiting = headerArrives(window)
      if (waiting) await waiting
      if (u32(window.bytes, window.at) !== SIGNATURE.local) break
      const reading = this.member()
      if (reading) await reading
    }
    const shape: DirectoryShape = {
      top: this.paths.topFolder,
      name: (listed) => this.name(listed),
      padding: this.shape.listed ? PADDING_MOST : 0,
    }
    const comment = await reconcileDirectory(window, this.walked, shape, (index, mode) => this.settle(index, mode))
    const commit = this.commitOf(comment)
    tree.checkFolders()
    reader.links.dropUnwanted()
    reader.settings.tellAbsent(tree, warnings)
    return { commit, files: tree.files, archiveBytes: window.received, warnings: warnings.list() }
  }

  /** Takes the member at the window's position; a promise only where its bytes are still to come. */
  private member(): Promise<void> | undefined {
    const { window, walked, paths, options } = this
    const { offset } = window
    const member = this.sized(offset, readLocal(window.bytes, window.at))
    const { packed, size } = member
    paths.count(size)
    if (packed > options.limits.archiveBytes.most) throw tooLarge(options.limits.archiveBytes.most)
    const name = this.name(member)
    const ignored = this.shape.listed !== null && (name.nameAt === name.nameEnd || isMacExtra(name))
    const path = ignored ? null : paths.enter(name.bytes, name.nameAt, name.nameEnd)
    window.at += member.length
    walked.add(offset, member, path)
    const reading =
      path === null || path === '' || path.endsWith('/') ? this.pass(path, member) : this.read(path, member)
    if ((member.flags & FLAG.descriptor) === 0) return reading
    return reading ? reading.then(() => this.descriptor(member)) : this.descriptor(member)
  }

  /** The names in a host's archive are believed as they are. */
  private name(member: Member): MemberName {
    const { listed } = this.shape
    return listed ? plainName(member, listed.backslashes) : member
  }

  /** A member whose sizes only follow its content has those that the directory lists for this place. */
  private sized(offset: number, local: Member): Member {
    if ((local.flags & FLAG.descriptor) === 0) return local
    const listed = this.shape.listed?.members.sizesAt(offset, this.walked.length)
    if (!listed) throw invalid('sizes are missing where the files begin')
    return { ...local, ...listed }
  }

  private pass(path: string | null, { packed, size }: Member): Promise<void> | undefined {
    if (path !== null && size > 0) throw invalid('a folder has content')
    if (path) this.tree.addFolder(path)
    return this.window.skip(packed)
  }

  private read(path: string, member: Member): Promise<void> | undefined {
    const { tree } = this
    const file = this.reader.file(path, member)
    if (file instanceof Promise) return file.then((read) => tree.addFile(path, read))
    tree.addFile(path, file)
    return undefined
  }

  /** Steps over what follows a member's content, which must repeat what the directory says. */
  private async descriptor(member: Member): Promise<void> {
    const { window } = this
    // The directory and the end record are longer, so they are there or the archive ends.
    await arrive(window, DESCRIPTOR_MOST)
    window.at += checkDescriptor(window.bytes, window.at, member)
  }

  /** What only the directory says: links, executables, and what is no file at all. */
  private settle(index: number, mode: number): void {
    const kind = mode & KIND
    if (kind === 0 || (kind === REGULAR && (mode & EXECUTABLE) === 0)) return
    const { files } = this.tree
    const path = this.walked.paths[index]
    const file = path ? files.get(path) : undefined
    if (!path || !file) return
    if (kind === LINK) this.reader.links.settle(path, file, files)
    else if (kind === REGULAR) file.mode = 'executable'
    else {
      files.delete(path)
      this.warnings.add('member_special', path)
    }
  }

  /** Git writes the commit's id as the archive's comment; archives of other makers have none. */
  private commitOf(comment: string): string | null {
    const said = isCommitId(comment) ? comment.toLowerCase() : null
    const asked = this.options.commit ?? said
    if (said !== null && said !== asked) throw invalid('it is of another commit than was asked for')
    return asked
  }
}
