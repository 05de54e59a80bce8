import type { Source } from '../facts'
import type { Project } from '../project'
import { calledIn } from './ci-calls'

const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$|^\.gitlab-ci\.yml$|^\.circleci\/config\.yml$|^codemagic\.ya?ml$/
const GUIDE = /^(?:readme|contributing|building|development|hacking)(?:\.\w+)?$/i
/** Files of CI that are looked at. */
const MOST_FILES = 60
/** Bytes of each that are read. */
const MOST_BYTES = 65_536

/** What a detector that asks `mention` must read: CI and the guides at the root. */
export const mentionBytes = (path: string): number => (WORKFLOW.test(path) || GUIDE.test(path) ? MOST_BYTES : 0)

/** Files of CI, in which a step calls a tool. */
function workflows(project: Project): string[] {
  const folders = project.inFolder((folder) => folder === '.github/workflows' || folder === '.circleci')
  return [...folders, ...project.inFolder('.')].filter((path) => WORKFLOW.test(path)).slice(0, MOST_FILES)
}

/** The first place where the guides say `pattern` or a step of CI calls it (see `calledIn`), with its match; `null` when nowhere. */
export function mention(project: Project, pattern: RegExp): { match: RegExpMatchArray; source: Source } | null {
  for (const path of project.inFolder('.').filter((one) => GUIDE.test(one))) {
    const match = project.text(path)?.match(pattern)
    if (match) return { match, source: project.find(path, pattern) }
  }
  return calledIn(project, workflows(project), pattern)
}
