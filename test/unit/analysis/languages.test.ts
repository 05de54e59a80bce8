import { describe, expect, test } from 'vitest'
import { countedFiles, countLanguages, languageGlance } from '../../../src/analysis/languages'
import { openProject } from '../../../src/analysis/project'
import type { Interest, Wants } from '../../../src/source/files'
import { type Files, snapshotOf } from '../snapshot'

const everything: Wants = () => Number.POSITIVE_INFINITY
/** What the product holds to count languages by. */
const ATTRIBUTES: Wants = (path) => (path.endsWith('.gitattributes') ? 10_000 : 0)
const glancing: Interest = { wants: ATTRIBUTES, glance: { ...languageGlance, holds: () => false } }
const count = (files: Files, wants: Wants | Interest = glancing) =>
  countLanguages(countedFiles(openProject(snapshotOf(files, wants), 'example').project))
const names = (files: Files, wants?: Wants | Interest) => count(files, wants).map(({ name }) => name)

describe('what is counted', () => {
  test('bytes of programming and markup languages are counted, largest first, in percent of two decimals', () => {
    expect(count({ 'a.py': 'x = 1\n'.repeat(20), 'b.rs': 'fn main() {}\n', 'c.html': '<p>a</p>\n' })).toEqual([
      { name: 'Python', bytes: 120, percent: 84.51, color: '#3572A5' },
      { name: 'Rust', bytes: 13, percent: 9.15, color: '#dea584' },
      { name: 'HTML', bytes: 9, percent: 6.34, color: '#e34c26' },
    ])
  })

  test('data and prose are not counted, however much there is of them', () => {
    expect(
      names({ 'data.json': '[]'.repeat(500), 'README.md': '# a', 'x.yml': 'a: 1', 'a.go': 'package a\n' }),
    ).toEqual(['Go'])
  })

  test('Markdown with components is prose as all Markdown is, unless the repository says that it counts', () => {
    const files = { 'docs-site/a.mdx': '# a\n'.repeat(100), 'b.ts': 'export const b = 1\n' }
    expect(names(files)).toEqual(['TypeScript'])
    expect(names({ ...files, '.gitattributes': '*.mdx linguist-detectable' })).toEqual(['MDX', 'TypeScript'])
  })

  test('a language of a group is counted to the group', () => {
    expect(names({ 'App.tsx': 'export const a = <p />\n', 'view.html.erb': '<%= a %>' })).toEqual([
      'TypeScript',
      'HTML',
    ])
  })

  test('vendored, documentation and generated paths are left out', () => {
    const files = {
      'node_modules/a/index.js': 'a()',
      'vendor/b.rb': 'b',
      'docs/conf.py': 'c = 1',
      'examples/d.go': 'package d',
      'dist/e.js': 'e()',
      'jquery.min.js': 'f()',
      'types/g.d.ts': 'export {}',
      'Form.Designer.cs': 'class A {}',
      'src/h.rb': 'h',
    }
    expect(names(files, everything)).toEqual(['Ruby'])
    for (const path of Object.keys(files).slice(0, -1)) expect(languageGlance.wants(path, 100)).toBe(0)
  })

  test('symbolic links, submodules and empty files have no bytes to count', () => {
    expect(names({ 'a.py': { symlink: 'b.rs' }, 'b.rs': '', 'c.lua': 'return 1' })).toEqual(['Lua'])
  })

  test('binary content behind a source extension is not counted', () => {
    expect(names({ 'a.h': new Uint8Array([1, 0, 2, 3]), 'b.c': 'int main;' })).toEqual(['C'])
  })

  test('nothing to count gives no languages', () => {
    expect(count({})).toEqual([])
  })
})

