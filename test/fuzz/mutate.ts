import { crc32, deflateRawSync } from 'node:zlib'
import { type Around, type Part, wide, zip } from '../corpora/zip-parts'
import { COMMIT } from '../unit/snapshot'

/** Numbers from 0 to 1, always the same for a seed. Source: mulberry32, T. Ettinger, public domain. */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

type Chance = () => number
const below = (random: Chance, most: number) => Math.floor(random() * most)
const pick = <T>(random: Chance, from: readonly T[]): T => from[below(random, from.length)] as T

/** What archives are made of, to be put anywhere. */
const WORDS = [
  'PK\x03\x04',
  'PK\x01\x02',
  'PK\x05\x06',
  'PK\x06\x06',
  'PK\x06\x07',
  'PK\x07\x08',
  'top/',
  '../',
  '/',
  '\0',
  '\\',
  '\xff',
  '__proto__',
  'e\u0301',
  '\u00e9',
  '.gitmodules',
  '.gitattributes',
  '* filter=lfs\n',
  '* export-ignore\n',
  'path = a\n',
  COMMIT,
].map((word) => Buffer.from(word, 'latin1'))
const NUMBERS = [
  0, 1, 2, 7, 8, 0x14, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe,
  0xffffffff,
]
const NAMES = [
  'a',
  'b',
  'a/b',
  'a/',
  'c/d/e/f/g',
  'e\u0301',
  '\u00e9',
  '..',
  '../x',
  '/x',
  'x\\y',
  'x\0',
  '\x85',
  '.gitmodules',
  '.gitattributes',
  'c/.gitattributes',
  '__proto__',
  '',
  'n'.repeat(299),
]
const CONTENTS = [
  '',
  'x',
  'target',
  'y'.repeat(300),
  'z'.repeat(20_000),
  '* filter=lfs export-ignore\n',
  '[submodule "a"]\npath = a\n',
  `version https://git-lfs.github.com/spec/v1\noid sha256:${'0a'.repeat(32)}\nsize 12\n`,
]
const MODES = [undefined, undefined, undefined, 0o100644, 0o100755, 0o120777, 0o010644, 0o040755]

function part(random: Chance): Part {
  const content = pick(random, CONTENTS)
  const method = pick(random, [0, 0, 8, 8, 8, 12])
  const said: Part = { name: `top/${pick(random, NAMES)}`, content, method, mode: pick(random, MODES) }
  if (random() < 0.2) Object.assign(said, wideSizes(content, method))
  if (random() < 0.1) said.flags = pick(random, [1, 2, 8, 64, 0x800, 0x2000])
  if (random() < 0.05) said.size = pick(random, NUMBERS)
  if (random() < 0.05) said.crc = pick(random, NUMBERS)
  if (random() < 0.05) said.extra = Buffer.alloc(below(random, 200), pick(random, WORDS))
  if (random() < 0.03) said.only = pick(random, ['walked', 'listed'] as const)
  return said
}

function wideSizes(content: string, method: number): Partial<Part> {
  const size = Buffer.byteLength(content)
  const packed = method === 8 ? deflateRawSync(content).length : size
  return { packed: 0xffffffff, size: 0xffffffff, crc: crc32(content), extra: wide(size, packed) }
}

/** An archive by the grammar, with a lie here and there. */
export function fresh(random: Chance): Uint8Array {
  const around: Around = {}
  if (random() < 0.3) around.comment = pick(random, [COMMIT, 'f'.repeat(40), 'comment', WORDS[2] as Buffer])
  if (random() < 0.3) around.zip64 = random() < 0.2 ? { sector: Buffer.alloc(below(random, 50)) } : {}
  if (random() < 0.05) around.end = { members: pick(random, NUMBERS) }
  return zip(
    Array.from({ length: below(random, 7) }, () => part(random)),
    around,
  )
}

type Mutator = (bytes: Buffer, random: Chance, other: Uint8Array) => Uint8Array

const inserted = (bytes: Buffer, at: number, piece: Uint8Array, over = 0) =>
  Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at + over)])

/** Where records begin, so that their fields can be aimed at. */
function records(bytes: Buffer): number[] {
  const found: number[] = []
  for (let at = bytes.indexOf('PK'); at >= 0; at = bytes.indexOf('PK', at + 2)) found.push(at)
  return found
}

const MUTATORS: Mutator[] = [
  (bytes, random) => {
    const at = below(random, bytes.length)
    bytes.writeUInt8((bytes[at] ?? 0) ^ (1 << below(random, 8)), at)
    return bytes
  },
  (bytes, random) => {
    bytes.writeUInt8(below(random, 256), below(random, bytes.length))
    return bytes
  },
  // A number somewhere, or in a record's field, of 16, 32 or 64 bits: set, or a little more or less.
  (bytes, random) => {
    const width = pick(random, [2, 4, 4, 8])
    const starts = records(bytes)
    const aimed = random() < 0.7 && starts.length > 0
    const at = aimed ? pick(random, starts) + 4 + 2 * below(random, 26) : below(random, bytes.length)
    if (at + width > bytes.length) return bytes
    const number =
      random() < 0.5 ? pick(random, NUMBERS) : bytes.readUIntLE(at, Math.min(width, 4)) + below(random, 17) - 8
    if (width === 8) bytes.writeBigUInt64LE(BigInt.asUintN(64, BigInt(number) << BigInt(below(random, 33))), at)
    else bytes.writeUIntLE(((number % 2 ** (8 * width)) + 2 ** (8 * width)) % 2 ** (8 * width), at, width)
    return bytes
  },
  (bytes, random) => inserted(bytes, below(random, bytes.length), pick(random, WORDS), pick(random, [0, 4])),
  (bytes, random) => {
    const from = below(random, bytes.length)
    return inserted(
      bytes,
      below(random, bytes.length),
      bytes.subarray(from, from + below(random, 200)),
      pick(random, [0, 30]),
    )
  },
  (bytes, random) => inserted(bytes, below(random, bytes.length), Buffer.alloc(0), below(random, 100)),
  (bytes, random) => bytes.subarray(0, below(random, bytes.length)),
  (bytes, random, other) =>
    Buffer.concat([bytes.subarray(0, below(random, bytes.length)), other.subarray(below(random, other.length))]),
  // The same bytes everywhere: what both a header and the directory say changes in both.
  (bytes, random) => {
    const from = below(random, bytes.length)
    const old = Buffer.from(bytes.subarray(from, from + pick(random, [1, 2, 4, 8])))
    const replacement = Buffer.from(old)
    replacement.writeUInt8(below(random, 256), below(random, old.length))
    for (let at = bytes.indexOf(old); at >= 0; at = bytes.indexOf(old, at + old.length)) replacement.copy(bytes, at)
    return bytes
  },
]

/** Longest input that is made. */
const LONGEST = 1 << 16

/** An input made from another by a few changes. */
export function mutated(bytes: Uint8Array, random: Chance, other: Uint8Array): Uint8Array {
  let out = Buffer.from(bytes)
  for (let turns = 1 + below(random, 4); turns > 0 && out.length > 0; turns--)
    out = Buffer.from(pick(random, MUTATORS)(out, random, other))
  return out.subarray(0, LONGEST)
}
