import { isNamesake } from '../../names'
import { baseOf, type Project } from '../../project'
import { callOf, type Ranked } from './calls'
import { COMMENTS } from './comment-readers'
import type { Subject, Whereabouts } from './whereabouts'

/** Lines of a file in which its documentation is looked for, and snippets that are taken of it. */
const MOST_LINES = 400
const MOST_SNIPPETS = 12

/** Go's examples stand in tests, a library's and a gem's in its first file. */
const WANTED =
  /^(?:\w*_)?examples?_(?:\w+_)?test\.go$|^(?:[\w.-]+\/){0,1}src\/lib\.rs$|^lib\/[\w-]+\.(?:ex|rb)$|^(?:src\/)?[\w]+\/__init__\.py$/
const MOST_BYTES = 12_288

/** Bytes of a file that documents the project by examples. */
export const wantsForComments = (path: string): number => (WANTED.test(path) ? MOST_BYTES : 0)

/** Files whose comments are looked into. */
const MOST_FILES = 8

/** Parts of a workspace document themselves, not the project: a file at the root counts, or one in a folder of the project's name. */
const isMain = (path: string, { repository }: Subject): boolean =>
  /^(?:src\/|lib\/)?[^/]+$|^(?:src\/)?\w+\/__init__\.py$/.test(path) ||
  path.split('/').some((segment) => isNamesake(segment, repository.name))

/** Code in the documentation of what the project exports. */
export function documentedCalls(project: Project, subject: Subject, where: Whereabouts): Ranked[] {
  const exported = subject.exports.flatMap(({ sources }) => sources.slice(0, 1).map(({ path }) => path))
  const files = [...new Set([...project.paths.filter((path) => WANTED.test(path)), ...exported])].filter(
    (path) => project.files.get(path)?.content && isMain(path, subject),
  )
  return files.slice(0, MOST_FILES).flatMap((path) => {
    const comment = COMMENTS.find(([name]) => name.test(baseOf(path)))?.[1]
    const lines = project.text(path)?.split('\n', MOST_LINES)
    if (!comment || !lines) return []
    return comment(path, lines)
      .slice(0, MOST_SNIPPETS)
      .flatMap(
        (snippet, first) =>
          callOf(snippet, { from: 'doc-comment', first, inside: path.endsWith('_test.go') }, subject, where) ?? [],
      )
  })
}
