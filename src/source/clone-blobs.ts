import type { FileMode, RepositoryFile, Wants } from './files'
import type { Limits } from './limits'
import type { PackObjects } from './pack-objects'
import type { ReadingWarnings } from './reading-warnings'
import { GitSettings, isLfsPointer } from './special-files'

/** Segments of a path up to which a file is near the root. */
const NEAR_ROOT = 3

/** Reads the files of a clone that somebody wants, within the budget for contents. */
export class CloneBlobs {
  readonly settings = new GitSettings()
  private spent = 0
  private linkBytes = 0

  constructor(
    private readonly objects: PackObjects,
    private readonly wants: Wants,
    private readonly limits: Limits,
    private readonly warnings: ReadingWarnings,
  ) {}

  /** The object as the file at a path, as far as it is wanted. */
  file(path: string, mode: FileMode, index: number): RepositoryFile {
    const file: RepositoryFile = { mode, bytes: this.objects.size(index), content: null }
    if (mode === 'symlink') this.readLink(path, file, index)
    else this.read(path, file, index)
    return file
  }

  private readLink(path: string, file: RepositoryFile, index: number): void {
    const { symlinkBytes, linkBytes } = this.limits
    if (file.bytes > symlinkBytes.most || this.linkBytes + file.bytes > linkBytes.most) {
      this.warnings.add('symlink_unread', path)
      return
    }
    this.linkBytes += file.bytes
    file.content = this.objects.content(index).slice()
  }

  private read(path: string, file: RepositoryFile, index: number): void {
    const { limits, settings, warnings } = this
    const size = file.bytes
    const asked = this.wants(path, size)
    const wanted = asked > 0 ? Math.min(asked, size, limits.fileBytes.most) : 0
    const count = Math.max(wanted, settings.neededBytes(path, size))
    if (size === 0 && asked > 0) file.content = new Uint8Array()
    if (count === 0) return
    const budget = path.split('/').length > NEAR_ROOT ? limits.deepHeldBytes.most : limits.heldBytes.most
    if (this.spent + count > budget) {
      warnings.add('read_limit', path)
      return
    }
    if (asked > wanted && size > wanted) warnings.add('file_cut', path)
    this.spent += count
    const content = this.objects.content(index).slice(0, count)
    settings.see(path, content)
    if (count === size && isLfsPointer(content)) warnings.add('lfs_pointer', path)
    else if (wanted > 0) file.content = wanted < count ? content.slice(0, wanted) : content
  }
}
