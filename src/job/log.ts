/** Steps of a job's life that are logged. */
export type Event =
  | 'job.created'
  | 'job.claimed'
  | 'job.stage'
  | 'job.waited'
  | 'job.model'
  | 'job.grounded'
  | 'job.completed'
  | 'job.attempt_failed'
  | 'job.failed'
  | 'job.lease_lapsed'
  | 'job.retried'
  | 'job.shared'
  | 'job.deleted'
  | 'job.expired'
  | 'job.forgotten'
  | 'job.rang_again'
  | 'job.dead_lettered'
  | 'job.claim_refused'
  | 'job.refused'
  | 'effect.failed'
  | 'sweep'
  | 'request.failed'
  | 'audit'

/** One structured line, which Workers Logs indexes field by field. Never give it a token, a secret or a file's content. */
export function log(event: Event, fields: Record<string, string | number | boolean | null | undefined>): void {
  console.log(JSON.stringify({ event, ...fields }))
}

/** The kind of an error only: D1's messages carry the statement's parameters. */
export const reason = (error: unknown) => (error instanceof Error ? error.name : typeof error)

/** Does what may fail without harm to anybody who waits for it: a failure is logged as `effect.failed`. */
export async function tried(effect: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    log('effect.failed', { effect, reason: reason(error) })
  }
}
