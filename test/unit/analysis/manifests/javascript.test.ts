import { describe, expect, it } from 'vitest'
import { javascript } from '../../../../src/analysis/manifests/javascript'
import { openProject } from '../../../../src/analysis/project'
import { type Files, snapshotOf } from '../../snapshot'

const facts = (files: Files, name = 'thing') =>
  javascript.detect(openProject(snapshotOf(files, javascript.wants), name).project)
const json = (value: unknown) => JSON.stringify(value, null, 2)
const commands = (files: Files, group: string, name?: string) =>
  (facts(files, name).commands ?? [])
    .filter((c) => c.group === group)
    .map((c) => (c.cwd === '.' ? c.command : `${c.cwd}: ${c.command}`))

const library = {
  name: 'left',
  version: '1.0.0',
  license: 'MIT',
  exports: './index.js',
  scripts: { test: 'node --test' },
  devDependencies: { c8: '^1.0.0' },
}

describe('how a package is got', () => {
  it('an application that a bundler serves is not installed, whatever its release would leave out', () => {
    const manifest = { name: 'left-web', version: '2.0.0', description: 'Shows it', license: 'MIT' }
    const files = (scripts: Record<string, string>) => ({
      'package.json': json({ ...manifest, scripts, devDependencies: { webpack: '5.0.0' } }),
      '.npmignore': 'node_modules\n',
      'src/index.jsx': '',
    })
    expect(commands(files({ start: 'webpack serve --config webpack.dev.js' }), 'install')).toEqual([])
    expect(commands(files({ build: 'webpack' }), 'install')).toEqual(['npm install left-web'])
  })

  it('a published library is installed by its name, and its exports carry their line', () => {
    const files = { 'package.json': json(library), 'index.js': 'export const pad = 1\nexport function left() {}\n' }
    expect(commands(files, 'install')).toEqual(['npm install left'])
    expect(facts(files).surface?.exports).toEqual([
      { name: 'pad', kind: 'const', module: 'left', sources: [{ path: 'index.js', line: 1 }] },
      { name: 'left', kind: 'function', module: 'left', sources: [{ path: 'index.js', line: 2 }] },
    ])
  })
  it('a command is installed globally or run without installing, and its binary has no scope', () => {
    const files = {
      'package.json': json({ name: '@me/say', version: '1.0.0', bin: './cli.js' }),
      'cli.js': '#!/usr/bin/env node\n',
    }
    expect(commands(files, 'install')).toEqual(['npm install -g @me/say', 'npx @me/say'])
    expect(facts(files).binaries).toEqual([
      { name: 'say', entry: 'cli.js', sources: [{ path: 'package.json', line: 4 }] },
    ])
  })
  it('a creator is run through npm create', () => {
    const files = { 'package.json': json({ name: 'create-thing', version: '1.0.0', bin: 'index.js' }), 'index.js': '' }
    expect(commands(files, 'install')).toEqual(['npm create thing@latest'])
  })
  it('a private package is never said to be installable', () => {
    expect(commands({ 'package.json': json({ ...library, private: true }), 'index.js': '' }, 'install')).toEqual([])
  })
  it('a server that npm init named is not taken for a published package', () => {
    const app = {
      name: 'my-api',
      version: '1.0.0',
      main: 'index.js',
      keywords: ['api'],
      repository: 'me/my-api',
      scripts: { start: 'node index.js' },
      dependencies: { express: '^5.0.0' },
    }
    const files = { 'package.json': json(app), 'index.js': '' }
    expect(commands(files, 'install')).toEqual([])
    expect(facts(files).packages?.[0]?.kinds).toEqual(['service'])
  })
  it('a manifest that only holds tools for another purpose offers no package', () => {
    const tools = {
      name: 'shellthing',
      version: '1.2.0',
      repository: 'me/shellthing',
      keywords: ['sh'],
      scripts: { test: 'make test' },
      devDependencies: { doctoc: '^2.0.0' },
    }
    expect(commands({ 'package.json': json(tools), 'thing.sh': '' }, 'install')).toEqual([])
  })
})

