import type { Whereabouts } from '../whereabouts'

/**
 * What code says of the project: `own` where it names the project and everything that it names there exists; `stale`
 * where something of the project's is named that it has no longer; `foreign` where nothing of it is named.
 * `imported` tells whether the code brings in by itself what it calls.
 */
export interface Verdict {
  about: 'own' | 'stale' | 'foreign'
  imported: boolean
}

/** Reads what code brings in and holds it against the project. */
export type Reading = (code: string, where: Whereabouts) => Verdict

export const FOREIGN: Verdict = { about: 'foreign', imported: false }
const STALE: Verdict = { about: 'stale', imported: true }
const OWN: Verdict = { about: 'own', imported: true }

/** One verdict on several imports: what is stale decides, then what is the project's own. */
export const together = (all: Iterable<Verdict['about']>): Verdict => {
  const verdicts = new Set(all)
  return verdicts.has('stale') ? STALE : verdicts.has('own') ? OWN : FOREIGN
}

/** Imports of a snippet that are looked at. */
const MOST = 40

/** What a pattern's first group holds at each of its places, a bounded number of them. */
export const found = (code: string, pattern: RegExp): string[] =>
  Array.from(code.matchAll(pattern), (match) => match.slice(1).find((one) => one !== undefined) ?? '').slice(0, MOST)
