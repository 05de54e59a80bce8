import { byFolder } from './paths'

/**
 * What part a file plays, told from its path alone. `own` is the project itself;
 * `vendored` is other people's code and what a tool wrote; `devcontainer` is the editor's environment, not the product's.
 */
export type Role = 'own' | 'example' | 'test' | 'docs' | 'vendored' | 'template' | 'devcontainer'

/** Folder names, lower case, by the role that they give to everything below them. */
const FOLDERS: readonly (readonly [Role, string])[] = [
  [
    'vendored',
    'node_modules bower_components jspm_packages vendor vendors vendored third_party third-party thirdparty 3rdparty 3rd-party extern external externals deps pods carthage .yarn cargokit dist',
  ],
  ['devcontainer', '.devcontainer .codesandbox .gitpod .stackblitz'],
  ['example', 'example examples sample samples demo demos playground playgrounds sandbox sandboxes showcase tutorials'],
  [
    'test',
    'test tests testing __tests__ __mocks__ __fixtures__ __snapshots__ spec specs e2e cypress fixture fixtures testdata test-data test_data test-fixtures benchmark benchmarks benchsuite bench benches fuzz regress .clusterfuzzlite',
  ],
  ['docs', 'doc docs documentation website docsite docs-site site-docs'],
  ['template', 'template templates boilerplate boilerplates skeleton skeletons scaffold scaffolds cookiecutter'],
]
const BY_NAME = new Map(FOLDERS.flatMap(([role, names]) => names.split(' ').map((name) => [name, role] as const)))

/** Names that carry the role in a part of themselves: `dev-docs`, `Foo.Tests`, `androidTest`, `template-vue`. */
const BY_SHAPE: readonly (readonly [RegExp, Role])[] = [
  [/\{\{/, 'template'],
  [/^template-/i, 'template'],
  [/[._-](?:tests?|e2e|fixtures?|benchmarks?)$/i, 'test'],
  [/[a-z](?:Tests?|TestFixtures)$/, 'test'],
  [/^testFixtures$/, 'test'],
  [/^docs?-|-docs?$/i, 'docs'],
  [/^examples?-|-examples?$|[._](?:playground|samples?|examples?|demos?)$/i, 'example'],
]

/** Files that are tests by the convention of their language, wherever they stand. */
const TEST_FILE =
  /(?:_test\.(?:go|py|exs?|dart|rb)|_spec\.(?:rb|lua)|(?:^|\/)features\/(?:step_definitions|support)\/.*\.rb|(?:^|\/)(?:test_[^/]*\.py|conftest\.py)|\.(?:test|spec)\.[cm]?[jt]sx?|[a-z](?:Test|Tests|Spec)\.(?:java|kt|cs|swift|php|scala))$/

/** A reverse domain's first name: what follows is an organisation, so `com/example` is no example. */
const DOMAIN = new Set(['com', 'org', 'net', 'io', 'dev'])

/**
 * The role of the file at `path`. The first folder from the root that has one decides.
 * Below `src/main`, `src/commonMain` and the like (Maven, Gradle) folders are packages and resources of the project: they give no role.
 */
export const roleOf = (path: string): Role => roleBelow(path) ?? (TEST_FILE.test(path) ? 'test' : 'own')

const roleBelow = byFolder((folder): Role | null => {
  let before = ''
  for (const segment of folder.slice(0, -1).split('/')) {
    if (before === 'src' && /^(?:main|[a-z]+Main)$/.test(segment)) break
    const role = DOMAIN.has(before) ? null : roleOfSegment(segment)
    if (role) return role
    before = segment
  }
  return null
})

/** Names of folders that were asked for: a tree has few, and asks for the same ones for each of its files. */
const known = new Map<string, Role | null>()
const MOST_KNOWN = 4096

function roleOfSegment(name: string): Role | null {
  const told = known.get(name)
  if (told !== undefined) return told
  if (known.size === MOST_KNOWN) known.clear()
  // Go's tools pass over `_examples`, which are examples all the same.
  const plain = name.toLowerCase().replace(/^_(?!_)/, '')
  const role = BY_NAME.get(plain) ?? BY_SHAPE.find(([shape]) => shape.test(name))?.[1] ?? null
  known.set(name, role)
  return role
}
