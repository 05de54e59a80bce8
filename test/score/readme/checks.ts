import { commands, paths } from './checks/commands'
import { environment } from './checks/environment'
import { clean, contents, links, outline, sections } from './checks/form'
import { install, monorepo, usage } from './checks/install'
import { license } from './checks/license'
import { badges, dependencies } from './checks/names'
import { evidence, stability, survival } from './checks/proof'
import { surface } from './checks/surface'
import { versions } from './checks/versions'
import { placeholders, quality, size } from './checks/words'
import type { Check, Subject, Verdict } from './subject'

/** The checks that a program can decide, by their numbers; 13, 14, 15 and 20 are a reader's. Adding one is adding a row. */
export const CHECKS: readonly Check[] = [
  placeholders,
  commands,
  paths,
  install,
  versions,
  environment,
  license,
  dependencies,
  quality,
  badges,
  surface,
  evidence,
  usage,
  sections,
  monorepo,
  survival,
  outline,
  links,
  contents,
  clean,
  size,
  stability,
]

/** What each group counts for, in percent. */
export const WEIGHTS: Record<Check['group'], number> = { truth: 45, usefulness: 30, form: 15, process: 10 }

export interface Judged {
  check: Check
  verdict: NonNullable<Verdict>
}

/** Every check that applies to a README, with what it found, by line. */
export const judge = (subject: Subject): Judged[] =>
  CHECKS.flatMap((check) => {
    const verdict = check.judge(subject)
    return verdict
      ? [{ check, verdict: { ...verdict, findings: verdict.findings.toSorted((a, b) => a.line - b.line) } }]
      : []
  })

export const passes = ({ verdict }: Judged) => verdict.findings.length === 0

/** Percent: each group's share of checks passed, by its weight; a group of which nothing applies does not count. */
export function score(judged: readonly Judged[]): number {
  let [sum, weights] = [0, 0]
  for (const [group, weight] of Object.entries(WEIGHTS)) {
    const own = judged.filter(({ check }) => check.group === group)
    if (!own.length) continue
    sum += (weight * own.filter(passes).length) / own.length
    weights += weight
  }
  return weights ? (sum / weights) * 100 : 0
}
