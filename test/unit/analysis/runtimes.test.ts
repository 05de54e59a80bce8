import { describe, expect, test } from 'vitest'
import { continuousIntegrationVersion } from '../../../src/analysis/manifests/ci-versions'
import { openProject } from '../../../src/analysis/project'
import { contradicts, mergeRuntimes } from '../../../src/analysis/runtimes'
import { snapshotOf } from '../snapshot'

const said = (constraint: string, path: string, name = 'node') => ({ name, constraint, sources: [{ path }] })

describe('runtimes', () => {
  test.each([
    ['>=18', '16.20.0', true],
    ['>=18', '20', false],
    ['>=3.10,<4', '3.9', true],
    ['>=3.10,<4', '3.12.1', false],
    ['>=1.25.9', '1.25', false],
    ['^8.2', '8.1', true],
    ['>= 20.4.0', '20', false],
    ['lts/*', '20', false],
  ])('%s and %s contradict: %s', (requirement, pinned, wrong) => {
    expect(contradicts(requirement, pinned)).toBe(wrong)
  })

  test('the manifest stands, a pin outside of it is a warning with both places', () => {
    const { runtimes, warnings } = mergeRuntimes([said('>=18', 'package.json'), said('16.1.0', '.nvmrc')])
    expect(runtimes).toEqual([said('>=18', 'package.json')])
    expect(warnings).toMatchObject([
      { code: 'runtime_conflict', sources: [{ path: 'package.json' }, { path: '.nvmrc' }] },
    ])
  })

  test('the root speaks before its members, whose own needs are no conflict', () => {
    const { runtimes, warnings } = mergeRuntimes([
      said('1.88', 'crates/a/Cargo.toml', 'rust'),
      said('1.96', 'Cargo.toml', 'rust'),
    ])
    expect(runtimes.map(({ constraint }) => constraint)).toEqual(['1.96'])
    expect(warnings).toEqual([])
  })
})

describe('a version that only the workflows tell', () => {
  const tested = (files: Record<string, string>) => {
    const { project } = openProject(snapshotOf(files), 'x')
    return continuousIntegrationVersion(project, 'java', 'java-version')?.constraint ?? null
  }
  const step = (version: string) => `steps:\n  - with:\n      java-version: ${version}\n`

  test('is of those that test, from the list of the matrix too, not of one that scans or publishes the docs', () => {
    const matrix = `version: 3\nmatrix:\n  java: [8, 17]\n${step(`$${'{{ matrix.java }}'}`)}`
    expect(tested({ '.github/workflows/build.yml': matrix, '.github/workflows/codeql.yml': step('17') })).toBe('>=8')
    expect(
      tested({ '.github/workflows/codeql.yml': step('17'), '.github/workflows/publish-docs.yml': step('11') }),
    ).toBeNull()
    expect(tested({ '.github/workflows/build.yml': step('17') })).toBe('17')
  })
})
