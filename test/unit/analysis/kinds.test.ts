import { describe, expect, test } from 'vitest'
import { analyse } from '../../../src/analysis/analyse'
import { snapshotOf } from '../snapshot'

const json = (value: unknown) => JSON.stringify(value, null, 2)
const of = (files: Record<string, string>, name = 'kite') =>
  analyse(snapshotOf(files), {
    host: 'example.org',
    owner: 'o',
    name,
    url: `https://example.org/o/${name}`,
    clone_url: `https://example.org/o/${name}.git`,
    ref: 'main',
  })
const code = 'export const a = 1\n'.repeat(20)

describe('what the project is', () => {
  test('an action is a plugin that nobody installs, whatever its manifest says', () => {
    const manifest = {
      name: 'act',
      version: '1.0.0',
      description: 'An action',
      main: 'index.js',
      keywords: ['a'],
      repository: 'o/a',
    }
    const facts = of({
      'package.json': json(manifest),
      'index.js': code,
      'action.yml': 'name: a\nruns:\n  using: node24\n',
    })
    expect(facts.kinds).toEqual(['plugin'])
    expect(facts.commands.install).toEqual([])
  })

  test('a minor language in a subfolder does not say what a project in another is', () => {
    const dart = 'void main() {}\n'.repeat(200)
    const files = {
      'app/pubspec.yaml': 'name: app\ndependencies:\n  flutter:\n    sdk: flutter\n',
      'app/lib/main.dart': dart,
      'app/android/build.txt': '',
      'app/linux/build.txt': '',
      'app/macos/build.txt': '',
      'Cargo.toml': '[workspace]\nmembers = ["cli"]\n',
      'cli/Cargo.toml': '[package]\nname = "kite-cli"\nversion = "0.1.0"\n',
      'cli/src/main.rs': 'fn main() {}\n',
    }
    expect(of(files).kinds).toEqual(['mobile-app', 'desktop-app'])
  })

  test('a server that renders pages of its own is a web application, one that writes mails is a service', () => {
    const server = {
      'package.json': json({ private: true, dependencies: { express: '5' }, scripts: { start: 'node server.js' } }),
      'server.js': code,
    }
    expect(of(server).kinds).toEqual(['service'])
    expect(of({ ...server, 'mails/views/welcome.hbs': 'Hello' }).kinds).toEqual(['service'])
    expect(of({ ...server, 'server/views/login.hbs': 'Hello' }).kinds).toEqual(['web-app'])
  })

  test('a list of links is read, whatever language its scripts are in', () => {
    const files = {
      'pyproject.toml': '[project]\nname = "awesome-kites"\nversion = "1"\n',
      'site/build.py': 'import os\n'.repeat(50),
    }
    const list = (links: number) => ({
      ...files,
      'README.md': `# Awesome kites\n\n${'- [Kite](https://kite.example)\n'.repeat(links)}`,
    })
    expect(of(list(120), 'awesome-kites').kinds).toEqual(['docs'])
    expect(of(list(12), 'awesome-kites').kinds).not.toEqual(['docs'])
    expect(of(list(120), 'kites').kinds).not.toEqual(['docs'])
    const rows = `| Kite | Wind |\n| --- | --- |\n${'| [Kite](https://kite.example) | 4 |\n'.repeat(600)}`
    expect(of({ ...files, 'README.md': `# Kites\n\n${rows}` }, 'kites').kinds).toEqual(['docs'])
  })

  test('a creator beside a library does not make it a command', () => {
    const files = {
      'package.json': json({ private: true, workspaces: ['packages/*'] }),
      'packages/kite/package.json': json({ name: 'kite', version: '1.0.0', exports: './index.js' }),
      'packages/kite/index.js': code,
      'packages/create-kite/package.json': json({ name: 'create-kite', version: '1.0.0', bin: 'index.js' }),
      'packages/create-kite/index.js': code,
    }
    expect(of(files).kinds).toEqual(['library'])
  })

  test('an application’s unreleased members are not something to install', () => {
    const files = {
      'package.json': json({ private: true, workspaces: ['apps/*', 'packages/*'] }),
      'apps/web/package.json': json({
        name: 'web',
        private: true,
        scripts: { dev: 'next dev' },
        dependencies: { next: '15' },
      }),
      'apps/web/app/page.tsx': code,
      'packages/auth/package.json': json({
        name: '@k/auth',
        version: '0.0.0',
        main: './index.ts',
        files: ['a'],
        dependencies: { hono: '4' },
      }),
      'packages/auth/index.ts': code,
    }
    const facts = of(files)
    expect(facts.kinds).toEqual(['web-app'])
    expect(facts.commands.install).toEqual([])
  })

  test('a package that the README installs globally is a command first', () => {
    const files = {
      'package.json': json({ name: 'kite', version: '2.0.0', bin: { kite: 'cli.js' }, exports: './index.js' }),
      'index.js': code,
      'cli.js': code,
      'README.md': '# kite\n\n```sh\nnpm install -g kite\n```\n',
    }
    expect(of(files).kinds).toEqual(['cli', 'library'])
    expect(of({ ...files, 'README.md': '# kite\n' }).kinds).toEqual(['library', 'cli'])
  })

  test('a program below a module of its own is none of the outer module', () => {
    const main = 'package main\n\nfunc main() {}\n'
    const files = {
      'go.mod': 'module example.org/o/kite\n\ngo 1.24\n',
      'cmd/kite/main.go': main,
      'cmd/other/go.mod': 'module example.org/o/kite/cmd/other\n',
      'cmd/other/main.go': main,
    }
    expect(of(files).binaries.map(({ name }) => name)).toEqual(['kite'])
  })

  test('an example that GoReleaser ships is the program; a tool beside a library is not', () => {
    const main = 'package main\n\nfunc main() {}\n'
    const files = {
      'go.mod': 'module example.org/o/kite\n\ngo 1.24\n',
      'kite.go': '// Package kite serves.\npackage kite\n',
      'examples/base/main.go': main,
      'gentool/main.go': main,
      '.goreleaser.yml': 'builds:\n  - main: ./examples/base\n    binary: kite\n',
      'README.md': '# Kite\n\nKite is an open source backend.\n',
    }
    const facts = of(files)
    expect(facts.binaries.map(({ name }) => name)).toEqual(['kite'])
    expect(facts.kinds).toEqual(['service', 'library'])
    expect(facts.commands.run.map(({ command }) => command)).toEqual(['go run ./examples/base'])
    expect(facts.commands.install.map(({ command }) => command)).not.toContain(
      'go install example.org/o/kite/examples/base@latest',
    )
  })
})

