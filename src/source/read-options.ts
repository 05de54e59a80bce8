import type { Wants } from './files'
import type { Limits } from './limits'

/** What the reader of an archive is told. */
export interface ReadOptions {
  /** The commit that was asked for: 40 hexadecimal digits in lower case; `null` where the archive itself may say. */
  commit: string | null
  wants: Wants
  limits: Limits
  signal: AbortSignal
  /** Called after each read with the bytes received so far. */
  onBytes(received: number): void
}
