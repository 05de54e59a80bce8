import type { Command, CommandGroup } from '../../analysis/facts'
import { capital } from '../escape'
import { scriptOf, unwrapped } from './tools'

/** What a contributor does, in the order of a day's work, and the word for it where the command says no more. */
export const TASKS: readonly (readonly [CommandGroup, string])[] = [
  ['build', 'Build'],
  ['run', 'Run'],
  ['test', 'Test'],
  ['lint', 'Lint'],
  ['format', 'Format'],
]

const CHECK_FORMAT = 'Check the formatting'
const FIX = 'Fix what the linter can'
const FORMAT = 'Format the code'

/** Sets up hooks of Git, for those who commit. */
export const isHookInstall = ({ command }: Command): boolean =>
  /^(?:pre-commit|prek|lefthook|husky|simple-git-hooks)(?: install\b|$)/.test(unwrapped(command))
/** Opens a shell that brings the tools of the project: one of the ways to have them. */
export const isShell = ({ command }: Command): boolean =>
  /^(?:nix develop|nix-shell|devbox shell|devenv shell|guix shell)\b/.test(command)

/** What scripts and targets are for, by their names, where that is surer than the group that they stand in. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:(?:test|check|lint|verify)[:_.-](?:format|formatting|fmt|prettier)|(?:format|formatting|fmt|prettier)[:_.-](?:check|test|ci|verify|lint))$/,
    CHECK_FORMAT,
  ],
  [/^(?:fix|write)[:_.-](?:format|formatting|fmt|prettier)$/, FORMAT],
  [/^(?:(?:lint|check)[:_.-](?:fix|write)|fix[:_.-]lint)$/, FIX],
]
const TYPES = 'Check the types with'
const LINT = 'Lint with'

/** What commands of known tools do, by the command without what starts it; the first that matches decides. `$1` is what it captured. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/^(?:go run|go build) (?:\.\/)?cmd\/([\w-]+)$/, '$1'],
  [/^(?:\.\/)?mvnw? (?:-pl|--projects) ([\w/-]+) /, '$1'],
  [/^cargo (?:run|build) (?:-p|--package|--bin) ([\w-]+)$/, '$1'],
  [/^(?:pre-commit|prek) run/, 'Run all pre-commit hooks'],
  // What writes is no mere look at the code.
  [/^(?:prettier|biome format|oxfmt|dprint)\b.* (?:--write|-w)(?: |$)/, FORMAT],
  [
    /^(?:ruff check|eslint|biome|oxlint|stylelint|rubocop|golangci-lint run|swiftlint|cargo clippy|standard|xo|markdownlint(?:-cli2)?|textlint|ktlint)\b.* (?:--fix|--write|--unsafe|--autocorrect(?:-all)?|-[aAF])(?: |$)/,
    FIX,
  ],
  [
    /^(?:black|isort|rustfmt|prettier|dart format|mix format|deno fmt|cargo fmt|ruff format|biome format|stylua|gofmt)\b.* (?:--check|--check-formatted|-l|-c|--list-different|--set-exit-if-changed|--diff)(?: |$)/,
    CHECK_FORMAT,
  ],
  [/[ :](?:spotlessCheck|spotless:check|checkFormat|spring-javaformat:validate|ktlintCheck)$/, CHECK_FORMAT],
  [/^dotnet format .*--verify-no-changes/, CHECK_FORMAT],
  [/^mypy\b/, `${TYPES} mypy`],
  [/^(?:based)?pyright\b/, `${TYPES} Pyright`],
  [/^ty check/, `${TYPES} ty`],
  [/^(?:vue-)?tsc\b/, `${TYPES} TypeScript`],
  [/^(?:tox|nox)\b.* (?:typing|types?|typecheck|mypy)$/, 'Check the types'],
  [/^(?:tox|nox)\b.* (?:style|lint|flake8|ruff)$/, 'Check the style'],
  [/^ruff check/, `${LINT} Ruff`],
  [/^flake8\b/, `${LINT} Flake8`],
  [/^pylint\b/, `${LINT} Pylint`],
  [/^cargo clippy/, `${LINT} Clippy`],
  [/^golangci-lint run/, `${LINT} golangci-lint`],
  [/^go vet/, 'Examine with go vet'],
  [/^staticcheck\b/, `${LINT} Staticcheck`],
  [/^eslint\b/, `${LINT} ESLint`],
  [/^biome (?:check|lint)/, `${LINT} Biome`],
  [/^deno lint/, `${LINT} Deno`],
  [/^rubocop\b/, `${LINT} RuboCop`],
  [/[ :]checkstyle(?:Main|:check)$/, `${LINT} Checkstyle`],
  [/ detekt$/, `${LINT} detekt`],
  [/^(?:vendor\/bin\/)?phpstan\b/, 'Analyse with PHPStan'],
  [/^mix credo/, `${LINT} Credo`],
  [/^(?:flutter|dart) analyze/, 'Analyse the code'],
  [/^swiftlint\b/, `${LINT} SwiftLint`],
  [/^golangci-lint fmt/, 'Format with golangci-lint'],
  [/^black\b/, 'Format with Black'],
  [/^isort\b/, 'Sort the imports'],
  [/^ruff format/, 'Format with Ruff'],
]

/** Purposes that only name what comes of the command. */
const RESULTS = new Map([
  ['source distribution and wheel', 'Build the source distribution and wheel'],
  ['development server', 'Run the development server'],
])

/** Characters of a purpose that still name a task; and words of a remark about a command, which names none. */
const LONGEST = 70
const REMARK = /\b(?:is|are|was|isn't|aren't|not|should|must|needs?|we|you|I|FIXME|TODO|XXX)\b/

/** What a command's purpose says as the name of a task; `null` where it is a remark, or there is none. */
function purposeOf({ purpose }: Command): string | null {
  const said = purpose?.replace(/\.$/, '').trim() ?? ''
  if (said === '' || said.length > LONGEST || REMARK.test(said)) return null
  return RESULTS.get(said) ?? capital(said)
}

/** A program that is started by its bare name, or a script by its file. */
const STARTED = /^(?:(?:python3?|node|ruby|bash|sh) )?([\w./-]*\w\.(?:py|[cm]?js|rb|sh)|[A-Za-z][\w-]*)(?: |$)/

/**
 * The name of a task: what the command's purpose says, what its tool is known for, or else the `word` of its group.
 * @param here folder of the README; a module that is that folder needs no naming in it
 */
export function taskOf(command: Command, group: CommandGroup, word: string, here = '.'): string {
  const script = scriptOf(command.command)
  const meant = script === null ? undefined : SCRIPTS.find(([name]) => name.test(script))?.[1]
  const said = meant ?? purposeOf(command)
  if (said !== null) return said
  const bare = unwrapped(command.command)
  for (const [pattern, name] of KNOWN) {
    const found = bare.match(pattern)
    if (found && name !== '$1') return name
    if (found) return `/${here}`.endsWith(`/${found[1]}`) ? word : `${word} \`${found[1]}\``
  }
  const started = group === 'run' ? bare.match(STARTED)?.[1] : undefined
  const program = started !== undefined && (started === bare || started.includes('.')) ? started : null
  return program === null ? word : `${word} \`${program}\``
}
