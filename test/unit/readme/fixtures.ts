import type { Command, Facts, Source } from '../../../src/analysis/facts'
import { stackOf } from '../../../src/analysis/stack'
import { COMMIT } from '../snapshot'

const from = (path: string, line?: number): Source[] => [line === undefined ? { path } : { path, line }]
const say = (command: string, path: string, more: Partial<Command> = {}): Command => ({
  command,
  cwd: '.',
  sources: from(path),
  ...more,
})
const folder = (path: string, description?: string): Facts['tree'][number] => ({
  path,
  kind: 'directory',
  files: 3,
  bytes: 900,
  role: 'own',
  ...(description && { description }),
  sources: from(`${path}/index`),
})
const file = (path: string, description?: string): Facts['tree'][number] => ({
  ...folder(path, description),
  kind: 'file',
  files: 1,
  sources: from(path),
})

const NOTHING: Facts['commands'] = {
  install: [],
  setup: [],
  build: [],
  run: [],
  test: [],
  lint: [],
  format: [],
  deploy: [],
}

/** Facts of a repository of which nothing is known but its name; `given` adds to them. */
export function factsOf(
  owner: string,
  name: string,
  given: Partial<Omit<Facts, 'commands' | 'stack'>> & { commands?: Partial<Facts['commands']> },
): Facts {
  const facts = {
    schema_version: 1,
    engine_version: '0.1.0',
    repository: {
      host: 'github.com',
      owner,
      name,
      url: `https://github.com/${owner}/${name}`,
      clone_url: `https://github.com/${owner}/${name}.git`,
      ref: 'main',
      commit: COMMIT,
      files: 40,
      bytes: 90_000,
    },
    name: { value: name, sources: from('LICENSE') },
    description: null,
    kinds: [],
    version: null,
    license: null,
    languages: [],
    package_managers: [],
    frameworks: [],
    dependencies: [],
    runtimes: [],
    binaries: [],
    entry_points: [],
    workspaces: [],
    docker: null,
    ci: [],
    environment: [],
    infrastructure: [],
    surface: { routes: [], cli: [], exports: [], inputs: [], outputs: [], notebooks: [], examples: [] },
    documents: {},
    tree: [],
    existing_readme: null,
    warnings: [],
    ...given,
    commands: { ...NOTHING, ...given.commands },
  }
  return withStack(facts)
}

/** The stack that these facts stand for, whose code lies in `src`. */
export const withStack = (facts: Omit<Facts, 'stack'>): Facts => ({
  ...facts,
  stack: stackOf(
    facts.languages.map(({ name, bytes }) => ({ name, bytes, path: 'src' })),
    facts,
  ),
})

const actions = (...workflows: [file: string, name: string, ...triggers: string[]][]): Facts['ci'] => [
  {
    provider: 'GitHub Actions',
    workflows: workflows.map(([path, name, ...triggers]) => ({ path: `.github/workflows/${path}`, name, triggers })),
    sources: from(`.github/workflows/${workflows[0]?.[0]}`),
  },
]

export const library = factsOf('arrow', 'quiver', {
  name: { value: '@arrow/quiver', sources: from('package.json', 2) },
  description: {
    value: 'Sorted sets and maps for JavaScript, kept in balanced trees',
    sources: from('package.json', 4),
  },
  kinds: ['library'],
  version: { value: '2.1.0', sources: from('package.json', 3) },
  license: { spdx: 'MIT', file: 'LICENSE', sources: [{ path: 'LICENSE' }, { path: 'package.json', line: 5 }] },
  languages: [{ name: 'TypeScript', bytes: 42_000, percent: 100, color: '#3178c6' }],
  package_managers: [
    { name: 'pnpm', manifest: 'package.json', lockfile: 'pnpm-lock.yaml', cwd: '.', sources: from('package.json', 7) },
  ],
  runtimes: [{ name: 'node', constraint: '>=20', sources: from('package.json', 9) }],
  commands: {
    install: [say('npm install @arrow/quiver', 'package.json')],
    setup: [say('pnpm install', 'pnpm-lock.yaml')],
    build: [say('pnpm build', 'package.json')],
    test: [say('pnpm test', 'package.json'), say('pnpm test:types', 'package.json', { purpose: 'check the types' })],
    lint: [say('pnpm lint', 'package.json')],
  },
  entry_points: [{ path: 'src/index.ts', what: 'Library entry', sources: from('package.json', 11) }],
  ci: actions(['release.yml', 'Release', 'push'], ['ci.yml', 'CI', 'push', 'pull_request']),
  surface: {
    inputs: [],
    outputs: [],
    notebooks: [],
    examples: [],
    routes: [],
    cli: [],
    exports: [
      { name: 'Comparator', kind: 'type', module: '@arrow/quiver', sources: from('src/index.ts', 1) },
      { name: 'KeyError', kind: 'class', module: '@arrow/quiver', sources: from('src/errors.ts', 3) },
      { name: 'SortedMap', kind: 'class', module: '@arrow/quiver', sources: from('src/map.ts', 9) },
      { name: 'SortedSet', kind: 'class', module: '@arrow/quiver', sources: from('src/set.ts', 9) },
      { name: 'union', kind: 'function', module: '@arrow/quiver', sources: from('src/set.ts', 70) },
    ],
  },
  documents: {
    changelog: { path: 'CHANGELOG.md' },
    examples: { path: 'examples' },
    contributing: { path: 'CONTRIBUTING.md' },
    code_of_conduct: { path: 'CODE_OF_CONDUCT.md' },
  },
  tree: [
    folder('src', 'Source code'),
    folder('examples', 'Examples'),
    folder('test', 'Tests'),
    file('package.json', 'npm manifest'),
  ],
})