describe('how a contributor sets up', () => {
  it('npm ci is said only where a lock file stands', () => {
    expect(commands({ 'package.json': json(library), 'index.js': '' }, 'setup')).toEqual(['npm install'])
    expect(commands({ 'package.json': json(library), 'index.js': '', 'package-lock.json': '{}' }, 'setup')).toEqual([
      'npm ci',
    ])
  })
  it.each([
    ['pnpm-lock.yaml', 'pnpm install'],
    ['yarn.lock', 'yarn install'],
    ['bun.lock', 'bun install'],
    ['bun.lockb', 'bun install'],
  ])('%s is read as its manager', (lock, setup) => {
    expect(commands({ 'package.json': json(library), 'index.js': '', [lock]: '' }, 'setup')).toEqual([setup])
  })
  it('packageManager beats a lock file that was left behind, and the leftover is a warning', () => {
    const files = {
      'package.json': json({ ...library, packageManager: 'pnpm@9.1.0' }),
      'index.js': '',
      'package-lock.json': '{}',
      'pnpm-lock.yaml': '',
    }
    expect(commands(files, 'setup')).toEqual(['pnpm install'])
    expect(facts(files).warnings?.map((w) => w.code)).toContain('several_lock_files')
  })
  it('without a lock file, CI tells the manager', () => {
    const files = {
      'package.json': json(library),
      'index.js': '',
      '.github/workflows/ci.yml': 'jobs:\n  a:\n    steps:\n      - run: pnpm install\n',
    }
    expect(facts(files).package_managers?.[0]).toMatchObject({
      name: 'pnpm',
      cwd: '.',
      sources: [{ path: 'package.json' }, { path: '.github/workflows/ci.yml', line: 4 }],
    })
  })
})

describe('what is not the project', () => {
  it('a root package.json beside another language gives no package, and its scripts come after the tasks', () => {
    const files = {
      'package.json': json({ private: true, scripts: { build: 'vite build' }, devDependencies: { vite: '^7.0.0' } }),
      'composer.json': '{}',
    }
    expect(facts(files).packages).toEqual([])
    expect(facts(files).commands?.map((c) => [c.command, c.rank > 30])).toEqual([
      ['npm install', true],
      ['npm run build', true],
    ])
  })
  it('a React Native application keeps its kind beside the Gemfile that CocoaPods needs', () => {
    const files = {
      'package.json': json({ name: 'app', private: true, dependencies: { 'react-native': '0.80.0' } }),
      Gemfile: '',
    }
    expect(facts(files).packages?.[0]?.kinds).toEqual(['mobile-app'])
  })
  it('manifests of examples, documentation sites and fixtures contribute nothing', () => {
    const side = json({ name: 'x', private: true, scripts: { dev: 'next dev' }, dependencies: { next: '15.0.0' } })
    const files = {
      'package.json': json(library),
      'index.js': '',
      'examples/a/package.json': side,
      'dev-docs/package.json': side,
      'test/fixtures/b/package.json': side,
    }
    expect(facts(files).dependencies?.map((d) => d.name)).toEqual(['c8'])
    expect(facts(files).package_managers).toHaveLength(1)
  })
  it('an empty, broken or marker manifest is passed over', () => {
    expect(facts({ 'package.json': '' })).toEqual({})
    expect(facts({ 'package.json': '{"name": ' })).toEqual({})
    expect(facts({ 'package.json': '{"type":"module"}' })).toEqual({})
  })
  it('hostile names and shapes are data, not keys', () => {
    const files = {
      'package.json':
        '{"name":"x","version":"1.0.0","files":["a"],"scripts":{"__proto__":"rm","constructor":"x","toString":1,"build":null},"dependencies":{"__proto__":"1","constructor":"1.0.0"},"workspaces":[1,null,"+(a|+(a|b))"],"bin":{"__proto__":"x"}}',
    }
    expect(facts(files).commands?.map((c) => c.command)).toEqual(['npm install -g x', 'npx x', 'npm install'])
    expect(facts(files).dependencies?.map((d) => d.name)).toContain('constructor')
  })
})

describe('dependencies', () => {
  it('have scopes, lines, and a version in the package URL only when it is exact', () => {
    const files = {
      'package.json': json({
        name: 'x',
        dependencies: { '@a/b': '1.2.3' },
        peerDependencies: { react: '>=18' },
        devDependencies: { react: '19.0.0', vitest: '^3.0.0' },
        optionalDependencies: { fsevents: '2.0.0' },
      }),
    }
    expect(facts(files).dependencies?.map((d) => [d.purl, d.scope, d.sources[0]?.line])).toEqual([
      ['pkg:npm/%40a/b@1.2.3', 'runtime', 4],
      ['pkg:npm/react', 'peer', 7],
      ['pkg:npm/fsevents@2.0.0', 'optional', 14],
      ['pkg:npm/vitest', 'dev', 11],
    ])
  })
})

