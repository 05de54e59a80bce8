import { median, short, spread, table } from './figures.ts'
import { type Product, pause, startProduct } from './product.ts'
import { type Cpu, cpuDuring } from './runtime-process.ts'
import { type Load, press, type Sample } from './wrk.ts'

/** Connections at once. */
export const CONCURRENCY = [1, 8, 32, 128] as const
const ROUNDS = 3

/** A run of wrk and what it cost the runtime. */
export interface Run extends Sample {
  perSecond: number
  /** CPU milliseconds per request. */
  cpu: Cpu
}

/** Some requests that are measured: how they are asked, against the bare route in the same seconds. */
export interface Target {
  name: string
  path: string
  load?: Omit<Load, 'connections' | 'seconds'>
}

export interface Measured {
  target: string
  connections: number
  runs: Run[]
  /** The bare route just before each run. */
  bare: Run[]
}

/** One run, again when the runtime ends in its midst, which `npm start` makes good. */
export async function measure(product: Product, target: Target, connections: number, seconds: number): Promise<Run> {
  const { origin } = product.forge
  for (let tries = 3; ; tries--) {
    const url = (await product.direct()) + target.path
    const { value, cpu } = await cpuDuring(origin, () => press(url, { ...target.load, connections, seconds }))
    if (!cpu && tries > 1) continue
    const each = (ms: number | undefined) => (ms ?? Number.NaN) / Math.max(value.requests, 1)
    return {
      ...value,
      perSecond: value.requests / value.seconds,
      cpu: { runtime: each(cpu?.runtime), proxy: each(cpu?.proxy) },
    }
  }
}

export const BARE: Target = { name: 'bare', path: '/bare/' }

/** Bare route and target by turns, so that noise of the machine falls on both alike. */
export async function compare(product: Product, targets: Target[], connections: number, seconds: number) {
  const measured: Measured[] = targets.map(({ name }) => ({ target: name, connections, runs: [], bare: [] }))
  for (let round = 0; round < ROUNDS; round++)
    for (const [index, target] of targets.entries()) {
      measured[index]?.bare.push(await measure(product, BARE, connections, seconds))
      measured[index]?.runs.push(await measure(product, target, connections, seconds))
    }
  return measured
}

const total = (runs: Run[], field: 'requests' | 'refused' | 'socketErrors' | 'late') =>
  runs.reduce((sum, run) => sum + run[field], 0)
const middle = (runs: Run[], figure: (run: Run) => number) => short(median(runs.map(figure)))

/** Throughput of each run over that of the bare route just before. */
export const ratios = ({ runs, bare }: Measured) => runs.map((run, i) => run.perSecond / (bare[i]?.perSecond ?? 0))

/** One line for each target and concurrency. */
export const routesTable = (measured: Measured[]) =>
  table(
    measured.map((one) => ({
      request: one.target,
      connections: one.connections,
      'per second': middle(one.runs, ({ perSecond }) => perSecond),
      'of bare': spread(ratios(one)),
      'p50 ms': middle(one.runs, ({ p50 }) => p50),
      'p90 ms': middle(one.runs, ({ p90 }) => p90),
      'p99 ms': middle(one.runs, ({ p99 }) => p99),
      'bare p99 ms': middle(one.bare, ({ p99 }) => p99),
      'CPU ms': middle(one.runs, ({ cpu }) => cpu.runtime),
      'bare CPU ms': middle(one.bare, ({ cpu }) => cpu.runtime),
      requests: total(one.runs, 'requests'),
      refused: total(one.runs, 'refused'),
      'socket errors': total(one.runs, 'socketErrors'),
      'later than 15 s': total(one.runs, 'late'),
    })),
  )

/** A job that stays pending for minutes: its host asks for a pause. */
async function pendingJob(product: Product): Promise<string> {
  product.hosted.fault.current = () => ({ status: 503, headers: { 'retry-after': '300' } })
  const id = await product.file({ url: 'https://github.com/acme/plain', refresh: true })
  for (;;) {
    const response = await fetch(`${product.forge.origin}/jobs/${id}/`)
    const job = (await response.json()) as { status: string; attempt: number }
    if (job.status === 'pending' && job.attempt === 1) break
    await pause(200)
  }
  product.hosted.fault.current = null
  return id
}

async function targetsOf(product: Product, completed: string): Promise<Target[]> {
  const pending = await pendingJob(product)
  const path = `/jobs/${completed}/`
  const etag = (await fetch(product.forge.origin + path)).headers.get('etag') ?? ''
  return [
    { name: 'poll, completed, 304', path, load: { headers: { 'If-None-Match': etag } } },
    { name: 'poll, completed, 200', path },
    { name: 'poll, pending, 200', path: `/jobs/${pending}/` },
    { name: 'list of 20', path: '/jobs/' },
    { name: 'download', path: `${path}download/` },
    { name: 'preview', path: `${path}preview/` },
  ]
}

/** How often the runtime ended by itself and was started again. */
export const restarts = ({ forge }: Product) => forge.output().split('The local runtime ended').length - 1

/** Each way of reading, at rising concurrency, as a ratio to the bare route of the same isolate in the same seconds. */
export async function routes(seconds: number) {
  const product = await startProduct('test/load/plain')
  try {
    const ids: string[] = []
    for (let i = 0; i < 20; i++) ids.push(await product.file())
    await product.atRest(ids)
    const [completed] = ids
    if (completed === undefined) throw new Error('no job')
    await compare(product, await targetsOf(product, completed), 8, 1)
    const measured: Measured[] = []
    for (const connections of CONCURRENCY)
      measured.push(...(await compare(product, await targetsOf(product, completed), connections, seconds)))
    const ended = `The local runtime ended ${restarts(product)} times by itself; what it broke was measured again.`
    return { measured, restarts: restarts(product), text: `${routesTable(measured)}\n\n${ended}` }
  } finally {
    await product.stop()
  }
}
