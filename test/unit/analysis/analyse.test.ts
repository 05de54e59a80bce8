import { describe, expect, test } from 'vitest'
import { analyse, interestIn } from '../../../src/analysis/analyse'
import { contributions } from '../../../src/analysis/contributions'
import { FactsSchema } from '../../../src/analysis/facts'
import { openProject } from '../../../src/analysis/project'
import { COMMIT, type Files, snapshotOf } from '../snapshot'

const origin = (name: string, subdirectory?: string) => ({
  host: 'github.com',
  owner: 'acme',
  name,
  url: `https://github.com/acme/${name}`,
  clone_url: `https://github.com/acme/${name}.git`,
  ref: 'main',
  ...(subdirectory && { subdirectory }),
})
const factsOf = (files: Files, name = 'kettle') => analyse(snapshotOf(files, interestIn(null)), origin(name))

const SHOP: Files = {
  'README.md': '# Kettle\n\nKettle is a small shop server.\n\n## Installation\n\nText.\n',
  LICENSE: 'MIT License\n',
  'package.json': JSON.stringify({
    name: 'kettle',
    version: '1.2.3',
    scripts: { start: 'node server.js', test: 'node --test' },
  }),
  'server.js': 'const port = process.env.PORT ?? 3000\n',
  Dockerfile: 'FROM node:22\nCOPY package.json .\nEXPOSE 3000\nCMD ["node", "server.js"]\n',
  'docker-compose.yml': 'services:\n  web:\n    build: .\n    ports: ["3000:3000"]\n',
  '.github/workflows/ci.yml': 'name: CI\non: [push, pull_request]\njobs: {}\n',
  '.env.example': '# Where mail goes\nSMTP_HOST=localhost\nSMTP_PASSWORD=hunter2hunter2\n',
}

describe('facts of a whole repository', () => {
  test('facts hold to the contract', () => {
    expect(() => FactsSchema.parse(factsOf(SHOP))).not.toThrow()
  })

  test('an empty repository and one of broken files still give valid facts', () => {
    expect(() => FactsSchema.parse(factsOf({}))).not.toThrow()
    const broken: Files = {
      'package.json': '{ "name": ',
      'pyproject.toml': '[project\nname=',
      'docker-compose.yml': 'services: [\n  a: {',
      'README.md': '',
      'Cargo.toml': '',
      'go.mod': '\u0000\u0001',
      '.github/workflows/x.yml': '\t- :',
      'package-lock.json': '',
      Dockerfile: 'FROM\nCOPY\nEXPOSE x\nRUN <<EOF',
      Makefile: ':\n\t\n%: %',
      '.env.example': '=\n==\n#=\n',
      'constructor/package.json': '{"name": "__proto__", "scripts": {"__proto__": 1}}',
    }
    expect(() => FactsSchema.parse(factsOf(broken))).not.toThrow()
  })

  test('no path of another file is named as the source of a fact', () => {
    const paths = new Set(Object.keys(SHOP))
    const sources = JSON.stringify(factsOf(SHOP)).matchAll(/"sources":(\[[^\]]*\])/g)
    for (const [, list] of sources)
      for (const { path } of JSON.parse(list!) as { path: string }[]) expect(paths).toContain(path)
  })

  test('a value that looks like a secret is never shown', () => {
    expect(JSON.stringify(factsOf(SHOP))).not.toContain('hunter2')
  })

  test('the same files give the same bytes', () => {
    expect(JSON.stringify(factsOf(SHOP))).toBe(JSON.stringify(factsOf(SHOP)))
  })

  test('warnings of the source are passed on', () => {
    const snapshot = snapshotOf(SHOP, interestIn(null))
    snapshot.warnings.push({
      code: 'submodules',
      message: 'Two submodules are not in the archive.',
      sources: [{ path: '.gitmodules' }],
    })
    expect(analyse(snapshot, origin('kettle')).warnings.map(({ code }) => code)).toContain('submodules')
  })
})

test('a detector that throws costs its own facts and is named in a warning, without what it threw', () => {
  const { project } = openProject(snapshotOf({ a: 'secret' }), 'x')
  const table = [
    {
      name: 'broken',
      extensions: [],
      wants: () => 0,
      detect: () => {
        throw new Error('secret content')
      },
    },
    { name: 'whole', extensions: [], wants: () => 0, detect: () => ({ kinds: ['docs' as const] }) },
  ]
  const { said, warnings } = contributions(project, table)
  expect(said).toEqual([{ kinds: ['docs'] }])
  expect(warnings).toHaveLength(1)
  expect(warnings[0]).toMatchObject({ code: 'detector_failed', message: expect.stringContaining('broken') })
  expect(JSON.stringify(warnings)).not.toContain('secret')
})

describe('facts of one folder', () => {
  const repository: Files = {
    'README.md': '# Whole\n\nWhole is another thing.\n',
    'CONTRIBUTING.md': 'Do.',
    '.github/workflows/ci.yml': 'name: CI\non: push\n',
    ...Object.fromEntries(
      Object.entries(SHOP)
        .filter(([path]) => !path.startsWith('.github') && path !== 'LICENSE')
        .map(([path, text]) => [`apps/shop/${path}`, text]),
    ),
    'apps/other/package.json': '{"name":"other"}',
  }
  const snapshot = snapshotOf(repository, interestIn('apps/shop'))
  const facts = analyse(snapshot, origin('whole', 'apps/shop'))

  test('they hold to the contract and count the folder', () => {
    expect(() => FactsSchema.parse(facts)).not.toThrow()
    expect(facts.repository).toMatchObject({ commit: COMMIT, subdirectory: 'apps/shop', files: 6 })
  })

  test('every path is given from the root of the repository', () => {
    expect(facts.name).toMatchObject({ value: 'Kettle' })
    for (const { path } of facts.name.sources) expect(path).toMatch(/^apps\/shop\//)
    expect(facts.existing_readme?.path).toBe('apps/shop/README.md')
    expect(facts.docker?.compose[0]).toMatchObject({ path: 'apps/shop/docker-compose.yml', services: [{ build: '.' }] })
    expect(facts.environment.flatMap(({ sources }) => sources.map(({ path }) => path))).toContain(
      'apps/shop/.env.example',
    )
    const commands = Object.values(facts.commands).flat()
    expect(commands.length).toBeGreaterThan(0)
    for (const { cwd } of commands) expect(cwd).toBe('apps/shop')
    for (const { path } of facts.tree) expect(path).toMatch(/^apps\/shop\//)
  })

  test('what holds for the whole repository comes from its root, what another folder says does not', () => {
    expect(facts.documents.contributing).toEqual({ path: 'CONTRIBUTING.md' })
    expect(facts.documents.readme).toEqual({ path: 'apps/shop/README.md' })
    expect(facts.ci[0]?.workflows[0]?.path).toBe('.github/workflows/ci.yml')
    expect(JSON.stringify(facts)).not.toContain('apps/other')
    expect(facts.description?.value).not.toContain('Whole')
  })
})