describe('a package with a command', () => {
  const manifest = json({ name: 'x', version: '2.0.0', bin: './cli.js', main: './index.js', files: ['*.js'] })
  const kinds = (readme: string) =>
    facts({ 'package.json': manifest, 'cli.js': '', 'index.js': '', 'README.md': readme }).packages?.[0]?.kinds
  it('is a command first where its README installs it globally alone', () => {
    expect(kinds('# x\n\n```sh\nnpm install -g x\n```\n')?.[0]).toBe('cli')
  })
  it('is a library first where its README installs it both ways', () => {
    expect(kinds('# x\n\n```sh\nnpm install -g x\n```\n\n```sh\nnpm install x\n```\n')?.[0]).toBe('library')
  })
})

describe('runtimes', () => {
  it('engines come before .nvmrc, and a version outside them is a warning', () => {
    const files = {
      'package.json': json({ name: 'x', engines: { node: '>=20' }, dependencies: { a: '1' } }),
      '.nvmrc': 'v18.2.0\n',
    }
    expect(facts(files).runtimes).toEqual([
      { name: 'node', constraint: '>=20', sources: [{ path: 'package.json', line: 4 }] },
    ])
    expect(facts(files).warnings?.map((w) => w.code)).toEqual(['runtime_conflict'])
  })
  it('a long-term support name is its major version', () => {
    const files = { 'package.json': json({ name: 'x', dependencies: { a: '1' } }), '.nvmrc': 'lts/iron\n' }
    expect(facts(files).runtimes?.[0]).toMatchObject({ name: 'node', constraint: '20' })
  })
  it('the CI matrix speaks only where nothing else does', () => {
    const workflow =
      'jobs:\n  t:\n    strategy:\n      matrix:\n        node-version: [20, 22]\n    steps:\n      - run: npm test\n'
    const files = {
      'package.json': json({ name: 'x', dependencies: { a: '1' } }),
      '.github/workflows/ci.yml': workflow,
    }
    expect(facts(files).runtimes?.[0]).toMatchObject({
      constraint: '20 || 22',
      sources: [{ path: '.github/workflows/ci.yml', line: 5 }],
    })
  })

  it('a workflow that only releases says nothing of what the project needs', () => {
    const workflow =
      'jobs:\n  r:\n    strategy:\n      matrix:\n        node-version: [18]\n    steps:\n      - run: npm publish\n'
    const files = {
      'package.json': json({ name: 'x', dependencies: { a: '1' } }),
      '.github/workflows/release.yml': workflow,
    }
    expect(facts(files).runtimes ?? []).toEqual([])
  })
})

describe('where reading starts', () => {
  it('a library that was copied to the static files is not the project, nor a tool of its maintainers', () => {
    const files = (folder: string) => ({
      [`${folder}/package.json`]: json({ name: 'left', scripts: { test: 'node --test' } }),
    })
    expect(commands(files('site/www/left'), 'test')).toEqual([])
    expect(commands(files('bin/left'), 'test')).toEqual([])
    expect(commands(files('front/left'), 'test')).toEqual(['front/left: npm test'])
  })

  it('built files are traced to their source', () => {
    const manifest = {
      name: 'x',
      version: '1.0.0',
      files: ['dist'],
      exports: { '.': { types: './dist/index.d.ts', import: './dist/index.mjs' } },
    }
    const files = {
      'package.json': json(manifest),
      'src/index.ts': "export * from './a.js'\nexport { b as c } from './b'\n",
      'src/a.ts': 'export interface A {}\n',
      'src/b.ts': 'export class b {}\n',
    }
    expect(facts(files).entry_points?.map((e) => e.path)).toEqual(['src/index.ts'])
    expect(facts(files).surface?.exports?.map((e) => `${e.name}:${e.kind}`)).toEqual(['c:class', 'A:interface'])
  })
  it('a bundled application starts at the module its page loads', () => {
    const files = {
      'package.json': json({ name: 'x', private: true, devDependencies: { vite: '7.0.0' } }),
      'index.html': '<div></div>\n<script type="module" src="/client/boot.tsx"></script>',
      'client/boot.tsx': '',
    }
    expect(facts(files).packages?.[0]?.kinds).toEqual(['web-app'])
    expect(facts(files).entry_points).toEqual([
      { path: 'client/boot.tsx', what: 'Start of the application', sources: [{ path: 'index.html', line: 2 }] },
    ])
  })
})

describe('a front end beside another language', () => {
  it('asks for the runtime that it is worked in with; the root comes first', () => {
    const files = {
      'go.mod': 'module acme.dev/kettle\n',
      'web/package.json': '{"name":"web","private":true,"engines":{"node":">=24"},"scripts":{"build":"vite build"}}',
    }
    expect(facts(files).runtimes).toMatchObject([
      { name: 'node', constraint: '>=24', sources: [{ path: 'web/package.json' }] },
    ])
  })
})
