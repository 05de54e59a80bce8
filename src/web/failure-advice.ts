/** Whose a failure is, in words. */
const WHOSE = {
  address: 'It is the address.',
  repository: 'It is the repository.',
  host: 'It is the host of the repository.',
  us: 'It is us.',
} as const

/** Reason of a failed job → whose it is, and what to try. */
const ADVICE: Readonly<Record<string, { whose: keyof typeof WHOSE; try: string }>> = {
  address_invalid: { whose: 'address', try: 'Copy the address from the repository’s page in your browser.' },
  host_not_supported: { whose: 'address', try: 'Upload an archive of the files instead.' },
  repository_not_found: {
    whose: 'address',
    try: 'Look for a typing error. A private repository takes an access token, under Options.',
  },
  ref_not_found: {
    whose: 'address',
    try: 'Look for the branch, tag or commit on the host; leave it out for the default branch.',
  },
  subdirectory_not_found: {
    whose: 'address',
    try: 'Look for the folder at this commit; leave it out for the whole repository.',
  },
  repository_empty: { whose: 'repository', try: 'Push a first commit with a file, then retry.' },
  host_unavailable: { whose: 'host', try: 'Retry when the host answers again.' },
  host_rate_limited: { whose: 'host', try: 'Retry in some minutes, or upload an archive of the files.' },
  host_answer_invalid: {
    whose: 'host',
    try: 'Is this the address of a Git repository? Upload an archive of the files if it is.',
  },
  redirect_refused: { whose: 'host', try: 'Give the address to which the repository has moved.' },
  archive_invalid: { whose: 'repository', try: 'Upload an archive made by `git archive --format=zip HEAD`.' },
  archive_truncated: { whose: 'host', try: 'Retry: the connection broke.' },
  archive_too_large: {
    whose: 'repository',
    try: 'Name a folder under Options, or upload an archive of the part that matters.',
  },
  too_many_files: { whose: 'repository', try: 'Upload an archive of the part that matters.' },
  source_timeout: { whose: 'host', try: 'Retry when the host is faster.' },
  readme_not_markdown: { whose: 'repository', try: 'Ask for a new README instead of an update.' },
  template_too_large: { whose: 'address', try: 'Shorten the template.' },
  model_not_configured: { whose: 'us', try: 'Start again without requiring a language model: READMEs need none.' },
  model_unavailable: { whose: 'us', try: 'Retry, or start again without requiring a language model.' },
  upload_expired: { whose: 'us', try: 'Upload the archive again: it is kept for a week.' },
  token_lost: { whose: 'us', try: 'Start again with the token.' },
  worker_lost: { whose: 'us', try: 'Retry.' },
  internal: { whose: 'us', try: 'Retry. If it fails again, tell whoever runs this service the address of this page.' },
}

/** Whose fault a failure is and what to try, each a sentence. @param code `error.code` of a failed job */
export function adviceOn(code: string): { whose: string; try: string } {
  const { whose, try: attempt } = ADVICE[code] ?? ADVICE.internal!
  return { whose: WHOSE[whose], try: attempt }
}
/** The reasons on which there is advice. */
export const ADVISED: ReadonlySet<string> = new Set(Object.keys(ADVICE))
