import { describe, expect, test } from 'vitest'
import type { Command, Facts } from '../../../src/analysis/facts'
import { writeReadme } from '../../../src/readme/write-readme'
import { djangoSite, factsOf, goCommand, javaService, library, rustWorkspace, withStack } from './fixtures'
import { lint } from './lint'
import { plain } from './plain'

const readme = (facts: Facts) => plain(writeReadme(facts).markdown)
const section = (markdown: string, heading: string) =>
  markdown.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? ''
const sources = [{ path: 'somewhere' }]
const say = (command: string, more: Partial<Command> = {}): Command => ({ command, cwd: '.', sources, ...more })
const tasks = (commands: Partial<Facts['commands']>) =>
  section(readme(factsOf('a', 'b', { commands })), 'Development')
    .split('\n')
    .filter((line) => /^\| (?!Task|---)/.test(line))

describe('tasks', () => {
  test('each is named by its tool, and no name stands twice', () => {
    const shown = tasks({
      test: [say('uv run pytest'), say('uv run tox')],
      lint: [
        say('uv run ruff check .'),
        say('uv run mypy'),
        say('cargo fmt --all --check'),
        say('pre-commit run --all-files'),
      ],
    })
    expect(shown).toEqual([
      '| Test with pytest | `uv run pytest` |',
      '| Test with tox | `uv run tox` |',
      '| Lint with Ruff | `uv run ruff check .` |',
      '| Check the types with mypy | `uv run mypy` |',
      '| Check the formatting | `cargo fmt --all --check` |',
      '| Run all pre-commit hooks | `pre-commit run --all-files` |',
    ])
  })
  test('one name is told apart by folder, then tool, then script', () => {
    expect(
      tasks({
        build: [say('./mvnw package'), say('./gradlew build'), say('pnpm build', { cwd: 'web' })],
        lint: [say('npm run lint'), say('npm run eclint')],
      }),
    ).toEqual([
      '| Build with Maven | `./mvnw package` |',
      '| Build with Gradle | `./gradlew build` |',
      '| Build in `web` | `cd web && pnpm build` |',
      '| Lint | `npm run lint` |',
      '| Lint (`eclint`) | `npm run eclint` |',
    ])
  })
  test('programs of one repository are run by their names; ways to the same stand together', () => {
    const run = [say('go run ./cmd/mole'), say('hill'), say('python -m hill'), say('python dig.py --deep')]
    expect(tasks({ run })).toEqual([
      '| Run `mole` | `go run ./cmd/mole` |',
      '| Run `hill` | `hill` or `python -m hill` |',
      '| Run `dig.py` | `python dig.py --deep` |',
    ])
  })
  test('of ways to one thing that only their tools tell apart, the surest two are shown', () => {
    expect(tasks({ test: [say('pytest'), say('tox'), say('make test')] })).toEqual([
      '| Test with pytest | `pytest` |',
      '| Test with tox | `tox` |',
    ])
  })
  test('a build that another one covers is not shown', () => {
    expect(tasks({ build: [say('go build'), say('go build ./...', { purpose: 'compile every package' })] })).toEqual([
      '| Build | `go build` |',
    ])
    expect(tasks({ build: [say('go build ./...')] })).toEqual(['| Build | `go build ./...` |'])
  })
  test('a remark about a command is no name of a task', () => {
    expect(tasks({ test: [say('make test', { purpose: 'On Windows this is not supported' })] })).toEqual([
      '| Test | `make test` |',
    ])
  })
})

describe('quick start', () => {
  const compose = say('docker compose up -d', { sources: [{ path: 'docker-compose.yml' }] })
  const withServices = (services: NonNullable<Facts['docker']>['compose'][number]['services']): Facts => ({
    ...javaService,
    commands: { ...javaService.commands, setup: [compose], run: [say('./mvnw spring-boot:run')] },
    docker: { dockerfiles: [], compose: [{ path: 'docker-compose.yml', services, sources }] },
  })
  test('services that only others publish are not started in it, but told of in Containers', () => {
    const markdown = readme(withServices([{ name: 'db', image: 'postgres:18', ports: [] }]))
    expect(section(markdown, 'Quick start')).not.toContain('docker compose')
    expect(section(markdown, 'Quick start')).toContain('./mvnw spring-boot:run')
    expect(section(markdown, 'Containers')).toContain('`docker compose up -d`')
  })
  test('services that are built from the repository are', () => {
    const markdown = readme(withServices([{ name: 'app', build: '.', ports: [] }]))
    expect(section(markdown, 'Quick start')).toContain('docker compose up -d')
  })
  test('settings of another folder than the one that is started are made where they belong', () => {
    const copy = say('cp .env.example .env', { cwd: 'docker' })
    const markdown = readme({
      ...djangoSite,
      commands: { ...djangoSite.commands, setup: [say('pip install -r requirements.txt'), copy] },
      docker: { dockerfiles: [], compose: [{ path: 'docker/compose.yaml', services: [], sources }] },
    })
    expect(section(markdown, 'Quick start')).not.toContain('cp .env')
    expect(section(markdown, 'Containers')).toContain('`cd docker && cp .env.example .env`')
  })
  test('of a collection only the one that is started is set up', () => {
    const setup = ['x', 'y', 'z'].map((cwd) => say('pip install -r requirements.txt', { cwd }))
    const run = [say('python main.py', { cwd: 'y' })]
    const start = section(readme(factsOf('a', 'b', { commands: { setup, run } })), 'Quick start')
    expect(start).toContain('(cd y && pip install -r requirements.txt)')
    expect(start).not.toContain('cd x')
  })
})

