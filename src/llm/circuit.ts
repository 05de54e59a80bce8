import type { Fault } from './model'

/**
 * A circuit breaker: after failures in a row nothing is asked for a while, then one request tries whether that has passed.
 * Pure; times are milliseconds since the epoch. Source: M. Nygard, Release It!, "Circuit Breaker".
 */
export interface Circuit {
  failures: number
  /** Nothing is asked before then; `null` while it is closed. */
  until: number | null
}
export const CLOSED: Circuit = { failures: 0, until: null }

const FAILURES = 3
/** It stays open this long; as long as the provider asked for, at most ten minutes, where it did. */
const OPEN_MS = 60_000
const LONGEST_MS = 600_000
/** The one request that tries has so long before the next may. */
const TRIAL_MS = 60_000

export type Permission = { ok: true; circuit: Circuit } | { ok: false; forMs: number }

/** May something be asked now? Then with the circuit as it is from here on. */
export function permit(circuit: Circuit, now: number): Permission {
  if (circuit.until === null) return { ok: true, circuit }
  return now < circuit.until
    ? { ok: false, forMs: circuit.until - now }
    : { ok: true, circuit: { ...circuit, until: now + TRIAL_MS } }
}

/** What no further request mends opens it at once. */
const AT_ONCE: ReadonlySet<Fault['fault']> = new Set(['unauthorized', 'not_found', 'rejected', 'rate_limited'])
/** These tell nothing of the provider. */
const NO_FAILURE: ReadonlySet<Fault['fault']> = new Set(['cancelled', 'refused'])

/** The circuit after a request; `fault` is `null` where it was answered. */
export function after(circuit: Circuit, fault: Fault | null, now: number): Circuit {
  if (fault === null) return CLOSED
  if (NO_FAILURE.has(fault.fault)) return circuit.until === null ? circuit : { ...circuit, until: now }
  const failures = circuit.failures + 1
  if (failures < FAILURES && !AT_ONCE.has(fault.fault))
    return { failures, until: circuit.until === null ? null : now + OPEN_MS }
  const asked = Math.min((fault.retryAfter ?? 0) * 1000, LONGEST_MS)
  return { failures, until: now + Math.max(asked, OPEN_MS) }
}
