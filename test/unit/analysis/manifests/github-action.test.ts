import { describe, expect, it } from 'vitest'
import { githubAction } from '../../../../src/analysis/manifests/github-action'
import { contributionOf, said } from './contribution'

const ACTION = 'name: Tide\ndescription: Measures the tide\nruns:\n  using: node20\n  main: dist/index.js\n'

describe('an action', () => {
  const install = (readme: string) =>
    said(contributionOf(githubAction, { 'action.yml': ACTION, 'README.md': readme }, 'tide'), 'install')

  it('is called with the version that its README pins', () => {
    expect(install('')).toEqual([])
    expect(install('- uses: actions/checkout@v4\n- uses: acme/tide@v3\n')).toEqual(['uses: acme/tide@v3'])
    expect(install('- uses: acme/tide@main\n')).toEqual([])
    expect(install('- uses: acme/tide-table@v1\n')).toEqual([])
  })

  it('names and describes the project only where no manifest of a language does', () => {
    expect(contributionOf(githubAction, { 'action.yml': ACTION }).packages?.[0]?.description?.value).toBe(
      'Measures the tide',
    )
    expect(contributionOf(githubAction, { 'action.yml': ACTION, 'package.json': '{}' }).packages).toEqual([])
  })

  it('runs on the Node.js that it states', () => {
    expect(contributionOf(githubAction, { 'action.yml': ACTION }).runtimes).toEqual([
      { name: 'node', constraint: '20', sources: [{ path: 'action.yml', line: 4 }] },
    ])
  })

  it('is none below the root, nor without anything to run', () => {
    expect(contributionOf(githubAction, { 'sub/action.yml': ACTION })).toEqual({})
    expect(contributionOf(githubAction, { 'action.yml': 'name: x\n' })).toEqual({})
  })

  it('needs no input that has a default', () => {
    const inputs = 'inputs:\n  a:\n    required: true\n  b:\n    required: true\n    default: x\n'
    const { surface } = contributionOf(githubAction, { 'action.yml': `${ACTION}${inputs}` })
    expect(surface?.inputs?.map(({ name, required }) => [name, required])).toEqual([
      ['a', true],
      ['b', false],
    ])
  })
})
