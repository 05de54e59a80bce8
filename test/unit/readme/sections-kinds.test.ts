import { describe, expect, test } from 'vitest'
import type { Facts } from '../../../src/analysis/facts'
import type { Block } from '../../../src/readme/blocks'
import { type Context, contextOf } from '../../../src/readme/context'
import { containers } from '../../../src/readme/sections/containers'
import { contracts } from '../../../src/readme/sections/contracts'
import { citation, contributing, documentation, support } from '../../../src/readme/sections/documents'
import { inputs } from '../../../src/readme/sections/interface'
import { notebooks } from '../../../src/readme/sections/notebooks'
import { packages } from '../../../src/readme/sections/packages'
import { routes } from '../../../src/readme/sections/routes'
import { factsOf } from './fixtures'

const at = (path: string, line?: number) => [line === undefined ? { path } : { path, line }]
const lines = (write: (context: Context) => Block[], given: Parameters<typeof factsOf>[2]) =>
  write(contextOf(factsOf('acme', 'mole', given))).flat()
const told = (write: (context: Context) => Block[], given: Parameters<typeof factsOf>[2]) =>
  lines(write, given).map(({ text }) => text)
const NONE: Facts['surface'] = {
  routes: [],
  cli: [],
  exports: [],
  inputs: [],
  outputs: [],
  notebooks: [],
  examples: [],
}

describe('packages', () => {
  const member = (name: string, needs: string[] = [], kind = 'library'): Facts['workspaces'][number] => ({
    path: name,
    name,
    kind,
    private: false,
    ...(needs.length && {
      depends_on: needs.map((path, index) => ({ path, sources: at(`${name}/package.json`, index + 1) })),
    }),
    sources: at(`${name}/package.json`),
  })
  test('what each needs of the others is drawn, without detours, each arrow with its line', () => {
    const workspaces = [
      member('app', ['core', 'ui'], 'web-app'),
      member('core'),
      member('ui', ['core']),
      member('alone'),
    ]
    const shown = lines(packages, { workspaces })
    const from = shown.findIndex(({ text }) => text === '```mermaid')
    expect(shown.slice(from).map(({ text }) => text)).toEqual([
      '```mermaid',
      'flowchart LR',
      '  n1["app"]',
      '  n2["core"]',
      '  n3["ui"]',
      '  n1 --> n3',
      '  n3 --> n2',
      '```',
    ])
    expect(shown[from + 5]?.sources).toEqual([{ path: 'app/package.json', line: 2 }])
    expect(told(packages, { workspaces })).toContain('| [`app`](app) | web app | |'.replace(' | |', ' |'))
  })
  test('packages that need nothing of each other are not drawn, nor are samples and tests', () => {
    const workspaces = [member('core'), member('demo', ['core'], 'sample'), member('check', ['core'], 'test')]
    expect(told(packages, { workspaces })).not.toContain('```mermaid')
  })
})

describe('containers', () => {
  const compose = (
    services: NonNullable<Facts['docker']>['compose'][number]['services'],
  ): Parameters<typeof factsOf>[2] => ({
    docker: { dockerfiles: [], compose: [{ path: 'compose.yaml', services, sources: at('compose.yaml', 1) }] },
  })
  test('services are drawn with image or build and ports where one waits for another', () => {
    const services = [
      { name: 'web', build: '.', ports: ['8080:80'], depends_on: ['db', 'gone'] },
      { name: 'db', image: 'postgres:17', ports: [] },
    ]
    expect(told(containers, compose(services)).slice(-7)).toEqual([
      'Each service starts after those that its arrows lead to:',
      '```mermaid',
      'flowchart LR',
      '  n1["web<br>built from .<br>8080:80"]',
      '  n2["db<br>postgres:17"]',
      '  n1 --> n2',
      '```',
    ])
  })
  test('services that wait for none are not drawn', () => {
    expect(told(containers, compose([{ name: 'db', image: 'postgres:17', ports: [] }]))).not.toContain('```mermaid')
  })
})

