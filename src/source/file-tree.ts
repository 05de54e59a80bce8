import { invalid } from './archive-faults'
import type { RepositoryFile } from './files'
import type { Limits } from './limits'
import { SourceFault } from './result'

/** Bytes of memory that a path takes with its file: 190 were seen in V8 of short ones unread, in trees of 160,000. */
const EACH = 400

/** The paths of an archive as they come, with the checks that make them one tree. Folders end with a slash. */
export class FileTree {
  readonly files = new Map<string, RepositoryFile>()
  /** From each folder to whether anything is in it. */
  private readonly folders = new Map<string, boolean>()
  /** Composed forms (NFC) of names beyond ASCII. */
  private readonly composed = new Set<string>()
  private lastParent = ''
  private contentBytes = 0

  constructor(private readonly limits: Limits) {}

  /** Bytes of memory that it takes, contents among them. */
  get heldBytes(): number {
    return this.contentBytes + EACH * (this.files.size + this.folders.size)
  }

  /** Is there a folder with nothing in it? Git has none, so it stands for a submodule. */
  isEmptyFolder(path: string): boolean {
    return this.folders.get(`${path}/`) === false
  }

  /** Does a path before this one, beyond ASCII, have the same name, once the ways of writing it are made one? */
  isTwin(path: string): boolean {
    const before = this.composed.size
    return this.composed.add(path.normalize('NFC')).size === before
  }

  /** @throws SourceFault when there are more folders than may be */
  addFolder(path: string): void {
    if (!this.folders.has(path)) this.note(path, false)
    this.fillParents(path, path.length - 2)
  }

  /** @throws SourceFault when the path is there already, or there are more folders than may be */
  addFile(path: string, file: RepositoryFile): void {
    const { files } = this
    const before = files.size
    files.set(path, file)
    this.contentBytes += file.content?.length ?? 0
    if (files.size === before) throw invalid('it has a file twice')
    this.fillParents(path, path.length)
  }

  /** @throws SourceFault when a file is a folder as well; called once, when all paths are there */
  checkFolders(): void {
    for (const folder of this.folders.keys())
      if (this.files.has(folder.slice(0, -1))) throw invalid('a file is a folder as well')
  }

  /** Notes that there is something in the folders above, found by their last slash up to `from`. */
  private fillParents(path: string, from: number): void {
    // Neighbours in an archive share their folder, so this is nearly always all.
    if (path.startsWith(this.lastParent) && path.indexOf('/', this.lastParent.length) < 0) return
    let slash = path.lastIndexOf('/', from)
    this.lastParent = path.slice(0, slash + 1)
    while (slash >= 0) {
      const folder = path.slice(0, slash + 1)
      if (this.folders.get(folder) === true) return
      this.note(folder, true)
      slash = slash === 0 ? -1 : path.lastIndexOf('/', slash - 1)
    }
  }

  private note(folder: string, filled: boolean): void {
    this.folders.set(folder, filled)
    const { most } = this.limits.folders
    if (this.folders.size > most)
      throw new SourceFault('too_many_files', `The repository has more than ${most} folders.`)
  }
}
