import { CloneBlobs } from './clone-blobs'
import { FileTree } from './file-tree'
import type { FileMode, Interest, Snapshot } from './files'
import type { Limits } from './limits'
import { MemberPaths } from './member-paths'
import { invalidPack } from './pack-faults'
import { ID_BYTES, idAt, KIND } from './pack-format'
import type { PackObjects } from './pack-objects'
import { ReadingWarnings } from './reading-warnings'

/** The bits of a mode that say what stands there. Source: git-fast-import(1), "filemodify". */
const TYPE = 0o170000
const FOLDER = 0o040000
const SUBMODULE = 0o160000
const LINK = 0o120000
const REGULAR = 0o100000
const EXECUTABLE = 0o111

const SPACE = 0x20
const NUL = 0
const SLASH = 0x2f

/** One line of a tree. */
interface TreeEntry {
  mode: number
  name: Uint8Array
  id: string
  /** Offset of the line that follows. */
  next: number
}

/** A folder that is being read. Its tree is made again for each stretch of files, since a path of trees may be large. */
interface Folder {
  tree: number
  at: number
  /** The folder's path with its closing slash; `null` where its name is refused, and so are all below. */
  path: Uint8Array | null
}

const text = new TextDecoder()

/** Source: gitformat-pack(5) leaves it to git-ls-tree(1): mode in octal digits, space, name, NUL, id. */
function readTreeEntry(tree: Uint8Array, at: number): TreeEntry {
  const space = tree.indexOf(SPACE, at)
  const nul = tree.indexOf(NUL, at)
  const digits = space < 0 || space > at + 6 ? '' : text.decode(tree.subarray(at, space))
  const next = nul + 1 + ID_BYTES
  if (!/^[0-7]{5,6}$/.test(digits) || nul < space + 2 || next > tree.length) throw invalidPack('a folder is damaged')
  const name = tree.subarray(space + 1, nul)
  return { mode: Number.parseInt(digits, 8), name, id: idAt(tree, nul + 1), next }
}

/** The path of a name in a folder, a folder's with a slash; `null` where it is no name at all. */
function pathIn(folder: Uint8Array, name: Uint8Array, isFolder: boolean): Uint8Array | null {
  if (name.includes(SLASH)) return null
  const path = new Uint8Array(folder.length + name.length + (isFolder ? 1 : 0)).fill(SLASH)
  path.set(folder)
  path.set(name, folder.length)
  return path
}

const fileMode = (mode: number): FileMode =>
  (mode & TYPE) === LINK ? 'symlink' : mode & EXECUTABLE ? 'executable' : 'file'

/** A commit's files out of a clone, in the order and by the rules in which an archive has them. */
export class CloneTree {
  private readonly tree: FileTree
  private readonly warnings = new ReadingWarnings()
  private readonly paths: MemberPaths
  private readonly blobs: CloneBlobs

  constructor(
    private readonly objects: PackObjects,
    interest: Interest,
    limits: Limits,
  ) {
    this.tree = new FileTree(limits)
    this.paths = new MemberPaths(limits, this.tree, this.warnings, false)
    this.blobs = new CloneBlobs(objects, interest, limits, this.warnings)
  }

  /** @param root number of the commit's tree */
  read(root: number): Pick<Snapshot, 'files' | 'warnings'> {
    const { tree, warnings } = this
    const open: Folder[] = [{ tree: root, at: 0, path: new Uint8Array() }]
    for (let folder = open.at(-1); folder; folder = open.at(-1)) {
      const inner = this.untilFolder(folder)
      if (inner) open.push(inner)
      else open.pop()
    }
    tree.checkFolders()
    this.blobs.settings.tellAbsent(tree, warnings)
    // A clone has what its repository leaves out of archives.
    return { files: tree.files, warnings: warnings.list().filter(({ code }) => code !== 'export_ignore') }
  }

  /** Takes the lines of a folder up to the next folder in it, which it gives; `undefined` at the end. */
  private untilFolder(folder: Folder): Folder | undefined {
    const content = this.objects.content(folder.tree)
    while (folder.at < content.length) {
      const entry = readTreeEntry(content, folder.at)
      folder.at = entry.next
      const inner = this.take(entry, folder.path)
      if (inner) return inner
    }
    return undefined
  }

  private take({ mode, name, id }: TreeEntry, folder: Uint8Array | null): Folder | undefined {
    const type = mode & TYPE
    const isFolder = type === FOLDER || type === SUBMODULE
    const bytes = folder && pathIn(folder, name, isFolder)
    const index = type === SUBMODULE ? undefined : this.named(id, type === FOLDER ? KIND.tree : KIND.blob)
    this.paths.count(isFolder || index === undefined ? 0 : this.objects.size(index))
    const path = bytes && this.paths.enter(bytes)
    if (!bytes) this.warnings.add('member_name', null)
    if (isFolder && path) this.tree.addFolder(path)
    if (type === FOLDER && index !== undefined) return { tree: index, at: 0, path: path === null ? null : bytes }
    if (path && index !== undefined) this.addFile(path, mode, index)
    return undefined
  }

  private addFile(path: string, mode: number, index: number): void {
    const type = mode & TYPE
    if (type === REGULAR || type === LINK) this.tree.addFile(path, this.blobs.file(path, fileMode(mode), index))
    else this.warnings.add('member_special', path)
  }

  private named(id: string, kind: number): number {
    const index = this.objects.find(id)
    if (index === undefined || this.objects.kind(index) !== kind) throw invalidPack('a file or a folder is not in it')
    return index
  }
}
