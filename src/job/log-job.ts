import type { Job } from './job'
import { log } from './log'

/** What every line about a job says. */
export const about = (job: Job) => ({ job: job.id, run: job.run, attempt: job.attempt, status: job.status })

/** A run has ended. */
export function logEnd(job: Job, now: number): void {
  const fields = { ...about(job), duration_ms: now - job.times.created }
  if (job.status === 'completed') log('job.completed', { ...fields, bytes: job.result?.bytes })
  else log('job.failed', { ...fields, code: job.error?.code, retryable: job.error?.retryable })
}

/** Time has passed, and something lapsed. */
export function logLapse(before: Job, job: Job): void {
  if (job === before) return
  if (job.version === before.version) log('job.rang_again', { ...about(job), rings: job.outbox.rings })
  else if (job.status === 'deleted') log('job.expired', { ...about(job), was: before.status })
  else log('job.lease_lapsed', about(job))
}
