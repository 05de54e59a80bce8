import type { CommandGroup } from './facts'

/** What a task is for, by the names that people give it, best first. */
export const TASK_NAMES: readonly (readonly [CommandGroup, string[]])[] = [
  [
    'setup',
    [
      'setup',
      'bootstrap',
      'dev-setup',
      'setup-dev',
      'install-dev',
      'dev-install',
      'install-deps',
      'deps',
      'dependencies',
      'develop',
      'venv',
      'sync',
      'init',
      'tools',
    ],
  ],
  ['build', ['build', 'compile', 'dist', 'build-all', 'all', 'bundle']],
  ['run', ['run', 'dev', 'start', 'serve', 'server', 'watch', 'up', 'runserver', 'develop-server']],
  [
    'test',
    [
      'test',
      'tests',
      'check',
      'test-all',
      'test:all',
      'unit-test',
      'unit-tests',
      'unittest',
      'test-unit',
      'test:unit',
      'unit',
    ],
  ],
  [
    'lint',
    [
      'lint',
      'style',
      'lint-check',
      'check-lint',
      'vet',
      'clippy',
      'typecheck',
      'type-check',
      'static-analysis',
      'verify',
    ],
  ],
  ['format', ['format', 'fmt', 'tidy', 'fix', 'lint-fix', 'lint:fix', 'style-fix']],
  ['deploy', ['deploy']],
]

/** `script/test` and its kin: executables that a repository keeps for people to call (after GitHub's "scripts to rule them all"). */
export const SCRIPT_NAMES: readonly (readonly [CommandGroup, string[]])[] = [
  ['setup', ['setup', 'bootstrap']],
  ['build', ['build']],
  ['run', ['server', 'dev', 'start', 'serve']],
  ['test', ['test', 'tests']],
  ['lint', ['lint']],
  ['format', ['format', 'fmt']],
]