describe('the members of a workspace', () => {
  const member = (path: string) => [
    `${path}/package.json`,
    json({ name: path.replaceAll('/', '-'), version: '1.0.0', main: 'i.js', types: 'i.d.ts' }),
  ]
  const paths = (members: string[]) =>
    of({
      'package.json': json({ private: true, workspaces: ['packages/**', 'playground/**', 'examples/*'] }),
      ...Object.fromEntries(members.map(member)),
    }).workspaces.map(({ path }) => path)

  test('fixtures and playgrounds are not among them', () => {
    const own = ['packages/a', 'packages/b', 'packages/test-kit']
    expect(paths([...own, 'packages/a/src/__tests__/fixtures/x', 'playground/css', 'playground/js'])).toEqual(own)
  })

  test('a few examples stay, many go, and stay where they are all there is', () => {
    const own = ['packages/a', 'packages/b', 'packages/c']
    expect(paths([...own, 'examples/x'])).toEqual(['examples/x', ...own])
    const many = ['examples/w', 'examples/x', 'examples/y', 'examples/z']
    expect(paths([...own, ...many])).toEqual(own)
    expect(paths(many)).toEqual(many)
  })
})

describe('what files alone tell', () => {
  test('pages with little code beside them are docs, a repository named for its examples is one of samples', () => {
    const pages = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`guide/page${i}.rst`, 'Text\n====\n']))
    expect(of({ 'README.md': '# Kite\n', ...pages, '_build/a.php': '<?php\n' }).kinds).toEqual(['docs'])
    expect(of({ 'README.md': '# Kites\n', 'a/fly.rb': 'puts 1\n' }, 'kite-examples').kinds).toEqual(['sample'])
  })

  test('headers and sources without a program are a library', () => {
    const files = { 'kite.h': 'int f(void);\n', 'kite.cpp': '#include "kite.h"\nint f() { return 1; }\n' }
    expect(of(files).kinds).toEqual(['library'])
    expect(of({ ...files, 'app/main.cpp': 'int main() {}\n' }).kinds).not.toEqual(['library'])
  })
})
