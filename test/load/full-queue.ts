import { median, short, spread, table } from './figures.ts'
import { type Job, type Product, pause, REPOSITORY, startProduct } from './product.ts'
import { press, type Sample } from './wrk.ts'

const JOBS = 500
const FILED_AT_ONCE = 16
const POLLERS = 8
const IDLE_RUNS = 5

/** Files so many jobs, some at once. */
async function fileMany(product: Product, count: number): Promise<string[]> {
  const ids: string[] = []
  let left = count
  const client = async () => {
    while (left-- > 0) ids.push(await product.file(REPOSITORY))
  }
  await Promise.all(Array.from({ length: FILED_AT_ONCE }, client))
  return ids
}

/** Jobs ended per second between the first and the last end. */
function endedPerSecond(jobs: readonly Job[]): number {
  const ends = jobs.map(({ updated_at }) => Date.parse(updated_at)).toSorted((a, b) => a - b)
  return (ends.length - 1) / ((ends.at(-1)! - ends[0]!) / 1_000)
}

/** Polls for so many seconds, and pauses as long, until `over`. */
async function pollUntil(url: string, seconds: number, over: () => boolean): Promise<Sample[]> {
  const samples: Sample[] = []
  while (!over()) {
    samples.push(await press(url, { connections: POLLERS, seconds }))
    await pause(1_000 * seconds)
  }
  return samples
}

const logged = (product: Product, event: string) => product.forge.logs().filter((line) => line.event === event)

/** Hundreds of jobs waiting: how fast they are worked off, and how polling feels meanwhile against an idle product. */
export async function fullQueue(seconds: number) {
  const product = await startProduct('test/load/plain', { logs: true })
  try {
    const first = await product.file()
    await product.atRest([first])
    const url = `${await product.direct()}/jobs/${first}/`
    const end = Date.now() + IDLE_RUNS * 2_000 * seconds
    const idle = await pollUntil(url, seconds, () => Date.now() > end)

    const ids = await fileMany(product, JOBS)
    let jobs: Job[] = []
    const [busy] = await Promise.all([
      pollUntil(url, seconds, () => jobs.length > 0),
      product.atRest(ids).then((ended) => {
        jobs = ended
      }),
    ])
    const failed = jobs.filter(({ status }) => status !== 'completed').length
    const unanswered = [...idle, ...busy].reduce((sum, run) => sum + run.refused + run.late + run.socketErrors, 0)
    const p99 = (runs: Sample[]) => runs.map((run) => run.p99)
    const figures = {
      jobs: JOBS,
      'ended per second, polled half of the time': short(endedPerSecond(jobs)),
      'poll p99 idle, ms': spread(p99(idle)),
      'poll p99 meanwhile, ms': spread(p99(busy)),
      ratio: short(median(p99(busy)) / median(p99(idle))),
      'bells rung again': logged(product, 'job.rang_again').length,
      'claims refused': logged(product, 'job.claim_refused').length,
    }
    const faults = [
      ...(failed ? [`${failed} jobs failed`] : []),
      ...(unanswered ? [`${unanswered} polls were refused or not answered`] : []),
    ]
    const text = table(Object.entries(figures).map(([figure, value]) => ({ figure, value })))
    return { figures, idle, busy, text, faults }
  } finally {
    await product.stop()
  }
}
