/*
 * `npm run chaos`: the product on the real runtime, under fire. Files jobs while the whole runtime is killed at random,
 * messages are lost, doubled and delayed, D1, R2, the queue, the job objects and the Git host fail and stall, and jobs are
 * retried and deleted; then holds what is left against everything that was promised.
 *   --seed N     of all that is left to chance (random; printed). Jobs, kills and outages are the same again; the order of
 *                events in a live runtime is not.
 *   --jobs N     1000
 *   --minutes N  least time of fire, 5
 *   --kills N    30
 *   --short      does not wait for the purges that are due 16 minutes after a claim, but looks for them in the outboxes
 * Prints a table, writes it to test-output/chaos.json, and ends with 1 when any promise was broken.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Campaign, fight } from './campaign.ts'
import { reportOf, textOf } from './report.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    jobs: { type: 'string', default: '1000' },
    minutes: { type: 'string', default: '5' },
    kills: { type: 'string', default: '30' },
    short: { type: 'boolean', default: false },
  },
})
const campaign: Campaign = {
  seed: Number(values.seed),
  jobs: Number(values.jobs),
  minutes: Number(values.minutes),
  kills: Number(values.kills),
  short: values.short,
  say: (step) => process.stdout.write(`${new Date().toISOString()} ${step}\n`),
}
campaign.say(`seed ${campaign.seed}`)
const report = reportOf(campaign, await fight(campaign))
const folder = join(import.meta.dirname, '../../test-output')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'chaos.json'), `${JSON.stringify(report, null, 2)}\n`)
process.stdout.write(textOf(report))
process.exitCode = report.promises.some(({ broken }) => broken.length) ? 1 : 0
