import type { Command } from '../../analysis/facts'
import { scriptOf } from '../wording/tools'

/** Commands that say nothing more where one like the other stands beside them. */
const COVERED: readonly (readonly [command: RegExp, by: RegExp])[] = [
  [/^go build \.\/\.\.\.$/, /^(?:go build|make build|make|just build|task build)\b(?! \.\/\.\.\.)/],
  [/^go vet \.\/\.\.\.$/, /^golangci-lint run\b/],
  [/^docker compose build$/, /^docker compose up\b.*--build/],
]

/** Runners of a project's own, which know best how it is tested or examined, whatever it is written in. */
const OF_PROJECT = /^(?:(?:make|just|task|mise run|rake) [\w:./-]+|\.?\/?(?:scripts?|bin|dev|tools)\/[\w./-]+)$/
/** Where people and services are told what to type: a command from there is no mere custom of its tool. */
const TOLD = /(?:^|\/)\.(?:github|circleci|gitlab)|\.(?:md|rst|adoc|txt)$|\.ya?ml$/i

/** Is this what its tool is commonly called with, where the project has a runner of its own for the same purpose? */
const isCustom = (one: Command, all: readonly Command[]) =>
  !one.purpose &&
  !OF_PROJECT.test(one.command) &&
  scriptOf(one.command) === null &&
  !one.sources.some(({ path }) => TOLD.test(path)) &&
  all.some(({ command, cwd }) => cwd === one.cwd && OF_PROJECT.test(command))

/** Is this one of the steps of another script beside it: `lint:js:fix` of `lint:fix`? */
function isStep(one: Command, all: readonly Command[]): boolean {
  const parts = scriptOf(one.command)?.split(':') ?? []
  return all.some((other) => {
    const fewer =
      other.cwd === one.cwd && other.purpose === one.purpose ? scriptOf(other.command)?.split(':') : undefined
    return fewer !== undefined && fewer.length < parts.length && fewer.every((part) => parts.includes(part))
  })
}

/** Does another command of its group already say what this one does? */
export const isCovered = (one: Command, all: readonly Command[]) =>
  isCustom(one, all) ||
  isStep(one, all) ||
  COVERED.some(
    ([command, by]) =>
      command.test(one.command) && all.some((other) => other.cwd === one.cwd && by.test(other.command)),
  )