export const goCommand = factsOf('hill', 'molehill', {
  name: { value: 'molehill', sources: from('go.mod', 1) },
  description: {
    value:
      'Molehill is a command-line tool that watches a directory tree and runs a command for each file that changes while it keeps a journal of all runs.',
    sources: from('README.md', 3),
  },
  kinds: ['cli'],
  license: { spdx: 'Apache-2.0', file: 'LICENSE', sources: from('LICENSE') },
  languages: [
    { name: 'Go', bytes: 30_000, percent: 97, color: null },
    { name: 'Makefile', bytes: 900, percent: 3, color: null },
  ],
  package_managers: [{ name: 'go', manifest: 'go.mod', lockfile: 'go.sum', cwd: '.', sources: from('go.mod') }],
  runtimes: [{ name: 'go', constraint: '1.24', sources: from('go.mod', 3) }],
  frameworks: [
    { name: 'Cobra', category: 'cli', cwd: '.', sources: from('go.mod', 6) },
    { name: 'Bubble Tea', category: 'tui', cwd: '.', sources: from('go.mod', 7) },
  ],
  commands: {
    install: [
      say('go install github.com/hill/molehill@latest', 'go.mod'),
      say('brew install hill/tap/molehill', '.goreleaser.yml'),
    ],
    build: [say('go build', 'go.mod')],
    run: [say('go run .', 'main.go')],
    test: [say('go test ./...', 'go.mod')],
    format: [say('make fmt', 'Makefile')],
  },
  binaries: [{ name: 'molehill', entry: 'main.go', sources: from('main.go') }],
  entry_points: [{ path: 'main.go', what: 'Start of `molehill`', sources: from('main.go') }],
  environment: [
    { name: 'MOLEHILL_JOURNAL', description: 'Where the journal is kept', sources: from('journal/path.go', 12) },
  ],
  surface: {
    inputs: [],
    outputs: [],
    notebooks: [],
    examples: [],
    routes: [],
    cli: [
      {
        name: 'molehill watch',
        flags: ['--exec', '--journal'],
        description: 'Watch a folder',
        sources: from('cmd/watch.go', 8),
      },
      { name: 'molehill log', flags: [], sources: from('cmd/log.go', 8) },
    ],
    exports: [],
  },
  documents: { security: { path: '.github/SECURITY.md' }, guide: { path: 'docs/guide.md' } },
  tree: [folder('cmd', 'Commands'), folder('journal'), file('main.go', 'Start of `molehill`')],
})

