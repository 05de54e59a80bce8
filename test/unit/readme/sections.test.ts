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
  section(readme(factsOf('a', 'b', { kinds: ['library'], commands })), 'Development')
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
    expect(tasks({ test: [say('pytest'), say('tox'), say('npm test')] })).toEqual([
      '| Test with pytest | `pytest` |',
      '| Test with tox | `tox` |',
    ])
  })
  test('what the project calls itself stands for its tools, but for those that its documents and CI call', () => {
    expect(tasks({ test: [say('pytest'), say('make test')] })).toEqual(['| Test | `make test` |'])
    const told = say('pytest -x', { sources: [{ path: '.github/workflows/ci.yml' }] })
    expect(tasks({ test: [told, say('scripts/test')] })).toHaveLength(2)
  })
  test('what writes is not told as a look at the code, and a check of the format not as linting', () => {
    expect(
      tasks({
        lint: [say('npx biome check --write src'), say('ruff check --fix .'), say('pnpm test:format')],
        format: [say('pnpm fix:format', { purpose: 'Fix what the linter can' })],
      }),
    ).toEqual([
      '| Fix what the linter can with Biome | `npx biome check --write src` |',
      '| Fix what the linter can with Ruff | `ruff check --fix .` |',
      '| Check the formatting | `pnpm test:format` |',
      '| Format the code | `pnpm fix:format` |',
    ])
  })
  test('a step of another script is not shown beside it', () => {
    const purpose = 'Fix what the linter can'
    expect(tasks({ format: [say('npm run lint:fix', { purpose }), say('npm run lint:js:fix', { purpose })] })).toEqual([
      '| Fix what the linter can | `npm run lint:fix` |',
    ])
  })
  test('what the quick start has typed is not told again; hooks are for who commits', () => {
    const commands = { setup: [say('uv sync'), say('uv run prek install')], run: [say('mole'), say('mole --deep')] }
    const markdown = readme(factsOf('a', 'b', { kinds: ['service'], commands }))
    expect(section(markdown, 'Quick start')).not.toContain('prek install')
    expect(section(markdown, 'Development')).toContain('| Run the checks at each commit | `uv run prek install` |')
    expect(section(markdown, 'Development')).not.toContain('| `mole` |')
  })
  test('a shell with all tools is one of the ways to have them, no step', () => {
    const setup = [say('cargo fetch'), say('nix develop')]
    const shown = section(readme(factsOf('a', 'b', { kinds: ['cli'], commands: { setup } })), 'Development')
    expect(shown).toContain('cd b\ncargo fetch\n```\n\nWith Nix, `nix develop` opens a shell')
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
  test('services that it needs are started before it', () => {
    const start = section(readme(withServices([{ name: 'db', image: 'postgres:18', ports: [] }])), 'Quick start')
    expect(start).toContain('docker compose up -d\n./mvnw spring-boot:run\n')
    expect(start).toContain('Requires Java 17 or later and Docker.')
  })
  const up = say('docker compose up', { sources: [{ path: 'docker-compose.yml' }] })
  const service = (services: NonNullable<Facts['docker']>['compose'][number]['services'], run: Command[]): Facts =>
    factsOf('acme', 'mole', {
      kinds: ['service'],
      commands: { setup: [say('pnpm install', { cwd: 'web' }), say('go mod download')], run },
      docker: { dockerfiles: [], compose: [{ path: 'docker-compose.yml', services, sources }] },
    })
  test('a stack that is all of the project is the quick start, and its tools are for development', () => {
    const image = [{ name: 'hill', image: 'ghcr.io/acme/mole:latest', ports: ['3000:3000'] }]
    const whole = readme(service(image, [say('go run .'), up]))
    expect(section(whole, 'Quick start')).toContain(
      'Requires Docker.\n\n```sh\ngit clone https://github.com/acme/mole.git\ncd mole\ndocker compose up\n```\n\n`hill` then answers at `http://localhost:3000`.',
    )
    expect(section(whole, 'Development')).toContain('Requires Node.js, Go and pnpm.')
    const other = [{ name: 'hill', image: 'ghcr.io/acme/vole:latest', ports: ['3000:3000'] }]
    expect(section(readme(service(other, [say('go run .'), up])), 'Quick start')).toContain('go run .')
  })
  test('a build starts all of it where its database is in the same stack', () => {
    const stack = [
      { name: 'web', build: '.', ports: [] },
      { name: 'db', image: 'postgres:18', ports: [] },
    ]
    expect(section(readme(service(stack, [say('go run .'), up])), 'Quick start')).toContain('docker compose up')
    expect(section(readme(service(stack.slice(0, 1), [say('go run .'), up])), 'Quick start')).toContain('go run .')
  })
  test('a part in another folder is started beside it', () => {
    const run = [say('go run .'), say('pnpm dev', { cwd: 'web' })]
    expect(section(readme(service([], run)), 'Quick start')).toContain(
      'go run .\n```\n\nStart `web` beside it, in another terminal:\n\n```sh\ncd web && pnpm dev\n```',
    )
  })
  test('two parts are started from one folder each, none below the other', () => {
    const run = [say('go run .'), say('pnpm dev', { cwd: 'web' }), say('npm start', { cwd: 'desk' })]
    const facts = service([], run)
    const commands = { ...facts.commands, setup: [...facts.commands.setup, say('npm ci', { cwd: 'desk' })] }
    expect(section(readme({ ...facts, commands }), 'Quick start')).toContain(
      '```sh\ncd web && pnpm dev\n```\n\n```sh\ncd desk && npm start\n```',
    )
  })
  test('what starts one folder of several says so', () => {
    const run = [say('pnpm dev', { cwd: 'web' })]
    expect(section(readme(service([], run)), 'Quick start')).toContain('This starts `web` alone.')
  })
  test('there is none for an application that nothing starts: what sets it up is for development', () => {
    const commands = { setup: [say('npm ci')] }
    const markdown = readme(factsOf('a', 'b', { kinds: ['mobile-app'], commands }))
    expect(markdown).not.toContain('## Quick start')
    expect(section(markdown, 'Development')).toContain('npm ci')
    expect(readme(factsOf('a', 'b', { kinds: ['notebooks'], commands }))).toContain('## Quick start')
  })
  test('an image that is only fetched is no installation beside it', () => {
    const facts = service([], [say('go run .')])
    const commands = { ...facts.commands, install: [say('docker pull acme/mole')] }
    expect(readme({ ...facts, commands })).not.toContain('## Installation')
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
    expect(readme({ ...library, runtimes: [inCi] })).not.toMatch(/Requires .*18/)
  })
  test('a step of a workflow needs nothing of who writes it, and is shown as it is given something', () => {
    const sources = [{ path: 'action.yml' }]
    const runtimes = [{ name: 'node', constraint: '>=24', sources: [{ path: 'package.json' }] }]
    const step = 'uses: acme/quiver@v2'
    const example = (code: string) => ({
      from: 'readme' as const,
      language: 'yaml',
      code,
      sources: [{ path: 'README.md', line: 3 }],
    })
    const facts = factsOf('acme', 'quiver', { kinds: ['library'], commands: { install: [say(step)] }, runtimes })
    const surface = {
      ...facts.surface,
      inputs: [{ name: 'arrows', required: false, sources }],
      examples: [example(`- ${step}`), example(`- ${step}\n  with:\n    arrows: 5`)],
    }
    const markdown = readme({ ...facts, surface })
    expect(markdown).not.toContain('Node.js 24 or later')
    expect(section(markdown, 'Usage')).toContain('arrows: 5')
  })
  test('a package manager is asked for with its runtime, whatever folder it is typed in', () => {
    const commands = { setup: [say('go mod download'), say('pnpm install', { cwd: 'web' })], run: [say('go run .')] }
    const runtimes = [{ name: 'go', constraint: '1.24', sources: [{ path: 'go.mod' }] }]
    const facts = factsOf('a', 'b', { kinds: ['service'], commands, runtimes })
    expect(readme(facts)).toContain('Requires Go 1.24 or later, Node.js and pnpm.')
  })
  test('uv brings its Python, which is asked for where its version is known', () => {
    const facts = factsOf('a', 'b', {
      kinds: ['service'],
      commands: { setup: [say('uv sync')], run: [say('uv run x')] },
    })
    expect(readme(facts)).toContain('Requires uv.')
  })
  test('a version that a package still allows its users is not what it is built with', () => {
    const runtimes = [{ name: 'node', constraint: '>=12.20.0', sources: [{ path: 'package.json' }] }]
    const markdown = readme({ ...library, runtimes })
    expect(section(markdown, 'Installation')).toContain('Requires Node.js 12.20.0 or later.')
    expect(section(markdown, 'Development')).toContain('Requires Node.js and pnpm.')
  })
  test('the database that its own settings lead to is asked for, unless containers bring it', () => {
    const environment = [{ name: 'DATABASE_URL', default: 'postgresql+psycopg://localhost/mole', sources }]
    const commands = { setup: [], run: [say('go run .')] }
    expect(readme(factsOf('a', 'b', { kinds: ['service'], commands, environment }))).toContain(
      'Requires Go and PostgreSQL.',
    )
  })
  test('what neither the code nor a command runs on is not asked for', () => {
    const runtimes = [{ name: 'swift', constraint: '>=5', sources: [{ path: 'Package.swift' }] }]
    const languages = [{ name: 'C', bytes: 9000, percent: 100, color: null }]
    const facts = { kinds: ['service' as const], runtimes, languages }
    expect(readme(factsOf('a', 'b', { ...facts, commands: { run: [say('./run')] } }))).not.toContain('Swift')
    expect(readme(factsOf('a', 'b', { ...facts, commands: { run: [say('swift run')] } }))).toContain('Requires Swift 5')
  })
  test('a program of the repository is not asked for, but what it runs on is', () => {
    const facts = factsOf('a', 'b', { kinds: ['service'], commands: { run: [say('./sbt run')] } })
    expect(readme(facts)).toContain('Requires Java.')
  })
  test('a Terraform module asks for its providers', () => {
    const provider = { name: 'hashicorp/aws', version: '>= 6.28', scope: 'runtime' as const, manifest: 'versions.tf' }
    const facts = factsOf('acme', 'terraform-aws-mole', {
      kinds: ['infrastructure'],
      runtimes: [{ name: 'terraform', constraint: '>= 1.0', sources: [{ path: 'versions.tf' }] }],
      dependencies: [{ ...provider, purl: 'pkg:terraform/hashicorp/aws', sources }],
      commands: { install: [say('module "mole" { source = "acme/mole/aws" }')] },
    })
    expect(section(readme(facts), 'Installation')).toContain(
      'Requires Terraform 1.0 or later and the `hashicorp/aws` provider 6.28 or later.',
    )
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
  test('exports of one module are told in one sentence, twelve at most, errors last', () => {
    const many = Array.from({ length: 14 }, (_, n): [string, string] => [`dig${n}`, 'function'])
    const shown = section(readme(python([['HillError', 'class'], ...many])), 'Usage')
    expect(shown).toContain('[`hill`](src/hill/__init__.py) exports `dig0`, ')
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
  test('a description that says the name again is left out', () => {
    expect(drawn(entry('hooks', 'Hooks'), entry('examples', 'Examples'), entry('src', 'Source code'))).toContain(
      '├── hooks/\n├── examples/\n└── src/  Source code\n',
    )
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

describe('containers', () => {
  const file = (path: string, services: NonNullable<Facts['docker']>['compose'][number]['services']) => ({
    path,
    services,
    sources: [{ path }],
  })
  const shown = (compose: NonNullable<Facts['docker']>['compose'], dockerfiles: string[] = []) =>
    section(
      readme(
        factsOf('a', 'b', {
          commands: {
            run: [say('docker compose up', { purpose: 'Start web in containers', sources: [{ path: 'compose.yml' }] })],
          },
          docker: {
            compose,
            dockerfiles: dockerfiles.map((path) => ({
              path,
              base_images: ['alpine:3'],
              exposed_ports: [80],
              stages: [],
              sources: [{ path }],
            })),
          },
        }),
      ),
      'Containers',
    )
  test('what is laid over a stack is shown with it, not as a stack of its own', () => {
    const text = shown([
      file('compose.deploy.yml', [{ name: 'web', ports: ['80:80'] }]),
      file('compose.override.yml', [
        { name: 'web', build: '.', ports: ['8000:8000'] },
        { name: 'mail', image: 'acme/mail', ports: [] },
      ]),
      file('compose.yml', [{ name: 'web', image: 'web:latest', ports: [] }]),
    ])
    expect(text).toContain('| `web` | built from `.` | `8000:8000` |\n| `mail` | `acme/mail` | |')
    expect(text).toContain('[`compose.deploy.yml`](compose.deploy.yml) changes these services where laid over it.')
    expect(text).toContain('| Start the services in containers | `docker compose up` |')
    expect(text.match(/Services of/g)).toHaveLength(1)
  })
  test('one image and one service are a sentence each; those of browser tests are not the project’s', () => {
    const text = shown(
      [
        file('compose.yml', [{ name: 'web', image: 'acme/web:1', ports: ['80:80'] }]),
        file('cypress/docker-compose.yml', [{ name: 'cypress', image: 'cypress/included', ports: [] }]),
      ],
      ['Dockerfile'],
    )
    expect(text).toContain('The image of [`Dockerfile`](Dockerfile) is based on `alpine:3` and listens on `80`.')
    expect(text).toContain('[`compose.yml`](compose.yml) runs `web` from the image `acme/web:1`, on `80:80`.')
    expect(text).not.toContain('cypress')
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
  test('a path stands in every row or in none, and a description that is the name in neither', () => {
    const at = (path: string, name: string) => ({ ...workspace(name, 'library', 'Moles'), path, description: name })
    const shown = (...workspaces: Facts['workspaces']) => section(readme(factsOf('a', 'b', { workspaces })), 'Packages')
    expect(shown(at('mole', 'mole'), at('app', 'vole'))).toContain('| [`mole`](mole) | `mole` | library |\n')
    expect(shown(at('mole', 'mole'), at('vole', 'vole'))).toContain('| [`mole`](mole) | library |\n')
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

describe('support', () => {
  const shown = (more: Partial<Omit<Facts, 'commands' | 'stack'>>) =>
    readme(factsOf('acme', 'mole', { documents: { issue_templates: { path: '.github/ISSUE_TEMPLATE' } }, ...more }))
  const contact = (name: string, url: string, about?: string) => ({ name, url, ...(about && { about }), sources })
  test('where the maintainers send people comes before issues', () => {
    const markdown = shown({
      contacts: [
        contact('💬 Discussions', 'https://github.com/acme/mole/discussions', 'Ask questions here.'),
        contact('Read the docs', 'https://mole.example.org/docs'),
        contact('Bad', 'javascript:alert(1)'),
      ],
    })
    expect(section(markdown, 'Support')).toContain(
      '- [Discussions](https://github.com/acme/mole/discussions): Ask questions here\n- Report problems by [opening an issue](https://github.com/acme/mole/issues/new/choose).\n',
    )
    expect(section(markdown, 'Documentation')).toContain('- [Read the docs](https://mole.example.org/docs)\n')
    expect(markdown).not.toContain('javascript')
  })
})
