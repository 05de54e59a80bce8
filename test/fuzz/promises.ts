import type { Snapshot } from '../../src/source/files'
import type { SourceFailureCode } from '../../src/source/result'
import { pathOf, slowZip } from '../corpora/slow-zip'
import { COMMIT } from '../unit/snapshot'
import { tightened } from '../unit/source/reading'
import type { Door } from './doors'

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
  folders: 64,
  extensionBytes: 2048,
  paddingBytes: 10_240,
  packObjects: 20,
  objectBytes: 1 << 15,
  unpackedBytes: 1 << 18,
  deltaDepth: 3,
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

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not come through
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/

function* brokenBySnapshot(
  bytes: Uint8Array,
  asks: boolean,
  { files, warnings, archiveBytes, commit }: Snapshot,
): Generator<string> {
  if (asks && commit !== COMMIT) yield 'another commit is said than was asked for'
  if (commit !== null && !/^[0-9a-f]{40}$/.test(commit)) yield `no commit is ${commit}`
  if (archiveBytes !== bytes.length) yield `it says ${archiveBytes} bytes of ${bytes.length}`
  if (files.size > MOST.members) yield `it has ${files.size} files`
  const held = new Map<ArrayBufferLike, number>()
  for (const [path, { bytes: size, content }] of files) {
    if (UNSAFE.test(path)) yield `a path leads astray: ${JSON.stringify(path)}`
    if (path.length > MOST.memberNameBytes) yield 'a path is too long'
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1))
      if (files.has(path.slice(0, slash))) yield `a file is a folder: ${JSON.stringify(path)}`
    // Hard links share what they hold.
    if (content) held.set(content.buffer, Math.max(held.get(content.buffer) ?? 0, content.length))
    if (content && content.length > Math.min(size, MOST.fileBytes)) yield `too much of a file is held: ${path}`
  }
  const sum = [...held.values()].reduce((total, length) => total + length, 0)
  if (sum > MOST.heldBytes + MOST.linkBytes) yield `${sum} bytes are held`
  for (const { code, message, sources } of warnings) {
    if (CONTROL.test(message)) yield `${code} has a control character`
    for (const { path } of sources) if (UNSAFE.test(path)) yield `${code} says a path that leads astray`
  }
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

/** Milliseconds after which a reader is taken to wait for ever: the slowest take 50. */
const FOREVER = 20_000

/** What comes of some work, or `null` where nothing does. */
async function inTime<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, FOREVER, null)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

async function brokenByReader(
  sent: Uint8Array,
  { chunks, wanted }: Reading,
  { asks, read }: Door['readers'][number],
  comparable: boolean,
): Promise<string | null> {
  const result = await inTime(read(sent, { wants: () => wanted, limits }, chunks))
  if (result === null) return 'it hangs'
  if (!result.ok)
    return !CODES.has(result.code) || CONTROL.test(result.message)
      ? `it fails with ${result.code}: ${result.message}`
      : null
  for (const broken of brokenBySnapshot(sent, asks, result.value)) return broken
  if (comparable) for (const broken of brokenByComparison(sent, result.value)) return broken
  return null
}

/** What the readers behind a door promise of any bytes whatsoever, and this input breaks; `null` when all is kept. */
export async function brokenPromise(door: Door, input: Uint8Array, reading: Reading): Promise<string | null> {
  const sent = door.sent(input)
  try {
    for (const reader of door.readers) {
      const broken = await brokenByReader(sent, reading, reader, door.comparable)
      if (broken !== null) return broken
    }
    return null
  } catch (error) {
    return `it throws ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
  }
}
