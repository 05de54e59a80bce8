/** Owner of what belongs to everybody: the jobs of a deployment whose access is open. */
export const EVERYBODY = 'everybody'

/** Who asks, as an owner; `null` for somebody who owns nothing. */
export type Asker = string | null

/** What of a job decides who may do what with it. */
export interface Owned {
  owner: string
  /** For its owner's eyes alone. */
  isPrivate?: boolean
}

/**
 * The one rule of who may do what: a job is its owner's; whoever knows its id may read it, unless it is private. The job's
 * object asks it, and whoever answers from D1's row.
 */
export const may = (asker: Asker, does: 'read' | 'change', { owner, isPrivate }: Owned): boolean =>
  owner === asker || (does === 'read' && !isPrivate)