describe('.gitattributes', () => {
  const code = { 'a.py': 'x = 1\n', 'lib/b.js': 'b()\n', 'lib/deep/c.js': 'c()\n' }

  test('says what is vendored, generated or documentation, and what is not', () => {
    expect(names({ ...code, '.gitattributes': 'lib/** linguist-vendored\n' })).toEqual(['Python'])
    expect(names({ ...code, '.gitattributes': '*.py linguist-generated=true\n' })).toEqual(['JavaScript'])
    expect(names({ ...code, '.gitattributes': 'a.py linguist-documentation\n' })).toEqual(['JavaScript'])
    expect(names({ 'vendor/a.py': 'x', '.gitattributes': 'vendor/* -linguist-vendored\n' })).toEqual(['Python'])
    expect(names({ 'docs/a.py': 'x', '.gitattributes': 'docs/** linguist-documentation=false' })).toEqual(['Python'])
  })

  test('gives a file another language, by any of its aliases', () => {
    expect(names({ 'a.inc': 'a', '.gitattributes': '*.inc linguist-language=PHP' })).toEqual(['PHP'])
    expect(names({ 'a.x': 'a', '.gitattributes': '*.x linguist-language=cpp' })).toEqual(['C++'])
    expect(names({ 'a.py': 'a', '.gitattributes': '*.py linguist-language=No-Such' })).toEqual([])
  })

  test('makes data detectable and code not', () => {
    expect(
      names({ 'a.json': '{}', 'b.py': 'b', '.gitattributes': '*.json linguist-detectable\n*.py -linguist-detectable' }),
    ).toEqual(['JSON'])
  })

  test('a deeper file wins over a higher one, a later line over an earlier', () => {
    const files = {
      ...code,
      '.gitattributes': '*.js linguist-vendored\n*.py linguist-vendored\n*.py -linguist-vendored\n',
    }
    expect(names(files)).toEqual(['Python'])
    expect(count({ ...files, 'lib/deep/.gitattributes': '*.js !linguist-vendored\n' })).toMatchObject([
      { name: 'Python', bytes: 6 },
      { name: 'JavaScript', bytes: 4 },
    ])
  })

  test('pointers of Git LFS are not code', () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n'
    expect(names({ 'a.py': pointer, 'b.c': 'int a;', '.gitattributes': '*.py filter=lfs diff=lfs' })).toEqual(['C'])
  })
})

describe('what is read', () => {
  test('a script without an extension is told by its first line, which is not held', () => {
    const files = { 'bin/tool': '#!/usr/bin/env python3\nprint(1)\n', 'bin/data': 'just words\n' }
    expect(names(files)).toEqual(['Python'])
    expect(snapshotOf(files, glancing).files.get('bin/tool')?.content).toBeNull()
  })

  test('a file that only one language can have is not read', () => {
    for (const path of ['a.swift', 'b.kt', 'Dockerfile', 'c.scss', 'd.vue', 'e.json', 'f.txt', 'g.png'])
      expect(languageGlance.wants(path, 5000)).toBe(0)
  })

  test('no more than a beginning is read of a file that could be several', () => {
    expect(languageGlance.wants('a.h', 20_000)).toBe(5120)
    expect(languageGlance.wants('bin/tool', 1_000_000)).toBe(256)
    expect(languageGlance.wants('a.h', 10)).toBe(10)
  })

  test('more is read of a large header, which weighs more and begins with more constants', () => {
    expect(languageGlance.wants('a.h', 30_000)).toBe(12 * 1024)
    expect(languageGlance.wants('a.h', 1_000_000)).toBe(24 * 1024)
    const colours = `enum rgb {\n${'  red = 0xff0000,\n'.repeat(600)}};\n`
    const files = { 'color.h': `${colours}namespace a {}\n${'// a\n'.repeat(4000)}` }
    expect(names(files)).toEqual(['C++'])
  })

  test('what was not read is still counted by its name, and by what else the repository holds', () => {
    const unread: Wants = () => 0
    expect(names({ 'a.h': 'x', 'b.cpp': 'x' }, unread)).toEqual(['C++'])
    expect(names({ 'a.h': 'x' }, unread)).toEqual(['C'])
  })

  test('reading more than was asked for changes no figure', () => {
    const files: Files = {
      'a.h': '#include <vector>\nnamespace a {}\n',
      'b.go': '// Code generated by x. DO NOT EDIT.\npackage b\n',
      'c.js': `${'a'.repeat(500)}\n`,
      tool: '#!/usr/bin/env python3\n',
      'd.sql': 'SELECT 1;\n',
      'e.ts': 'export const a = 1\n',
    }
    expect(count(files)).toEqual(count(files, everything))
  })
})
