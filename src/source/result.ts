/** Every way in which an address can fail to become files. */
export type SourceFailureCode =
  | 'address_invalid'
  | 'host_not_supported'
  | 'repository_not_found'
  | 'ref_not_found'
  | 'subdirectory_not_found'
  | 'host_unavailable'
  | 'host_rate_limited'
  | 'host_answer_invalid'
  | 'redirect_refused'
  | 'archive_invalid'
  | 'archive_truncated'
  | 'archive_too_large'
  | 'too_many_files'
  | 'source_timeout'
  | 'cancelled'

export interface SourceFailure {
  ok: false
  code: SourceFailureCode
  /** One plain sentence for the person who asked; never a token, never the raw answer of a host. */
  message: string
  /** May the same request succeed later without anybody changing anything? */
  retryable: boolean
  /** Seconds the host asked us to wait. */
  retryAfter?: number
}

export type SourceResult<T> = { ok: true; value: T } | SourceFailure

/** Failures that may pass by themselves. */
const RETRYABLE: ReadonlySet<SourceFailureCode> = new Set([
  'host_unavailable',
  'host_rate_limited',
  'archive_truncated',
  'source_timeout',
])

export const failure = (code: SourceFailureCode, message: string, retryAfter?: number): SourceFailure => ({
  ok: false,
  code,
  message,
  retryable: RETRYABLE.has(code),
  ...(retryAfter === undefined ? {} : { retryAfter }),
})

/** Carries a failure out of nested awaits inside this room; the ways in turn it back into a value with `settle`. */
export class SourceFault extends Error {
  override name = 'SourceFault'
  readonly failure: SourceFailure
  constructor(code: SourceFailureCode, message: string, retryAfter?: number) {
    super(message)
    this.failure = failure(code, message, retryAfter)
  }
}

/** The value, or the failure that was thrown; anything else that is thrown is a defect and goes on. */
export async function settle<T>(work: Promise<T>): Promise<SourceResult<T>> {
  try {
    return { ok: true, value: await work }
  } catch (error) {
    if (error instanceof SourceFault) return error.failure
    throw error
  }
}

/** Why a signal stopped the work: a time-out is `source_timeout`, anything else a person's or the job's wish. */
export function stopped(signal: AbortSignal): SourceFault {
  const reason: unknown = signal.reason
  return reason instanceof DOMException && reason.name === 'TimeoutError'
    ? new SourceFault('source_timeout', 'The host took too long to answer.')
    : new SourceFault('cancelled', 'The work was cancelled.')
}
