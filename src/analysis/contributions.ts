import type { Contribution, Detector } from './detector'
import { DETECTORS } from './detectors'
import type { Facts } from './facts'
import type { Project } from './project'

/**
 * What every detector of the table says of the project, in the order of the table.
 * One that throws costs its own facts and leaves a warning with its name; what it threw may quote the file and is not passed on.
 */
export function contributions(
  project: Project,
  table: readonly Detector[] = DETECTORS,
): { said: Contribution[]; warnings: Facts['warnings'] } {
  const warnings: Facts['warnings'] = []
  const said = table.flatMap((detector) => attempt(detector.name, () => detector.detect(project), warnings) ?? [])
  return { said, warnings }
}

/** The value of `work`, or `null` and a warning that names the part which failed. */
export function attempt<T>(name: string, work: () => T, warnings: Facts['warnings']): T | null {
  try {
    return work()
  } catch {
    warnings.push({
      code: 'detector_failed',
      message: `The part of the analysis for ${name} failed; its facts are missing.`,
      sources: [],
    })
    return null
  }
}

/** The lists of one field, one after the other. */
export const joined = <T>(said: readonly Contribution[], pick: (one: Contribution) => readonly T[] | undefined): T[] =>
  said.flatMap((one) => pick(one) ?? [])

/** The first of each key; what later ones say is theirs to lose, their sources are kept where there is room. */
export function once<T extends { sources: { path: string; line?: number }[] }>(
  items: readonly T[],
  keyOf: (item: T) => string,
): T[] {
  const found = new Map<string, T>()
  for (const item of items) {
    const key = keyOf(item)
    const known = found.get(key)
    if (!known) found.set(key, item)
    else {
      const more = item.sources.filter(
        (source) => !known.sources.some(({ path, line }) => path === source.path && line === source.line),
      )
      found.set(key, { ...known, sources: [...known.sources, ...more].slice(0, MOST_SOURCES) })
    }
  }
  return [...found.values()]
}
/** Places that are named for one fact. */
const MOST_SOURCES = 8
