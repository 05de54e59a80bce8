import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median, short, spread, table } from './figures.ts'
import { type Filled, fill } from './filled-index.ts'
import { startProduct } from './product.ts'
import { press, type Sample } from './wrk.ts'

const FEW = 1_000
const MANY = 1_000_000
const ROUNDS = 5
/** Times what a thousand rows take. */
const WANTED = 2

/** What is asked, and of which paths by turns. */
const QUERIES: { name: string; paths(filled: Filled): string[] }[] = [
  { name: 'first page', paths: () => ['/jobs/'] },
  { name: 'page of 100', paths: () => ['/jobs/?limit=100'] },
  { name: 'page in the oldest quarter', paths: ({ cursors }) => cursors.map((cursor) => `/jobs/?cursor=${cursor}`) },
  { name: 'failed jobs, first page', paths: () => ['/jobs/?status=failed'] },
  {
    name: 'failed jobs in the oldest quarter',
    paths: ({ cursors }) => cursors.map((cursor) => `/jobs/?status=failed&cursor=${cursor}`),
  },
  { name: 'pending jobs', paths: () => ['/jobs/?status=pending'] },
  { name: 'metrics', paths: () => ['/metrics/'] },
  { name: 'sweep, nothing too old', paths: () => ['/measured/overdue/?keep=366'] },
  { name: 'sweep, eleven months too old', paths: () => ['/measured/overdue/?keep=30'] },
]

async function ask(
  { product, cursors, ...rest }: Filled,
  query: (typeof QUERIES)[number],
  seconds: number,
  folder: string,
): Promise<Sample> {
  const file = join(folder, 'paths')
  await writeFile(file, query.paths({ product, cursors, ...rest }).join('\n'))
  return press(await product.direct(), { connections: 1, seconds, script: 'paths', environment: { PATHS: file } })
}

interface Compared {
  query: string
  few: Sample[]
  many: Sample[]
  /** Median with many rows over median with few, round by round. */
  ratios: number[]
}

/** Both products by turns, so that noise of the machine falls on both alike. */
async function compare(few: Filled, many: Filled, seconds: number, folder: string): Promise<Compared[]> {
  const compared: Compared[] = QUERIES.map(({ name }) => ({ query: name, few: [], many: [], ratios: [] }))
  for (let round = 0; round < ROUNDS; round++)
    for (const [i, query] of QUERIES.entries()) {
      const [small, large] = [await ask(few, query, seconds, folder), await ask(many, query, seconds, folder)]
      compared[i]?.few.push(small)
      compared[i]?.many.push(large)
      compared[i]?.ratios.push(large.p50 / small.p50)
    }
  return compared
}

const p50 = (samples: readonly Sample[]) => short(median(samples.map((sample) => sample.p50)))
const unanswered = (samples: readonly Sample[]) =>
  samples.reduce((sum, { refused, late, socketErrors }) => sum + refused + late + socketErrors, 0)

/** Lists and the sweep on a million jobs against a thousand, and how SQLite answers them. */
export async function rows(seconds: number) {
  const folder = await mkdtemp(join(tmpdir(), 'paths-'))
  const small = await startProduct('test/load/plain')
  const large = await startProduct('test/load/plain')
  try {
    const few = await fill(small, FEW)
    const many = await fill(large, MANY)
    const compared = await compare(few, many, seconds, folder)
    const plans = (await (await fetch(`${large.forge.origin}/measured/plans/`)).json()) as Record<string, string[]>
    const lines = compared.map((one) => ({
      query: one.query,
      [`p50 ms, ${FEW} rows`]: p50(one.few),
      [`p50 ms, ${MANY} rows`]: p50(one.many),
      ratio: spread(one.ratios),
      'not answered': unanswered([...one.few, ...one.many]),
    }))
    const steps = Object.entries(plans).map(([query, plan]) => ({ query, plan: plan.join('; ') }))
    const sizes = `${short(many.bytesPerRow)} bytes of D1 for each job, indexes included.`
    const faults = compared.flatMap(({ query, ratios }) =>
      median(ratios) > WANTED ? [`${query}: ${short(median(ratios))} times as long on ${MANY} rows`] : [],
    )
    return { compared, plans, text: `${table(lines)}\n\n${sizes}\n\n${table(steps)}`, faults }
  } finally {
    await rm(folder, { recursive: true })
    await small.stop()
    await large.stop()
  }
}
