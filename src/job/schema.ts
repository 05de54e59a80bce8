import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { JobError, JobRepository, JobResult, Status } from './job'

/** The index of all jobs: a projection that each job's object writes, guarded by `version`. Times are milliseconds since the epoch. */
export const jobs = sqliteTable(
  'jobs',
  {
    id: text('id').primaryKey(),
    owner: text('owner').notNull(),
    isPrivate: integer('private', { mode: 'boolean' }).notNull().default(false),
    version: integer('version').notNull(),
    status: text('status').$type<Status>().notNull(),
    repository: text('repository', { mode: 'json' }).$type<JobRepository>().notNull(),
    /** Its address; hosts do not tell upper from lower case. */
    url: text('url').generatedAlwaysAs(sql`lower(repository ->> '$.url')`, { mode: 'virtual' }),
    run: integer('run').notNull(),
    attempt: integer('attempt').notNull(),
    error: text('error', { mode: 'json' }).$type<JobError>(),
    artifact: text('artifact'),
    result: text('result', { mode: 'json' }).$type<JobResult>(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    // Newest first, of one owner: all but tombstones, or one status.
    index('jobs_by_owner').on(table.owner, table.createdAt, table.id).where(sql`${table.status} <> 'deleted'`),
    index('jobs_by_owner_and_status').on(table.owner, table.status, table.createdAt, table.id),
    // The latest README of a repository.
    index('jobs_by_repository').on(table.owner, table.url, table.createdAt).where(sql`${table.status} = 'completed'`),
    // The sweep: what should have moved.
    index('jobs_by_status_and_age').on(table.status, table.updatedAt),
  ],
)

/** What `metrics.ts` counts. Triggers of the migrations write it. */
export const tallies = sqliteTable(
  'tallies',
  {
    metric: text('metric').notNull(),
    label: text('label').notNull(),
    n: integer('n').notNull(),
    total: real('total').notNull(),
  },
  (table) => [primaryKey({ columns: [table.metric, table.label] })],
)

/** How far each part of the hourly sweep has come in R2's keys: the last one looked at. */
export const sweeps = sqliteTable('sweeps', { prefix: text('prefix').primaryKey(), after: text('after').notNull() })
