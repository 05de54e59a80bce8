/** Puts `items` at the end of `list`. Spread into one call of `push`, a hundred thousand of them overflow the stack. */
export function append<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item)
}
