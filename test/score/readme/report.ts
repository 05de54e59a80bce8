import { CHECKS, type Judged, passes, score } from './checks'
import type { Finding } from './subject'

/** One README's outcome. */
export interface Outcome {
  repository: string
  lines: number
  /** Manifests of packages: with one at most, the README's length counts among those of single packages. */
  packages: number
  judged: Judged[]
}

const median = (numbers: readonly number[]) => {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
const percent = (part: number, whole: number) => `${whole ? Math.round((part / whole) * 100) : 100} %`
/** As many findings of a check as a table shows. */
const SHOWN = 6

const listed = (mark: string, { check }: Judged, findings: readonly Finding[]) => [
  ...findings
    .slice(0, SHOWN)
    .map(({ line, message }) => `  ${mark} ${String(check.id).padStart(2)} line ${line}: ${message}`),
  ...(findings.length > SHOWN ? [`  ${mark} ${String(check.id).padStart(2)} and ${findings.length - SHOWN} more`] : []),
]

/** One repository's lines of the table: gates first, then what else fails, then claims that the maintainers make themselves. */
export function outcomeLines({ repository, lines, judged }: Outcome): string[] {
  const failed = judged.filter((one) => !passes(one))
  const gates = failed.filter(({ check }) => check.gate)
  return [
    `${repository.padEnd(44)} ${score(judged).toFixed(0).padStart(3)} %  ${String(lines).padStart(4)} lines  ${judged.length - failed.length}/${judged.length} checks  ${gates.length ? `GATES FAILED: ${gates.map(({ check }) => check.id).join(', ')}` : ''}`.trimEnd(),
    ...gates.flatMap((one) => listed('G', one, one.verdict.findings)),
    ...failed.filter(({ check }) => !check.gate).flatMap((one) => listed('-', one, one.verdict.findings)),
    ...judged.flatMap((one) => listed('.', one, one.verdict.notes ?? [])),
  ]
}

const findingsOf = (outcomes: readonly Outcome[], id: number) =>
  outcomes.flatMap(({ judged }) =>
    judged.filter(({ check }) => check.id === id).flatMap(({ verdict }) => verdict.findings),
  )

/** Shares of READMEs that pass, by check, and the figures over all. */
export function totalLines(outcomes: readonly Outcome[]): string[] {
  const all = outcomes.flatMap(({ judged }) => judged)
  const rows = CHECKS.map((check) => {
    const own = all.filter((one) => one.check.id === check.id)
    return `${String(check.id).padStart(3)} ${check.gate ? 'G' : ' '} ${check.title.padEnd(58)} ${own.length ? `${percent(own.filter(passes).length, own.length).padStart(5)}  of ${own.length}` : '    -'}`
  })
  const failing = outcomes.filter(({ judged }) => judged.some((one) => one.check.gate && !passes(one)))
  const single = outcomes.filter(({ packages }) => packages <= 1).map(({ lines }) => lines)
  const mean = outcomes.reduce((sum, { judged }) => sum + score(judged), 0) / (outcomes.length || 1)
  return [
    ...rows,
    `READMEs ${outcomes.length}; weighted score ${mean.toFixed(1)} %; with a gate failed ${failing.length}`,
    `markdownlint ${findingsOf(outcomes, 24).length}; broken links and anchors ${findingsOf(outcomes, 22).length}; median of single packages ${median(single)} lines (${single.length})`,
  ]
}

/** The same as data. */
export const asJson = (outcomes: readonly Outcome[]) =>
  outcomes.map(({ repository, lines, packages, judged }) => ({
    repository,
    lines,
    packages,
    score: score(judged),
    checks: judged.map(({ check, verdict }) => ({
      id: check.id,
      group: check.group,
      gate: check.gate,
      passed: verdict.findings.length === 0,
      ...verdict,
    })),
  }))
