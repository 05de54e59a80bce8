import type { Project } from '../project'

/** Files that are searched, and searches in one README: each costs a walk over everything that was read. */
const MOST_FILES = 5_000
export const MOST_SEARCHES = 8

/** Does a word stand in any file of the tree that was read, other than a document? */
export function standsAnywhere(project: Project, word: string): boolean {
  const pattern = new RegExp(`(?<!\\w)${word.replace(/[^\w]/g, '\\$&')}(?!\\w)`)
  return project.paths
    .slice(0, MOST_FILES)
    .some((path) => !/\.(?:md|mdx|markdown|rst|adoc|txt)$/i.test(path) && pattern.test(project.text(path) ?? ''))
}
