import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { JobError, JobRepository, JobResult, Status } from './job'

/** The index of all jobs: a projection that each job's object writes, guarded by `version`. Times are milliseconds since the epoch. */
export const jobs = sqliteTable(
  'jobs',
  {
    id: text('id').primaryKey(),
    owner: text('owner').notNull(),
    version: integer('version').notNull(),
    status: text('status').$type<Status>().notNull(),
    repository: text('repository', { mode: 'json' }).$type<JobRepository>().notNull(),
    run: integer('run').notNull(),
    attempt: integer('attempt').notNull(),
    error: text('error', { mode: 'json' }).$type<JobError>(),
    artifact: text('artifact'),
    result: text('result', { mode: 'json' }).$type<JobResult>(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    // Newest first, of one owner: all, or one status.
    index('jobs_by_owner').on(table.owner, table.createdAt, table.id),
    index('jobs_by_owner_and_status').on(table.owner, table.status, table.createdAt, table.id),
    // The sweep: what should have moved.
    index('jobs_by_status_and_age').on(table.status, table.updatedAt),
  ],
)
