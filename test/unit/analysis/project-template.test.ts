import { describe, expect, it } from 'vitest'
import { projectTemplate } from '../../../src/analysis/content/project-template'
import { solidity } from '../../../src/analysis/manifests/solidity'
import { contributionOf, said } from './manifests/contribution'

const inputs = (files: Record<string, string>) =>
  contributionOf(projectTemplate, files).surface?.inputs?.map(({ sources: _, ...one }) => one)

describe('a template of projects', () => {
  const cookiecutter = {
    'cookiecutter.json': JSON.stringify({
      name: 'Hill',
      slug: '{{ cookiecutter.name|lower }}',
      license: ['MIT', 'none'],
      _extensions: ['x'],
      __prompts__: { name: 'What is it called?' },
    }),
    '{{cookiecutter.slug}}/README.md': '',
  }
  it('asks what its settings say, without what it works out by itself', () => {
    expect(inputs(cookiecutter)).toEqual([
      { name: 'name', default: 'Hill', description: 'What is it called?', required: false },
      { name: 'slug', required: false },
      { name: 'license', default: 'MIT', description: 'One of `MIT`, `none`', required: false },
    ])
    expect(
      inputs({
        'copier.yml':
          '_min_copier_version: "9"\nname:\n  type: str\n  help: What is it called?\nport: 80\nhidden:\n  type: str\n  when: false\n',
      }),
    ).toEqual([
      { name: 'name', type: 'str', description: 'What is it called?', required: true },
      { name: 'port', default: '80', required: false },
    ])
  })
  it('is made into a project by the address that the README gives', () => {
    const readme = (line: string) => `# Hill\n\n    ${line}\n`
    expect(
      said(
        contributionOf(projectTemplate, { ...cookiecutter, 'README.md': readme('cookiecutter gh:acme/project') }),
        'install',
      ),
    ).toEqual(['cookiecutter gh:acme/project'])
    expect(
      said(
        contributionOf(projectTemplate, {
          'copier.yml': '_tasks: [ls]\nname: a\n',
          'README.md': readme('copier copy "https://github.com/acme/project.git" path'),
        }),
        'install',
      ),
    ).toEqual(['copier copy --trust https://github.com/acme/project.git my-project'])
    expect(
      said(
        contributionOf(projectTemplate, { ...cookiecutter, 'README.md': readme('cookiecutter gh:acme/other') }),
        'install',
      ),
    ).toEqual([])
  })
  it('is none without a folder that is to be filled in', () => {
    expect(contributionOf(projectTemplate, { 'cookiecutter.json': '{"a": "b", "c": "d"}' })).toEqual({})
  })
})

describe('contracts', () => {
  const exports = (source: string, path = 'src/Hill.sol') =>
    contributionOf(solidity, { 'foundry.toml': '', [path]: source }).surface?.exports?.map(
      ({ name, kind, description, sources }) => [name, kind, description, sources[0]?.line],
    )
  it('are told with the sentence of their comment, and their line', () => {
    expect(
      exports(
        '/// @title Hill\n/// @notice Keeps each {Mole} of a garden warm. And dry.\n/// @dev More\ncontract Hill is Base {\n}\n\n/**\n * @dev What every hill can do.\n *\n * WARNING: do not dig.\n */\ninterface IHill {}\n',
      ),
    ).toEqual([
      ['Hill', 'contract', 'Keeps each `Mole` of a garden warm.', 4],
      ['IHill', 'interface', 'What every hill can do.', 12],
    ])
  })
  it('have no sentence where the comment only warns, or points elsewhere', () => {
    expect(exports('/// WARNING: do not use this.\nlibrary Dig {}\n')).toEqual([['Dig', 'library', undefined, 2]])
    expect(exports('// contract Old is Base\n\ncontract Hill {}\n')).toEqual([['Hill', 'contract', undefined, 3]])
  })
  it('of tests and scripts are none', () => {
    expect(exports('contract HillTest {}\n', 'src/test/Hill.t.sol')).toEqual([])
  })
})
