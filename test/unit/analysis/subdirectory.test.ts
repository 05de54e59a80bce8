import { describe, expect, test } from 'vitest'
import { analyse, interestIn } from '../../../src/analysis/analyse'
import { FactsSchema } from '../../../src/analysis/facts'
import { writeReadme } from '../../../src/readme/write-readme'
import { type Files, snapshotOf } from '../snapshot'

/** Facts of one folder, from what the reader gives for it, checked for what holds for every folder: sources that exist. */
function factsOf(files: Files, subdirectory: string, name = 'whole') {
  const snapshot = snapshotOf(files, interestIn(subdirectory))
  const facts = analyse(snapshot, {
    host: 'github.com',
    owner: 'acme',
    name,
    url: `https://github.com/acme/${name}`,
    clone_url: `https://github.com/acme/${name}.git`,
    ref: 'main',
    subdirectory,
  })
  FactsSchema.parse(facts)
  for (const [, list] of JSON.stringify(facts).matchAll(/"sources":(\[[^\]]*\])/g))
    for (const { path } of JSON.parse(list ?? '[]') as { path: string }[]) expect(Object.keys(files)).toContain(path)
  return facts
}
const typed = (all: readonly { command: string; cwd: string }[]) => all.map(({ command, cwd }) => `${cwd}$ ${command}`)
const readmeOf = (files: Files, subdirectory: string, name?: string) =>
  writeReadme(factsOf(files, subdirectory, name)).markdown

const MIT = 'MIT License\n\nCopyright (c) 2024 Acme\n'

describe('a package of a JavaScript workspace', () => {
  const files: Files = {
    'package.json': JSON.stringify({
      name: 'root',
      private: true,
      packageManager: 'pnpm@10.0.0',
      engines: { node: '>=22' },
      scripts: { build: 'pnpm -r build', test: 'vitest run' },
      devDependencies: { vitest: '3.0.0', eslint: '9.0.0' },
    }),
    'pnpm-workspace.yaml': 'packages:\n  - packages/*\ncatalog:\n  zod: ^4.0.0\n',
    'pnpm-lock.yaml': 'lockfileVersion: 9\n',
    LICENSE: MIT,
    'packages/kettle/package.json': JSON.stringify({
      name: '@acme/kettle',
      version: '1.0.0',
      main: 'index.js',
      files: ['index.js'],
      publishConfig: { access: 'public' },
      repository: 'acme/whole',
      license: 'MIT',
      scripts: { lint: 'eslint .' },
      dependencies: { zod: 'catalog:', '@acme/cup': 'workspace:*' },
    }),
    'packages/kettle/index.js': 'exports.boil = () => {}\n',
    'packages/cup/package.json': '{"name":"@acme/cup","version":"1.0.0"}',
    'examples/tea/package.json':
      '{"name":"tea","private":true,"scripts":{"start":"node tea.js"},"dependencies":{"a":"1"}}',
    'examples/tea/tea.js': 'console.log(1)\n',
  }
  const facts = factsOf(files, 'packages/kettle')

  test('is installed at the root, where the lock file is, by the manager of the workspace', () => {
    expect(typed(facts.commands.setup)).toEqual(['.$ pnpm install'])
    expect(facts.package_managers).toMatchObject([
      { name: 'pnpm', manifest: 'packages/kettle/package.json', lockfile: 'pnpm-lock.yaml', cwd: '.' },
    ])
  })

  test('runs its scripts in its folder with the tools of the root, and the tests of the workspace at the root', () => {
    expect(typed(facts.commands.lint)).toEqual(['packages/kettle$ pnpm lint'])
    expect(typed(facts.commands.test)).toEqual(['.$ pnpm test'])
  })

  test('has the versions of the catalogue', () => {
    expect(facts.dependencies.find(({ name }) => name === 'zod')?.version).toBe('^4.0.0')
  })

  test('has the text of the licence that only its manifest names', () => {
    expect(facts.license).toMatchObject({ spdx: 'MIT', file: 'LICENSE' })
  })

  test('asks no user for what the workspace asks of those who work on it', () => {
    const markdown = readmeOf(files, 'packages/kettle')
    expect(markdown).toContain('npm install @acme/kettle')
    expect(markdown.slice(0, markdown.indexOf('## Development'))).not.toContain('22')
    expect(markdown).toContain('Requires Node.js 22 or later and pnpm.')
    expect(markdown).toContain(
      'git clone https://github.com/acme/whole.git\ncd whole\npnpm install\ncd packages/kettle\n',
    )
  })

  test('that no pattern names stands alone', () => {
    expect(typed(factsOf(files, 'examples/tea').commands.setup)).toEqual(['examples/tea$ npm install'])
  })
})

