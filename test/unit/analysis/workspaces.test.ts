import { describe, expect, it } from 'vitest'
import { analyse, interestIn } from '../../../src/analysis/analyse'
import { docker } from '../../../src/analysis/docker'
import { type Files, snapshotOf } from '../snapshot'
import { contributionOf } from './manifests/contribution'

const ORIGIN = { host: null, owner: null, name: 'hill', url: null, clone_url: null, ref: null }
const arrows = (files: Files) =>
  analyse(snapshotOf(files, interestIn(null)), ORIGIN).workspaces.flatMap(({ path, depends_on = [] }) =>
    depends_on.map((need) => `${path} -> ${need.path} ${need.sources[0]?.path}:${need.sources[0]?.line}`),
  )
const json = (value: unknown) => JSON.stringify(value, null, 1)
const csproj = (...references: string[]) =>
  `<Project Sdk="Microsoft.NET.Sdk">\n<ItemGroup>\n${references.map((one) => `<ProjectReference Include="${one}" />\n`).join('')}</ItemGroup>\n</Project>\n`

describe('what a member needs of another is read from', () => {
  it('package.json, without what only its tools and tests need', () => {
    const member = (name: string, more: object) => json({ name, version: '1.0.0', main: 'index.js', ...more })
    expect(
      arrows({
        'package.json': json({ private: true, workspaces: ['packages/*'] }),
        'packages/a/package.json': member('@acme/a', { dependencies: { '@acme/b': 'workspace:*', left: '1' } }),
        'packages/a/index.js': '',
        'packages/b/package.json': member('@acme/b', { devDependencies: { '@acme/a': 'workspace:*' } }),
        'packages/b/index.js': '',
      }),
    ).toEqual(['packages/a -> packages/b packages/a/package.json:6'])
  })
  it('Cargo.toml, also under another name', () => {
    const crate = (name: string, more = '') => `[package]\nname = "${name}"\nversion = "1.0.0"\n\n${more}`
    expect(
      arrows({
        'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n',
        'crates/a/Cargo.toml': crate('a', '[dependencies]\nbee = { package = "b", path = "../b" }\n'),
        'crates/a/src/lib.rs': '',
        'crates/b/Cargo.toml': crate('b', '[dev-dependencies]\na = { path = "../a" }\n'),
        'crates/b/src/lib.rs': '',
      }),
    ).toEqual(['crates/a -> crates/b crates/a/Cargo.toml:6'])
  })
  it('pyproject.toml, in whatever way the name is written', () => {
    const project = (name: string, dependencies: string[]) =>
      `[project]\nname = "${name}"\nversion = "1"\ndependencies = [\n${dependencies.map((one) => `"${one}",\n`).join('')}]\n`
    expect(
      arrows({
        'pyproject.toml': '[project]\nname = "hill"\nversion = "1"\n\n[tool.uv.workspace]\nmembers = ["packages/*"]\n',
        'packages/a/pyproject.toml': project('acme-a', ['httpx', 'acme_b[fast]>=1']),
        'packages/a/src/acme_a/__init__.py': '',
        'packages/b/pyproject.toml': project('acme-b', []),
        'packages/b/src/acme_b/__init__.py': '',
      }),
    ).toEqual(['packages/a -> packages/b packages/a/pyproject.toml:6'])
  })
  it('its own ecosystem: a package of the same name in another one is somebody else’s', () => {
    expect(
      arrows({
        'package.json': json({ private: true, workspaces: ['web', 'mail'] }),
        'web/package.json': json({ name: 'web', version: '1.0.0', private: true }),
        'mail/package.json': json({ name: 'mail', version: '1.0.0', private: true }),
        'pyproject.toml': '[project]\nname = "hill"\nversion = "1"\n\n[tool.uv.workspace]\nmembers = ["back"]\n',
        'back/pyproject.toml': '[project]\nname = "back"\nversion = "1"\ndependencies = ["mail"]\n',
        'back/app/__init__.py': '',
      }),
    ).toEqual([])
  })
  it('projects of .NET, by the files that they refer to', () => {
    expect(
      arrows({
        'Hill.sln': [
          'Project("{1}") = "A", "src\\A\\A.csproj", "{2}"',
          'EndProject',
          'Project("{1}") = "B", "src\\B\\B.csproj", "{3}"',
          'EndProject',
        ].join('\n'),
        'src/A/A.csproj': csproj('..\\B\\B.csproj', '..\\..\\..\\gone\\C.csproj'),
        'src/B/B.csproj': csproj(),
      }),
    ).toEqual(['src/A -> src/B src/A/A.csproj:3'])
  })
  it('scripts of Gradle, by path or by generated name, without tests', () => {
    const needs = (...lines: string[]) => `plugins { id("java-library") }\ndependencies {\n${lines.join('\n')}\n}\n`
    expect(
      arrows({
        'settings.gradle.kts': 'include(":app", ":core:data", ":ui-kit")\n',
        'app/build.gradle.kts': needs('  implementation(project(":core:data"))', '  api(projects.uiKit)'),
        'core/data/build.gradle.kts': needs('  testImplementation(project(":app"))'),
        'ui-kit/build.gradle.kts': needs(),
      }),
    ).toEqual(['app -> core/data app/build.gradle.kts:3', 'app -> ui-kit app/build.gradle.kts:4'])
  })
})

describe('services of a compose file', () => {
  const waits = (file: string) =>
    contributionOf(docker, { 'compose.yaml': file }).docker?.compose[0]?.services.map(({ depends_on }) => depends_on)
  it('wait for those that they name, in either form', () => {
    expect(
      waits(
        'services:\n  web:\n    image: a\n    depends_on: [db]\n  job:\n    image: a\n    depends_on:\n      web:\n        condition: service_healthy\n  db:\n    image: b\n',
      ),
    ).toEqual([['db'], ['web'], undefined])
  })
})
