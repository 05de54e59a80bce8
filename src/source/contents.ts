import type { Interest, RepositoryFile } from './files'
import type { Limits } from './limits'
import type { ReadingWarning, ReadingWarnings } from './reading-warnings'
import { isLfsPointer } from './special-files'

/** What becomes of the bytes that are read of a file: they stay until the analysis is done, or are looked at once. */
export type Use = 'held' | 'glanced'

const BEYOND: Record<Use, ReadingWarning> = { held: 'read_limit', glanced: 'glance_limit' }

/** Segments of a path up to which a file is near the root. */
const NEAR_ROOT = 3
const isDeep = (path: string): boolean => {
  let slashes = 0
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) slashes++
  return slashes >= NEAR_ROOT
}

/** What is read of the files of a repository, within the budgets for it. */
export class Contents {
  private readonly spent: Record<Use, number> = { held: 0, glanced: 0 }

  constructor(
    private readonly interest: Interest,
    private readonly limits: Limits,
    private readonly warnings: ReadingWarnings,
  ) {}

  /**
   * Bytes of a file that are to be held: as far as somebody wants it, and then as far as the glance does.
   * @param also bytes that are wanted besides
   */
  wanted(path: string, size: number, also = 0): number {
    const asked = Math.max(this.interest.wants(path, size), also)
    return asked > 0 && asked < size ? Math.max(asked, this.glanced(path, size)) : asked
  }

  /** Bytes of a file that are looked at where nothing of it is held. */
  glanced(path: string, size: number): number {
    return Math.min(this.interest.glance?.wants(path, size) ?? 0, size, this.limits.fileBytes.most)
  }

  /** May so many bytes more be read of a file? What may not is told. */
  affords(use: Use, path: string, bytes: number): boolean {
    const { heldBytes, deepHeldBytes, glancedBytes } = this.limits
    const { most } = use === 'glanced' ? glancedBytes : isDeep(path) ? deepHeldBytes : heldBytes
    const fits = this.spent[use] + bytes <= most
    if (!fits) this.warnings.add(BEYOND[use], path)
    return fits
  }

  spend(use: Use, bytes: number): void {
    this.spent[use] += bytes
  }

  /** Is this a pointer to content that is elsewhere? That is told. */
  isElsewhere(path: string, file: RepositoryFile, content: Uint8Array): boolean {
    const isPointer = content.length === file.bytes && isLfsPointer(content)
    if (isPointer) this.warnings.add('lfs_pointer', path)
    return isPointer
  }

  /** Looks at the beginning of a file and keeps what was seen, and the beginning itself where that is worth it. @param content a buffer of its own */
  look(path: string, file: RepositoryFile, content: Uint8Array): void {
    const { glance } = this.interest
    if (!glance || this.isElsewhere(path, file, content)) return
    file.seen = glance.at(path, content, file.bytes)
    if (!glance.holds(path, content) || !this.affords('held', path, content.length)) return
    this.spend('held', content.length)
    file.content = content
  }
}
