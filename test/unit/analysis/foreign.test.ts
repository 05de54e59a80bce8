import { expect, test } from 'vitest'
import { type CommandCandidate, type Contribution, type Package, RANK } from '../../../src/analysis/detector'
import { withoutForeign } from '../../../src/analysis/foreign'

const language = (name: string, percent: number) => ({ name, bytes: percent, percent, color: null })
const pkg = (ecosystem: string, manifest: string): Package => ({
  ecosystem,
  directory: manifest.includes('/') ? manifest.slice(0, manifest.lastIndexOf('/')) : '.',
  manifest,
  name: { value: 'kettle', sources: [{ path: manifest }] },
  description: null,
  version: null,
  license: null,
  private: false,
  kinds: [],
  members: [],
})
const command = (line: string, manifest: string, more: Partial<CommandCandidate> = {}): CommandCandidate => ({
  group: 'build',
  command: line,
  cwd: pkg('x', manifest).directory,
  rank: RANK.convention,
  sources: [{ path: manifest }],
  ...more,
})
const commands = (said: Contribution[], ...languages: ReturnType<typeof language>[]) =>
  withoutForeign(said, languages).flatMap((one) => (one.commands ?? []).map((each) => each.command))

const cargo: Contribution = { packages: [pkg('cargo', 'Cargo.toml')], commands: [command('cargo build', 'Cargo.toml')] }

test('a manifest below the root that builds a language of which there is none is not said', () => {
  const gradle: Contribution = {
    packages: [pkg('maven', 'support/build.gradle')],
    commands: [command('gradle build', 'support/build.gradle')],
  }
  expect(commands([cargo, gradle], language('Rust', 100))).toEqual(['cargo build'])
  expect(commands([cargo, gradle], language('Rust', 99), language('Java', 1))).toEqual(['cargo build', 'gradle build'])
})

test("an aside's install command is not the project's, unless a document shows it", () => {
  const npm = (rank: number): Contribution => ({
    packages: [pkg('npm', 'package.json')],
    commands: [command('npm install kettle', 'package.json', { group: 'install', rank })],
  })
  const code = [language('Rust', 95), language('JavaScript', 5)]
  expect(commands([cargo, npm(RANK.convention)], ...code)).toEqual(['cargo build'])
  expect(commands([cargo, npm(RANK.documented)], ...code)).toEqual(['cargo build', 'npm install kettle'])
  expect(commands([npm(RANK.convention)], ...code)).toEqual(['npm install kettle'])
})

test('what a sample of the tests asks for, or a package in a language of which there is no code, is no requirement', () => {
  const asks = (name: string, manifest: string): Contribution => ({
    packages: [pkg(name === 'rust' ? 'cargo' : 'nuget', manifest)],
    runtimes: [{ name, constraint: '>=1', sources: [{ path: manifest }] }],
  })
  const runtimes = (said: Contribution[], ...code: ReturnType<typeof language>[]) =>
    withoutForeign(said, code).flatMap((one) => (one.runtimes ?? []).map(({ name }) => name))
  const [rust, sample, aside] = [
    asks('rust', 'Cargo.toml'),
    asks('dotnet', 'tests/source/console.csproj'),
    asks('dotnet', 'console/console.csproj'),
  ]
  const code = [language('Rust', 90), language('C#', 10)]
  expect(runtimes([rust, sample], ...code)).toEqual(['rust'])
  expect(runtimes([sample], ...code)).toEqual(['dotnet'])
  expect(runtimes([rust, aside], language('Rust', 100))).toEqual(['rust'])
  expect(runtimes([rust, aside], ...code)).toEqual(['rust', 'dotnet'])
})
