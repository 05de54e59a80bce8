/** What stands at a path of the tree. `submodule` and `lfs` hold no content of their own in an archive. */
export type FileMode = 'file' | 'executable' | 'symlink' | 'submodule'

/** One path of the repository at the commit. */
export interface RepositoryFile {
  mode: FileMode
  /** Size of the whole file in bytes, read or not. */
  bytes: number
  /** The first bytes of the file as far as they were asked for; `null` when nobody asked. A symlink's content is its target. */
  content: Uint8Array | null
  /** What a glance made of a file whose content is not held. */
  seen?: object | undefined
}

/** Something a maintainer wants to hear of; `code` is stable, `message` is one plain sentence. */
export interface Warning {
  code: string
  message: string
  sources: { path: string; line?: number }[]
}

/**
 * A repository at one commit, as far as it was read.
 * Paths are relative to the repository's root, with `/`, without a leading `./`.
 */
export interface Snapshot {
  /** 40 hexadecimal digits; `null` for an uploaded archive that does not say. */
  commit: string | null
  files: Map<string, RepositoryFile>
  /** Bytes of the archive that were transferred. */
  archiveBytes: number
  warnings: Warning[]
  /** Paths that stand in the tree and are not to be looked at. */
  hidden?: ReadonlySet<string>
}

/**
 * Says, for a path and its size in bytes, how many bytes from the file's start are to be read:
 * 0 for none, `Infinity` for all (the reader's per-file limit still holds).
 */
export type Wants = (path: string, bytes: number) => number

/** Looks at the beginnings of files as they come, so that they need not be held. */
export interface Glance {
  /** Bytes that it looks at of a file of which nothing is to be held. */
  wants: Wants
  /** What stays of them, as `seen`. @param bytes size of the whole file */
  at(path: string, content: Uint8Array, bytes: number): object
  /** Are they to be held all the same, for what stands in them? */
  holds(path: string, content: Uint8Array): boolean
}

/** What is read of a repository. */
export interface Interest {
  /** What is held. */
  wants: Wants
  glance?: Glance | undefined
}
