import type { Snapshot } from '../../source/files'
import type { Drift, Facts } from '../facts'
import { baseOf, folderOf, type Project } from '../project'
import { anchorClaims } from './anchors'
import type { Check, ClaimKind, Ground, Judged } from './claim'
import { commandClaims } from './commands'
import { drawingClaims } from './drawings'
import { environmentClaims } from './environment'
import { licenseClaims } from './licenses'
import { linkClaims } from './links'
import { pathClaims } from './paths'
import { portClaims } from './ports'
import { NOTHING, readMarkdown } from './reading'
import { typedCommands } from './typed'
import { packageClaims, runtimeClaims } from './versions'

const CHECKS: readonly Check[] = [
  commandClaims,
  pathClaims,
  drawingClaims,
  runtimeClaims,
  packageClaims,
  portClaims,
  environmentClaims,
  licenseClaims,
  anchorClaims,
  linkClaims,
]
/** Names of READMEs in Markdown; of other markups only commands, licences and versions are read. */
const MARKDOWN = /^[^.]+(?:\.(?:md|markdown|mdown|mkdn?|mdx))?$/i
/** Findings that are told: nobody mends more at once. */
const MOST_DRIFT = 200
/** Warnings after which files may exist that the tree does not show. */
const INCOMPLETE = new Set(['export_ignore', 'read_limit', 'too_many_files'])

/**
 * Holds the claims of a README against the repository: which could be judged, by kind, and which no longer hold, by line.
 *
 * `project` is the opened tree (`openProject`), `facts` what the analysis says of it, `readme.path` the place that the text stands in or is
 * meant for, seen from the project's folder: links begin there. The text is the raw one; lines count by `\n` from 1. So it judges a README
 * that was generated as well as one that somebody wrote: `checkClaims(project, facts, { path: 'README.md', text: markdown })`.
 *
 * `seen` tells whether the tree is all of the repository: the snapshot, where it is at hand; else the facts' warnings.
 *
 * Silence is no promise: what the tree cannot contradict for certain (files that a build makes, names that a script computes, the reader's own
 * project, archives that leave files out) is not judged. Pure; costs a few walks over the text and look-ups; at most 200 findings.
 */
export function checkClaims(
  project: Project,
  facts: Facts,
  readme: { path: string; text: string },
  seen: Pick<Snapshot, 'warnings' | 'hidden'> = facts,
): { checked: Partial<Record<ClaimKind, number>>; drift: Drift[] } {
  const bare: Omit<Ground, 'typed'> = {
    project,
    facts,
    path: readme.path,
    folder: folderOf(readme.path),
    readme: readme.text,
    lines: readme.text.split(/\r?\n/),
    reading: MARKDOWN.test(baseOf(readme.path)) ? readMarkdown(readme.text) : NOTHING,
    whole: !seen.hidden?.size && !seen.warnings.some(({ code }) => INCOMPLETE.has(code)),
  }
  const ground: Ground = { ...bare, typed: typedCommands({ ...bare, typed: [] }, readme.text.replaceAll('\r\n', '\n')) }
  const judged: Judged[] = CHECKS.flatMap((check) => check(ground))
  const checked: Partial<Record<ClaimKind, number>> = {}
  for (const { kind } of judged) checked[kind] = (checked[kind] ?? 0) + 1
  const drift = judged.flatMap(({ kind, line, claim, verdict }) =>
    verdict === 'holds' ? [] : [{ kind, line, claim, ...verdict }],
  )
  return { checked, drift: drift.sort((a, b) => a.line - b.line).slice(0, MOST_DRIFT) }
}
