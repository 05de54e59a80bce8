import type { Job, JobError, JobResult } from '../../../src/job/job'
import * as life from '../../../src/job/transitions'

/** Jobs in each status, made by the transitions themselves. */
export const NOW = 1_700_000_000_000
export const WANTED: life.NewJob = {
  id: 'j',
  owner: 'o',
  fingerprint: 'f',
  spec: { url: 'https://github.com/a/b', ref: null, subdirectory: null },
  repository: { host: 'github.com', owner: 'a', name: 'b', url: 'https://github.com/a/b' },
}
/** The same, of an archive that was sent along, by somebody with a token. */
export const UPLOADED: life.NewJob = {
  ...WANTED,
  spec: { ...WANTED.spec, upload: { key: 'uploads/j/1', bytes: 9, sha256: 'a'.repeat(64), format: 'zip' } },
  credential: 'sealed',
}
export const RESULT: JobResult = { mode: 'fresh', bytes: 7, etag: 'e', engine_version: '1', commit: 'c'.repeat(40) }
export const PASSING: JobError = { code: 'host_unavailable', message: 'Later.', retryable: true }
export const FINAL: JobError = { code: 'repository_not_found', message: 'No.', retryable: false }

/** The job of an outcome that must have been granted. */
export function granted(outcome: life.Outcome): Job {
  if (!outcome.ok) throw new Error(`refused: ${outcome.why}`)
  return outcome.job
}
export const why = (outcome: life.Outcome) => (outcome.ok ? 'ok' : outcome.why)

export const pending = () => granted(life.create(null, WANTED, NOW))
export const processing = (token = 't') => granted(life.claim(pending(), token, NOW))
export const completed = () => granted(life.complete(processing(), 't', RESULT, NOW))
export const failed = () => granted(life.fail(processing(), 't', FINAL, NOW))
export const deleted = () => granted(life.remove(completed(), NOW))
