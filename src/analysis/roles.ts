/** What part a file plays, told from its path alone. `own` is the project itself. */
export type Role = 'own' | 'example' | 'test' | 'docs' | 'vendored' | 'template' | 'devcontainer'

/** Folder names, lower case, that give everything below them a role. The first segment that matches decides. */
const FOLDERS: Record<string, Role> = {
  node_modules: 'vendored',
  bower_components: 'vendored',
  vendor: 'vendored',
  vendored: 'vendored',
  third_party: 'vendored',
  'third-party': 'vendored',
  thirdparty: 'vendored',
  externals: 'vendored',
  '.yarn': 'vendored',
  '.devcontainer': 'devcontainer',
  example: 'example',
  examples: 'example',
  sample: 'example',
  samples: 'example',
  demo: 'example',
  demos: 'example',
  playground: 'example',
  playgrounds: 'example',
  sandbox: 'example',
  test: 'test',
  tests: 'test',
  testing: 'test',
  __tests__: 'test',
  __mocks__: 'test',
  __fixtures__: 'test',
  spec: 'test',
  specs: 'test',
  e2e: 'test',
  fixture: 'test',
  fixtures: 'test',
  testdata: 'test',
  'test-data': 'test',
  test_data: 'test',
  'test-fixtures': 'test',
  benchmark: 'test',
  benchmarks: 'test',
  bench: 'test',
  benches: 'test',
  doc: 'docs',
  docs: 'docs',
  documentation: 'docs',
  website: 'docs',
  template: 'template',
  templates: 'template',
  boilerplate: 'template',
  boilerplates: 'template',
  '{{cookiecutter.project_slug}}': 'template',
}

/** The role of the file at `path`. Java's `src/test/java` and Go's `_test.go` are tests; a folder `src/test` below an own folder too. */
export function roleOf(path: string): Role {
  const segments = path.split('/')
  for (let i = 0; i < segments.length - 1; i++) {
    const segment = segments[i]!.toLowerCase()
    const role = FOLDERS[segment] ?? (segment.includes('{{') ? 'template' : undefined)
    if (role) return role
  }
  return /(?:_test\.go|\.(?:test|spec)\.[cm]?[jt]sx?)$/.test(path) ? 'test' : 'own'
}
