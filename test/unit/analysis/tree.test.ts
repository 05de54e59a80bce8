import { expect, test } from 'vitest'
import type { Package } from '../../../src/analysis/detector'
import { folderSums } from '../../../src/analysis/folders'
import { openProject } from '../../../src/analysis/project'
import { treeOf } from '../../../src/analysis/tree'
import { heartOf } from '../../../src/analysis/tree-candidates'
import { workspacesOf } from '../../../src/analysis/workspaces'
import { type Files, snapshotOf } from '../snapshot'

const member = (directory: string, members: string[] = []): Package => ({
  ecosystem: 'npm',
  directory,
  manifest: directory === '.' ? 'package.json' : `${directory}/package.json`,
  name: {
    value: `@acme/${directory}`,
    sources: [{ path: directory === '.' ? 'package.json' : `${directory}/package.json` }],
  },
  description:
    directory === '.' ? null : { value: `What ${directory} does`, sources: [{ path: `${directory}/package.json` }] },
  version: null,
  license: null,
  private: false,
  kinds: ['library'],
  members,
})
const tree = (files: Files, packages: Package[] = []) => {
  const { project } = openProject(snapshotOf(files), 'x')
  return treeOf(project, packages, workspacesOf(project, packages), [])
}
const code = 'x'.repeat(500)

test('a chain of folders is one path, and the main source is opened a level deep', () => {
  const paths = tree({
    'src/main/java/org/acme/shop/App.java': code,
    'src/main/java/org/acme/shop/owner/Owner.java': code,
    'src/main/resources/application.yml': code,
    'src/test/java/org/acme/shop/AppTest.java': code,
    'pom.xml': code,
  }).map(({ path }) => path)
  expect(paths).toEqual([
    'src/main/java/org/acme/shop',
    'src/main/java/org/acme/shop/owner',
    'src/main/resources',
    'src/test',
    'pom.xml',
  ])
})

test('members are named with what their manifests say, and stand for what they hold', () => {
  const files = {
    'package.json': '{}',
    'packages/a/package.json': '{}',
    'packages/a/src/deep/x.ts': code,
    'packages/b/package.json': '{}',
    'packages/b/x.ts': code,
  }
  const entries = tree(files, [member('.', ['packages/a', 'packages/b']), member('packages/a'), member('packages/b')])
  expect(entries.map(({ path, description }) => [path, description])).toContainEqual([
    'packages/a',
    'What packages/a does',
  ])
  expect(entries.map(({ path }) => path)).not.toContain('packages/a/src')
})

test('many members are named by the folder that holds them', () => {
  const names = Array.from({ length: 30 }, (_, n) => `crates/c${n}`)
  const files = Object.fromEntries(names.map((name) => [`${name}/lib.rs`, code]))
  const entries = tree(files, [member('.', names), ...names.map((name) => member(name))])
  expect(entries.find(({ path }) => path === 'crates')?.description).toBe('30 packages of the workspace')
  expect(entries.length).toBeLessThan(25)
})

test('a folder says of itself what its doc comment says', () => {
  const files = {
    'ui/ui.go': code,
    'ui/doc.go': '// Package ui provides the main UI for the shop.\npackage ui\n',
    'go.mod': '',
    'main.go': code,
    'shop/__init__.py': '"""Everything that the shop sells.\n\nMore."""\n',
    'shop/a.py': code,
  }
  const said = new Map(tree(files).map(({ path, description }) => [path, description]))
  expect(said.get('ui')).toBe('Provides the main UI for the shop')
  expect(said.get('shop')).toBe('Everything that the shop sells')
})

test('every path of the tree exists, and counts what it holds', () => {
  const files = { 'a/b.js': code, 'a/c.js': code, 'README.md': code, 'package.json': '{}' }
  for (const { path, kind, files: count } of tree(files)) {
    if (kind === 'file') expect(Object.keys(files)).toContain(path)
    else expect(count).toBe(Object.keys(files).filter((one) => one.startsWith(`${path}/`)).length)
  }
})

test('a folder full of sources is known by its largest, one of a few by itself', () => {
  const sources = (names: string[]) =>
    Object.fromEntries(names.map((name, index) => [`src/${name}.hs`, 'x'.repeat(100 * (index + 1))]))
  const shown = (files: Files) => tree(files).flatMap(({ path }) => path.match(/^src\/(\w+)\.hs$/)?.[1] ?? [])
  expect(shown(sources(['Util', 'Data', 'Checks', 'Rules', 'Lexer', 'Parser', 'Types']))).toEqual(
    ['Types', 'Parser', 'Lexer', 'Rules', 'Checks'].toSorted(),
  )
  expect(shown(sources(['Main', 'Parser']))).toEqual([])
})

test('the folder that holds nearly all of the code is opened, however deep it lies', () => {
  const shown = (files: Files) => tree(files).map(({ path }) => path)
  const rooms = { 'src/Kite/Wind/a.cs': code, 'src/Kite/Knots/a.cs': code, 'src/Kite/Kite.cs': code }
  expect(shown({ ...rooms, 'src/Shim/a.cs': 'x' })).toEqual(expect.arrayContaining(['src/Kite/Wind', 'src/Kite/Knots']))
  const { project } = openProject(snapshotOf({ 'a/a.cs': code, 'b/b.cs': code }), 'x')
  expect(heartOf(project, folderSums(project))).toBeNull()
})
