// Feeds the archive reader with inputs that lead it into ever more of its blocks, and says which promise any of them breaks:
//   node test/fuzz/read-archive.ts [--seconds 60] [--seed 1] [--input <base64>]
import '../corpora/source-modules.ts'
import { parseArgs } from 'node:util'

const { Coverage } = await import('./coverage.ts')
const coverage = new Coverage((url) => url.includes('/src/source/'))
const { ARCHIVE_CASES } = await import('../corpora/archive-cases.ts')
const { chance, fresh, mutated } = await import('./mutate.ts')
const { brokenPromise } = await import('./promises.ts')
const { watchAllocations } = await import('./allocations.ts')
type Reading = Parameters<typeof brokenPromise>[1]

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    input: { type: 'string' },
  },
})
const largest = watchAllocations()
/** Bytes that one allocation may have: twice a file, or the window and a record. */
const MOST_AT_ONCE = 1 << 19
const SEED_BYTES = 1 << 14
const BATCH = 16

async function broken(bytes: Uint8Array, reading: Reading): Promise<string | null> {
  largest.reset()
  const promise = await brokenPromise(bytes, reading)
  return promise ?? (largest.bytes() > MOST_AT_ONCE ? `it allocates ${largest.bytes()} bytes at once` : null)
}

const WHOLE: Reading = { chunks: [65_536], wanted: Number.POSITIVE_INFINITY }

/** A broken promise without the place where. */
const kindOf = (promise: string): string => promise.split(/[:\d]/, 1)[0] ?? promise

/** The input without whatever is not needed to break the same promise. */
async function minimised(bytes: Uint8Array, reading: Reading, promise: string): Promise<Uint8Array> {
  const kind = kindOf(promise)
  let smallest = bytes
  for (let step = bytes.length >> 1; step > 0; step >>= 1)
    for (let at = 0; at < smallest.length; ) {
      const shorter = Buffer.concat([smallest.subarray(0, at), smallest.subarray(at + step)])
      if (kindOf((await broken(new Uint8Array(shorter), reading)) ?? '') === kind) smallest = new Uint8Array(shorter)
      else at += step
    }
  return smallest
}

if (values.input !== undefined) {
  console.log((await broken(new Uint8Array(Buffer.from(values.input, 'base64')), WHOLE)) ?? 'every promise is kept')
  process.exit()
}

const random = chance(Number(values.seed))
const { Bombs: _slow, Crowds: _large, ...quick } = ARCHIVE_CASES
const corpus: Uint8Array[] = []
for (const { bytes } of Object.values(quick).flat()) {
  const seed = new Uint8Array(bytes())
  if (seed.length <= SEED_BYTES) corpus.push(seed)
}
const seeds = corpus.length
for (const seed of corpus) await broken(seed, WHOLE)
coverage.ranAnew(true)

const from = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
function reading(): Reading {
  const chunks = from([[65_536], [1, 2, 3, 4, 5, 100], [7, 300], [1000, 3, 65_536]])
  return { chunks, wanted: from([0, 1, 100, 5000, Number.POSITIVE_INFINITY]) }
}

const found = new Set<string>()
let executions = 0
const end = performance.now() + Number(values.seconds) * 1000
while (performance.now() < end) {
  const batch = Array.from({ length: BATCH }, () => {
    // Newer inputs reach what older ones do not.
    const base = random() < 0.5 ? (from(corpus.slice(seeds)) ?? from(corpus)) : from(corpus)
    return {
      bytes: new Uint8Array(random() < 0.2 ? fresh(random) : mutated(base, random, from(corpus))),
      reading: reading(),
    }
  })
  for (const { bytes, reading } of batch) {
    const promise = await broken(bytes, reading)
    executions++
    if (promise === null || found.has(kindOf(promise))) continue
    found.add(kindOf(promise))
    const smallest = await minimised(bytes, reading, promise)
    console.log(
      `\nBROKEN ${promise}\nreading ${JSON.stringify(reading)}\ninput ${Buffer.from(smallest).toString('base64')}`,
    )
  }
  if (!coverage.ranAnew(false)) continue
  for (const { bytes, reading } of batch) {
    await broken(bytes, reading)
    if (coverage.ranAnew(true)) corpus.push(bytes)
  }
}

const report = coverage.report().filter(({ blocks }) => blocks > 0)
console.log(`\n${executions} executions, ${corpus.length} inputs kept of ${seeds} seeds, ${found.size} promises broken`)
for (const { file, reached, blocks, missed } of report) {
  console.log(`${file.padEnd(24)} ${String(reached).padStart(4)} of ${String(blocks).padStart(4)} blocks`)
  for (const text of missed) console.log(`    ${JSON.stringify(text)}`)
}
process.exit(found.size > 0 ? 1 : 0)
