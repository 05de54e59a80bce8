/*
 * What reading archives costs in the real runtime, against merely draining them (Linux only).
 *
 *   node test/bench/reading/measure.ts ARCHIVE.zip…          20 rounds each; `--rounds N` for another number
 *
 * An archive: `git archive --format=zip --prefix=name-$(git rev-parse HEAD)/ -o name.zip HEAD`. Each round asks for every way once,
 * so that noise of the machine falls on all alike. Printed: milliseconds of CPU of the whole workerd process, median (and the middle
 * half), ratio to draining; MB of resident memory above the idle process at the peak of a first read in a fresh process.
 */
import { createReadStream, statSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { serveArchives } from './archive-server.ts'
import { startRuntime } from './runtime.ts'

const WAYS = ['drain', 'list', 'cheap', 'ask', 'read'] as const
const WARM_UP = 5
const MB = 2 ** 20
const CHUNKS = { highWaterMark: 256 * 1024 }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '20' } },
})
const rounds = Number(values.rounds)

const server = await serveArchives((path) => ({
  bytes: statSync(path).size,
  open: () => createReadStream(path, CHUNKS),
}))
const route = (way: string, path: string) => `/${way}?url=${encodeURIComponent(server.url(path))}`

const quantile = (sorted: number[], q: number) => sorted[Math.round((sorted.length - 1) * q)]!

/** Resident MB above idle at the peak of the first request to a fresh runtime. */
async function peak(way: string, path: string): Promise<number> {
  const runtime = await startRuntime([])
  const idle = runtime.memory().now
  runtime.resetPeak()
  await runtime.get(route(way, path))
  const { peak } = runtime.memory()
  runtime.stop()
  return (peak - idle) / MB
}

for (const path of positionals) {
  const runtime = await startRuntime([])
  const costs = new Map<string, number[]>(WAYS.map((way) => [way, []]))
  for (let round = -WARM_UP; round < rounds; round++)
    for (const way of WAYS) {
      const before = runtime.cpu()
      await runtime.get(route(way, path))
      if (round >= 0) costs.get(way)!.push(1000 * (runtime.cpu() - before))
    }
  console.log(
    `\n${basename(path)}, ${(statSync(path).size / 1e6).toFixed(1)} MB: ${await runtime.get(route('read', path))}`,
  )
  runtime.stop()
  const medians = new Map(
    [...costs].map(([way, each]) => [
      way,
      quantile(
        each.sort((a, b) => a - b),
        0.5,
      ),
    ]),
  )
  const rows = WAYS.map(async (way) => {
    const each = costs.get(way)!
    const cpu = medians.get(way)!
    return {
      way,
      'CPU ms': cpu.toFixed(1),
      'middle half': `${quantile(each, 0.25).toFixed(1)}–${quantile(each, 0.75).toFixed(1)}`,
      'to drain': (cpu / medians.get('drain')!).toFixed(2),
      'MB above idle': (await peak(way, path)).toFixed(1),
    }
  })
  console.table(await Promise.all(rows))
}
server.close()
