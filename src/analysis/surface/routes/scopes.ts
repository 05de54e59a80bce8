import { joinPath } from './route'

/** A stretch of a file in which paths stand below a prefix; `null` for one that cannot be told. */
export interface Scope {
  start: number
  end: number
  prefix: string | null
}

/** More than this are nobody's by hand. */
const MOST_SCOPES = 500

/** The prefixes around a place, the outermost first, as one path. */
export function prefixAt(scopes: readonly Scope[], at: number): string | null {
  if (scopes.length > MOST_SCOPES) return null
  let path: string | null = ''
  for (const { start, end, prefix } of scopes)
    if (start < at && at < end && path !== null) path = prefix === null ? null : joinPath(path, prefix)
  return path
}
