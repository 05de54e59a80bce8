/** How long jobs at rest are kept, as the operator says. */
export interface Retention {
  /** Days, also a fraction; `0` for ever. */
  RETENTION_DAYS?: string
}

const DAY_MS = 86_400_000

/** Milliseconds that a job at rest is kept; `null` for ever, also where the operator's figure is none: nothing is deleted by a slip. */
export function keepMs({ RETENTION_DAYS }: Retention): number | null {
  const days = Number(RETENTION_DAYS)
  return Number.isFinite(days) && days > 0 ? days * DAY_MS : null
}
