import { Contents, type Use } from './contents'
import type { FileMode, Interest, RepositoryFile } from './files'
import type { Limits } from './limits'
import type { PackObjects } from './pack-objects'
import type { ReadingWarnings } from './reading-warnings'
import { GitSettings } from './special-files'

/** Reads the files of a clone that somebody wants, within the budget for contents. */
export class CloneBlobs {
  readonly settings = new GitSettings()
  private readonly contents: Contents
  private linkBytes = 0

  constructor(
    private readonly objects: PackObjects,
    interest: Interest,
    private readonly limits: Limits,
    private readonly warnings: ReadingWarnings,
  ) {
    this.contents = new Contents(interest, limits, warnings)
  }

  /** The object as the file at a path, as far as it is wanted. */
  file(path: string, mode: FileMode, index: number): RepositoryFile {
    const file: RepositoryFile = { mode, bytes: this.objects.size(index), content: null, seen: undefined }
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
    const { contents, limits, settings } = this
    const size = file.bytes
    const asked = contents.wanted(path, size)
    const wanted = asked > 0 ? Math.min(asked, size, limits.fileBytes.most) : 0
    const held = Math.max(wanted, settings.neededBytes(path, size))
    if (size === 0 && asked > 0) file.content = new Uint8Array()
    if (held > 0 && contents.affords('held', path, held)) {
      if (asked > wanted && size > wanted) this.warnings.add('file_cut', path)
      const content = this.beginning('held', index, held).slice()
      settings.see(path, content)
      if (contents.isElsewhere(path, file, content)) return
      if (wanted > 0) file.content = wanted < held ? content.slice(0, wanted) : content
      else if (contents.glanced(path, size) > 0) contents.look(path, file, content)
      return
    }
    const glanced = contents.glanced(path, size)
    if (glanced > 0 && contents.affords('glanced', path, glanced))
      contents.look(path, file, this.beginning('glanced', index, glanced).slice())
  }

  private beginning(use: Use, index: number, count: number): Uint8Array {
    this.contents.spend(use, count)
    return this.objects.content(index).subarray(0, count)
  }
}
