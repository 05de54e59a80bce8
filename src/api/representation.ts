import { z } from '@hono/zod-openapi'
import { type JobView, moves, STAGES, STATUSES } from '../job/job'

export const StatusSchema = z.enum(STATUSES).openapi('Status')

const date = z.iso.datetime()

const optionsSchema = z.record(z.string(), z.unknown())

/** A job as clients see it. */
export const JobSchema = z
  .object({
    id: z.uuid(),
    status: StatusSchema,
    repository: z
      .object({
        host: z.string().nullable(),
        owner: z.string().nullable(),
        name: z.string(),
        url: z.url().nullable(),
      })
      .meta({ description: 'Of an archive that was uploaded without an address, only the name.' }),
    progress: z.object({
      stage: z.enum(STAGES).nullable().meta({ description: 'What is being done; null when nothing is, and in lists.' }),
      percent: z.int().min(0).max(100),
    }),
    attempt: z.int().nonnegative().meta({ description: 'Attempts within this run, at most 3.' }),
    run: z.int().positive().meta({ description: '1, and one more for each retry.' }),
    next_attempt_at: date
      .nullable()
      .meta({ description: 'When the wait before the next attempt ends; null when nothing waits, and in lists.' }),
    private: z.boolean().meta({ description: 'For its owner alone; other jobs may be read by whoever knows the id.' }),
    created_at: date,
    updated_at: date,
    error: z
      .object({ code: z.string(), message: z.string(), retryable: z.boolean() })
      .nullable()
      .meta({ description: 'Why the job, or its last attempt, failed.' }),
    result: z
      .object({
        mode: z.enum(['fresh', 'update', 'check']).meta({ description: 'A check leaves a report and no README.' }),
        bytes: z.int().nonnegative().meta({ description: 'Of the README, or of the report where there is none.' }),
        etag: z.string(),
        engine_version: z.string(),
        commit: z
          .string()
          .nullable()
          .meta({ description: 'The commit the README was written from; null for an upload that does not say.' }),
        timings: z.partialRecord(z.enum(STAGES), z.number().nonnegative()).meta({
          description: 'Milliseconds of each stage; on Cloudflare a stage without input or output measures 0.',
        }),
      })
      .nullable(),
    options: optionsSchema
      .nullable()
      .meta({ description: 'How the README is to be written, as asked for; null where nothing was, and in lists.' }),
    links: z.object({
      self: z.string(),
      page: z.string(),
      download: z.string(),
      preview: z.string(),
      analysis: z.string(),
      evidence: z.string(),
      report: z.string(),
      events: z.string(),
      retry: z.string(),
      delete: z.string(),
    }),
  })
  .openapi('Job')

export const jobPath = (id: string) => `/jobs/${id}/`

export function represent(job: JobView): z.infer<typeof JobSchema> {
  const { id, status, repository, progress, attempt, run, error, result, times, options, nextAttempt, isPrivate } = job
  const self = jobPath(id)
  // A tombstone is answered with a problem before it gets here.
  if (status === 'deleted') throw new Error('a deleted job has no representation')
  return {
    id,
    status,
    repository,
    progress,
    attempt,
    run,
    next_attempt_at: nextAttempt === null ? null : new Date(nextAttempt).toISOString(),
    private: isPrivate,
    created_at: new Date(times.created).toISOString(),
    updated_at: new Date(times.updated).toISOString(),
    error,
    result,
    options: options === null ? null : optionsSchema.parse(JSON.parse(options)),
    links: {
      self,
      page: `/r/${id}/`,
      download: `${self}download/`,
      preview: `${self}preview/`,
      analysis: `${self}analysis/`,
      evidence: `${self}evidence/`,
      report: `${self}report/`,
      events: `${self}events/`,
      retry: `${self}retry/`,
      delete: `${self}delete/`,
    },
  }
}

/** Seconds after which polling makes sense, at first and at most. */
const POLL = { least: 1, most: 30 }

/**
 * `Retry-After` for a moving job: when the wait before its next attempt is over; else the longer nothing has changed, the
 * later, a tenth of that time. `null` for a job at rest. @param now milliseconds since the epoch
 */
export function pollAfter(job: Pick<JobView, 'status' | 'nextAttempt' | 'times'>, now: number): string | null {
  if (!moves(job)) return null
  const wait = job.nextAttempt === null ? (now - job.times.updated) / 10 : job.nextAttempt - now
  return String(Math.min(POLL.most, Math.max(POLL.least, Math.ceil(wait / 1000))))
}
