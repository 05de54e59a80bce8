import type { Interest } from './files'
import type { Limits } from './limits'
import type { Memory } from './memory-budget'

/** Who is told how a reading goes on. */
export interface Watch {
  /** Called after each read with the bytes received so far. */
  onBytes(received: number): void
  memory: Memory
}

/** What the reader of an archive is told. */
export interface ReadOptions extends Watch, Interest {
  /** The commit that was asked for: 40 hexadecimal digits in lower case; `null` where the archive itself may say. */
  commit: string | null
  limits: Limits
  signal: AbortSignal
}
