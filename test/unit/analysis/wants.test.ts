import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { roleOf } from '../../../src/analysis/roles'
import { ASKING, interestIn } from '../../../src/analysis/wants'
import { snapshotOf } from '../snapshot'

/** Names that somebody asks for, and some that look alike. */
const STEMS = (
  'README Readme.de LICENSE LICENSE-MIT licence_apache UNLICENSE COPYING COPYING.LESSER MIT-LICENSE project-license COPYRIGHT NOTICE VERSION ' +
  'CONTRIBUTING INSTALL hacking index overview intro introduction Makefile GNUmakefile makefile justfile Justfile .justfile Taskfile taskfile.dist ' +
  'Dockerfile Dockerfile.dev dockerfile-web web.Dockerfile Containerfile compose docker-compose compose.override env example_env sample.env ' +
  'env.prod-example env-template .env .env.production .env.example .env.sample-web .dev.vars.example package pnpm-workspace lerna manifest deno jsr ' +
  'tsconfig .yarnrc .nvmrc .node-version .npmrc .tool-versions mise .mise pyproject setup Pipfile pixi tox noxfile pytest mypy .mypy .flaskenv manage ' +
  'environment conda .python-version runtime .pre-commit-config requirements dev-requirements requirements-test requirements.in __init__ __about__ ' +
  '_version go .goreleaser goreleaser .golangci embed static web doc main Cargo rust-toolchain config lib mod pom build.gradle settings.gradle ' +
  'gradle libs.versions .java-version .sdkmanrc system application application-prod bootstrap AcmeApplication Main AcmeCli AcmePlugin package-info ' +
  'appsettings appsettings.Development database dev settings local template sam stack.cloudformation app serverless deploy azure test_index tests ' +
  'types exports core index.test index.d jquery.min bundle parser_pb lexer.gen messages_de a.html view.blade Chart .gitattributes .clang-format Kconfig cpanfile build CMakeLists Project DESCRIPTION composer style Directory.Build Directory.Packages global dotnet-tools packages paket ProjectVersion App ' +
  'foundry Anchor Scarb Move hardhat.config truffle-config Deploy.s galaxy ansible ct deployment_test versions variables messages notebook'
).split(' ')

const EXTENSIONS =
  ' md MD markdown mdx rst adoc txt org html json jsonc yaml yml YML toml lock ini cfg conf properties xml in pip mk dist example sample env template js cjs mjs jsx cjsx ts cts mts tsx mtsx vue svelte astro py pyi go mod work rs java kt kts groovy scala gradle rb php ex exs cs dart swift c cc cpp cxx h hpp m mm S lua sh tf tofu hcl sol ipynb dockerfile Dockerfile license png svg wasm erb nimble zig jl R cmake csproj fsproj vbproj proj props targets sln slnx slnf nuspec config references css fs vb 1 zzz'.split(
    ' ',
  )

const FOLDERS = (
  '|docs/|.github/workflows/|.cargo/|LICENSES/|requirements/|src/main/java/com/acme/|packages/web/src/|cmd/tool/|' +
  'build-logic/src/main/kotlin/|cloudformation/|tests/|_locales/en/|meta/|defaults/'
).split('|')

const table = FOLDERS.flatMap((folder) =>
  STEMS.flatMap((stem) => EXTENSIONS.map((extension) => `${folder}${stem}${extension && `.${extension}`}`)),
)

/** What people really publish: the files of the packages that are installed here, as the files of so many repositories. */
const installed = readdirSync('node_modules', { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .flatMap((path) => [path, path.slice(path.indexOf('/') + 1)])

/** Bytes: of most sources, or of long ones. */
const SIZES = [3_000, 100_000]

const { wants, glance } = interestIn(null)
const everybody = (path: string, bytes: number) => Math.max(...ASKING.map((one) => one.wants(path, bytes)))
/** Deep in other people's code: what that says is not asked for. */
const isOthers = (path: string) => roleOf(path) === 'vendored' && path.split('/').length > 3

test.each([
  ['names by custom in folders by custom', table],
  ['the files of installed packages', installed],
])(
  'whatever anybody would read of a file is read, though most are never asked: %s',
  { timeout: 120_000 },
  (_, paths) => {
    expect(paths.length).toBeGreaterThan(20_000)
    const missed = paths.flatMap((path, index) => {
      if (isOthers(path)) return []
      const bytes = SIZES[index % SIZES.length]!
      // Who wants all of a file wants no more than all.
      const [given, due] = [wants, everybody].map((asked) => Math.min(asked(path, bytes), bytes))
      return given === due ? [] : [`${path} of ${bytes}: ${given}, not ${due}`]
    })
    expect(missed.slice(0, 20)).toEqual([])
  },
)

test('every one who asks for files below the root finds some in the table', () => {
  const idle = ASKING.filter(
    (one) => one.extensions.length > 0 && !table.some((path) => path.includes('/') && one.wants(path, 3_000) > 0),
  )
  expect(idle).toEqual([])
})

test('makefiles are read where they speak for the project, and not in every folder of a tree', () => {
  expect(wants('Makefile', 5_000)).toBeGreaterThanOrEqual(5_000)
  expect(wants('server/Makefile', 5_000)).toBeGreaterThanOrEqual(5_000)
  expect(wants('build/make/rules.mk', 5_000)).toBeGreaterThanOrEqual(5_000)
  expect(wants('drivers/net/ethernet/acme/Makefile', 5_000)).toBe(0)
})

test('what can only be languages of one group is not looked at to tell which, and what may be of several is not held', () => {
  expect(glance?.wants('arch/one/boot/head.S', 5_000)).toBe(0)
  expect(glance?.wants('include/acme/version.h', 5_000)).toBe(5_000)
  expect(wants('include/acme/version.h', 5_000)).toBe(0)
})

test('the beginning of a source that says more than its language is held, though nobody asks for its name', () => {
  const rest = '\n// more\n'.repeat(3000)
  const { files } = snapshotOf(
    {
      'boil/heat.go': `package boil\n${rest}`,
      'boil/told.go': `// Package boil heats water.\npackage boil\n${rest}`,
      'boil/embedded.go': `package boil\n\n//go:embed pages\nvar pages embed.FS\n${rest}`,
      'tool/run.go': `package main\n\nfunc main() {}\n${rest}`,
      'boil/heat_test.go': `// Package boil is tested.\npackage boil\n${rest}`,
    },
    interestIn(null),
  )
  expect([...files].filter(([, { content }]) => content).map(([path]) => path)).toEqual([
    'boil/told.go',
    'boil/embedded.go',
    'tool/run.go',
  ])
  expect(files.get('boil/heat.go')?.seen).toBeDefined()
})

test.each(['lib/constructor', 'a.constructor', 'src/b.__proto__', 'c.toString', 'lib/valueOf'])(
  'a file whose name is that of a property of every object is one without a language: %s',
  (path) => {
    const { files } = snapshotOf({ [path]: 'just words\n' }, interestIn(null))
    expect(files.get(path)).toMatchObject({ content: null, seen: { candidates: [], isGenerated: false } })
  },
)

test('what other people’s code says of itself is not read, but for what stands at its top and for attributes', () => {
  for (const [path, due] of [
    ['vendor/modules.txt', false],
    ['third_party/README.md', true],
    ['third_party/zlib/README.md', true],
    ['third_party/zlib/doc/README.md', false],
    ['vendor/github.com/acme/kettle/package.json', false],
    ['node_modules/kettle/lib/main.js', false],
    ['vendor/github.com/acme/kettle/.gitattributes', true],
  ] as const)
    expect([path, wants(path, 3_000) > 0]).toEqual([path, due])
})
