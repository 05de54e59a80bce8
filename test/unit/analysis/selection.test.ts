import { describe, expect, test } from 'vitest'
import { analyse, interestIn } from '../../../src/analysis/analyse'
import { selected } from '../../../src/analysis/selection'
import { snapshotOf } from '../snapshot'

const TREE = [
  'README.md',
  'src/index.js',
  'src/deep/index.js',
  'legacy/index.js',
  'legacy/keep.js',
  'docs/legacy/a.md',
  'a.log',
]
const tree = (more: Record<string, string> = {}) =>
  snapshotOf({ ...Object.fromEntries(TREE.map((path) => [path, 'x'])), ...more })
const left = (exclude: string[], include: string[] = []) => [...selected(tree(), { include, exclude }).files.keys()]
const gone = (...exclude: string[]) => TREE.filter((path) => !left(exclude).includes(path))

describe('patterns, as gitignore has them', () => {
  test.each([
    ['a name is meant anywhere', ['index.js'], ['src/index.js', 'src/deep/index.js', 'legacy/index.js']],
    ['a folder takes along what is in it', ['legacy/'], ['legacy/index.js', 'legacy/keep.js', 'docs/legacy/a.md']],
    ['a leading slash means the root', ['/legacy'], ['legacy/index.js', 'legacy/keep.js']],
    ['a slash within means a path', ['src/deep'], ['src/deep/index.js']],
    ['a star stays in its folder', ['src/*.js'], ['src/index.js']],
    ['two stars span folders', ['**/deep/*'], ['src/deep/index.js']],
    ['an exclamation mark takes back', ['legacy/*', '!legacy/keep.js'], ['legacy/index.js']],
    [
      'what lies in a folder that is left out does not come back',
      ['legacy', '!legacy/keep.js'],
      ['legacy/index.js', 'legacy/keep.js', 'docs/legacy/a.md'],
    ],
    ['a folder’s pattern leaves a file of that name', ['a.log/'], []],
    ['comments and empty lines are none', ['# a.log', '', '   '], []],
  ])('%s', (_, patterns, expected) => {
    expect(gone(...patterns)).toEqual(expected)
  })
  test('only what is included is looked at, without what is excluded', () => {
    expect(left(['deep/'], ['src/', 'README.md'])).toEqual(['README.md', 'src/index.js'])
  })
  test('stars without end end', () => {
    const long = 'a'.repeat(4_000)
    const { files } = selected(snapshotOf({ [long]: '' }), { include: [], exclude: [`${'*a'.repeat(200)}b`] })
    expect(files.size).toBe(1)
  })
})

describe('the ignore file', () => {
  const manifest = JSON.stringify({
    name: 'kettle',
    scripts: { test: 'node --test' },
  })
  const files = {
    'package.json': manifest,
    'old/package.json': JSON.stringify({ name: 'pot', scripts: { start: 'node .' } }),
    'old/go.mod': 'module example.org/pot\n',
  }
  const origin = { host: 'github.com', owner: 'acme', name: 'kettle', url: null, clone_url: null, ref: 'main' }
  const facts = (more: Record<string, string>, exclude: string[] = []) =>
    analyse(snapshotOf({ ...files, ...more }), origin, { include: [], exclude })
  test('is read, and what it names is not spoken of', () => {
    expect(interestIn(null).wants('.readmeforgeignore', 100)).toBeGreaterThanOrEqual(100)
    expect(JSON.stringify(facts({}))).toContain('old/')
    const without = facts({ '.readmeforgeignore': 'old/\n' })
    expect(JSON.stringify(without)).not.toContain('old/')
    expect(without.commands.test.map(({ command }) => command)).toEqual(['npm test'])
  })
  test('whoever asks has the last word', () => {
    const back = facts({ '.readmeforgeignore': 'old/\n' }, ['!old/'])
    expect(JSON.stringify(back)).toContain('old/')
  })
  test('a link to what it names still leads somewhere', () => {
    const readme = '# Kettle\n\nSee [the old one](old/package.json) and [nothing](nowhere.md).\n'
    const { existing_readme } = facts({ '.readmeforgeignore': 'old/\n', 'README.md': readme })
    expect(existing_readme?.drift.map(({ claim }) => claim)).not.toContain('old/package.json')
  })
  test('holds for a folder that is asked for by itself', () => {
    const below = analyse(
      snapshotOf({ 'web/package.json': manifest, 'web/old/go.mod': 'module x\n', '.readmeforgeignore': 'web/old\n' }),
      { ...origin, subdirectory: 'web' },
    )
    expect(JSON.stringify(below)).not.toContain('go.mod')
  })
})
