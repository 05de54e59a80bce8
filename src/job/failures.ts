/**
 * Every reason for which a job can fail: what `error.code` of a job may say.
 * `retryable`: may the same job succeed later without anybody changing anything? Then it is tried again by itself.
 */
export const FAILURES = {
  address_invalid: { retryable: false, help: 'The address is not that of a repository.' },
  host_not_supported: { retryable: false, help: 'The host of the address is not served here.' },
  repository_not_found: { retryable: false, help: 'The repository does not exist or is private.' },
  ref_not_found: { retryable: false, help: 'The repository has no such branch, tag or commit.' },
  subdirectory_not_found: { retryable: false, help: 'The commit has no such folder.' },
  repository_empty: { retryable: false, help: 'The commit holds no file.' },
  host_unavailable: { retryable: true, help: 'The host of the repository did not answer.' },
  host_rate_limited: { retryable: true, help: 'The host of the repository asked us to wait.' },
  host_answer_invalid: {
    retryable: false,
    help: 'The host answered with something that is not Git or not an archive.',
  },
  redirect_refused: { retryable: false, help: 'The host redirected to an address that is not on its list.' },
  archive_invalid: { retryable: false, help: 'The archive contradicts itself.' },
  archive_truncated: { retryable: true, help: 'The archive ended early.' },
  archive_too_large: { retryable: false, help: 'The archive is larger than the limit.' },
  too_many_files: { retryable: false, help: 'The repository has more files than the limit.' },
  source_timeout: { retryable: true, help: 'Fetching the repository took too long.' },
  readme_not_markdown: {
    retryable: false,
    help: 'The existing README is no Markdown that could be updated; ask for a fresh one.',
  },
  template_too_large: { retryable: false, help: 'The template writes more than a README may hold.' },
  model_not_configured: {
    retryable: false,
    help: 'The job requires a language model, and the deployment has none.',
  },
  model_unavailable: { retryable: true, help: 'The job requires a language model, and it did not answer.' },
  upload_expired: { retryable: false, help: 'The uploaded archive of a failed job is kept for a week.' },
  token_lost: { retryable: false, help: 'The token can no longer be opened: the deployment has another secret.' },
  worker_lost: { retryable: true, help: 'The worker that had the job stopped answering.' },
  internal: { retryable: true, help: 'Something failed on our side.' },
} as const satisfies Record<string, { retryable: boolean; help: string }>

export type FailureCode = keyof typeof FAILURES
