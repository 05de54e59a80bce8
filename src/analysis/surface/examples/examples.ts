import type { Kind } from '../../facts'
import type { Project } from '../../project'
import type { Ranked } from './calls'
import { commandLines } from './command-lines'
import { documentedCalls } from './doc-comments'
import { pagesOf, shownCalls } from './documents'
import { exampleFiles } from './example-files'
import { provisioning } from './infrastructure'
import type { Example } from './snippet'
import { type Subject, whereabouts } from './whereabouts'

/** Examples in all, and of each kind. */
const MOST = 8
const MOST_CALLS = 3

/** Below this an example says less than none. */
const LEAST = 0
/** Kinds of what is called from code. */
const CALLED: ReadonlySet<Kind> = new Set<Kind>(['library', 'framework', 'plugin', 'contracts'])
/** How much sooner people look here: what the maintainers put first comes first. */
const ORIGINS: Readonly<Record<Example['from'], number>> = {
  readme: 4,
  'doc-comment': 2,
  example: 2,
  documentation: 1,
  test: 0,
}

const value = ({ score, example }: Ranked) => score + ORIGINS[example.from]

/**
 * Code of the repository that shows the project in use, best first: what the README, the documentation of its exports, its examples and
 * its pages show, held against what exists. At most eight, none longer than a reader takes in.
 */
export function examplesOf(project: Project, subject: Subject): Example[] {
  const where = whereabouts(project, subject)
  const pages = pagesOf(project, subject)
  const calls = subject.kinds.some((kind) => CALLED.has(kind))
    ? [
        ...shownCalls(pages, subject, where),
        ...documentedCalls(project, subject, where),
        ...exampleFiles(project, subject, where),
      ]
    : []
  const best = calls
    .filter((one) => one.score > LEAST)
    .toSorted((a, b) => value(b) - value(a))
    .map(({ example }) => example)
  const seen = new Set<string>()
  const distinct = best.filter(({ code }) => !seen.has(code) && seen.add(code))
  return [
    ...provisioning(project, pages, subject).slice(0, 2),
    ...distinct.slice(0, MOST_CALLS),
    ...commandLines(pages, subject),
  ].slice(0, MOST)
}