describe('a crate of a Cargo workspace', () => {
  const files: Files = {
    'Cargo.toml':
      '[workspace]\nmembers = ["crates/*"]\nexclude = ["crates/alone"]\n\n[workspace.package]\nversion = "2.1.0"\nlicense = "MIT"\nrust-version = "1.80"\n\n[workspace.dependencies]\nserde = "1.0"\n',
    'Cargo.lock': '',
    'rust-toolchain.toml': '[toolchain]\nchannel = "1.85"\ncomponents = ["clippy"]\n',
    'crates/kettle/Cargo.toml':
      '[package]\nname = "kettle"\nversion.workspace = true\nlicense.workspace = true\nrust-version.workspace = true\n\n[dependencies]\nserde.workspace = true\n',
    'crates/kettle/src/lib.rs': 'pub fn boil() {}\n',
    'crates/alone/Cargo.toml': '[package]\nname = "alone"\nversion.workspace = true\n',
    'crates/alone/src/lib.rs': '',
  }
  const facts = factsOf(files, 'crates/kettle')

  test('inherits what its manifest leaves to the workspace, each from its line', () => {
    expect(facts.version).toEqual({ value: '2.1.0', sources: [{ path: 'Cargo.toml', line: 6 }] })
    expect(facts.license).toMatchObject({ spdx: 'MIT', sources: [{ path: 'Cargo.toml', line: 7 }] })
    expect(facts.runtimes).toContainEqual({
      name: 'rust',
      constraint: '>=1.80',
      sources: [{ path: 'Cargo.toml', line: 8 }],
    })
    expect(facts.dependencies).toMatchObject([{ name: 'serde', version: '1.0' }])
    expect(facts.package_managers[0]).toMatchObject({ lockfile: 'Cargo.lock', cwd: 'crates/kettle' })
  })

  test('is linted as the toolchain file of the root says', () => {
    expect(typed(facts.commands.lint)).toEqual(['crates/kettle$ cargo clippy'])
  })

  test('that the workspace excludes inherits nothing', () => {
    expect(factsOf(files, 'crates/alone').version).toBeNull()
  })
})

describe('a folder of a Go module', () => {
  const files: Files = {
    'go.mod':
      'module github.com/acme/whole/v2\n\ngo 1.24\n\nrequire (\n\tgithub.com/a/used v1.0.0\n\tgithub.com/a/other v1.0.0\n)\n',
    'go.sum': '',
    'cmd/kettle/main.go': 'package main\n\nimport "github.com/a/used/x"\n\nfunc main() { x.Y() }\n',
    'internal/cup/cup.go': 'package cup\n',
  }
  test('with a program is installed under its import path and run where it stands', () => {
    const facts = factsOf(files, 'cmd/kettle')
    expect(typed(facts.commands.install)).toEqual(['cmd/kettle$ go install github.com/acme/whole/v2/cmd/kettle@latest'])
    expect(typed(facts.commands.run)).toEqual(['cmd/kettle$ go run .'])
    expect(facts.runtimes).toMatchObject([{ name: 'go', sources: [{ path: 'go.mod', line: 3 }] }])
    expect(facts.dependencies.map(({ name }) => name)).toEqual(['github.com/a/used'])
  })
  test('that nobody else may import is not offered', () => {
    expect(factsOf(files, 'internal/cup').commands.install).toEqual([])
  })
  test('that is a module of its own is fetched by its path', () => {
    const nested: Files = {
      'ansi/go.mod': 'module github.com/acme/whole/ansi\n\ngo 1.24\n',
      'ansi/ansi.go': 'package ansi\n',
    }
    expect(factsOf(nested, 'ansi').commands.install).toMatchObject([{ command: 'go get github.com/acme/whole/ansi' }])
  })
})