export const rustWorkspace = factsOf('ferris', 'sifter', {
  name: { value: 'sifter', sources: from('Cargo.toml', 2) },
  description: { value: 'Search logs by structure, not by text', sources: from('Cargo.toml', 4) },
  kinds: ['cli', 'library', 'monorepo'],
  license: {
    spdx: 'MIT OR Apache-2.0',
    file: 'LICENSE-MIT',
    sources: [{ path: 'LICENSE-MIT' }, { path: 'LICENSE-APACHE' }, { path: 'Cargo.toml', line: 6 }],
  },
  languages: [{ name: 'Rust', bytes: 300_000, percent: 99, color: null }],
  package_managers: [
    { name: 'cargo', manifest: 'Cargo.toml', lockfile: 'Cargo.lock', cwd: '.', sources: from('Cargo.toml') },
  ],
  runtimes: [{ name: 'rust', constraint: '1.80', sources: from('Cargo.toml', 7) }],
  commands: {
    install: [say('cargo install sifter', 'Cargo.toml')],
    build: [say('cargo build --release', 'Cargo.toml')],
    test: [
      say('cargo test --workspace', '.github/workflows/ci.yml'),
      say('cargo test', 'fuzz/Cargo.toml', { cwd: 'fuzz', purpose: 'run the fuzz targets once' }),
    ],
    format: [say('cargo fmt --all', 'Cargo.toml')],
  },
  binaries: [{ name: 'sift', entry: 'crates/cli/main.rs', sources: from('Cargo.toml', 12) }],
  workspaces: [
    {
      path: 'crates/query',
      name: 'sifter-query',
      kind: 'library',
      description: 'The query language | its parser',
      private: false,
      sources: from('crates/query/Cargo.toml'),
    },
    {
      path: 'crates/index',
      name: 'sifter-index',
      kind: 'library',
      private: true,
      sources: from('crates/index/Cargo.toml'),
    },
    {
      path: 'crates/fixtures',
      name: 'fixtures',
      kind: 'test',
      private: true,
      sources: from('crates/fixtures/Cargo.toml'),
    },
  ],
  ci: actions(['ci.yml', 'ci', 'pull_request', 'push']),
  tree: [
    folder('crates'),
    folder('crates/query', 'The query language'),
    folder('crates/index'),
    folder('fuzz', 'Fuzz targets'),
  ],
})

export const djangoSite = factsOf('bread', 'bakery', {
  name: { value: 'Bakery', sources: from('README.md', 1) },
  description: { value: 'Orders and recipes of a bakery', sources: from('README.md', 3) },
  kinds: ['web-app'],
  languages: [
    { name: 'CSS', bytes: 90_000, percent: 60, color: null },
    { name: 'Python', bytes: 60_000, percent: 40, color: null },
  ],
  package_managers: [
    { name: 'pip', manifest: 'requirements.txt', cwd: '.', sources: from('requirements.txt') },
    {
      name: 'npm',
      manifest: 'frontend/package.json',
      lockfile: 'frontend/package-lock.json',
      cwd: 'frontend',
      sources: from('frontend/package.json'),
    },
  ],
  runtimes: [
    { name: 'node', constraint: '24', sources: from('.nvmrc') },
    { name: 'python', constraint: '>=3.12', sources: from('pyproject.toml', 3) },
  ],
  frameworks: [
    { name: 'Font Awesome', category: 'styling', cwd: 'frontend', sources: from('frontend/package.json', 8) },
    { name: 'Django', category: 'web-framework', cwd: '.', sources: from('requirements.txt', 1) },
  ],
  commands: {
    setup: [
      say('pip install -r requirements.txt', 'requirements.txt'),
      say('npm ci', 'frontend/package-lock.json', { cwd: 'frontend' }),
      say('cp .env.example .env', '.env.example'),
    ],
    run: [
      say('python manage.py runserver', 'manage.py'),
      say('docker compose up', 'compose.yaml', { purpose: 'Start web and db in containers' }),
    ],
    test: [say('python manage.py test', 'manage.py'), say('npm test', 'frontend/package.json', { cwd: 'frontend' })],
    deploy: [say('make deploy', 'Makefile')],
  },
  docker: {
    dockerfiles: [
      {
        path: '.devcontainer/Dockerfile',
        base_images: ['debian:12'],
        exposed_ports: [],
        stages: [],
        sources: from('.devcontainer/Dockerfile'),
      },
      {
        path: 'Dockerfile',
        base_images: ['python:3.12-slim'],
        exposed_ports: [8000],
        stages: [],
        sources: from('Dockerfile', 1),
      },
    ],
    compose: [
      {
        path: 'compose.yaml',
        services: [
          { name: 'web', build: '.', ports: ['8080:8000'] },
          { name: 'db', image: 'postgres:18', ports: [] },
        ],
        sources: from('compose.yaml', 1),
      },
    ],
  },
  environment: [
    { name: 'DEBUG', default: 'false', sources: from('bakery/settings.py', 9) },
    {
      name: 'DATABASE_URL',
      required: true,
      description: 'Where the orders are',
      sources: from('bakery/settings.py', 12),
    },
  ],
  infrastructure: [{ tool: 'Terraform', paths: ['infra'], sources: from('infra/main.tf') }],
  surface: {
    inputs: [],
    outputs: [],
    notebooks: [],
    examples: [],
    routes: [{ method: 'GET', path: '/orders/<int:id>/', sources: from('bakery/urls.py', 7) }],
    cli: [],
    exports: [],
  },
  entry_points: [{ path: 'manage.py', what: 'Django management commands', sources: from('manage.py') }],
  tree: [folder('bakery', 'The Django project'), folder('frontend'), file('manage.py')],
})

