/*
 * What the product bears, and what it costs (Linux; needs wrk).
 *
 *   node test/load/run.ts                     all parts but `rows`
 *   node test/load/run.ts --rows              this part alone; likewise --routes, --creation, --overload, --queue, --cost
 *   node test/load/run.ts --seconds 5         each run of wrk lasts so long; 3
 *
 * Each part starts the product as `npm start` does, on a state of its own, with a Git host on loopback. A request is measured
 * against `/bare/`, a Hono route that answers two bytes from the same isolate, by turns within the same seconds: figures of
 * two machines can be compared as ratios only. wrk asks the runtime itself, past the proxy of `wrangler dev`; the asset router
 * stands before both routes, as in the cloud. D1, R2, Queues and Durable Objects are the local ones, in one process with all
 * else, so no time here is one of Cloudflare's; what is counted (`--cost`) is.
 *
 * Prints Markdown and writes everything measured to `test-output/load.json`. Ends with 1 when something accepted was lost.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { cost } from './cost.ts'
import { creation } from './creation.ts'
import { fullQueue } from './full-queue.ts'
import { overload } from './overload.ts'
import { routes } from './routes.ts'
import { rows } from './rows.ts'

/** What a part found, for people to read, and what is wrong. */
interface Found {
  text: string
  faults?: string[]
}

const PARTS: Record<string, (seconds: number) => Promise<Found>> = {
  routes,
  creation,
  overload,
  queue: fullQueue,
  cost,
  rows,
}

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '3' },
    ...Object.fromEntries(Object.keys(PARTS).map((part) => [part, { type: 'boolean' as const }])),
  },
})
const named = Object.keys(PARTS).filter((part) => part in values)
const chosen = named.length ? named : Object.keys(PARTS).filter((part) => part !== 'rows')

const folder = join(import.meta.dirname, '../../test-output')
const file = join(folder, 'load.json')
mkdirSync(folder, { recursive: true })

/** What earlier runs found; parts that are not run now keep it. */
const earlier = (): Record<string, Found> =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Found>) : {}

for (const [part, measure] of Object.entries(PARTS)) {
  if (!chosen.includes(part)) continue
  const found = await measure(Number(values.seconds))
  console.log(`\n## ${part}\n\n${found.text}`)
  for (const fault of found.faults ?? []) {
    console.log(`\n**${fault}**`)
    process.exitCode = 1
  }
  writeFileSync(file, `${JSON.stringify({ ...earlier(), [part]: found }, null, 2)}\n`)
}
