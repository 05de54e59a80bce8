/** Seconds of a `Retry-After`, at most. */
const LONGEST_WAIT = 86_400

/**
 * Seconds of a `Retry-After`, given in seconds or as a date, which is measured against the answer's own `Date`; `undefined`
 * without one that can be read. Source: RFC 9110 10.2.3.
 */
export function retryAfter(headers: Headers): number | undefined {
  const given = headers.get('retry-after')?.trim()
  if (!given) return undefined
  const seconds = /^\d{1,9}$/.test(given)
    ? Number(given)
    : Math.ceil((Date.parse(given) - Date.parse(headers.get('date') ?? '')) / 1000)
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), LONGEST_WAIT) : undefined
}
