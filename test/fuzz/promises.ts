import type { Snapshot } from '../../src/source/files'
import type { SourceFailureCode } from '../../src/source/result'
import { pathOf, slowZip } from '../corpora/slow-zip'
import { COMMIT } from '../unit/snapshot'
import { read, tightened } from '../unit/source/reading'

/** Limits so small that a short input can reach each. */
const MOST = {
  archiveBytes: 40_000,
  inflatedBytes: 1 << 22,
  members: 12,
  nameBytes: 1500,
  heldBytes: 1 << 16,
  deepHeldBytes: 1 << 15,
  linkBytes: 1 << 13,
  fileBytes: 1 << 14,
  memberNameBytes: 300,
  memberDepth: 8,
  symlinkBytes: 256,
} as const
const limits = tightened(MOST)

/** What an archive alone can fail with. */
const CODES: ReadonlySet<SourceFailureCode> = new Set([
  'archive_invalid',
  'archive_truncated',
  'archive_too_large',
  'too_many_files',
])
/** Warnings that explain why a member of the archive is no file of the repository. */
const LEFT_OUT: ReadonlySet<string> = new Set(['member_name', 'member_twin', 'member_special'])

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not come through
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\\]|^\/|(^|\/)\.{0,2}(\/|$)/

function* brokenBySnapshot(bytes: Uint8Array, { files, warnings, archiveBytes, commit }: Snapshot): Generator<string> {
  if (commit !== COMMIT) yield 'another commit is said than was asked for'
  if (archiveBytes !== bytes.length) yield `it says ${archiveBytes} bytes of ${bytes.length}`
  if (files.size > MOST.members) yield `it has ${files.size} files`
  let held = 0
  for (const [path, { bytes: size, content }] of files) {
    if (UNSAFE.test(path)) yield `a path leads astray: ${JSON.stringify(path)}`
    if (path.length > MOST.memberNameBytes) yield 'a path is too long'
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1))
      if (files.has(path.slice(0, slash))) yield `a file is a folder: ${JSON.stringify(path)}`
    held += content?.length ?? 0
    if (content && content.length > Math.min(size, MOST.fileBytes)) yield `too much of a file is held: ${path}`
  }
  if (held > MOST.heldBytes + MOST.linkBytes) yield `${held} bytes are held`
  for (const { code, sources } of warnings)
    for (const { path } of sources) if (UNSAFE.test(path)) yield `${code} says a path that leads astray`
}

/** Whatever is accepted, a reader that goes by the directory must have read alike. */
function* brokenByComparison(bytes: Uint8Array, { files, warnings }: Snapshot): Generator<string> {
  const slow = slowZip(bytes)
  // Of twins the first counts, so it is put in last.
  const byPath = new Map(slow.reverse().map((member) => [pathOf(member), member]))
  for (const [path, { bytes: size, content, mode }] of files) {
    const other = byPath.get(mode === 'submodule' ? `${path}/` : path)
    if (!other || other.size !== size) yield `the directory has no such file: ${JSON.stringify(path)}`
    else if (content && !other.content?.subarray(0, content.length).equals(content) && content.length === size)
      yield `the content is another: ${JSON.stringify(path)}`
  }
  if (warnings.some(({ code }) => LEFT_OUT.has(code))) return
  for (const path of byPath.keys())
    if (path !== '' && !path.endsWith('/') && !files.has(path)) yield `a file is missing: ${JSON.stringify(path)}`
}

/** How an input is read: the sizes of the chunks it comes in, and the bytes asked of each file. */
export interface Reading {
  chunks: number[]
  wanted: number
}

/** What the reader promises of any bytes whatsoever, and this input breaks; `null` when all is kept. */
export async function brokenPromise(bytes: Uint8Array, { chunks, wanted }: Reading): Promise<string | null> {
  try {
    const result = await read(bytes, { wants: () => wanted, limits }, chunks)
    if (!result.ok) return CODES.has(result.code) ? null : `it fails with ${result.code}`
    for (const broken of brokenBySnapshot(bytes, result.value)) return broken
    for (const broken of brokenByComparison(bytes, result.value)) return broken
    return null
  } catch (error) {
    return `it throws ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
  }
}
