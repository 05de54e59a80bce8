import { watchAllocations } from './allocations'
import { type Chance, pick } from './chance'
import type { Coverage } from './coverage'
import type { Door } from './doors'
import { mutated } from './mutate'
import { brokenPromise, type Reading } from './promises'

const largest = watchAllocations()
/** Bytes that one allocation may have: twice a file, or the window and a record. */
const MOST_AT_ONCE = 1 << 19
const BATCH = 16
/** Inputs of the grammar that a hunt begins with. */
const FRESH = 50

/** All of an input, at once. */
export const WHOLE: Reading = { chunks: [65_536], wanted: Number.POSITIVE_INFINITY }

/** The promise that an input breaks behind a door, the one on memory among them. */
export async function broken(door: Door, input: Uint8Array, reading: Reading): Promise<string | null> {
  largest.reset()
  const promise = await brokenPromise(door, input, reading)
  return promise ?? (largest.bytes() > MOST_AT_ONCE ? `it allocates ${largest.bytes()} bytes at once` : null)
}

/** A broken promise without the place where. */
const kindOf = (promise: string): string => promise.split(/[:\d]/, 1)[0] ?? promise

/** The input without whatever is not needed to break the same promise. */
async function minimised(door: Door, input: Uint8Array, reading: Reading, promise: string): Promise<Uint8Array> {
  const kind = kindOf(promise)
  let smallest = input
  for (let step = input.length >> 1; step > 0; step >>= 1)
    for (let at = 0; at < smallest.length; ) {
      const shorter = new Uint8Array(Buffer.concat([smallest.subarray(0, at), smallest.subarray(at + step)]))
      if (kindOf((await broken(door, shorter, reading)) ?? '') === kind) smallest = shorter
      else at += step
    }
  return smallest
}

function readingBy(random: Chance): Reading {
  const chunks = pick(random, [[65_536], [1, 2, 3, 4, 5, 100], [7, 300], [1000, 3, 65_536]])
  return { chunks, wanted: pick(random, [0, 1, 100, 5000, Number.POSITIVE_INFINITY]) }
}

/**
 * Sends inputs through a door that lead into ever more blocks, and prints each that breaks a promise which none before it broke.
 * @param seconds how long
 * @returns how many promises were broken
 */
export async function hunt(door: Door, coverage: Coverage, random: Chance, seconds: number): Promise<number> {
  const given = [...door.known(), ...Array.from({ length: FRESH }, () => door.fresh(random))]
  // Copies, since buffers of Node share memory, which streams take away.
  const corpus = given.map((input) => new Uint8Array(input))
  const seeds = corpus.length
  const found = new Set<string>()
  let executions = 0
  async function tell(input: Uint8Array, reading: Reading): Promise<void> {
    const promise = await broken(door, input, reading)
    executions++
    if (promise === null || found.has(kindOf(promise))) return
    found.add(kindOf(promise))
    const smallest = Buffer.from(await minimised(door, input, reading, promise))
    console.log(`\nBROKEN ${promise}\nreading ${JSON.stringify(reading)}\ninput ${smallest.toString('base64')}`)
  }
  coverage.forget()
  for (const seed of corpus) await tell(seed, WHOLE)
  coverage.ranAnew(true)

  const end = performance.now() + seconds * 1000
  while (performance.now() < end) {
    const batch = Array.from({ length: BATCH }, () => {
      // Newer inputs reach what older ones do not.
      const base = (random() < 0.5 ? pick(random, corpus.slice(seeds)) : undefined) ?? pick(random, corpus)
      const isFresh = random() < 0.2
      const input = isFresh ? door.fresh(random) : mutated(base, random, pick(random, corpus), door.dialect)
      return { input: new Uint8Array(input), reading: readingBy(random) }
    })
    for (const { input, reading } of batch) await tell(input, reading)
    if (!coverage.ranAnew(false)) continue
    for (const { input, reading } of batch) {
      await broken(door, input, reading)
      if (coverage.ranAnew(true)) corpus.push(input)
    }
  }
  console.log(`${executions} executions, ${corpus.length} inputs kept of ${seeds} seeds, ${found.size} promises broken`)
  return found.size
}
