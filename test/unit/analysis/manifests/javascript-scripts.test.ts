import { describe, expect, it } from 'vitest'
import { javascript } from '../../../../src/analysis/manifests/javascript'
import { openProject } from '../../../../src/analysis/project'
import { type Files, snapshotOf } from '../../snapshot'

/** Commands of a private application with these scripts, `group command`. */
function said(scripts: Record<string, string>, more: Files = {}, manifest: object = {}): string[] {
  const all = {
    name: 'app',
    private: true,
    devDependencies: { eslint: '9', prettier: '3', vitest: '3', typescript: '5', vite: '7', next: '15' },
    scripts,
    ...manifest,
  }
  const files = { 'package.json': JSON.stringify(all, null, 2), ...more }
  const { commands = [] } = javascript.detect(openProject(snapshotOf(files), 'app').project)
  return commands.filter((c) => c.group !== 'setup').map((c) => `${c.group} ${c.command}`)
}

describe('scripts', () => {
  it('are printed in the idiom of the manager', () => {
    const scripts = { test: 'vitest run', start: 'next start', build: 'next build', deploy: 'node scripts/deploy.js' }
    const files = { 'scripts/deploy.js': '' }
    expect(said(scripts, files)).toEqual([
      'build npm run build',
      'run npm start',
      'test npm test',
      'deploy npm run deploy',
    ])
    expect(said(scripts, { ...files, 'pnpm-lock.yaml': '' })).toEqual([
      'build pnpm build',
      'run pnpm start',
      'test pnpm test',
      'deploy pnpm run deploy',
    ])
    expect(said(scripts, { ...files, 'yarn.lock': '' })).toEqual([
      'build yarn build',
      'run yarn start',
      'test yarn test',
      'deploy yarn deploy',
    ])
    expect(said(scripts, { ...files, 'bun.lock': '' })).toEqual([
      'build bun run build',
      'run bun run start',
      'test bun run test',
      'deploy bun run deploy',
    ])
  })
  it("npm's placeholder is not a test", () => {
    expect(said({ test: 'echo "Error: no test specified" && exit 1' })).toEqual([])
  })
  it('a test script that only checks the formatting or the types is a lint step', () => {
    expect(said({ test: 'prettier --check .' })).toEqual(['lint npm test'])
    expect(said({ 'test:types': 'tsc --noEmit' })).toEqual(['lint npm run test:types'])
  })
  it('a test script that lints and tests is a test', () => {
    expect(said({ test: 'npm run lint && vitest run', lint: 'eslint .' })).toEqual([
      'test npm test',
      'lint npm run lint',
    ])
  })
  it('a format script that only checks is a lint step, through another script too', () => {
    expect(said({ format: 'prettier --check .' })).toEqual(['lint npm run format'])
    expect(said({ pretty: 'prettier', 'fix:other': 'yarn pretty --write .' }, { 'yarn.lock': '' })).toEqual([
      'format yarn fix:other',
    ])
  })
  it('format beside format:fix is the check', () => {
    expect(said({ format: 'turbo run format', 'format:fix': 'turbo run format -- --write' })).toEqual([
      'lint npm run format',
      'format npm run format:fix',
    ])
  })
  it('hooks, watchers, releases and variants of a shown script are left out', () => {
    expect(
      said({
        pretest: 'x',
        postbuild: 'x',
        prepare: 'husky',
        'test:watch': 'vitest',
        watch: 'tsc -w',
        release: 'np',
        test: 'vitest run',
        'test:foo': 'vitest foo',
      }),
    ).toEqual(['test npm test'])
  })
  it('a script that hands over to a missing script is never said', () => {
    expect(said({ build: 'npm run build:all', test: 'npm run test:unit', 'test:unit': 'vitest' })).toEqual([
      'test npm test',
      'test npm run test:unit',
    ])
  })
  it('a script that runs a file or enters a folder that is not there is never said', () => {
    const files = { 'scripts/other.js': '' }
    expect(said({ build: 'node scripts/build.js' }, files)).toEqual([])
    expect(said({ build: 'cd nowhere && make' }, files)).toEqual([])
    expect(said({ start: 'node dist/server.js' }, files)).toEqual(['run npm start'])
  })
  it('a script whose program nothing declares is never said', () => {
    expect(said({ lint: 'eslint .', test: 'jest' }, {}, { devDependencies: { left: '1' } })).toEqual([])
  })
  it('a setup script that moves the clone to another commit is never said', () => {
    const { commands = [] } = javascript.detect(
      openProject(
        snapshotOf({
          'package.json': JSON.stringify({
            name: 'a',
            private: true,
            scripts: { setup: 'git checkout 1.0 && npm ci' },
            dependencies: { a: '1' },
          }),
        }),
        'a',
      ).project,
    )
    expect(commands.map((c) => c.command)).toEqual(['npm install'])
  })
})
