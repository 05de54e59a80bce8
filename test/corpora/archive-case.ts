import { crc32 } from 'node:zlib'
import type { FileMode, Snapshot } from '../../src/source/files'
import type { SourceFailureCode, SourceResult } from '../../src/source/result'
import type { Part } from './zip-parts'

/** What must come of an archive: it is refused with a code, or exactly these files and warnings are read. */
export type Outcome = { code: SourceFailureCode } | { files: string[]; warnings: string[] }

/** An archive that somebody may send, and what must come of it. */
export interface ArchiveCase {
  name: string
  bytes(): Uint8Array
  outcome: Outcome
  /** Bytes asked of each file; all, where not said. */
  wanted?: number
}

export const TOP = 'name-1/'

/** A member in the archive's top folder. */
export const at = (name: string, content: string | Uint8Array = name, more: Partial<Part> = {}): Part => ({
  name: TOP + name,
  content,
  ...more,
})

const LONGEST = 40

/** How a file is told in an outcome: its path, mode, size and content, a long content by its length and checksum. */
export function told(
  path: string,
  content: string | Uint8Array | null,
  { mode = 'file' as FileMode, bytes = content === null ? 0 : Buffer.from(content).length } = {},
): string {
  const held = content === null ? null : Buffer.from(content)
  const what =
    held === null ? 'unread' : held.length <= LONGEST ? JSON.stringify(held.toString('latin1')) : digest(held)
  return `${path} ${mode} ${bytes} ${what}`
}

const digest = (bytes: Uint8Array): string => `${bytes.length} bytes of ${crc32(bytes).toString(16)}`

/** Files up to which an outcome tells each; of more, their number and a checksum of what it would have told. */
const TELLABLE = 1000
const shortened = (files: string[]): string[] =>
  files.length <= TELLABLE ? files : [`${files.length} files: ${digest(Buffer.from(files.join('\n')))}`]

/** What came of an archive, in the words of `Outcome`. */
export function outcomeOf(result: SourceResult<Snapshot>): Outcome {
  if (!result.ok) return { code: result.code }
  const { files, warnings } = result.value
  return {
    files: shortened([...files].map(([path, { mode, bytes, content }]) => told(path, content, { mode, bytes }))),
    warnings: warnings.map(({ code }) => code),
  }
}

export const refused = (code: SourceFailureCode): Outcome => ({ code })
export const INVALID = refused('archive_invalid')
export const TRUNCATED = refused('archive_truncated')
/** These files are read, in this order, and these warnings given. */
export const reads = (files: string[], ...warnings: string[]): Outcome => ({ files: shortened(files), warnings })

/** A table of cases in short: name, how the bytes are made, what must come of them. */
export const cases = (...rows: [name: string, bytes: () => Uint8Array, outcome: Outcome][]): ArchiveCase[] =>
  rows.map(([name, bytes, outcome]) => ({ name, bytes, outcome }))
