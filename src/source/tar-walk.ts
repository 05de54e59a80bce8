import { invalid, truncated } from './archive-faults'
import { AHEAD, type ByteWindow } from './byte-window'
import { FileTree } from './file-tree'
import type { RepositoryFile, Snapshot } from './files'
import { MemberPaths } from './member-paths'
import { MemberReader } from './member-reader'
import type { ReadOptions } from './read-options'
import { ReadingWarnings } from './reading-warnings'
import { isCommitId } from './ref-name'
import { linkTarget } from './special-files'
import { type Extension, NO_EXTENSION, readLongName, readPax } from './tar-extension'
import { BLOCK, isZeroBlock, MAP, paddingOf, readHeader, type TarHeader } from './tar-header'
import { isAppleDouble, withoutDots } from './tar-names'
import { METHOD } from './zip-records'

/** What is known of an archive before it is read. */
export interface TarShape {
  /** Are all members in one folder, which is not the repository's? */
  hasTop: boolean
  /** A person packed it, perhaps on macOS, and no Git host. */
  uploaded: boolean
}

/** What a type flag says; those of no kind are no files. */
const KINDS: ReadonlyMap<string, 'file' | 'copy' | 'link' | 'folder'> = new Map([
  ['0', 'file'],
  ['\0', 'file'],
  ['7', 'file'],
  ['1', 'copy'],
  ['2', 'link'],
  ['5', 'folder'],
])
/** Nothing follows the headers of links, devices, folders and pipes, whatever size they give. */
const WITHOUT_CONTENT: ReadonlySet<string> = new Set(['2', '3', '4', '5', '6'])
/** Gives the whole archive a name. */
const LABEL = 'V'
const EXECUTABLE = 0o111

/** How records that say something of the next member, or of all (`g`), are read. */
const EXTENSIONS: ReadonlyMap<string, (content: Uint8Array) => Partial<Extension>> = new Map([
  ['x', readPax],
  ['X', readPax],
  ['g', readPax],
  ['L', (content) => ({ path: readLongName(content) })],
  ['K', (content) => ({ link: readLongName(content) })],
])

/** One pass over a tar stream, from the first header to the end of the stream. */
export class TarWalk {
  private readonly tree: FileTree
  private readonly warnings = new ReadingWarnings()
  private readonly paths: MemberPaths
  private readonly reader: MemberReader
  /** What was said of the next member. */
  private extension = NO_EXTENSION
  private commit: string | null
  private linkBytes = 0

  constructor(
    private readonly window: ByteWindow,
    private readonly options: ReadOptions,
    private readonly shape: TarShape,
  ) {
    const { limits, memory, signal } = options
    this.tree = new FileTree(limits)
    this.paths = new MemberPaths(limits, this.tree, this.warnings, shape.hasTop)
    this.reader = new MemberReader(window, options, this.warnings)
    this.commit = options.commit
    window.room = () => memory.hold(AHEAD + this.tree.heldBytes, signal)
  }

  async snapshot(): Promise<Omit<Snapshot, 'archiveBytes'>> {
    const { window, tree, warnings } = this
    for (;;) {
      if (window.end - window.at < BLOCK && !(await window.need(BLOCK))) throw truncated()
      if (isZeroBlock(window.bytes, window.at)) break
      const reading = this.member()
      if (reading) await reading
    }
    if (this.extension !== NO_EXTENSION) throw invalid('it describes a file that is not there')
    await this.onlyZerosFollow()
    tree.checkFolders()
    this.reader.settings.tellAbsent(tree, warnings)
    return { commit: this.commit, files: tree.files, warnings: warnings.list() }
  }

  /** Writers fill up their last record, of 10 KB or as they were told. */
  private async onlyZerosFollow(): Promise<void> {
    const { window, options } = this
    for (let padding = 0; await window.need(1); ) {
      padding += window.end - window.at
      if (padding > options.limits.paddingBytes.most) throw invalid('endless zeros follow its end')
      for (let at = window.at; at < window.end; at++)
        if (window.bytes[at] !== 0) throw invalid('something follows its end')
      window.at = window.end
    }
  }

  /** Takes what is at the window's position; a promise only where its bytes are still to come. */
  private member(): Promise<void> | undefined {
    const { window, paths, extension } = this
    const header = readHeader(window.bytes, window.at)
    window.at += BLOCK
    const read = EXTENSIONS.get(header.type)
    if (read) return this.extend(header, read)
    this.extension = NO_EXTENSION
    const size = WITHOUT_CONTENT.has(header.type) ? 0 : (extension.size ?? header.size)
    paths.count(size)
    const name = withoutDots(extension.path ?? header.name)
    const ignored = name.length === 0 || header.type === LABEL || (this.shape.uploaded && isAppleDouble(name))
    const path = ignored ? null : paths.enter(name)
    return path ? this.place(path, header, size, extension) : this.skip(header, size)
  }

