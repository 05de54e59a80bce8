import type { Project } from '../project'

/** What stands by name in the files of one kind. */
export interface Vocabulary {
  paths: readonly string[]
  /** Does this word stand in one of them, by itself? */
  has(word: string): boolean
  /** Was every one of them read? Else a word may stand in one all the same. */
  complete: boolean
  /** Does one of their texts match? */
  matches(pattern: RegExp): boolean
}

/** Files of one kind that are read. */
const MOST = 300

const known = new WeakMap<Project, Map<RegExp, Vocabulary>>()

/** The words of all files of the tree whose base name matches, but for other people's; made once for a project. */
export function vocabularyOf(project: Project, files: RegExp): Vocabulary {
  const all = known.get(project) ?? new Map<RegExp, Vocabulary>()
  known.set(project, all)
  const made = all.get(files)
  if (made) return made
  const paths = project.named(files).filter((path) => project.role(path) !== 'vendored')
  const words = new Set<string>()
  let complete = paths.length <= MOST
  for (const path of paths.slice(0, MOST)) {
    const text = project.text(path)
    if (text === null) complete = false
    else for (const word of text.split(/[^\w-]+/)) words.add(word)
  }
  const vocabulary: Vocabulary = {
    paths,
    complete,
    has: (word) => word.split(':').every((part) => words.has(part)),
    matches: (pattern) => paths.slice(0, MOST).some((path) => pattern.test(project.text(path) ?? '')),
  }
  all.set(files, vocabulary)
  return vocabulary
}
