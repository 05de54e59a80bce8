import type { Source } from '../facts'
import type { Project } from '../project'

const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$|^\.gitlab-ci\.yml$|^\.circleci\/config\.yml$|^codemagic\.ya?ml$/
const GUIDE = /^(?:readme|contributing|building|development|hacking)(?:\.\w+)?$/i
/** Steps and guides that are looked at. */
const MOST_FILES = 60
/** Bytes of each that are read. */
const MOST_BYTES = 65_536

/** What a detector that asks `mention` must read: CI and the guides at the root. */
export const mentionBytes = (path: string): number => (WORKFLOW.test(path) || GUIDE.test(path) ? MOST_BYTES : 0)

/** Texts in which maintainers call their tools: guides first, then CI. */
function guides(project: Project): string[] {
  const root = project.inFolder('.').filter((path) => GUIDE.test(path))
  const folders = project.inFolder((folder) => folder === '.github/workflows' || folder === '.circleci')
  const steps = [...folders, ...project.inFolder('.')].filter((path) => WORKFLOW.test(path))
  return [...root, ...steps].slice(0, MOST_FILES)
}

/** The first place in the guides or in CI where `pattern` stands, with its match; `null` when nowhere. */
export function mention(project: Project, pattern: RegExp): { match: RegExpMatchArray; source: Source } | null {
  for (const path of guides(project)) {
    const match = project.text(path)?.match(pattern)
    if (match) return { match, source: project.find(path, pattern) }
  }
  return null
}
