/** Does `If-None-Match` name this entity tag? Compared weakly (RFC 9110 §13.1.2): an edge that compresses weakens tags. */
export function noneMatch(header: string | undefined, etag: string): boolean {
  if (!header) return false
  if (header.trim() === '*') return true
  const bare = (tag: string) => tag.trim().replace(/^W\//, '')
  return header.split(',').some((tag) => bare(tag) === bare(etag))
}
