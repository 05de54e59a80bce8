import type { Facts } from './facts'
import type { Project } from './project'

/** Bytes of `path` that counting languages needs to read. */
export const wantsForLanguages = (_path: string, _bytes: number): number => 0

export function countLanguages(_project: Project): Facts['languages'] {
  return []
}
