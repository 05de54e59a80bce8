import type { CommandGroup } from '../facts'

/** What a task is for, told from the first word of its name as projects commonly choose it. */
const GROUPS: Record<string, CommandGroup> = {
  setup: 'setup',
  bootstrap: 'setup',
  install: 'setup',
  build: 'build',
  compile: 'build',
  dist: 'build',
  run: 'run',
  start: 'run',
  serve: 'run',
  server: 'run',
  dev: 'run',
  runserver: 'run',
  test: 'test',
  tests: 'test',
  unittest: 'test',
  pytest: 'test',
  unit: 'test',
  lint: 'lint',
  check: 'lint',
  style: 'lint',
  typing: 'lint',
  typecheck: 'lint',
  types: 'lint',
  mypy: 'lint',
  pyright: 'lint',
  ruff: 'lint',
  flake8: 'lint',
  pylint: 'lint',
  clippy: 'lint',
  static: 'lint',
  analyse: 'lint',
  analyze: 'lint',
  phpstan: 'lint',
  psalm: 'lint',
  cs: 'lint',
  credo: 'lint',
  rubocop: 'lint',
  shellcheck: 'lint',
  format: 'format',
  fmt: 'format',
  black: 'format',
  deploy: 'deploy',
}

/** Words that make a task one about something beside the program: `docs-build` builds no program. */
const ASIDE = new Set([
  'doc',
  'docs',
  'site',
  'website',
  'release',
  'clean',
  'watch',
  'debug',
  'help',
  'coverage',
  'cov',
])

/**
 * The command group that a task's name stands for, or `null` when it says nothing.
 * `test`, `test-unit`, `test:all` and `unit-tests` are tests; `contest` is not.
 */
export function groupOfTask(name: string): CommandGroup | null {
  const words = name.toLowerCase().split(/[^a-z0-9]+/)
  if (words.some((word) => ASIDE.has(word))) return null
  // `dry-run` and `cspell-run` are runs of something else.
  const last = words.at(-1) === 'run' ? '' : (words.at(-1) ?? '')
  for (const word of [words[0] ?? '', last]) if (Object.hasOwn(GROUPS, word)) return GROUPS[word]!
  return null
}
