import { describe, expect, test } from 'vitest'
import { rankCommands } from '../../../src/analysis/commands'
import { type CommandCandidate, RANK } from '../../../src/analysis/detector'
import { openProject } from '../../../src/analysis/project'
import { type Files, snapshotOf } from '../snapshot'

const candidate = (command: string, more: Partial<CommandCandidate> = {}): CommandCandidate => ({
  group: 'test',
  command,
  cwd: '.',
  rank: RANK.convention,
  sources: [{ path: 'a' }],
  ...more,
})
const ranked = (files: Files, ...candidates: CommandCandidate[]) =>
  rankCommands(openProject(snapshotOf(files), 'x').project, candidates).test.map(({ command }) => command)

describe('commands that resolve', () => {
  const files: Files = {
    'package.json': '{"scripts":{"test":"x"}}',
    gradlew: '',
    'requirements/dev.txt': '',
    'app/manage.py': '',
    'scripts/test.sh': '',
  }
  test.each([
    ['npm run test', true],
    ['npm run lint', false],
    ['npm run toString', false],
    ['npm ci', false],
    ['./gradlew test', true],
    ['./mvnw test', false],
    ['pip install -r requirements/dev.txt', true],
    ['pip install -r requirements.txt', false],
    ['cd app && python manage.py test', true],
    ['python manage.py test', false],
    ['bash scripts/test.sh', true],
    ['docker compose -f compose.ci.yml up', false],
    ['./target/release/rg', true],
    ['FOO=1 ./mvnw test', false],
  ])('%s: %s', (command, holds) => {
    expect(ranked(files, candidate(command))).toEqual(holds ? [command] : [])
  })

  test('a folder that does not exist runs nothing', () => {
    expect(ranked(files, candidate('make test', { cwd: 'nowhere' }))).toEqual([])
  })
})

test('the surer command comes first, the root before folders, each once, six at most', () => {
  const many = Array.from({ length: 9 }, (_, n) => candidate(`tool ${n}`))
  const out = ranked(
    { gradlew: '', 'a/x': '' },
    ...many,
    candidate('in a', { cwd: 'a', rank: RANK.script }),
    candidate('root', { rank: RANK.script }),
    candidate('./gradlew test', { rank: RANK.wrapper }),
    candidate('root', { rank: RANK.task }),
  )
  expect(out).toEqual(['./gradlew test', 'root', 'in a', 'tool 0', 'tool 1', 'tool 2'])
})

describe('commands that say each other again', () => {
  const setup = (...all: CommandCandidate[]) =>
    rankCommands(openProject(snapshotOf({ 'ui/a': '' }), 'x').project, all).setup.map(({ command }) => command)

  test('a step that a task of the project does by itself is not said beside it', () => {
    const task = candidate('make setup', {
      group: 'setup',
      rank: RANK.task,
      runs: 'cd ui\nuv sync --all-extras\npnpm i',
    })
    const sync = candidate('uv sync', { group: 'setup' })
    const hooks = candidate('uv run pre-commit install', { group: 'setup' })
    const pnpm = candidate('pnpm install', { group: 'setup', cwd: 'ui' })
    expect(setup(task, sync, hooks, pnpm)).toEqual(['make setup', 'uv run pre-commit install'])
    expect(setup(sync, pnpm)).toEqual(['uv sync', 'pnpm install'])
  })

  test('what only documents or CI say stands where nothing surer does, from one file', () => {
    const shown = candidate('make check', { rank: RANK.documented, sources: [{ path: 'README.md' }] })
    const other = candidate('make tests', { rank: RANK.documented, sources: [{ path: 'b' }] })
    const step = candidate('make ci', { rank: RANK.ci })
    expect(ranked({}, candidate('cargo test'), shown, step)).toEqual(['cargo test'])
    expect(ranked({}, step, shown, other)).toEqual(['make check'])
    expect(ranked({}, step)).toEqual(['make ci'])
  })
})

test('what starts a tool beside the application comes after what starts the application', () => {
  const app = {
    group: 'run' as const,
    command: 'flutter run',
    cwd: 'app',
    rank: RANK.convention,
    sources: [{ path: 'app/lib/main.dart' }],
  }
  const tool = {
    group: 'run' as const,
    command: 'cargo run',
    cwd: '.',
    rank: RANK.convention,
    sources: [{ path: 'cli/Cargo.toml' }],
  }
  const { project } = openProject(snapshotOf({ 'app/lib/main.dart': '', 'cli/Cargo.toml': '' }), 'x')
  const run = (...beside: string[]) =>
    rankCommands(project, [tool, app], (path) => beside.includes(path)).run.map(({ command }) => command)
  expect(run('cli/Cargo.toml')).toEqual(['flutter run', 'cargo run'])
  expect(run()).toEqual(['cargo run', 'flutter run'])
})