describe('requirements', () => {
  const inCi = { name: 'node', constraint: '18', sources: [{ path: '.github/workflows/ci.yml' }] }
  test('a version that only CI uses is not asked for', () => {
    expect(readme({ ...library, runtimes: [inCi] })).not.toMatch(/Requires .*Node/)
  })
  test('who installs from one registry needs no runtime of another', () => {
    const runtimes = [...library.runtimes, { name: 'rust', constraint: '>=1.80', sources: [{ path: 'Cargo.toml' }] }]
    expect(section(readme({ ...library, runtimes }), 'Installation')).toContain('Requires Node.js 20 or later.')
  })
  test('Java 1.8 is Java 8', () => {
    const runtimes = [{ name: 'java', constraint: '1.8', sources: [{ path: 'pom.xml' }] }]
    expect(readme({ ...javaService, runtimes, docker: null })).not.toContain('Java 1.8 or')
  })
})

describe('installation', () => {
  test('a command of the repository is typed in its clone', () => {
    const facts = { ...goCommand, commands: { ...goCommand.commands, install: [say('make install')] } }
    expect(section(readme(facts), 'Installation')).toContain(
      'git clone https://github.com/hill/molehill.git\ncd molehill\nmake install\n',
    )
  })
  test('programs of one module are no ways to the same', () => {
    const install = [
      say('go install example.org/hill/cmd/mole@latest'),
      say('go install example.org/hill/cmd/vole@latest'),
    ]
    const shown = section(readme({ ...goCommand, commands: { ...goCommand.commands, install } }), 'Installation')
    expect(shown).toContain('| `vole` | `go install example.org/hill/cmd/vole@latest` |')
    expect(shown).not.toContain('Or')
  })
})

describe('usage', () => {
  const python = (names: readonly [string, string][]): Facts => ({
    ...library,
    languages: [{ name: 'Python', bytes: 9000, percent: 100, color: null }],
    surface: {
      inputs: [],
      outputs: [],
      notebooks: [],
      examples: [],
      routes: [],
      cli: [],
      exports: names.map(([name, kind]) => ({
        name,
        kind,
        module: 'hill',
        sources: [{ path: 'src/hill/__init__.py' }],
      })),
    },
  })
  test('the namesake is imported alone, another Python package as a whole', () => {
    expect(
      readme(
        python([
          ['Mole', 'class'],
          ['Hill', 'class'],
        ]),
      ),
    ).toContain('\nfrom hill import Hill\n')
    expect(
      readme(
        python([
          ['Mole', 'class'],
          ['dig', 'name'],
        ]),
      ),
    ).toContain('\nimport hill\n')
  })
  test('exports of one file are told in one sentence, twelve at most, errors last', () => {
    const many = Array.from({ length: 14 }, (_, n): [string, string] => [`dig${n}`, 'function'])
    const shown = section(readme(python([['HillError', 'class'], ...many])), 'Usage')
    expect(shown).toContain('[`src/hill/__init__.py`](src/hill/__init__.py) exports `dig0`, ')
    expect(shown).toContain('`dig11` and 3 more.')
    expect(shown).not.toContain('HillError')
  })
  test('types beside values are counted, not named', () => {
    expect(section(readme(library), 'Usage')).not.toContain('and `Comparator`')
  })
  const parser = (scope: 'runtime' | 'dev'): Facts => ({
    ...goCommand,
    surface: { routes: [], cli: [], exports: [], inputs: [], outputs: [], notebooks: [], examples: [] },
    dependencies: [{ name: 'github.com/spf13/cobra', scope, manifest: 'go.mod', purl: 'pkg:golang/x', sources }],
  })
  test('help is named only where a dependency writes it, and the commands are not known', () => {
    expect(readme(parser('runtime'))).toContain('Run `molehill --help` for its commands and options.')
    expect(readme(parser('dev'))).not.toContain('--help')
    expect(readme({ ...parser('runtime'), surface: goCommand.surface })).not.toContain('--help')
  })
})

