/*
 * What reading costs as repositories grow: files at small archives, and archives at few files (Linux only).
 *
 *   npm run bench:scale
 *     --most-files 1000000   sizes go up to this many files
 *     --most-mb 1000         and to archives of this many MB
 *     --rounds 3             each size so often; `--out DIR` for scale.json, test-output/bench
 *
 * Archives are made while they are read, by the process that asks: wall time is no better than that, CPU is the runtime's alone.
 * All sizes take about a minute. The limits are the product's: what exceeds one is refused by it, which is right, and the
 * table says so.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Line, line, type Point, power } from './fit.ts'
import { addedBy, requested } from './in-workerd.ts'
import { circumstances } from './machine.ts'
import { MB, median, megabytes, short, spread, table } from './numbers.ts'
import { serveArchives } from './reading/archive-server.ts'
import { type Runtime, startRuntime } from './reading/runtime.ts'
import type { Memory, Sample } from './sample.ts'
import { blobs, tiny } from './synthetic/contents.ts'
import { synthetic } from './synthetic/zip.ts'

const { values } = parseArgs({
  options: {
    'most-files': { type: 'string', default: '1000000' },
    'most-mb': { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
    out: { type: 'string', default: join(import.meta.dirname, '../../test-output/bench') },
  },
})

const FILES = [100, 300, 1_000, 3_000, 10_000, 30_000, 100_000, 190_000, 300_000, 1_000_000]
const MEGABYTES = [0.1, 0.3, 1, 3, 10, 30, 100, 300, 530, 1_000]
/** So warm that the smallest size is measured in compiled code. */
const WARM_UP = [3_000, 10_000, 10_000]

const upTo = (sizes: readonly number[], most: string) => sizes.filter((size) => size <= Number(most))

interface Size {
  /** `files` and `mb` name the archive to the server. */
  kind: 'files' | 'mb'
  size: number
  archiveBytes: number
  read: Sample[]
  drain: Sample[]
  memory: Memory | null
  /** What refused it; `null` where it was read. */
  refused: string | null
}

const made = (kind: Size['kind'], size: number) =>
  synthetic(kind === 'files' ? () => tiny(size) : () => blobs(Math.round(size * MB)))

const server = await serveArchives((name) => {
  const [kind, size] = name.split('-')
  return made(kind as Size['kind'], Number(size))
})
const route = (way: string, kind: Size['kind'], size: number) =>
  `/${way}?url=${encodeURIComponent(server.url(`${kind}-${size}`))}`

function refusal(answer: string): string | null {
  const said = JSON.parse(answer) as { ok?: boolean; code?: string; message?: string }
  return said.ok === false ? `${said.code}: ${said.message}` : null
}

const kinds = [
  ...upTo(FILES, values['most-files']).map((size) => ['files', size] as const),
  ...upTo(MEGABYTES, values['most-mb']).map((size) => ['mb', size] as const),
]
const sizes: Size[] = kinds.map(([kind, size]) => ({
  kind,
  size,
  archiveBytes: made(kind, size).bytes,
  read: [],
  drain: [],
  memory: null,
  refused: null,
}))

async function once(runtime: Runtime, one: Size): Promise<void> {
  const { answer, ...sample } = await requested(runtime, route('read', one.kind, one.size))
  one.refused = refusal(answer)
  one.read.push(sample)
  const { answer: _, ...drained } = await requested(runtime, route('drain', one.kind, one.size))
  one.drain.push(drained)
}

async function measure(): Promise<void> {
  const runtime = await startRuntime([])
  try {
    for (const files of WARM_UP) await runtime.get(route('read', 'files', files))
    await runtime.get(route('drain', 'mb', 3))
    for (let round = 0; round < Number(values.rounds); round++) for (const one of sizes) await once(runtime, one)
  } finally {
    runtime.stop()
  }
  for (const one of sizes) one.memory = await addedBy((fresh) => fresh.get(route('read', one.kind, one.size)))
}

const cpuOf = (samples: readonly Sample[]) => samples.map(({ cpuMs }) => cpuMs)

function row(one: Size) {
  const { kind, size, archiveBytes, read, drain, memory, refused } = one
  return {
    [kind === 'files' ? 'files' : 'archive, MB']: size.toLocaleString('en'),
    ...(kind === 'files' ? { 'archive, MB': megabytes(archiveBytes) } : {}),
    'CPU ms': spread(cpuOf(read)),
    'wall ms': spread(read.map(({ wallMs }) => wallMs)),
    'drain, CPU ms': spread(cpuOf(drain)),
    'CPU / drain': short(median(cpuOf(read)) / median(cpuOf(drain))),
    'MB resident': memory ? megabytes(memory.resident) : '',
    'MB heap (idle)': memory?.heap ? `${megabytes(memory.heap.peak)} (${megabytes(memory.heap.idle)})` : '',
    refused: refused ?? '',
  }
}

/** How CPU and memory grow with a size, over what was read; the power also over the larger half, where fixed costs are small. */
function fits(kind: Size['kind']) {
  const read = sizes.filter((one) => one.kind === kind && !one.refused)
  const cpu = read.map((one): Point => [one.size, median(cpuOf(one.read))])
  const memory = read.map((one): Point => [one.size, one.memory!.resident])
  const larger = Math.floor(read.length / 2)
  return { cpu: line(cpu), power: power(cpu), powerOfLarger: power(cpu.slice(larger)), memory: line(memory) }
}

const explained = ({ r2 }: Line) => `R² ${r2.toFixed(4)}`

function said(kind: Size['kind']): string {
  const { cpu, power, powerOfLarger, memory } = fits(kind)
  const per = kind === 'files' ? '1,000 files' : 'MB'
  const thousand = kind === 'files' ? 1_000 : 1
  const bytes = kind === 'files' ? `${Math.round(memory.slope)} bytes a file` : `${Math.round(memory.slope)} bytes a MB`
  return [
    `CPU: ${short(cpu.intercept)} ms and ${short(thousand * cpu.slope)} ms for each ${per}, ${explained(cpu)};`,
    `it grows with the size to the power of ${power.slope.toFixed(2)} (${explained(power)}),`,
    `over the larger half ${powerOfLarger.slope.toFixed(2)} (${explained(powerOfLarger)}).`,
    `Resident memory: ${megabytes(memory.intercept)} MB and ${bytes}, ${explained(memory)}.`,
  ].join(' ')
}

await measure().finally(() => server.close())
for (const kind of ['files', 'mb'] as const) {
  const rows = sizes.filter((one) => one.kind === kind)
  console.log(`\n${table(rows.map(row))}`)
  if (rows.filter(({ refused }) => !refused).length > 2) console.log(`\n${said(kind)}`)
}
const out = resolve(values.out)
mkdirSync(out, { recursive: true })
const found = { ...circumstances(), sizes, fits: { files: fits('files'), mb: fits('mb') } }
writeFileSync(join(out, 'scale.json'), `${JSON.stringify(found, null, 2)}\n`)
console.log(`\n${join(out, 'scale.json')}`)
