import type { RepositoryFile } from './files'
import type { Limits } from './limits'
import { type Packing, unreadable } from './packing'
import type { ReadingWarnings } from './reading-warnings'
import { linkTarget } from './special-files'
import { METHOD } from './zip-records'

/** Links whose targets are read for them. */
const MOST_TARGETS = 64

/** The symbolic links of an archive whose members do not say that they are links: the directory at its end does. */
export class PossibleLinks {
  /** Small stored members that were read in case they are links, with the bytes that were wanted of them. */
  private readonly held = new Map<RepositoryFile, number>()
  /** Where wanted links lead, with the bytes that were wanted of them. */
  private readonly targets = new Map<string, number>()
  private bytes = 0

  constructor(
    private readonly limits: Limits,
    private readonly warnings: ReadingWarnings,
  ) {}

  /** Bytes that links before it want of the file at `path`. */
  askedFor(path: string): number {
    return this.targets.size > 0 ? (this.targets.get(path) ?? 0) : 0
  }

  /** What is wanted of a link at `path` is wanted of the file that it leads to, if that is still to come. */
  follow(path: string, target: Uint8Array, asked: number): void {
    const leadsTo = this.targets.size < MOST_TARGETS ? linkTarget(path, target) : null
    if (leadsTo !== null && leadsTo !== path) this.targets.set(leadsTo, Math.max(asked, this.askedFor(leadsTo)))
  }

  /** Might this be a link, and is there room to hold its target? Git stores targets uncompressed. */
  mayBe(member: Packing): boolean {
    const { size, method, crc } = member
    if (size === 0 || crc === null || method !== METHOD.stored || unreadable(member, this.limits) !== null) return false
    return size <= this.limits.symlinkBytes.most && this.bytes + size <= this.limits.linkBytes.most
  }

  /** Holds the whole content of what may be a link until that is known, and `wanted` bytes of it if it is none. */
  hold(file: RepositoryFile, content: Uint8Array, wanted: number): void {
    file.content = content
    this.bytes += content.length
    this.held.set(file, wanted)
  }

  /**
   * The directory says that this is a link: its content is its target, or it could not be read. A link that was wanted to a file
   * that came before it and that nobody wanted is told.
   */
  settle(path: string, file: RepositoryFile, files: ReadonlyMap<string, RepositoryFile>): void {
    file.mode = 'symlink'
    const wanted = (this.held.get(file) ?? 0) > 0
    this.held.delete(file)
    if (file.content?.length === file.bytes && file.bytes <= this.limits.symlinkBytes.most) {
      const target = wanted ? files.get(linkTarget(path, file.content) ?? '') : undefined
      if (target?.mode !== 'file' || target.content !== null) return
    } else file.content = null
    this.warnings.add('symlink_unread', path)
  }

  /** All links are known: of the others that might have been one, only what was wanted stays. */
  dropUnwanted(): void {
    for (const [file, wanted] of this.held)
      file.content = wanted > 0 && file.content ? file.content.slice(0, wanted) : null
  }
}
