import type { Warning } from './files'

/** What can be amiss with single files of an archive that is sound as a whole. `{n}` is their number. */
export const READING_WARNINGS = {
  member_name: 'Left out for names that lead outside the repository or that no file system takes: {n}.',
  member_twin: 'Left out because their names differ from another only in how Unicode writes them: {n}.',
  member_encrypted: 'Files that are encrypted in the archive and were not read: {n}.',
  member_method: 'Files that are compressed in a way that is not supported and were not read: {n}.',
  member_corrupt: 'Files whose bytes are damaged in the archive and were not read: {n}.',
  member_special: 'Devices, pipes, sockets or sparse files, which were left out: {n}.',
  hard_link_unread: 'Hard links to files in the archive that were not read, or not as far: {n}.',
  symlink_unread: 'Symbolic links whose target was not read: {n}.',
  read_limit: 'Files that were not read because the repository has too much text to hold: {n}.',
  glance_limit:
    'Files whose language is told by their names alone because the repository has too much text to look at: {n}.',
  file_cut: 'Files of which only the beginning was read, since they are very long: {n}.',
  lfs_pointer: 'Files that Git LFS keeps elsewhere, so that only pointers to them are here: {n}.',
  submodule_absent: 'Submodules, whose files are in repositories of their own: {n}.',
  export_ignore:
    'The repository leaves files out of its archives (export-ignore), so files may exist that are not seen.',
} as const
export type ReadingWarning = keyof typeof READING_WARNINGS

/** Places that one warning names. */
const NAMED = 20

/** Gathers warnings by kind: one for each kind, with its number and the first places. */
export class ReadingWarnings {
  private readonly kinds = new Map<ReadingWarning, { count: number; sources: Warning['sources'] }>()

  /** @param path place in the repository; `null` where its name cannot be shown */
  add(code: ReadingWarning, path: string | null, line?: number): void {
    const kind = this.kinds.get(code) ?? { count: 0, sources: [] }
    kind.count++
    if (path !== null && kind.sources.length < NAMED) kind.sources.push(line === undefined ? { path } : { path, line })
    this.kinds.set(code, kind)
  }

  list(): Warning[] {
    return [...this.kinds].map(([code, { count, sources }]) => ({
      code,
      message: READING_WARNINGS[code].replace('{n}', String(count)),
      sources,
    }))
  }
}