describe('a module of a Maven or Gradle build', () => {
  const maven: Files = {
    'pom.xml':
      '<project><groupId>acme</groupId><artifactId>whole</artifactId><version>3.0</version><packaging>pom</packaging><modules><module>kettle</module></modules>\n<properties><maven.compiler.release>21</maven.compiler.release></properties></project>',
    mvnw: { executable: '#!/bin/sh\n' },
    'kettle/pom.xml':
      '<project><parent><groupId>acme</groupId><artifactId>whole</artifactId><version>3.0</version></parent><artifactId>kettle</artifactId></project>',
    'kettle/src/main/java/A.java': 'class A {}\n',
    'kettle/src/test/java/ATest.java': 'class ATest {}\n',
  }
  test('is built by the wrapper of the build, which is told the module', () => {
    const facts = factsOf(maven, 'kettle')
    expect(typed(facts.commands.build)).toEqual(['.$ ./mvnw -pl kettle package'])
    expect(typed(facts.commands.test)).toEqual(['.$ ./mvnw -pl kettle test'])
    expect(facts.version?.value).toBe('3.0')
    expect(facts.runtimes).toMatchObject([
      { name: 'java', constraint: '>=21', sources: [{ path: 'pom.xml', line: 2 }] },
    ])
  })
  test('with a wrapper of its own is built where it stands', () => {
    const facts = factsOf({ ...maven, 'kettle/mvnw': { executable: '#!/bin/sh\n' } }, 'kettle')
    expect(typed(facts.commands.build)).toEqual(['kettle$ ./mvnw package'])
  })

  const gradle: Files = {
    'settings.gradle.kts': 'rootProject.name = "whole"\ninclude(":core:data")\n',
    'build.gradle.kts': '',
    gradlew: { executable: '#!/bin/sh\n' },
    'gradle/libs.versions.toml': '[libraries]\ngson = { module = "com.google.code.gson:gson", version = "2.11.0" }\n',
    'core/data/build.gradle.kts': 'plugins {\n  `java-library`\n}\ndependencies {\n  implementation(libs.gson)\n}\n',
    'core/data/src/main/java/A.java': 'class A {}\n',
  }
  test('has the tasks of its path in the build and the versions of the catalogue', () => {
    const facts = factsOf(gradle, 'core/data')
    expect(typed(facts.commands.build)).toEqual(['.$ ./gradlew :core:data:build'])
    expect(typed(facts.commands.test)).toEqual(['.$ ./gradlew :core:data:test'])
    expect(facts.name.value).toBe('data')
    expect(facts.dependencies).toMatchObject([{ name: 'com.google.code.gson:gson', version: '2.11.0' }])
  })
  test('that is not included is a build of its own', () => {
    const facts = factsOf({ ...gradle, 'settings.gradle.kts': 'rootProject.name = "whole"\n' }, 'core/data')
    expect(typed(facts.commands.build)).toEqual(['core/data$ gradle build'])
  })
})

test('a member of a uv workspace is synchronised with the lock file of its root', () => {
  const facts = factsOf(
    {
      'pyproject.toml': '[tool.uv.workspace]\nmembers = ["packages/*"]\n',
      'uv.lock': '',
      'packages/kettle/pyproject.toml': '[project]\nname = "kettle"\nversion = "1.0"\n',
      'packages/kettle/kettle/__init__.py': '',
    },
    'packages/kettle',
  )
  expect(typed(facts.commands.setup)).toEqual(['packages/kettle$ uv sync'])
  expect(facts.package_managers).toMatchObject([{ name: 'uv', lockfile: 'uv.lock' }])
})

describe('what holds for all below', () => {
  const workflow = (on: string) => `name: CI\non:\n${on}jobs: {}\n`
  const files: Files = {
    LICENSE: MIT,
    'group/CONTRIBUTING.md': 'Do.',
    'CONTRIBUTING.md': 'Do not.',
    'README.md': '# Whole\n\nWhole is one thing.\n',
    'group/kettle/README.md': { symlink: '../../README.md' },
    'group/kettle/LICENSE': { symlink: '../../LICENSE' },
    'group/kettle/a b/ü.txt': 'x',
    '.github/workflows/all.yml': workflow('  push:\n'),
    '.github/workflows/mine.yml': workflow('  pull_request:\n    paths: ["group/**"]\n'),
    '.github/workflows/other.yml': workflow('  push:\n    paths: ["web/**", ".github/workflows/other.yml"]\n'),
    '.github/workflows/rest.yml': workflow('  push:\n    paths-ignore: ["group/**"]\n'),
  }
  const facts = factsOf(files, 'group/kettle')

  test('a workflow that no change in the folder starts is none of its CI', () => {
    const paths = facts.ci.flatMap(({ workflows }) => workflows.map(({ path }) => path))
    expect(paths).toEqual(['.github/workflows/all.yml', '.github/workflows/mine.yml'])
  })
  test('the nearest document is the one that counts', () => {
    expect(facts.documents.contributing).toEqual({ path: 'group/CONTRIBUTING.md' })
  })
  test('a README or licence that leads out of the folder is read, and named by the file that holds the lines', () => {
    expect(facts.description).toMatchObject({ sources: [{ path: 'README.md', line: 3 }] })
    expect(facts.license).toMatchObject({ spdx: 'MIT', file: 'group/kettle/LICENSE', sources: [{ path: 'LICENSE' }] })
  })
  test('folders with spaces and other letters are quoted and encoded', () => {
    const markdown = readmeOf(files, 'group/kettle/a b')
    expect(markdown).toContain('](../../../LICENSE)')
  })
})

test('warnings name files from the root of the repository in words as well', () => {
  const facts = factsOf({ 'apps/shop/package.json': '{ "name": ', 'apps/shop/a.js': '' }, 'apps/shop')
  expect(facts.warnings[0]?.message).toBe('apps/shop/package.json is not valid and was not read.')
})
