import { median, short, spread, table } from './figures.ts'
import { type Product, REPOSITORY, startProduct } from './product.ts'
import { CONCURRENCY, compare, restarts, routesTable } from './routes.ts'

const CREATION = {
  name: 'POST /generate/',
  path: '/generate/',
  load: { script: 'create' as const, environment: { BODY: JSON.stringify(REPOSITORY) } },
}

export interface Backlog {
  connections: number
  /** Messages that the queue then holds. */
  messages: number
}

async function backlogOf({ forge }: Product): Promise<number> {
  const response = await fetch(`${forge.origin}/measured/backlog/`)
  return ((await response.json()) as { backlogCount: number }).backlogCount
}

/**
 * Jobs filed as fast as they are taken, while the Git host stalls so that nothing is worked on. Each concurrency has a
 * product of its own: after half a minute the objects of those that wait ring again, which is another load.
 */
async function atConcurrency(connections: number, seconds: number) {
  const product = await startProduct('test/load/plain')
  try {
    product.hosted.fault.current = () => ({ stall: true })
    const measured = await compare(product, [CREATION], connections, seconds)
    return { measured, backlog: { connections, messages: await backlogOf(product) }, restarts: restarts(product) }
  } finally {
    await product.stop()
  }
}

/** Creation, at rising concurrency. */
export async function creation(seconds: number) {
  const runs = []
  for (const connections of CONCURRENCY) runs.push(await atConcurrency(connections, seconds))
  const measured = runs.flatMap((run) => run.measured)
  const backlogs = runs.map((run) => run.backlog)
  const ended = runs.map((run) => run.restarts)
  const tails = measured.map(({ connections, runs }, i) => ({
    connections,
    'p99 over p50': spread(runs.map(({ p50, p99 }) => p99 / p50)),
    'p50 ms': short(median(runs.map(({ p50 }) => p50))),
    'messages waiting afterwards': backlogs[i]?.messages ?? 0,
    'runtime ended and was started again': ended[i] ?? 0,
  }))
  return { measured, backlogs, text: `${routesTable(measured)}\n\n${table(tails)}` }
}
