import { short, table } from './figures.ts'
import { type Product, startProduct } from './product.ts'
import { measure, type Target } from './routes.ts'
import { type Cpu, cpuDuring } from './runtime-process.ts'

const JOBS = 200
const AT_ONCE = 4
const CONNECTIONS = 8

/** CPU milliseconds of each of some things. */
export type CpuOf = Record<string, Cpu>

/** CPU time of `times` pieces of work, each. */
async function each({ forge }: Product, times: number, work: () => Promise<unknown>): Promise<Cpu> {
  const { cpu } = await cpuDuring(forge.origin, work)
  if (!cpu) throw new Error('the runtime ended in the midst of it')
  return { runtime: cpu.runtime / times, proxy: cpu.proxy / times }
}

/** Does `work` with every item, some at once. */
async function overAll<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const left = [...items]
  const worker = async () => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) await work(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

/** CPU time of the runtime for everything that the product does often, over some hundreds of times. */
export async function measureCpu(seconds: number): Promise<CpuOf> {
  const product = await startProduct('test/load/plain')
  try {
    const { origin } = product.forge
    const first = await product.file()
    await product.atRest([first])
    const path = `/jobs/${first}/`
    const etag = (await fetch(origin + path)).headers.get('etag') ?? ''
    const ids: string[] = []
    const jobs = (body?: object) => async () => {
      const those: string[] = []
      await overAll([...Array(JOBS).keys()], async () => those.push(await product.file(body)))
      await product.atRest(those)
      ids.push(...those)
    }
    const remove = (id: string) => fetch(`${origin}/jobs/${id}/`, { method: 'DELETE' })
    const costs: CpuOf = {
      'job, facts fetched': await each(product, JOBS, jobs({ url: 'https://github.com/acme/plain', refresh: true })),
      'job, same commit again': await each(product, JOBS, jobs()),
    }
    const targets: Target[] = [
      { name: 'bare route', path: '/bare/' },
      { name: 'poll, 304', path, load: { headers: { 'If-None-Match': etag } } },
      { name: 'poll, 200', path },
      { name: 'list of 20', path: '/jobs/' },
      { name: 'download', path: `${path}download/` },
      { name: 'preview', path: `${path}preview/` },
    ]
    for (const target of targets) costs[target.name] = (await measure(product, target, CONNECTIONS, 2 * seconds)).cpu
    costs.deletion = await each(product, ids.length, () => overAll(ids, remove))
    return costs
  } finally {
    await product.stop()
  }
}

export const cpuTable = (costs: CpuOf) =>
  table(
    Object.entries(costs).map(([what, { runtime, proxy }]) => ({
      what,
      'CPU ms': short(runtime),
      'above the bare route': short(runtime - (costs['bare route']?.runtime ?? 0)),
      'CPU ms of the proxy': short(proxy),
    })),
  )
