import { below, type Chance, pick } from './chance'

/** Makes another input of one that it may change. */
export type Mutator = (bytes: Buffer, random: Chance, other: Uint8Array) => Uint8Array

/** What the inputs of one kind are changed by beside what any bytes are. */
export interface Dialect {
  /** What they are made of, to be put anywhere. */
  words: Buffer[]
  mutators: Mutator[]
  /** Makes whole what guards the rest against changes. */
  repaired?: (bytes: Buffer) => Buffer
}

/** With a piece put in, over some bytes or none. */
export const inserted = (bytes: Buffer, at: number, piece: Uint8Array, over = 0) =>
  Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at + over)])

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

/** Inputs in which what guards them is whole. */
const REPAIRED = 0.9

/** An input made from another by a few changes. */
export function mutated(bytes: Uint8Array, random: Chance, other: Uint8Array, dialect: Dialect): Uint8Array {
  const { words, mutators, repaired } = dialect
  const word: Mutator = (b) => inserted(b, below(random, b.length), pick(random, words), pick(random, [0, 4]))
  const all = [...MUTATORS, word, ...mutators]
  let out = Buffer.from(bytes)
  for (let turns = 1 + below(random, 4); turns > 0 && out.length > 0; turns--)
    out = Buffer.from(pick(random, all)(out, random, other))
  out = out.subarray(0, LONGEST)
  return repaired && random() < REPAIRED ? repaired(out) : out
}
