import { COMMIT } from '../unit/snapshot'
import { pax, type TarMember, writeTar } from '../unit/source/tar-writer'
import { below, type Chance, pick } from './chance'
import { type Dialect, inserted, type Mutator } from './mutate'
import { CONTENTS, NAMES, NUMBERS } from './vocabulary'

const BLOCK = 512
const CHECKSUM = 148
const TYPES = ['0', '0', '0', '5', '1', '2', '\0', '3', '6', '7', 'S', 'V', 'D', 'L', 'K', 'X', 'x', 'g']
const FORMATS = ['ustar', 'gnu', 'v7'] as const
const KEYWORDS = ['path', 'linkpath', 'size', 'comment', 'GNU.sparse.name', 'SCHILY.xattr.user', '__proto__']
const VALUES = [...NAMES.map((name) => `top/${name}`), ...NUMBERS.map(String), COMMIT, 'f'.repeat(40), '', '1e9', '-1']

const named = (random: Chance) => `${pick(random, ['top/', 'top/', 'top/', './', './top/', ''])}${pick(random, NAMES)}`

function member(random: Chance): TarMember {
  if (random() < 0.2) return pax({ [pick(random, KEYWORDS)]: pick(random, VALUES) }, pick(random, ['x', 'x', 'g']))
  const type = pick(random, TYPES)
  const isName = type === 'L' || type === 'K'
  const content = isName ? `${named(random)}\0` : '125'.includes(type) ? '' : pick(random, CONTENTS)
  const said: TarMember = { name: named(random), content, type, format: pick(random, FORMATS), link: named(random) }
  if (random() < 0.2) said.mode = pick(random, [0o755, 0o644, 0o120777, 0])
  if (random() < 0.1) said.prefix = pick(random, NAMES)
  if (random() < 0.05) said.size = pick(random, NUMBERS)
  if (random() < 0.05) said.size = Buffer.from([0x80, 0, 0, 0, 0, 0, below(random, 32), 0, 0, 0, 0, below(random, 256)])
  if (random() < 0.05) said.checksum = random() < 0.5 ? 'signed' : pick(random, NUMBERS)
  return said
}

/** A tar by the grammar, with a lie here and there, not compressed. */
export function freshTar(random: Chance): Uint8Array {
  const members = Array.from({ length: below(random, pick(random, [5, 9, 18])) }, () => member(random))
  const after = random() < 0.1 ? Buffer.alloc(below(random, 12_000)) : new Uint8Array()
  return writeTar(members, { plain: true, zeroBlocks: pick(random, [2, 2, 2, 1, 0, 20]), after })
}

/** Where a header's fields begin, and how long they are. */
const FIELDS: [at: number, length: number][] = [
  [0, 100],
  [100, 8],
  [124, 12],
  [156, 1],
  [157, 100],
  [257, 8],
  [345, 155],
  [482, 1],
  [504, 1],
]
const blockOf = (bytes: Buffer, random: Chance) => BLOCK * below(random, Math.floor(bytes.length / BLOCK))

/** Where the blocks begin that look like headers. */
function headers(bytes: Buffer): number[] {
  const found: number[] = []
  for (let at = 0; at + BLOCK <= bytes.length; at += BLOCK)
    if (/^[0-7]{6}\0 $/.test(bytes.toString('latin1', at + CHECKSUM, at + CHECKSUM + 8))) found.push(at)
  return found
}

/** A field of a header, set. */
const field: Mutator = (bytes, random) => {
  const [from, length] = pick(random, FIELDS)
  const octal = `${pick(random, NUMBERS).toString(8).padStart(11, '0')}\0`
  const value = pick(random, [named(random), octal, pick(random, TYPES), '\x80', '\x01'])
  const starts = headers(bytes)
  const at = starts[below(random, starts.length)]
  if (at !== undefined) bytes.write(value.padEnd(length, '\0').slice(0, length), at + from, 'latin1')
  return bytes
}

/** A few blocks, put elsewhere. */
const blocks: Mutator = (bytes, random, other) => {
  const source = random() < 0.5 ? bytes : Buffer.from(other)
  const from = blockOf(source, random)
  const piece = source.subarray(from, from + BLOCK * below(random, 4))
  return inserted(bytes, blockOf(bytes, random), piece, pick(random, [0, 0, BLOCK]))
}

/** Gives each header the sum that it has. */
function withSums(bytes: Buffer): Buffer {
  for (const at of headers(bytes)) {
    const sum = at + CHECKSUM
    bytes.fill(' ', sum, sum + 8)
    const real = bytes.subarray(at, at + BLOCK).reduce((total, byte) => total + byte, 0)
    bytes.write(`${real.toString(8).padStart(6, '0')}\0 `, sum, 'latin1')
  }
  return bytes
}

const WORDS = [
  '12 path=top/a\n',
  '9 size=1\n',
  'GNU.sparse.',
  '\0',
  ' ',
  '=',
  '\n',
  '9'.repeat(16),
  '../',
  '\x85',
  './',
]

export const TAR_DIALECT: Dialect = {
  words: WORDS.map((word) => Buffer.from(word, 'latin1')),
  mutators: [field, field, blocks],
  repaired: withSums,
}
