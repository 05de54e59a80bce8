import { posix } from 'node:path'
import { type Repository, within } from '../repository'
import type { Step } from '../shell'
import { ignored } from './made'

/** Where a command is typed, and whose words it is: a person's README speaks of the reader's project too. */
export interface Place {
  repository: Repository
  folder: string
  person: boolean
  step: Step
}

/** Why a command does not resolve; null where it does, or where no file could tell. */
export type Fault = string | null
export type Tool = (words: readonly string[], place: Place) => Fault

/** Words that stand for something that the reader fills in, or that the shell does. */
export const isOpen = (word: string) =>
  word !== '.' &&
  (/^[A-Z][A-Z_]+$/.test(word) ||
    /[<>{}*$~`?[\]…]|\.\.\.|^\/|^[a-z]:\\|:\/\/|\byour|\bmy[-_]|path[-_/]?to|^(?:foo|bar|baz|example)\b/i.test(word))

/** Whether a path is there, or could be by the time it is used: made by an earlier command, or not committed by intent. */
export function exists({ repository, folder, step }: Place, path: string): boolean {
  const at = within(folder, path.replaceAll('\\', '/'))
  if (at === null || isOpen(path)) return true
  if (repository.has(at) || ignored(repository, at)) return true
  return step.before.some((words) =>
    words.some(
      (word, index) =>
        index > 0 && (word.endsWith(posix.normalize(path)) || posix.basename(word) === path.split('/')[0]),
    ),
  )
}

export const fileFault = (place: Place, path: string): Fault =>
  exists(place, path) ? null : `${path} is not in ${place.folder === '.' ? 'the repository' : place.folder}`

/** Value of the first of these options: `-C dir`, `-Cdir` or `--dir=dir`. */
export function option(words: readonly string[], names: readonly string[]): string | undefined {
  for (const [index, word] of words.entries()) {
    if (names.includes(word)) return words[index + 1]
    const name = names.find((one) => word.startsWith(`${one}=`))
    if (name) return word.slice(name.length + 1)
  }
  return undefined
}

/** Words that are no options, nor the values of those that take one. */
export function operands(words: readonly string[], valued: readonly string[] = []): string[] {
  const end = words.indexOf('--')
  return words
    .slice(0, end < 0 ? undefined : end)
    .filter((word, index, all) => !word.startsWith('-') && !valued.includes(all[index - 1] ?? ''))
}

/** Files that a tutorial has its reader write. */
export const USUAL =
  /^(?:app|main|script|example|hello|test|run|server|demo|myscript|program|file|foo|your\w*|my\w*)\.(?:py|js|ts|rb|php|go)$/
