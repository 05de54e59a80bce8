/** Where a value of a parsed file stands: its 1-based line, and the places of what is in it by key or index. */
export type Place = number | { line: number; inner: ReadonlyMap<string | number, Place> }

/** The line of the value at these keys, or of the nearest parent that stands in the file. */
export function lineOf(root: Place, keys: readonly (string | number)[]): number {
  let place = root
  for (const key of keys) {
    const inner: Place | undefined = typeof place === 'number' ? undefined : place.inner.get(key)
    if (inner === undefined) break
    place = inner
  }
  return typeof place === 'number' ? place : place.line
}
