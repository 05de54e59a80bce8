import type { Source } from '../facts'
import { baseOf, lineAt, type Project } from '../project'

const README = /^readme(?:\.\w+)?$/i
/** Bytes of a README in which its installation is shown. */
export const MOST_README = 131_072

/** Is it the README of the repository or of a package in it? What asks for it reads `MOST_README` of it. */
export const isReadme = (path: string): boolean => README.test(baseOf(path)) && path.split('/').length <= 3

/** The first match of a pattern in the README of a folder, or else of the root; `null` where neither has one. */
export function inReadme(
  project: Project,
  directory: string,
  pattern: RegExp,
): { match: RegExpMatchArray; source: Source } | null {
  for (const folder of new Set([directory, '.']))
    for (const path of project.inFolder(folder)) {
      if (!isReadme(path)) continue
      const text = project.text(path)
      const match = text?.match(pattern)
      if (text && match) return { match, source: { path, line: lineAt(text, match.index ?? 0) } }
    }
  return null
}
