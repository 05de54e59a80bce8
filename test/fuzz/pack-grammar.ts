import { deflateSync, inflateSync } from 'node:zlib'
import { checksumOf, commitOf, deltaOf, idOf, type Packed, treeOf, writePack } from '../unit/source/pack-writer'
import { below, type Chance, pick } from './chance'
import type { Dialect, Mutator } from './mutate'
import { CONTENTS, NAMES, NUMBERS } from './vocabulary'

const MODES = ['100644', '100644', '100755', '120000', '160000', '100664', '010644', '777777', '0', '99999']

type Entry = [mode: string, name: string, id: string]
const ASTRAY = 'ab'.repeat(20)

function deltaBetween(base: string, result: string, random: Chance): Buffer {
  const kept = Math.min(base.length, result.length, 1 + below(random, 60))
  const rest = Buffer.from(result.slice(kept))
  const literal = Array.from({ length: Math.ceil(rest.length / 100) }, (_, i) => rest.subarray(i * 100, i * 100 + 100))
  const from = random() < 0.9 ? 0 : pick(random, NUMBERS)
  const said = random() < 0.9 ? result.length : pick(random, NUMBERS)
  return deltaOf(random() < 0.95 ? base.length : 3, said, [[from, kept], ...literal])
}

/** Blobs, whole or as deltas of those before them, and the ids that they have. */
function blobs(random: Chance): { objects: Packed[]; ids: string[] } {
  const contents = Array.from({ length: 1 + below(random, 6) }, () => `x${pick(random, CONTENTS)}`)
  const objects = contents.map((content, i): Packed => {
    const back = below(random, i)
    const base = contents[back] ?? ''
    if (i === 0 || random() < 0.4) return { kind: 'blob', content }
    const delta = deltaBetween(base, content, random)
    return random() < 0.5 ? { delta, back } : { delta, base: idOf('blob', base) }
  })
  return { objects, ids: contents.map((content) => idOf('blob', content)) }
}

/** A pack by the grammar, with a lie here and there; its last tree is the root. */
export function freshPack(random: Chance): Uint8Array {
  const { objects, ids } = blobs(random)
  const trees: string[] = []
  for (let turns = 1 + below(random, 5); turns > 0; turns--) {
    const lines = Array.from({ length: below(random, 6) }, (): Entry => {
      const id = random() < 0.02 ? ASTRAY : pick(random, ids)
      const isTree = trees.length > 0 && random() < 0.5
      return isTree
        ? ['40000', pick(random, NAMES), pick(random, trees)]
        : [pick(random, MODES), pick(random, NAMES), id]
    })
    const content = treeOf(...lines)
    trees.push(idOf('tree', content))
    objects.push({ kind: 'tree', content })
  }
  objects.push({ kind: 'commit', content: commitOf(trees.at(-1) ?? ASTRAY) })
  if (random() < 0.05) Object.assign(pick(random, objects), { size: pick(random, NUMBERS) })
  if (random() < 0.1) objects.push(pick(random, objects))
  return writePack(objects, random() < 0.03 ? { count: pick(random, NUMBERS) } : {})
}

/** How a zlib stream begins. */
const ZLIB = Buffer.from([0x78, 0x9c])

/** One bit or byte of what an object inflates to. */
const inside: Mutator = (bytes, random) => {
  const at = bytes.indexOf(ZLIB, below(random, bytes.length))
  if (at < 0) return bytes
  try {
    const content = inflateSync(bytes.subarray(at), { maxOutputLength: 1 << 16 })
    const length = deflateSync(content).length
    if (content.length > 0)
      content[below(random, content.length)] = pick(random, [0, 0x2f, 0x80, 0xff, below(random, 256)])
    return Buffer.concat([bytes.subarray(0, at), deflateSync(content), bytes.subarray(at + length)])
  } catch {
    return bytes
  }
}

/** Gives the pack the checksum that it has. */
function withChecksum(bytes: Buffer): Buffer {
  if (bytes.length < 20) return bytes
  const whole = bytes.subarray(0, -20)
  return Buffer.concat([whole, checksumOf(whole)])
}

export const PACK_DIALECT: Dialect = {
  words: [
    ZLIB,
    deflateSync('x'),
    Buffer.from('PACK'),
    Buffer.from([0xff, 0xff, 0xff]),
    Buffer.from([0x61]),
    Buffer.from([0x75]),
  ],
  mutators: [inside, inside],
  repaired: withChecksum,
}
