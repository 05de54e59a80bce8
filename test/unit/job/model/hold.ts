/** A promise that a walk broke, in its own words. */
export class Broken extends Error {
  override name = 'Broken'
}

/** As `expect`, which would cost minutes over the millions of checks of a run. */
export function hold(promise: string, kept: boolean): void {
  if (!kept) throw new Broken(promise)
}
