import { and, desc, eq, lt, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import type { Job, JobView, Status } from './job'
import type { Asker } from './ownership'
import { jobs, sweeps } from './schema'
import { asked } from './unavailable'

/*
 * D1 as the index of all jobs. Rows are projections: only a job's object writes its row, and a row never goes back
 * to an older version, in whatever order projections land. An id may live again once its job was forgotten
 * (`Idempotency-Key`): what is still under way for the life before, told by its creation, never touches the next one's row.
 */

type Row = typeof jobs.$inferSelect

/** Writes the job's row unless D1 already holds this version or a newer one. Idempotent. Throws when D1 fails. */
export async function project(db: D1Database, job: Job): Promise<void> {
  const row = {
    id: job.id,
    owner: job.owner,
    isPrivate: job.isPrivate ?? false,
    version: job.version,
    status: job.status,
    repository: job.repository,
    run: job.run,
    attempt: job.attempt,
    error: job.error,
    artifact: job.artifact,
    result: job.result,
    createdAt: job.times.created,
    updatedAt: job.times.updated,
  } satisfies typeof jobs.$inferInsert
  const { id: _, ...changed } = row
  await drizzle(db)
    .insert(jobs)
    .values(row)
    .onConflictDoUpdate({
      target: jobs.id,
      set: changed,
      setWhere: sql`(${jobs.createdAt}, ${jobs.version}) < (excluded.created_at, excluded.version)`,
    })
    .run()
}

/** Removes the row of a forgotten job that was created then. Idempotent. */
export async function forget(db: D1Database, id: string, createdAt: number): Promise<void> {
  await drizzle(db)
    .delete(jobs)
    .where(and(eq(jobs.id, id), eq(jobs.createdAt, createdAt)))
    .run()
}

/** A position in a list, newest first: the last job seen. */
export interface Cursor {
  createdAt: number
  id: string
}

export interface Page {
  jobs: JobView[]
  next: Cursor | null
}

/**
 * Jobs of whoever asks, newest first, tombstones left out; at most `limit` of them, after `cursor`. Reads by index.
 * @throws Unavailable
 */
export async function list(
  db: D1Database,
  asker: Asker,
  options: { status: Status | null; limit: number; cursor: Cursor | null },
): Promise<Page> {
  if (asker === null) return { jobs: [], next: null }
  const { status, limit, cursor } = options
  const rows = await asked('index', () =>
    drizzle(db)
      .select()
      .from(jobs)
      .where(
        and(
          eq(jobs.owner, asker),
          // In the very words of the index, which holds no tombstones.
          status ? eq(jobs.status, status) : sql`${jobs.status} <> 'deleted'`,
          cursor ? sql`(${jobs.createdAt}, ${jobs.id}) < (${cursor.createdAt}, ${cursor.id})` : undefined,
        ),
      )
      .orderBy(desc(jobs.createdAt), desc(jobs.id))
      .limit(limit + 1)
      .all(),
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    jobs: shown.map(viewOfRow),
    next: rows.length > limit && last ? { createdAt: last.createdAt, id: last.id } : null,
  }
}

/**
 * The id of the asker's newest completed job of the repository at this address; `null` without one. Reads by index.
 * @throws Unavailable
 */
export async function latest(db: D1Database, asker: Asker, url: string): Promise<string | null> {
  if (asker === null) return null
  const row = await asked('index', () =>
    drizzle(db)
      .select({ id: jobs.id })
      .from(jobs)
      .where(and(eq(jobs.owner, asker), sql`${jobs.status} = 'completed'`, eq(jobs.url, url.toLowerCase())))
      .orderBy(desc(jobs.createdAt))
      .limit(1)
      .get(),
  )
  return row?.id ?? null
}

/**
 * One job by its row: for when its object cannot be reached.
 * @throws Unavailable
 */
export async function find(db: D1Database, id: string): Promise<JobView | null> {
  const row = await asked('index', () => drizzle(db).select().from(jobs).where(eq(jobs.id, id)).get())
  return row ? viewOfRow(row) : null
}

/**
 * Jobs that should have moved and are untouched since `before`: not at rest, at rest and kept long enough (`null`:
 * never), or tombstones to forget. The oldest of each status, at most `limit` of each: one query for each reads by index
 * no more rows than that, however many are overdue.
 */
export async function overdue(
  db: D1Database,
  before: { moving: number; resting: number | null; deleted: number },
  limit: number,
): Promise<{ id: string; createdAt: number }[]> {
  const { moving, resting, deleted } = before
  const times: [Status, number | null][] = [
    ['pending', moving],
    ['processing', moving],
    ['completed', resting],
    ['failed', resting],
    ['deleted', deleted],
  ]
  const oldest = await Promise.all(
    times.map(async ([status, time]) => {
      if (time === null) return []
      return drizzle(db)
        .select({ id: jobs.id, createdAt: jobs.createdAt })
        .from(jobs)
        .where(and(eq(jobs.status, status), lt(jobs.updatedAt, time)))
        .orderBy(jobs.updatedAt)
        .limit(limit)
        .all()
    }),
  )
  return oldest.flat()
}

/** The R2 key below the prefix up to which the last sweep came; empty for the beginning. */
export async function sweptUpTo(db: D1Database, prefix: string): Promise<string> {
  const row = await drizzle(db).select().from(sweeps).where(eq(sweeps.prefix, prefix)).get()
  return row?.after ?? ''
}

/** Notes up to which key below the prefix a sweep came; empty for the end. */
export async function sweptTo(db: D1Database, prefix: string, after: string): Promise<void> {
  await drizzle(db)
    .insert(sweeps)
    .values({ prefix, after })
    .onConflictDoUpdate({ target: sweeps.prefix, set: { after } })
    .run()
}

function viewOfRow(row: Row): JobView {
  const { id, owner, isPrivate, status, version, repository, run, attempt, error, artifact, result } = row
  return {
    id,
    owner,
    isPrivate,
    status,
    version,
    repository,
    run,
    attempt,
    error,
    artifact,
    result,
    // Progress is not kept in D1.
    progress: { stage: null, percent: status === 'completed' ? 100 : 0 },
    // Nor are options, which may be long.
    options: null,
    nextAttempt: null,
    times: { created: row.createdAt, updated: row.updatedAt },
  }
}
