import { gzipSync } from 'node:zlib'
import { CloneTree } from '../../src/source/clone-tree'
import type { Snapshot } from '../../src/source/files'
import { openPack } from '../../src/source/pack'
import { KIND } from '../../src/source/pack-format'
import type { ReadOptions } from '../../src/source/read-options'
import { readTar, readUploadedTar } from '../../src/source/read-tar'
import { type SourceResult, settle } from '../../src/source/result'
import { ARCHIVE_CASES } from '../corpora/archive-cases'
import { read, reading, streamOf, uploaded } from '../unit/source/reading'
import type { Chance } from './chance'
import type { Dialect } from './mutate'
import { freshPack, PACK_DIALECT } from './pack-grammar'
import { freshTar, TAR_DIALECT } from './tar-grammar'
import { freshUpload, freshZip, ZIP_DIALECT } from './zip-grammar'

/** One way in: what it is given, and what is read of it. */
export interface Door {
  fresh: (random: Chance) => Uint8Array
  dialect: Dialect
  /** Hostile inputs that are known, beside those of the grammar. */
  known: () => Uint8Array[]
  /** The input as it is sent. */
  sent: (input: Uint8Array) => Uint8Array
  /** Readers of what is sent, and whether a commit is asked for. */
  readers: { asks: boolean; read: Reader }[]
  /** Can the result be held against that of the slow reader? */
  comparable: boolean
}
type Reader = (
  sent: Uint8Array,
  options: Partial<ReadOptions>,
  sizes: readonly number[],
) => Promise<SourceResult<Snapshot>>

const SEED_BYTES = 1 << 14
const { Bombs: _slow, Crowds: _large, ...quick } = ARCHIVE_CASES
const knownZips = (): Uint8Array[] =>
  Object.values(quick).flatMap((list) => list.map(({ bytes }) => bytes()).filter(({ length }) => length <= SEED_BYTES))

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b
/** In gzip, unless the input is already: then gzip itself is what was changed. */
const zipped = (bytes: Uint8Array): Uint8Array =>
  isGzip(bytes) ? bytes : new Uint8Array(gzipSync(bytes, { level: 1 }))
const middle: Chance = () => 0.5
const knownTars = (): Uint8Array[] => [
  gzipSync(freshTar(middle)),
  Buffer.concat([gzipSync(freshTar(middle).subarray(0, 700)), gzipSync(freshTar(middle).subarray(700))]),
  gzipSync(Buffer.alloc(1 << 23)),
]

/** The last tree of a pack, as a clone's root is read; nothing where there is none. */
async function readPack(pack: Uint8Array, options: Partial<ReadOptions>): Promise<Snapshot> {
  const { limits, signal, ...interest } = reading(options)
  const objects = await openPack(new Uint8Array(pack), limits, signal)
  const root = Array.from({ length: objects.length }, (_, index) => index).findLast(
    (index) => objects.kind(index) === KIND.tree,
  )
  const read =
    root === undefined ? { files: new Map(), warnings: [] } : new CloneTree(objects, interest, limits).read(root)
  return { commit: null, ...read, archiveBytes: pack.length }
}

/** The ways in, by the names that they have on the command line. */
export const DOORS: Record<'host' | 'upload' | 'tar' | 'pack', Door> = {
  host: {
    fresh: freshZip,
    dialect: ZIP_DIALECT,
    known: knownZips,
    sent: (input) => input,
    readers: [{ asks: true, read }],
    comparable: true,
  },
  upload: {
    fresh: freshUpload,
    dialect: ZIP_DIALECT,
    known: knownZips,
    sent: (input) => input,
    readers: [{ asks: false, read: uploaded }],
    comparable: false,
  },
  tar: {
    fresh: freshTar,
    dialect: TAR_DIALECT,
    known: knownTars,
    sent: zipped,
    readers: [
      { asks: true, read: (sent, options, sizes) => readTar(streamOf(sent, sizes), reading(options)) },
      {
        asks: false,
        read: (sent, options, sizes) =>
          readUploadedTar(async () => streamOf(sent, sizes), reading({ commit: null, ...options })),
      },
    ],
    comparable: false,
  },
  pack: {
    fresh: freshPack,
    dialect: PACK_DIALECT,
    known: () => [],
    sent: (input) => input,
    readers: [{ asks: false, read: (sent, options) => settle(readPack(sent, options)) }],
    comparable: false,
  },
}
