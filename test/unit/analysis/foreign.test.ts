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
