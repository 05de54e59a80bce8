import { posix } from 'node:path'
import ignore from 'ignore'
import type { Repository } from '../repository'

const rules = new WeakMap<Repository, (path: string) => boolean>()

/** Folders and files that builds and tools make. */
const MADE =
  /(?:^|\/)(?:dist|build|out|target|node_modules|vendor|_build|bin|obj|lib|venv|\.venv|env|coverage|zig-out|dist-newstyle|Release|Debug|cmake-build-\w+)(?:\/|$)|(?:^|\/)\.env(?:\.local)?$|(?:^|\/)(?:config\.(?:mk|h|status)|Makefile)$/

/** Whether a path is one that the repository leaves out on purpose. */
export function ignored(repository: Repository, path: string): boolean {
  let known = rules.get(repository)
  if (!known) {
    const each = repository.files(/(?:^|\/)\.gitignore$/).map(({ path: file, text }) => {
      const folder = posix.dirname(file)
      return { folder, matcher: ignore().add(text) }
    })
    known = (one) =>
      each.some(({ folder, matcher }) => {
        const below = folder === '.' ? one : one.startsWith(`${folder}/`) ? one.slice(folder.length + 1) : ''
        return (
          below !== '' &&
          below !== '.' &&
          !below.startsWith('..') &&
          (matcher.ignores(below) || matcher.ignores(`${below}/`))
        )
      })
    rules.set(repository, known)
  }
  return MADE.test(path) || known(path)
}