  private async extend({ type, size }: TarHeader, read: (content: Uint8Array) => Partial<Extension>): Promise<void> {
    const { window, options } = this
    if (size > options.limits.extensionBytes.most) throw invalid('an extended header is too long')
    const content = (await window.take(size)).slice()
    await window.skip(paddingOf(size))
    const said = read(content)
    if (type !== 'g') this.extension = { ...this.extension, ...said }
    else if (said.path || said.link || said.size !== undefined) throw invalid('it has one name or size for all files')
    else if (said.comment) this.checkCommit(said.comment)
  }

  /** Git writes the commit's id as a comment on all files. */
  private checkCommit(comment: string): void {
    if (!isCommitId(comment)) return
    this.commit ??= comment.toLowerCase()
    if (comment.toLowerCase() !== this.commit) throw invalid('it is of another commit than was asked for')
  }

  /** Puts a member into the tree, a folder with or without its slash, and steps over what is not read of it. */
  private place(path: string, header: TarHeader, size: number, extension: Extension): Promise<void> | undefined {
    const { tree, warnings } = this
    const bare = path.endsWith('/') ? path.slice(0, -1) : path
    const kind = extension.sparse ? undefined : KINDS.get(header.type)
    const link = extension.link ?? header.link
    if (kind === undefined) warnings.add('member_special', bare)
    else if (kind === 'folder' || (kind === 'file' && bare !== path)) {
      if (size > 0) throw invalid('a folder has content')
      tree.addFolder(`${bare}/`)
    } else if (kind === 'link') tree.addFile(bare, this.linkTo(bare, link))
    else if (kind === 'copy' && size === 0) tree.addFile(bare, this.copyOf(bare, withoutDots(link)))
    else return this.file(bare, size, header.mode)
    return this.skip(header, size)
  }

  private file(path: string, size: number, mode: number): Promise<void> | undefined {
    const packing = { flags: 0, method: METHOD.stored, packed: size, size, crc: null }
    const add = (file: RepositoryFile) => {
      if (mode & EXECUTABLE) file.mode = 'executable'
      this.tree.addFile(path, file)
      return this.window.skip(paddingOf(size))
    }
    const read = this.reader.file(path, packing)
    return read instanceof Promise ? read.then(add) : add(read)
  }

  private linkTo(path: string, target: Uint8Array): RepositoryFile {
    const { limits, wants } = this.options
    const fits = target.length > 0 && target.length <= limits.symlinkBytes.most
    const content = fits && this.linkBytes + target.length <= limits.linkBytes.most ? target.slice() : null
    this.linkBytes += content?.length ?? 0
    const asked = wants(path, target.length)
    if (content && asked > 0) this.reader.links.follow(path, content, asked)
    const passed = content && asked > 0 ? this.tree.files.get(linkTarget(path, content) ?? '') : undefined
    if (!content || (passed?.mode === 'file' && passed.content === null)) this.warnings.add('symlink_unread', path)
    return { mode: 'symlink', bytes: target.length, content }
  }

  /** A hard link is the file it names, which came before it: read as far as that one was. */
  private copyOf(path: string, target: Uint8Array): RepositoryFile {
    const named = this.paths.below(target)
    const original = named === null ? undefined : this.tree.files.get(named)
    if (original?.mode === 'symlink') return original
    const { mode, bytes, content, seen }: RepositoryFile = original ?? { mode: 'file', bytes: 0, content: null }
    const asked = this.options.wants(path, bytes)
    const read = asked > 0 && content ? content.subarray(0, asked) : null
    if (!original || (read?.length ?? 0) < Math.min(asked, bytes)) this.warnings.add('hard_link_unread', path)
    return { mode, bytes, content: read, seen }
  }

  private skip({ mapContinues }: TarHeader, size: number): Promise<void> | undefined {
    return mapContinues ? this.skipMap(size) : this.window.skip(size + paddingOf(size))
  }

  /** The map of a sparse file may go on in blocks of its own. Source: GNU tar manual, "Old GNU Format". */
  private async skipMap(size: number): Promise<void> {
    const { window } = this
    for (let continues = true; continues; window.at += BLOCK) {
      if (!(await window.need(BLOCK))) throw truncated()
      continues = window.bytes[window.at + MAP.continues] === 1
    }
    await window.skip(size + paddingOf(size))
  }
}
