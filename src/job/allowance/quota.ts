/** How much one owner, one address or all visitors together may have done. */
export interface Quota {
  /** Runs begun in any 24 hours: creations and retries. */
  day: number
  /** Runs that move at the same time. */
  at_once: number
}

/** A quota that a run counts against, by the name of the object that keeps the count. */
export interface Allowance {
  name: string
  quota: Quota
}

/** One run of a job: what is counted. */
export interface Run {
  job: string
  run: number
}

/** What stands in an allowance's count at some time. */
export interface Count {
  /** Runs begun in the last 24 hours. */
  used: number
  /** Runs that move, as far as is known. */
  moving: number
  /** When the oldest of those used began, in milliseconds since the epoch; `null` for none. */
  oldest: number | null
}

/** `day`: the quota of the day is used up. `at_once`: as many runs move as may. Ask again after so many milliseconds. */
export type Exhausted = { ok: false; why: 'day' | 'at_once'; quota: Quota; retryMs: number }
/** `unanswered`: it cannot be counted, so it does not begin. */
export type Refusal = Exhausted | { ok: false; why: 'unanswered' }

/** Is it an allowance that refused? */
export const isRefusal = (reply: { why: string }): reply is Refusal =>
  reply.why === 'day' || reply.why === 'at_once' || reply.why === 'unanswered'

export interface Grant {
  ok: true
  /** Runs that are left of the day's. */
  left: number
  /** Milliseconds until one more is. */
  resetMs: number
}

export const DAY_MS = 24 * 60 * 60_000
/** A moving job comes to rest within seconds, as a rule. */
const MOVING_RETRY_MS = 5_000

/** May one more run begin now? Pure. `now` is milliseconds since the epoch. */
export function judge({ used, moving, oldest }: Count, quota: Quota, now: number): Grant | Exhausted {
  const resetMs = oldest === null ? DAY_MS : oldest + DAY_MS - now
  if (used >= quota.day) return { ok: false, why: 'day', quota, retryMs: resetMs }
  if (moving >= quota.at_once) return { ok: false, why: 'at_once', quota, retryMs: MOVING_RETRY_MS }
  return { ok: true, left: quota.day - used, resetMs }
}

/** An object that counts (`AllowanceObject`), as others call it. */
export interface Counter {
  take(run: Run, quota: Quota): Promise<Grant | Exhausted>
  ask(quota: Quota): Promise<Grant | Exhausted>
  giveBack(run: Run): Promise<void>
}
/** All of them, by their names. */
export interface Counters {
  getByName(name: string): Counter
}
