import type { ShownStatus } from './status'

/** A job as its pages show it. */
export interface ShownJob {
  id: string
  status: ShownStatus
  /** `url` is null for an archive that was uploaded without an address. */
  repository: { name: string; url: string | null }
  /** The commit, shortened, with its page on the host where it has one; `null` until it is known. */
  commit: { id: string; url: string | null } | null
  stage: string | null
  percent: number
  attempt: number
  run: number
  error: { code: string; message: string; retryable: boolean } | null
  /** A check leaves findings and no README. */
  mode: 'fresh' | 'update' | 'check' | null
  updated: string
  /** For its owner alone. */
  isPrivate: boolean
  /** Somebody's: where access is open it is everybody's. */
  hasOwner: boolean
  /** May whoever looks at it retry and delete it? */
  isTheirs: boolean
}

export const moves = ({ status }: Pick<ShownJob, 'status'>): boolean => status === 'pending' || status === 'processing'

/** A place in the repository, with its page on the host. */
export interface ShownPlace {
  path: string
  line?: number | undefined
  url: string | null
}
