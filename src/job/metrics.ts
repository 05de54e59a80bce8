import { and, eq, inArray, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { type Job, STAGES } from './job'
import { jobs, tallies } from './schema'

/*
 * What an operator wants to know of all jobs together. D1's triggers keep the tallies: they see each change of a row once,
 * since a row never goes back to an older version, so what they count is neither lost nor counted twice.
 */

/** Ages in seconds up to which moving jobs are counted. */
export const AGES = [60, 300, 900, 3600] as const

/** A count of what happened so far, or of what there is now; `total` sums up what the metric measures, in milliseconds. */
export interface Tally {
  /** `jobs` (label: status), `ended` (`completed` or a failure's code), `stage` (stage), `duration` (upper bound in seconds), `dead_letters`. */
  metric: string
  label: string
  n: number
  total: number
}

/** Jobs in one moving status: how many, how many untouched for at most so many seconds, and for how long the oldest. */
export interface Ages {
  status: 'pending' | 'processing'
  count: number
  within: Map<number, number>
  oldestSeconds: number
}

/** Reads the tallies, and moving jobs by age; by index, as many rows as jobs move. Throws when D1 fails. */
export async function readMetrics(db: D1Database, now: number): Promise<{ tallies: Tally[]; ages: Ages[] }> {
  const within = AGES.map((age) => sql<number>`sum(${jobs.updatedAt} >= ${now - age * 1000})`)
  const d1 = drizzle(db)
  const [counted, moving] = await Promise.all([
    d1.select().from(tallies).orderBy(tallies.metric, tallies.label).all(),
    d1
      .select({
        status: jobs.status,
        count: sql<number>`count(*)`,
        oldest: sql<number>`min(${jobs.updatedAt})`,
        within: sql<string>`json_array(${sql.join(within, sql`, `)})`,
      })
      .from(jobs)
      .where(inArray(jobs.status, ['pending', 'processing']))
      .groupBy(jobs.status)
      .all(),
  ])
  const ages = (['pending', 'processing'] as const).map((status) => {
    const row = moving.find((row) => row.status === status)
    const counts: number[] = row ? JSON.parse(row.within) : AGES.map(() => 0)
    return {
      status,
      count: row?.count ?? 0,
      within: new Map(AGES.map((age, index) => [age, counts[index] ?? 0])),
      oldestSeconds: row ? Math.max(0, now - row.oldest) / 1000 : 0,
    }
  })
  return { tallies: counted, ages }
}

/** Jobs that wait for a consumer: one row. Throws when D1 fails. */
export async function countPending(db: D1Database): Promise<number> {
  const row = await drizzle(db)
    .select({ n: tallies.n })
    .from(tallies)
    .where(and(eq(tallies.metric, 'jobs'), eq(tallies.label, 'pending')))
    .get()
  return row?.n ?? 0
}

/** Counts a message that no consumer could deliver. Not idempotent: a dead letter delivered twice counts twice. */
export async function tallyDeadLetter(db: D1Database): Promise<void> {
  await drizzle(db)
    .insert(tallies)
    .values({ metric: 'dead_letters', label: '', n: 1, total: 0 })
    .onConflictDoUpdate({ target: [tallies.metric, tallies.label], set: { n: sql`${tallies.n} + 1` } })
    .run()
}

/**
 * One data point for a job at rest. Index: host; blobs: status, failure's code, mode; doubles: milliseconds since the job
 * was created, claims, then the stages' milliseconds in their order. The docs give queries over it.
 */
export function measureEnd(dataset: AnalyticsEngineDataset | undefined, job: Job, now: number): void {
  const { repository, status, error, result, times, attempt } = job
  dataset?.writeDataPoint({
    indexes: [(repository.host ?? 'upload').slice(0, 96)],
    blobs: [status, status === 'failed' ? (error?.code ?? '') : '', result?.mode ?? ''],
    doubles: [now - times.created, attempt, ...STAGES.map((stage) => result?.timings[stage] ?? 0)],
  })
}
