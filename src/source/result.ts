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
