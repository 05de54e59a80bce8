/*
 * What twenty jobs at once are for the memory of one isolate (Linux only): archives of 1 to 20 MB, read and analysed.
 *
 *   npm run bench:twenty        `--out DIR` for twenty.json; test-output/bench
 *
 * One isolate has 128 MB on Cloudflare's network, heap and buffers together; the local runtime enforces nothing, and V8 collects little
 * as long as there is room: where it is told of the 128 MB, and where it is held tight, the rest was garbage. Each line is a runtime of
 * its own.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { addedBy, TIGHT } from './in-workerd.ts'
import { circumstances } from './machine.ts'
import { megabytes, short, table } from './numbers.ts'
import { serveArchives } from './reading/archive-server.ts'
import type { Runtime } from './reading/runtime.ts'
import type { Memory } from './sample.ts'
import { sources } from './synthetic/contents.ts'
import { synthetic } from './synthetic/zip.ts'

const { values } = parseArgs({
  options: { out: { type: 'string', default: join(import.meta.dirname, '../../test-output/bench') } },
})

const SIZES = Array.from({ length: 20 }, (_, i) => i + 1)
const LARGEST = SIZES.at(-1)!

/** V8 with as much room as an isolate of Cloudflare's gives it. */
const AS_THERE = ['--max-heap-size=128']
/** Milliseconds between the quarters of a megabyte of a slow host: 20 MB take three seconds, so that all jobs are half done at once. */
const SLOWLY_MS = 40

async function* slowly(chunks: Readable): AsyncGenerator<Buffer> {
  for await (const chunk of chunks as AsyncIterable<Buffer>) {
    yield chunk
    await pause(SLOWLY_MS)
  }
}

const server = await serveArchives((name) => {
  const [mb, host] = name.split(' ')
  const served = synthetic(() => sources(Number(mb)))
  return host === 'slow'
    ? { ...served, open: () => Readable.from(slowly(served.open()), { objectMode: false }) }
    : served
})

/** As the product works, or with all the memory that a job likes. */
type Way = 'within' | 'both'

async function job(runtime: Runtime, archive: string, way: Way = 'within'): Promise<void> {
  const answer = await runtime.get(`/${way}?url=${encodeURIComponent(server.url(archive))}`)
  const said = JSON.parse(answer) as { ok?: boolean }
  if (said.ok === false) throw new Error(answer)
}

interface Run {
  what: string
  flags: string[]
  work(runtime: Runtime): Promise<unknown>
}

const atOnce = (way: Way) => (runtime: Runtime) => Promise.all(SIZES.map((mb) => job(runtime, String(mb), way)))
/** Archives as large as the largest, all of them under way at the same time. */
const slow = (way: Way) => (runtime: Runtime) => Promise.all(SIZES.map(() => job(runtime, `${LARGEST} slow`, way)))
const RUNS: readonly Run[] = [
  { what: 'the smallest alone', flags: [], work: (runtime) => job(runtime, '1') },
  { what: 'the largest alone', flags: [], work: (runtime) => job(runtime, String(LARGEST)) },
  {
    what: 'twenty, one after another',
    flags: [],
    async work(runtime) {
      for (const mb of SIZES) await job(runtime, String(mb))
    },
  },
  { what: 'twenty at once', flags: [], work: atOnce('within') },
  { what: 'twenty at once, V8 told of 128 MB', flags: AS_THERE, work: atOnce('within') },
  { what: 'twenty at once, V8 held tight', flags: TIGHT, work: atOnce('within') },
  { what: 'twenty at once, no budget', flags: [], work: atOnce('both') },
  { what: 'twenty large ones of slow hosts', flags: [], work: slow('within') },
  { what: 'the same, V8 told of 128 MB', flags: AS_THERE, work: slow('within') },
  { what: 'the same, and no budget', flags: AS_THERE, work: slow('both') },
]

interface Found {
  what: string
  cpuMs: number
  wallMs: number
  memory: Memory | null
  problem: string | null
}

async function measure({ what, flags, work }: Run): Promise<Found> {
  const found: Found = { what, cpuMs: 0, wallMs: 0, memory: null, problem: null }
  try {
    found.memory = await addedBy(async (runtime) => {
      const [cpu, began] = [runtime.cpu(), performance.now()]
      await work(runtime)
      found.cpuMs = 1000 * (runtime.cpu() - cpu)
      found.wallMs = performance.now() - began
    }, flags)
  } catch (error) {
    // The runtime ends when its heap is full.
    found.problem = error instanceof Error ? error.message : String(error)
  }
  return found
}

const found: Found[] = []
for (const run of RUNS) found.push(await measure(run))
server.close()

const bytes = SIZES.reduce((sum, mb) => sum + synthetic(() => sources(mb)).bytes, 0)
console.log(`\nTwenty archives of ${megabytes(bytes)} MB together, read and analysed in one isolate.\n`)
console.log(
  table(
    found.map(({ what, cpuMs, wallMs, memory, problem }) => ({
      what,
      'CPU s': problem ?? short(cpuMs / 1000),
      'wall s': problem ? '' : short(wallMs / 1000),
      'MB resident above idle': memory ? megabytes(memory.resident) : '',
      'MB heap at most': memory?.heap ? megabytes(memory.heap.peak) : '',
      'above idle': memory?.heap ? megabytes(memory.heap.peak - memory.heap.idle) : '',
    })),
  ),
)
const out = resolve(values.out)
mkdirSync(out, { recursive: true })
writeFileSync(
  join(out, 'twenty.json'),
  `${JSON.stringify({ ...circumstances(), archiveBytes: bytes, found }, null, 2)}\n`,
)
console.log(`\n${join(out, 'twenty.json')}`)
