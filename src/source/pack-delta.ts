import { invalidPack } from './pack-faults'
import { PackCursor } from './pack-format'

const COPY = 0x80
/** Copied where an instruction gives no size. */
const COPY_DEFAULT = 0x10000

/** Bytes of the object that a delta makes, as it says. */
export function deltaResultSize(delta: Uint8Array): number {
  const cursor = new PackCursor(delta, 0)
  cursor.size()
  return cursor.size()
}

/** A number whose bytes, lowest first, are there only where their bit is set in `given`. */
function sparse(cursor: PackCursor, given: number, bytes: number): number {
  let value = 0
  for (let i = 0; i < bytes; i++) if (given & (1 << i)) value += cursor.byte() * 2 ** (8 * i)
  return value
}

/**
 * The object that a delta makes of its base. Source: gitformat-pack(5), "Deltified representation".
 * @throws SourceFault when the delta is not of this base, leads outside it or makes another size than it says
 */
export function applyDelta(base: Uint8Array, delta: Uint8Array): Uint8Array {
  const cursor = new PackCursor(delta, 0)
  if (cursor.size() !== base.length) throw invalidPack('a delta is of another object than its base')
  const result = new Uint8Array(cursor.size())
  let made = 0
  while (cursor.at < delta.length) {
    const instruction = cursor.byte()
    const copies = (instruction & COPY) !== 0
    const from = copies ? sparse(cursor, instruction, 4) : cursor.at
    const count = copies ? sparse(cursor, instruction >> 4, 3) || COPY_DEFAULT : instruction
    const source = copies ? base : delta
    if (count === 0 || from + count > source.length || made + count > result.length)
      throw invalidPack('a delta leads outside its base')
    result.set(source.subarray(from, from + count), made)
    made += count
    if (!copies) cursor.at += count
  }
  if (made !== result.length) throw invalidPack('a delta makes less than it says')
  return result
}