describe('layout', () => {
  const entry = (path: string, description?: string, kind: 'file' | 'directory' = 'directory') => ({
    path,
    kind,
    files: 1,
    bytes: 1,
    role: 'source',
    ...(description && { description }),
    sources: [{ path }],
  })
  const drawn = (...tree: Facts['tree']) =>
    section(readme(factsOf('a', 'b', { tree, description: { value: 'Hills for moles', sources } })), 'Project layout')
  test('a description is said whole, or its first clause, or what the folder’s name means, or nothing', () => {
    const long = 'so long that it fits in no line beside a path, whatever the width of the screen may be'
    const shown = drawn(
      entry('hill', `Digs hills; ${long}`),
      entry('docs', `Everything ${long}`),
      entry('mole', `Everything ${long}`),
    )
    expect(shown).toContain('hill/  Digs hills\n')
    expect(shown).toContain('docs/  Documentation\n')
    expect(shown).toContain('mole/\n')
    expect(shown).not.toContain('…')
  })
  test('what speaks of the place or repeats the project’s description is left out', () => {
    const shown = drawn(
      entry('a', 'This is the core hill crate'),
      entry('b', 'The classes in this package represent utilities used by the domain'),
      entry('c', 'Hills for moles.'),
      entry('d', 'npm manifest'),
    )
    expect(shown).toContain('a/  Core hill crate\n')
    expect(shown).toContain('b/  Utilities used by the domain\n')
    expect(shown).toContain('c/\n')
    expect(shown).toContain('d/  npm manifest\n')
  })
  test('a file at the root that nothing is known of is not shown', () => {
    const shown = drawn(
      entry('src', 'Source code'),
      entry('url.go', undefined, 'file'),
      entry('go.mod', 'Go module', 'file'),
    )
    expect(shown).not.toContain('url.go')
    expect(shown).toContain('go.mod')
  })
  test('an entry point is named as code', () => {
    const facts = { ...rustWorkspace, entry_points: [{ path: 'crates/cli/main.rs', what: 'Program sift', sources }] }
    expect(readme(facts)).toContain('](crates/cli/main.rs): Program `sift`\n')
  })
})

describe('configuration', () => {
  const variable = (name: string, path: string, more: Partial<Facts['environment'][number]> = {}) => ({
    name,
    ...more,
    sources: [{ path }],
  })
  const shown = (environment: Facts['environment']) =>
    section(readme(factsOf('a', 'b', { environment })), 'Configuration')
  test('what is read at run time comes before what only builds and tests read', () => {
    const table = shown([variable('B', 'vite.config.ts'), variable('A', 'src/server.ts')])
    expect(table.indexOf('`A`')).toBeLessThan(table.indexOf('`B`'))
  })
  test('a variable is found where it is read, not where an example sets it', () => {
    const both = { name: 'A', sources: [{ path: '.env.example' }, { path: 'src/server.ts' }] }
    expect(shown([both])).toContain('| `A` | [`src/server.ts`](src/server.ts) |')
  })
  test('a long list keeps every name, in few lines', () => {
    const many = Array.from({ length: 90 }, (_, n) => variable(`V${n}`, n % 2 ? 'src/a.ts' : 'src/b.ts'))
    const text = shown(many)
    for (const { name } of many) expect(text).toContain(`\`${name}\``)
    expect(text.split('\n').length).toBeLessThan(45)
    expect(lint(readme(factsOf('a', 'b', { environment: many })))).toEqual([])
  })
})

describe('packages', () => {
  const workspace = (name: string, kind: string, description?: string): Facts['workspaces'][number] => ({
    path: `packages/${name}`,
    name,
    kind,
    ...(description && { description }),
    private: false,
    sources,
  })
  test('many samples are counted, and one description for all of them is none', () => {
    const workspaces = [
      ...['a', 'b', 'c'].map((name) => workspace(name, 'library', 'An internal component')),
      ...Array.from({ length: 9 }, (_, n) => workspace(`sample-${n}`, 'sample')),
    ]
    const shown = section(readme(factsOf('a', 'b', { workspaces })), 'Packages')
    expect(shown).not.toContain('internal component')
    expect(shown).not.toContain('sample-3')
    expect(shown).toContain('And 9 more, which are samples.')
  })
})

describe('what it is built with', () => {
  test('frameworks without their additions, details and the project itself', () => {
    const frameworks = (
      [
        ['Spring Boot Actuator', 'web-framework'],
        ['Spring Boot', 'web-framework'],
        ['Vue Router', 'ui'],
        ['Vue', 'ui'],
        ['Moshi', 'mobile'],
        ['Vets', 'web-framework'],
      ] as const
    ).map(([name, category]) => ({ name, category, cwd: '.', sources }))
    expect(readme(withStack({ ...javaService, frameworks }))).toContain(' with Spring Boot and Vue.')
  })
})
