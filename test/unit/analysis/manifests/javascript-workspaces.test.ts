import { describe, expect, it } from 'vitest'
import { javascript } from '../../../../src/analysis/manifests/javascript'
import { matchMembers } from '../../../../src/analysis/manifests/javascript/workspaces'
import { openProject } from '../../../../src/analysis/project'
import { type Files, snapshotOf } from '../../snapshot'

const facts = (files: Files, name = 'kit') =>
  javascript.detect(openProject(snapshotOf(files, javascript.wants), name).project)
const json = (value: unknown) => JSON.stringify(value, null, 2)
const lib = (name: string) => json({ name, version: '1.0.0', files: ['dist'], main: 'dist/index.js' })

const monorepo: Files = {
  'package.json': json({ name: 'kit-monorepo', private: true, workspaces: ['packages/*', 'apps/*', 'examples/*'] }),
  'packages/kit/package.json': lib('@kit/kit'),
  'packages/kit/src/index.ts': 'export const kit = 1\n',
  'packages/extra/package.json': lib('@kit/extra'),
  'apps/web/package.json': json({
    name: 'web',
    private: true,
    scripts: { dev: 'next dev' },
    dependencies: { next: '15.0.0', '@kit/kit': 'workspace:*' },
  }),
  'examples/one/package.json': json({ name: 'one', private: true, dependencies: { express: '5.0.0' } }),
}

describe('workspaces', () => {
  it('every declared member that exists is a package with the kind of its own evidence', () => {
    expect(facts(monorepo).packages?.map((p) => [p.directory, p.kinds[0] ?? null])).toEqual([
      ['.', null],
      ['apps/web', 'web-app'],
      ['examples/one', 'sample'],
      ['packages/extra', 'library'],
      ['packages/kit', 'library'],
    ])
    expect(facts(monorepo).packages?.[0]?.members).toEqual([
      'apps/web',
      'examples/one',
      'packages/extra',
      'packages/kit',
    ])
  })
  it('the package with the name of the repository is the one to install', () => {
    expect(
      facts(monorepo)
        .commands?.filter((c) => c.group === 'install')
        .map((c) => c.command),
    ).toEqual(['npm install @kit/kit'])
  })
  it('siblings and the dependencies of examples are not dependencies of the project', () => {
    expect(facts(monorepo).dependencies?.map((d) => d.name)).toEqual(['next'])
  })
  it('where the root has no script, an application of a member is run in its folder', () => {
    expect(
      facts(monorepo)
        .commands?.filter((c) => c.group === 'run')
        .map((c) => [c.cwd, c.command]),
    ).toEqual([['apps/web', 'npm run dev']])
  })
  it('pnpm catalogues are resolved', () => {
    const files: Files = {
      'package.json': json({ name: 'r', private: true }),
      'pnpm-workspace.yaml':
        'packages:\n  - "packages/*"\n  - "!packages/old"\ncatalog:\n  react: 19.1.0\ncatalogs:\n  legacy:\n    vue: 2.7.0\n',
      'packages/a/package.json': json({
        name: 'a',
        private: true,
        dependencies: { react: 'catalog:', vue: 'catalog:legacy', gone: 'catalog:' },
      }),
      'packages/old/package.json': json({ name: 'old', private: true }),
    }
    expect(facts(files).dependencies?.map((d) => [d.name, d.version ?? null, d.purl])).toEqual([
      ['react', '19.1.0', 'pkg:npm/react@19.1.0'],
      ['vue', '2.7.0', 'pkg:npm/vue@2.7.0'],
      ['gone', null, 'pkg:npm/gone'],
    ])
    expect(facts(files).packages?.map((p) => p.directory)).toEqual(['.', 'packages/a'])
  })
  it('patterns match folders relative to the manifest, negation wherever it stands', () => {
    const paths = ['a/package.json', 'libs/b/package.json', 'libs/c/d/package.json', 'libs/c/package.json']
    expect(matchMembers(['!libs/c', './libs/*/'], '.', paths)).toEqual(['libs/b'])
    expect(matchMembers(['libs/**'], '.', paths)).toEqual(['libs/b', 'libs/c/d', 'libs/c'])
    expect(matchMembers(['c/*'], 'libs', paths)).toEqual(['libs/c/d'])
  })
  it('a pattern made to be slow costs no time', () => {
    const path = `${'a'.repeat(200)}/package.json`
    matchMembers(['*a*a*a*a*a*a*a*a*a*a*a*a*a*b', `${'+(a|'.repeat(30)}`, 'x'.repeat(10_000)], '.', [path])
  })
})

describe('Deno', () => {
  const files: Files = {
    'deno.json': json({
      name: '@me/kit',
      version: '1.0.0',
      exports: './mod.ts',
      tasks: { build: 'deno run build.ts', dev: 'deno run scripts/none.ts', lost: 'x' },
      fmt: {},
      imports: { '@std/path': 'jsr:@std/path@^1.0.0', chalk: 'npm:chalk@5.0.0', vitest: 'npm:vitest@3' },
    }),
    'mod.ts': "import { join } from '@std/path'\nimport 'chalk'\nexport const kit = join\n",
    'build.ts': '',
    'scripts/x.ts': '',
    'mod_test.ts': '',
    'deno.lock': '{}',
  }
  it('says what JSR users type, tasks that run, and conventions that the tree proves', () => {
    expect(facts(files).commands?.map((c) => `${c.group} ${c.command}`)).toEqual([
      'install deno add jsr:@me/kit',
      'setup deno install',
      'build deno task build',
      'test deno test',
      'format deno fmt',
    ])
  })
  it('an import that the published code does not use is for development', () => {
    expect(facts(files).dependencies?.map((d) => [d.purl, d.scope])).toEqual([
      ['pkg:jsr/%40std/path', 'runtime'],
      ['pkg:npm/chalk@5.0.0', 'runtime'],
      ['pkg:npm/vitest', 'dev'],
    ])
  })
})
