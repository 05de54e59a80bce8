import { crc32, deflateRawSync } from 'node:zlib'
import { type Around, descriptor, extra, fields, type Part, wide, zip } from '../corpora/zip-parts'
import { COMMIT } from '../unit/snapshot'
import { below, type Chance, pick } from './chance'
import type { Dialect, Mutator } from './mutate'
import { CONTENTS, NAMES, NUMBERS } from './vocabulary'

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

/** A ZIP archive by the grammar, with a lie here and there. */
export function freshZip(random: Chance): Uint8Array {
  const around: Around = {}
  if (random() < 0.3) around.comment = pick(random, [COMMIT, 'f'.repeat(40), 'comment', WORDS[2] as Buffer])
  if (random() < 0.3) around.zip64 = random() < 0.2 ? { sector: Buffer.alloc(below(random, 50)) } : {}
  if (random() < 0.05) around.end = { members: pick(random, NUMBERS) }
  return zip(
    Array.from({ length: below(random, 7) }, () => part(random)),
    around,
  )
}

/** Where records begin, so that their fields can be aimed at. */
function records(bytes: Buffer): number[] {
  const found: number[] = []
  for (let at = bytes.indexOf('PK'); at >= 0; at = bytes.indexOf('PK', at + 2)) found.push(at)
  return found
}

/** A number somewhere, or in a record's field, of 16, 32 or 64 bits: set, or a little more or less. */
const aimedNumber: Mutator = (bytes, random) => {
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
}

export const ZIP_DIALECT: Dialect = { words: WORDS, mutators: [aimedNumber] }

/** Names as programs of Windows and Asia write them. */
const FOREIGN = [
  'caf\x82',
  '\x83\x5c',
  'n\x95\x5c.txt',
  '._a',
  'a\\b',
  '__MACOSX/x',
  '\xe9/\x81',
  '\x80\x1b',
  './a',
].map((name) => Buffer.from(name, 'latin1'))
const TOPS = ['top/', 'top/', './', './top/', 'top\\', '']

/** The same member as a person's program may write it. */
function foreign(said: Part, random: Chance): Part {
  const top = Buffer.from(pick(random, TOPS))
  const name = random() < 0.4 ? Buffer.concat([top, pick(random, FOREIGN)]) : Buffer.from(said.name)
  const made: Part = { ...said, name }
  if (random() < 0.2) {
    const beside = Buffer.concat([top, Buffer.from(pick(random, NAMES))])
    made.extra = extra(0x7075, fields([random() < 0.9 ? 1 : 2, 1], [random() < 0.9 ? crc32(name) : 7, 4]), beside)
  }
  if (random() < 0.3 && said.packed === undefined && said.size === undefined) {
    const content = Buffer.from(said.content ?? '')
    const packed = said.method === 8 ? deflateRawSync(content).length : content.length
    const behind = descriptor(crc32(content), packed, content.length, random() < 0.5, pick(random, [4, 8]))
    Object.assign(made, { flags: 8, behind, local: { crc: 0, packed: 0, size: 0 } })
  }
  return made
}

/** A ZIP archive as people upload it. */
export function freshUpload(random: Chance): Uint8Array {
  const members = Array.from({ length: below(random, 7) }, () => foreign(part(random), random))
  return zip(members, random() < 0.2 ? { after: Buffer.alloc(below(random, 11_000)), comment: COMMIT } : {})
}
