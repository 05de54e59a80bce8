import type { Job, JobError, JobResult, JobSpec } from '../../../src/job/job'
import type { NewJob, Outcome } from '../../../src/job/transitions'
import type { Core } from './core'

export const NOW = 1_700_000_000_000
export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

const SPEC: JobSpec = { url: 'https://github.com/acme/lib', ref: null, subdirectory: null }
export const WANTED: NewJob = {
  id: 'j',
  owner: 'acme',
  fingerprint: 'f',
  spec: SPEC,
  repository: { host: 'github.com', owner: 'acme', name: 'lib', url: 'https://github.com/acme/lib' },
}
/** The same, of an archive that was sent along, by somebody with a token. */
export const UPLOADED: NewJob = {
  ...WANTED,
  spec: { ...SPEC, upload: { key: 'uploads/j/1', bytes: 9, sha256: 'a'.repeat(64), format: 'zip' } },
  credential: 'sealed',
}
export const RESULT: JobResult = {
  mode: 'fresh',
  bytes: 7,
  etag: 'e',
  engine_version: '1',
  commit: 'c'.repeat(40),
  timings: { resolve: 5, store: 2 },
}
export const PASSING: JobError = { code: 'host_unavailable', message: 'Later.', retryable: true }
export const FINAL: JobError = { code: 'repository_not_found', message: 'No.', retryable: false }

/** The job of an outcome that must have been granted. */
export function granted(outcome: Outcome): Job {
  if (!outcome.ok) throw new Error(`refused: ${outcome.why}`)
  return outcome.job
}
export const why = (outcome: Outcome) => (outcome.ok ? 'ok' : outcome.why)

/** Jobs in each status, made by the core's own transitions, all at `NOW` and by the token `t`. */
export function jobsOf(core: Core, wanted: NewJob = WANTED) {
  const pending = () => granted(core.create(null, wanted, NOW))
  const processing = () => granted(core.claim(pending(), 't', NOW))
  const completed = () => granted(core.complete(processing(), 't', RESULT, NOW))
  const failed = () => granted(core.fail(processing(), 't', FINAL, NOW))
  const deleted = () => granted(core.remove(completed(), NOW))
  return { pending, processing, completed, failed, deleted }
}

/** The job as it stands when everything owed at `now` was told. */
export function told(core: Core, job: Job, now: number): Job {
  const debts = core.owed(job, now)
  return core.note(job, job, debts, { projection: 'done', bell: 'done', purge: 'done' }, now)
}
