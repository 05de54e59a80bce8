import { FAILURES, type FailureCode } from '../job/failures'
import type { JobError } from '../job/job'
import type { SourceFailure, SourceFailureCode } from '../source/result'

/** Work that ended without a README. */
export interface Failed {
  ok: false
  error: JobError
  /** How long the repository's host asked us to wait, in milliseconds. */
  retryAfterMs: number
}

export const INTERNAL: JobError = {
  code: 'internal',
  message: 'Something failed on our side while this README was written.',
  retryable: FAILURES.internal.retryable,
}

/** Each failure of the source room as a job's. `cancelled` is none: then the lease is lost and nobody is told. */
const CODES: Record<Exclude<SourceFailureCode, 'cancelled'>, FailureCode> = {
  address_invalid: 'address_invalid',
  host_not_supported: 'host_not_supported',
  repository_not_found: 'repository_not_found',
  ref_not_found: 'ref_not_found',
  subdirectory_not_found: 'subdirectory_not_found',
  host_unavailable: 'host_unavailable',
  host_rate_limited: 'host_rate_limited',
  host_answer_invalid: 'host_answer_invalid',
  redirect_refused: 'redirect_refused',
  archive_invalid: 'archive_invalid',
  archive_truncated: 'archive_truncated',
  archive_too_large: 'archive_too_large',
  too_many_files: 'too_many_files',
  source_timeout: 'source_timeout',
}

/** What a job says of a failure of the source room. */
export function failureOf(failure: SourceFailure): Failed {
  const { code, message, retryAfter = 0 } = failure
  const told = code === 'cancelled' ? 'internal' : CODES[code]
  const { retryable } = FAILURES[told]
  return { ok: false, error: { code: told, message, retryable }, retryAfterMs: retryAfter * 1000 }
}

/** A failure that no further try mends. */
export const permanent = (code: FailureCode, message: string): Failed => ({
  ok: false,
  error: { code, message, retryable: FAILURES[code].retryable },
  retryAfterMs: 0,
})

/** The job requires a model that did not answer. */
export const unavailable = (message: string): Failed => ({
  ok: false,
  error: { code: 'model_unavailable', message, retryable: FAILURES.model_unavailable.retryable },
  retryAfterMs: 0,
})

/** A commit that holds nothing to write about. */
export const EMPTY = permanent('repository_empty', 'The repository holds no file at this commit.')
/** The deployment's secret is another than the one the token was sealed with. */
export const TOKEN_LOST = permanent('token_lost', 'The token can no longer be read; retry and give it again.')
/** A job was retried more than a week after its archive was sent. */
export const UPLOAD_EXPIRED = permanent(
  'upload_expired',
  'The uploaded archive is no longer kept; send it again as a new job.',
)