describe('notebooks', () => {
  const named = (...titles: string[]) => ({
    surface: {
      ...NONE,
      notebooks: titles.map((title, index) => ({ path: `${index}.ipynb`, title, sources: at(`${index}.ipynb`) })),
    },
  })
  test('a heading that any notebook begins with, or several of these, is no title', () => {
    expect(told(notebooks, named('Setup', 'Hills', 'Moles', 'Moles'))).toEqual([
      '| Notebook | About |',
      '| --- | --- |',
      '| [`0.ipynb`](0.ipynb) | |',
      '| [`1.ipynb`](1.ipynb) | Hills |',
      '| [`2.ipynb`](2.ipynb) | |',
      '| [`3.ipynb`](3.ipynb) | |',
    ])
    expect(told(notebooks, named('Setup'))).toEqual(['- [`0.ipynb`](0.ipynb)'])
  })
})

describe('contracts', () => {
  const contract = (name: string, kind: string, description?: string) => ({
    name,
    kind,
    ...(description !== undefined && { description }),
    sources: at(`src/${name}.sol`, 3),
  })
  test('what is deployed comes before what is only inherited or called', () => {
    const exports = [
      contract('IHill', 'interface'),
      contract('Base', 'abstract contract'),
      contract('Hill', 'contract', 'keeps moles.'),
    ]
    expect(told(contracts, { surface: { ...NONE, exports } }).slice(2)).toEqual([
      '| [`Hill`](src/Hill.sol) | contract | Keeps moles |',
      '| [`Base`](src/Base.sol) | abstract contract | |',
      '| [`IHill`](src/IHill.sol) | interface | |',
    ])
  })
  test('classes and interfaces of other languages are none', () => {
    const exports = [{ name: 'Hill', kind: 'interface', sources: at('src/hill.ts') }]
    expect(told(contracts, { surface: { ...NONE, exports } })).toEqual([])
  })
})

describe('routes', () => {
  test('a long list is cut, and what is left out is counted', () => {
    const all = Array.from({ length: 33 }, (_, n) => ({ method: 'GET', path: `/${n}`, sources: at('app.ts', n + 1) }))
    const shown = told(routes, { surface: { ...NONE, routes: all } })
    expect(shown).toHaveLength(18)
    expect(shown.at(-1)).toBe('And 18 more in one file.')
  })
  test('a deep file is shown by its name', () => {
    const path = `${'deep/'.repeat(12)}Hill.java`
    const all = [{ method: 'GET', path: '/', sources: at(path) }]
    expect(told(routes, { surface: { ...NONE, routes: all } }).at(-1)).toBe(
      `| \`GET\` | \`/\` | [\`Hill.java\`](${path}) |`,
    )
  })
})

describe('inputs', () => {
  const asked = { ...NONE, inputs: [{ name: 'name', required: true, sources: at('copier.yml', 1) }] }
  test('those of a template are what it asks for', () => {
    expect(told(inputs, { kinds: ['template'], surface: asked })[0]).toBe('The template asks for:')
    expect(told(inputs, { kinds: ['plugin'], surface: asked })[0]).toBe('| Name | Default |')
    expect(told(inputs, { kinds: ['template'] })).toEqual([])
  })
})

describe('help', () => {
  const documents = {
    support: { path: 'SUPPORT.md' },
    issue_templates: { path: '.github/ISSUE_TEMPLATE' },
    funding: { path: '.github/FUNDING.yml' },
    citation: { path: 'CITATION.cff' },
    pull_request_template: { path: '.github/pull_request_template.md' },
  }
  test('support, issues and funding stand together; on GitHub issues are linked', () => {
    const shown = told(support, { documents })
    expect(shown).toHaveLength(3)
    expect(shown[1]).toContain('[opening an issue](https://github.com/acme/mole/issues/new/choose)')
    const { repository } = factsOf('acme', 'mole', {})
    const elsewhere = told(support, { documents, repository: { ...repository, host: 'gitlab.com' } })
    expect(elsewhere.join()).not.toContain('https:')
  })
  test('how to cite and how to propose changes are told once', () => {
    expect(told(citation, { documents })).toEqual([
      'To cite this project, use the entry in [`CITATION.cff`](CITATION.cff).',
    ])
    expect(told(contributing, { documents })).toHaveLength(1)
    expect(told(documentation, { documents })).toEqual([])
  })
})
