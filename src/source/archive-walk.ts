import { reconcileDirectory } from './archive-directory'
import { invalid, tooLarge, truncated } from './archive-faults'
import type { ByteWindow } from './byte-window'
import { FileTree } from './file-tree'
import type { Snapshot, Wants } from './files'
import type { Limits } from './limits'
import { readName } from './member-name'
import { MemberReader } from './member-reader'
import { ReadingWarnings } from './reading-warnings'
import { isCommitId } from './ref-name'
import { SourceFault } from './result'
import { WalkedMembers } from './walked-members'
import { localLength, type Member, readLocal, SIGNATURE, SIZE, u32 } from './zip-records'

export interface ReadOptions {
  /** The commit that was asked for: 40 hexadecimal digits in lower case; `null` where the archive itself may say. */
  commit: string | null
  wants: Wants
  limits: Limits
  signal: AbortSignal
  /** Called after each read with the bytes received so far. */
  onBytes(received: number): void
}

const KIND = 0xf000
const LINK = 0xa000
const REGULAR = 0x8000
const EXECUTABLE = 0o111

/** One pass over an archive, from the first local header to the end record. */
export class ArchiveWalk {
  readonly tree = new FileTree()
  readonly walked = new WalkedMembers()
  readonly warnings = new ReadingWarnings()
  readonly reader: MemberReader
  /** The top folder with its slash; all names begin with it. */
  private top = new Uint8Array()
  private inflated = 0
  private nameBytes = 0

  constructor(
    readonly window: ByteWindow,
    private readonly options: ReadOptions,
  ) {
    this.reader = new MemberReader(window, options.wants, options.limits, this.warnings)
  }

  async snapshot(): Promise<Snapshot> {
    const { window, tree, warnings, reader } = this
    if (!(await window.need(4))) throw truncated()
    const first = u32(window.bytes, window.at)
    if (![SIGNATURE.local, SIGNATURE.zip64End, SIGNATURE.end].some((start) => start === first))
      throw invalid('it is not a ZIP archive')
    for (;;) {
      const waiting = this.headerArrives()
      if (waiting) await waiting
      if (u32(window.bytes, window.at) !== SIGNATURE.local) break
      const reading = this.member()
      if (reading) await reading
    }
    const comment = await reconcileDirectory(window, this.walked, this.top, (index, mode) => this.settle(index, mode))
    this.checkCommit(comment)
    tree.checkFolders()
    reader.dropUnwanted()
    reader.settings.tellAbsent(tree, warnings)
    return { commit: this.options.commit, files: tree.files, archiveBytes: window.received, warnings: warnings.list() }
  }

  /** A whole local header is in the window, or the record that follows the last member; `undefined` when it is already. */
  private headerArrives(): Promise<void> | undefined {
    const { window } = this
    const here = window.end - window.at
    if (here >= SIZE.local && here >= localLength(window.bytes, window.at)) return undefined
    return this.waitForHeader()
  }

  private async waitForHeader(): Promise<void> {
    const { window } = this
    if (!(await window.need(4))) throw truncated()
    if (u32(window.bytes, window.at) !== SIGNATURE.local) return
    if (!(await window.need(SIZE.local))) throw truncated()
    if (!(await window.need(localLength(window.bytes, window.at)))) throw truncated()
  }

  /** Takes the member at the window's position; a promise only where its bytes are still to come. */
  private member(): Promise<void> | undefined {
    const { window, walked } = this
    const offset = window.offset
    const member = readLocal(window.bytes, window.at)
    this.checkTotals(member)
    const { nameAt, nameEnd } = member
    if (walked.length === 0) this.top = this.topFolder(nameAt, nameEnd)
    const path = this.memberPath(nameAt, nameEnd)
    window.at += member.length
    if (path === null || path === '' || path.endsWith('/')) {
      if (path !== null && member.size > 0) throw invalid('a folder has content')
      walked.add(offset, member, path)
      return window.skip(member.packed)
    }
    walked.add(offset, member, path)
    const file = this.reader.file(path, member)
    if (file instanceof Promise) return file.then((read) => this.tree.addFile(path, read))
    this.tree.addFile(path, file)
    return undefined
  }

  private checkTotals({ packed, size }: Member): void {
    const { limits } = this.options
    this.inflated += size
    if (packed > limits.archiveBytes.most) throw tooLarge(limits.archiveBytes.most)
    if (this.inflated > limits.inflatedBytes.most)
      throw new SourceFault('archive_too_large', 'The repository has more gigabytes of files than can be read.')
    if (this.walked.length >= limits.members.most)
      throw new SourceFault('too_many_files', `The repository has more than ${limits.members.most} files.`)
  }

  private topFolder(nameAt: number, nameEnd: number): Uint8Array<ArrayBuffer> {
    const { bytes } = this.window
    const slash = bytes.indexOf(0x2f, nameAt)
    const top = slash < 0 || slash >= nameEnd ? null : readName(bytes, nameAt, slash, this.options.limits)
    if (!top || top.includes(':')) throw invalid('its files are not in one folder')
    return bytes.slice(nameAt, slash + 1)
  }

  /** The path that a name spells, a folder's with its slash; `null` where it is refused. Folders are added to the tree. */
  private memberPath(nameAt: number, nameEnd: number): string | null {
    const { top, tree, warnings } = this
    const { bytes } = this.window
    for (let i = 0; i < top.length; i++)
      if (nameAt + i >= nameEnd || bytes[nameAt + i] !== top[i]) throw invalid('its files are not in one folder')
    const { limits } = this.options
    const path = readName(bytes, nameAt + top.length, nameEnd, limits)
    if (path === null) {
      warnings.add('member_name', null)
      return null
    }
    this.nameBytes += nameEnd - nameAt
    if (this.nameBytes > limits.nameBytes.most)
      throw new SourceFault('too_many_files', 'The names of the files in the repository are too long to hold.')
    // One character for each byte is ASCII, or Latin-1, whose characters are composed.
    if (path.length < nameEnd - nameAt - top.length && tree.isTwin(path)) {
      warnings.add('member_twin', path)
      return null
    }
    if (path.endsWith('/')) tree.addFolder(path)
    return path
  }

  /** What only the directory says: links, executables, and what is no file at all. */
  private settle(index: number, mode: number): void {
    const kind = mode & KIND
    if (kind === 0 || (kind === REGULAR && (mode & EXECUTABLE) === 0)) return
    const path = this.walked.paths[index]
    const file = path ? this.tree.files.get(path) : undefined
    if (!path || !file) return
    if (kind === LINK) this.reader.settleLink(path, file)
    else if (kind === REGULAR) file.mode = 'executable'
    else {
      this.tree.files.delete(path)
      this.warnings.add('member_special', path)
    }
  }

  /** Git writes the commit's id as the archive's comment; archives of other makers have none. */
  private checkCommit(comment: string): void {
    if (isCommitId(comment) && comment.toLowerCase() !== this.options.commit)
      throw invalid('it is of another commit than was asked for')
  }
}
