import type { Injury } from './fates.ts'
import type { Ledger } from './ledger.ts'
import type { Download } from './rest.ts'
import type { State } from './state.ts'

/** Everything that is known when the fire is out. */
export interface Evidence {
  ledger: Ledger
  /** Jobs that the API never called at rest, with their status. */
  unrested: Map<string, string>
  downloads: Map<string, Download>
  state: State
  /** Job to what was done to it; what was done to the Git host; when the runtime was killed. */
  injuries: Map<string, Injury[]>
  hostInjuries: readonly Injury[]
  kills: readonly number[]
  /** When the state was read, in milliseconds since the epoch. */
  now: number
  /** Were the purges waited for that are due 16 minutes after a claim? */
  purged: boolean
}

/** A promise, and a sentence for each time it was broken. */
export interface Promised {
  promise: string
  broken(evidence: Evidence): string[]
}
