import { describe, expect, it } from 'vitest'
import { javascript } from '../../../../src/analysis/manifests/javascript'
import { python } from '../../../../src/analysis/manifests/python'
import { rust } from '../../../../src/analysis/manifests/rust'
import { contributionOf } from './contribution'

const manifest = (more: object) => JSON.stringify({ name: 'dig-deep', version: '1.0.0', files: ['dist'], ...more })
const javascriptExports = (files: Record<string, string>) => contributionOf(javascript, files).surface?.exports ?? []
const ofIndex = (text: string, more: object = {}) =>
  javascriptExports({ 'package.json': manifest({ main: './index.js', ...more }), 'index.js': text })

describe('the default export of a JavaScript package', () => {
  it.each([
    ['const dig = 1\nexport default dig;\n', 'dig', 2],
    ['export default async function dig() {}\n', 'dig', 1],
    ['export default class Dig extends Base {}\n', 'Dig', 1],
    ['export { dig as default, other }\n', 'dig', 1],
  ])('is named `default`, with the name the source gives it: %j', (text, local, line) => {
    expect(ofIndex(text).find(({ name }) => name === 'default')).toEqual({
      name: 'default',
      kind: 'default',
      local,
      module: 'dig-deep',
      sources: [{ path: 'index.js', line }],
    })
  })

  it.each(['export default function () {}\n', 'export default class extends Base {}\n', 'export default dig({})\n'])(
    'has no name where the source gives none: %j',
    (text) => {
      expect(ofIndex(text)).toMatchObject([{ name: 'default', kind: 'default' }])
      expect(ofIndex(text)[0]).not.toHaveProperty('local')
    },
  )

  it('of CommonJS is required, through files that only pass it on, and what hangs on it is listed too', () => {
    const found = javascriptExports({
      'package.json': manifest({ main: './index.js' }),
      'index.js': "module.exports = require('./lib/dig')\n",
      'lib/dig.js': 'exports = module.exports = createDig;\nexports.json = 1\n',
    })
    expect(found).toMatchObject([
      { name: 'default', local: 'createDig', required: true, sources: [{ path: 'lib/dig.js', line: 1 }] },
      { name: 'json', required: true },
    ])
  })

  it('is none where an object of names is exported, and `export *` passes none on', () => {
    expect(ofIndex('module.exports = { dig, fill }\n').map(({ name }) => name)).toEqual(['dig', 'fill'])
    const files = { 'package.json': manifest({ main: './index.js' }), 'index.js': "export * from './dig.js'\n" }
    const dig = 'export const dig = 1\nexport default dig\n'
    expect(javascriptExports({ ...files, 'dig.js': dig }).map(({ name }) => name)).toEqual(['dig'])
  })

  it('needs no `require` where the package has a module of its own beside', () => {
    const both = { exports: { import: './index.mjs', require: './index.js' } }
    expect(ofIndex('module.exports = dig\n', both)[0]).not.toHaveProperty('required')
  })
})

describe('the entry behind a build’s output', () => {
  it.each([
    ['./distribution/index.js', 'source/index.ts', undefined],
    ['./dist/index.js', 'code/index.ts', { compilerOptions: { rootDir: './code' } }],
    ['./build/index.js', 'code/index.ts', { include: ['code/**/*.ts'] }],
    ['./dist/index.js', 'lib/index.ts', undefined],
  ])('%s is made from %s', (output, source, settings) => {
    const files = {
      'package.json': manifest({ exports: output }),
      [source]: 'export const dig = 1\n',
      ...(settings ? { 'tsconfig.json': JSON.stringify(settings) } : {}),
    }
    expect(javascriptExports(files).map(({ sources }) => sources[0]?.path)).toEqual([source])
  })
})

describe('what a Rust library makes public', () => {
  it('takes in exported macros, and what it passes on of another crate of its workspace', () => {
    const crate = (name: string) =>
      `[package]\nname = "${name}"\nversion = "1.0.0"\nlicense = "MIT"\ndescription = "Digs."\n`
    const found = contributionOf(
      rust,
      {
        'Cargo.toml': `${crate('dig')}\n[workspace]\nmembers = ["dig_core"]\n`,
        'src/lib.rs':
          'pub use dig_core::*;\npub use other::*;\n#[macro_export]\nmacro_rules! dig {\n}\nmacro_rules! own {\n}\n',
        'dig_core/Cargo.toml': crate('dig_core'),
        'dig_core/src/lib.rs': 'pub struct Mole;\n',
      },
      'dig',
    )
    expect(found.surface?.exports?.map(({ name, kind, module }) => `${kind} ${module}::${name}`)).toEqual([
      'macro dig::dig',
      'struct dig::Mole',
    ])
  })
})

describe('a Python package with a command of its own name', () => {
  const names = ['Mole', 'Hill', 'Tunnel', 'dig', 'fill', 'level', 'bury']
  const plain = names.map((name) => `from dig.core import ${name}\n`).join('')
  const found = (init: string, more: Record<string, string> = {}, parser = 'click') =>
    contributionOf(python, {
      'pyproject.toml': `[project]\nname = "dig"\nversion = "1.0"\ndependencies = ["${parser}"]\n[project.scripts]\ndig = "dig.cli:main"\n[build-system]\nrequires = ["hatchling"]\n`,
      'dig/__init__.py': init,
      ...more,
    })
  const told = (one: ReturnType<typeof found>) => ({
    kinds: one.packages?.[0]?.kinds,
    exports: one.surface?.exports?.map(({ name }) => name),
  })

  it('is a command first, and its own imports are no exports', () => {
    expect(told(found(plain))).toEqual({ kinds: ['cli', 'library'], exports: [] })
    const one = plain.replace('import Mole', 'import Mole as Mole')
    expect(told(found(one))).toEqual({ kinds: ['cli', 'library'], exports: [] })
  })

  it('is a library where its author declares names, by __all__ in its order or by `as`', () => {
    const all = `__all__ = [${names.map((name) => `"${name}"`).join(', ')}]\n`
    expect(told(found(plain + all))).toEqual({ kinds: ['library', 'cli'], exports: names })
    const meant = names.map((name) => `from .core import ${name} as ${name}\n`).join('')
    expect(told(found(meant))).toEqual({ kinds: ['library', 'cli'], exports: names })
  })

  it('is a library where its README shows the import, or where it parses no command line', () => {
    expect(told(found(plain, { 'README.md': '```python\nfrom dig import Mole\n```\n' })).kinds?.[0]).toBe('library')
    expect(told(found(plain, { 'README.md': 'import diggers\n' })).kinds?.[0]).toBe('cli')
    expect(told(found(plain, {}, 'attrs'))).toEqual({ kinds: ['library', 'cli'], exports: names })
  })
})
