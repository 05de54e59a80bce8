import type { Drift } from '../../analysis/facts'
import type { Context } from '../context'
import type { Definitions } from './definitions'
import type { Said } from './novelty'

/** What a unit is judged by. */
export interface Bench {
  context: Context
  lines: readonly string[]
  said: Said
  definitions: Definitions
  /** Claims that no longer hold, by the lines that are judged. */
  drift: readonly Drift[]
  /** The first sentence of the new README, and the names of the project. */
  sentence: string
  names: readonly string[]
  /** Badges that may still be kept; counted down; and what ours tell. */
  badges: { left: number; told: ReadonlySet<string> }
}
