import type { Campaign, Fought } from './campaign.ts'
import { PROMISES } from './promises.ts'

type Counts = Record<string, number>

const tally = (names: readonly string[]): Counts =>
  Object.fromEntries([...Map.groupBy(names, (name) => name)].sort().map(([name, all]) => [name, all.length]))

/** What a run has shown. */
export interface Report {
  seed: number
  asked: { jobs: number; minutes: number; kills: number; short: boolean }
  seconds: number
  /** Jobs by how they ended, and failed ones by their code. */
  ends: Counts
  codes: Counts
  kills: number
  outages: number
  retries: { asked: number; answered: number }
  deletions: number
  /** Jobs deleted, by the status that they were last seen in. */
  deletedIn: Counts
  /** Answers to the clients, by method and status. */
  answers: Counts
  /** Operation to fate to how often. */
  fates: Record<string, Counts>
  /** Events that the product logged, refusals with their reason. */
  events: Counts
  promises: { promise: string; broken: string[] }[]
  /** Of each job that a broken promise names: how its object holds it, what was done to it, what was logged of it. */
  cases: Record<string, { job: unknown; injuries: unknown; logs: unknown[] }>
}

const eventOf = ({ event, why }: Record<string, unknown>) => (why === undefined ? `${event}` : `${event}: ${why}`)
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** All that is known of the jobs that these sentences name. */
function casesOf(sentences: readonly string[], { evidence, logs }: Fought): Report['cases'] {
  const ids = new Set(sentences.flatMap((sentence) => sentence.match(UUID) ?? []))
  return Object.fromEntries(
    [...ids].map((id) => [
      id,
      {
        job: evidence.state.jobs.find((job) => job.id === id) ?? null,
        injuries: evidence.injuries.get(id) ?? [],
        logs: logs.filter(({ job }) => job === id),
      },
    ]),
  )
}

/** Holds the evidence against every promise. */
export function reportOf({ seed, jobs, minutes, kills, short }: Campaign, fought: Fought): Report {
  const { evidence, burned, fates, seconds } = fought
  const { ledger, state } = evidence
  const promises = PROMISES.map(({ promise, broken }) => ({ promise, broken: broken(evidence) }))
  const failed = state.jobs.filter(({ status }) => status === 'failed')
  return {
    seed,
    asked: { jobs, minutes, kills, short },
    seconds,
    ends: tally(state.jobs.map(({ status }) => status)),
    codes: tally(failed.map(({ error }) => error?.code ?? 'none')),
    kills: burned.kills.length,
    outages: burned.outages,
    retries: {
      asked: ledger.entries.reduce((sum, { retries }) => sum + retries.asked, 0),
      answered: ledger.entries.reduce((sum, { retries }) => sum + retries.answered, 0),
    },
    deletions: ledger.entries.filter(({ deletion }) => deletion === 'answered').length,
    deletedIn: Object.fromEntries(burned.deletedIn),
    answers: Object.fromEntries([...ledger.answers].sort()),
    fates: Object.fromEntries([...fates.counts].sort().map(([operation, of]) => [operation, Object.fromEntries(of)])),
    events: tally(fought.logs.map(eventOf)),
    promises,
    cases: casesOf(
      promises.flatMap(({ broken }) => broken),
      fought,
    ),
  }
}

const SHOWN = 10
const line = (counts: Counts) =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ') || 'none'

/** The report for people to read. */
export function textOf(report: Report): string {
  const { ends, codes, kills, outages, retries, deletions, deletedIn, answers, events, fates, promises } = report
  const rows = Object.entries(fates).map(([operation, counts]) => `  ${operation.padEnd(32)} ${line(counts)}`)
  const held = promises.flatMap(({ promise, broken }) => [
    `${broken.length ? `BROKEN ${broken.length}×` : 'held'}: ${promise}`,
    ...broken.slice(0, SHOWN).map((sentence) => `    ${sentence}`),
  ])
  return [
    `seed ${report.seed}, ${report.seconds} s`,
    `jobs by end: ${line(ends)}`,
    `failures: ${line(codes)}`,
    `kills ${kills}, outages ${outages}`,
    `retries: ${retries.answered} answered of ${retries.asked} sent; deletions ${deletions} (seen ${line(deletedIn)})`,
    `answers: ${line(answers)}`,
    `logged: ${line(events)}`,
    'fates by operation:',
    ...rows,
    ...held,
    '',
  ].join('\n')
}