export const javaService = factsOf('clinic', 'vets', {
  name: { value: 'Vets', sources: from('pom.xml', 8) },
  description: { value: 'Appointments of a clinic. Sends reminders. Keeps records.', sources: from('pom.xml', 9) },
  kinds: ['service'],
  license: { spdx: 'Apache-2.0', file: 'LICENSE.txt', sources: from('LICENSE.txt'), conflict: 'pom.xml states `MIT`' },
  languages: [{ name: 'Java', bytes: 90_000, percent: 100, color: null }],
  package_managers: [{ name: 'maven', manifest: 'pom.xml', cwd: '.', sources: from('pom.xml') }],
  runtimes: [{ name: 'java', constraint: '17', sources: from('pom.xml', 20) }],
  frameworks: [
    { name: 'Spring Boot', category: 'web-framework', version: '4.0.1', cwd: '.', sources: from('pom.xml', 12) },
  ],
  commands: {
    build: [say('./mvnw package', 'mvnw')],
    run: [say('docker compose up', 'docker-compose.yml')],
    test: [say('./mvnw test', 'mvnw')],
  },
  docker: {
    dockerfiles: [],
    compose: [
      {
        path: 'docker-compose.yml',
        services: [{ name: 'vets', build: '.', ports: ['8080:8080'] }],
        sources: from('docker-compose.yml', 1),
      },
    ],
  },
  ci: actions(['maven.yml', 'Java CI', 'push', 'pull_request'], ['deploy-and-test.yml', 'Deploy', 'push']),
  entry_points: [
    {
      path: 'src/main/java/org/clinic/App.java',
      what: 'Spring Boot application',
      sources: from('src/main/java/org/clinic/App.java', 7),
    },
  ],
  tree: [
    folder('src/main/java/org/clinic', 'Application code'),
    folder('src/main/java/org/clinic/owner'),
    folder('src/test', 'Tests'),
    file('pom.xml', 'Maven build'),
  ],
})

export const monorepo = factsOf('wide', 'prairie', {
  name: { value: 'Prairie', sources: from('README.md', 1) },
  description: { value: 'Form controls for React and Vue', sources: from('README.md', 3) },
  kinds: ['library', 'monorepo'],
  license: { spdx: 'MIT', file: 'LICENSE', sources: from('LICENSE') },
  languages: [
    { name: 'TypeScript', bytes: 700_000, percent: 70, color: null },
    { name: 'Vue', bytes: 300_000, percent: 30, color: null },
  ],
  package_managers: [
    { name: 'yarn', manifest: 'package.json', lockfile: 'yarn.lock', cwd: '.', sources: from('yarn.lock') },
  ],
  runtimes: [{ name: 'node', constraint: '^20.19.0 || >=22', sources: from('package.json', 8) }],
  commands: {
    install: [
      say('npm install @prairie/react', 'packages/react/package.json'),
      say('npm install @prairie/vue', 'packages/vue/package.json'),
    ],
    setup: [say('yarn install', 'yarn.lock')],
    build: [say('yarn build', 'package.json')],
    test: [say('yarn test', 'package.json')],
  },
  workspaces: Array.from({ length: 60 }, (_, n) => ({
    path: `packages/control-${n}`,
    name: `@prairie/control-${n}`,
    kind: 'library',
    description: `Control number ${n}`,
    private: false,
    sources: from(`packages/control-${n}/package.json`, 2),
  })),
  documents: { docs_dir: { path: 'docs' } },
  tree: [folder('packages', 'Packages of the workspace'), folder('docs', 'Documentation')],
})

export const almostEmpty = factsOf('quiet', 'void', {
  license: { spdx: 'Unlicense', file: 'LICENSE', sources: from('LICENSE') },
})

/** Facts of repositories of different kinds, by what each is. */
export const FIXTURES = { library, goCommand, rustWorkspace, djangoSite, javaService, monorepo, almostEmpty }
