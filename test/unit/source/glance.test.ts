import { expect, test } from 'vitest'
import type { Glance } from '../../../src/source/files'
import type { ReadOptions } from '../../../src/source/read-options'
import { readTar } from '../../../src/source/read-tar'
import { reading, snapshot, streamOf, tightened, uploaded } from './reading'
import { writeTar } from './tar-writer'
import { writeZip } from './zip-writer'

const TOP = 'top/'
const LONG = 'all work and no play makes a long file\n'.repeat(500)
const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0a'.repeat(32)}\nsize 12345\n`
const text = (bytes: Uint8Array | null | undefined) => (bytes ? new TextDecoder().decode(bytes) : bytes)

/** Looks at twenty bytes of sources and holds those that say so. */
const glance: Glance = {
  wants: (path) => (path.endsWith('.go') ? 20 : 0),
  at: (path, content, bytes) => ({ path, text: text(content), bytes }),
  holds: (_, content) => text(content)?.startsWith('HOLD') === true,
}
const wants = (path: string) => (path.startsWith('kept') ? 5 : 0)

type Tree = Record<string, string | { link: string }>
/** The same tree in each format, read with the glance. */
const READERS: Record<string, (tree: Tree, options: Partial<ReadOptions>) => ReturnType<typeof snapshot>> = {
  'a ZIP of a host': (tree, options) => snapshot(zip(tree), options),
  'an uploaded ZIP': async (tree, options) => sound(await uploaded(zip(tree), options)),
  'a tar': async (tree, options) =>
    sound(await readTar(streamOf(new Uint8Array(tar(tree))), reading({ commit: null, ...options }))),
}
function sound<T>(result: { ok: true; value: T } | { ok: false; code: string }): T {
  if (!result.ok) throw new Error(result.code)
  return result.value
}
const zip = (tree: Tree) =>
  writeZip(
    Object.entries(tree).map(([path, given]) =>
      typeof given === 'string'
        ? { name: TOP + path, content: given }
        : { name: TOP + path, content: given.link, method: 0, mode: 0o120777 },
    ),
  )
const tar = (tree: Tree) =>
  writeTar(
    Object.entries(tree).map(([path, given]) =>
      typeof given === 'string'
        ? { name: TOP + path, content: given }
        : { name: TOP + path, content: '', type: '2', link: given.link },
    ),
  )

/** What is known of each file: bytes that are held, and what was seen. */
async function read(reader: string, tree: Tree, options: Partial<ReadOptions> = {}) {
  const { files, warnings } = await READERS[reader]!(tree, { wants, glance, ...options })
  const known = [...files].map(([path, { content, seen }]) => [path, text(content) ?? null, seen ?? null] as const)
  return { known, codes: warnings.map(({ code }) => code) }
}

test.each(Object.keys(READERS))('in %s, what is looked at is seen and not held', async (reader) => {
  const { known, codes } = await read(reader, {
    'a.go': LONG,
    'b.txt': LONG,
    'short.go': 'package a',
    'kept.txt': LONG,
    'kept.go': LONG,
    'told.go': `HOLD ${LONG}`,
    'empty.go': '',
  })
  expect(known).toEqual([
    ['a.go', null, { path: 'a.go', text: LONG.slice(0, 20), bytes: LONG.length }],
    ['b.txt', null, null],
    ['short.go', null, { path: 'short.go', text: 'package a', bytes: 9 }],
    ['kept.txt', LONG.slice(0, 5), null],
    // What is held at all is held as far as the glance wants it, which then need not look.
    ['kept.go', LONG.slice(0, 20), null],
    [
      'told.go',
      `HOLD ${LONG.slice(0, 15)}`,
      { path: 'told.go', text: `HOLD ${LONG.slice(0, 15)}`, bytes: LONG.length + 5 },
    ],
    ['empty.go', null, null],
  ])
  expect(codes).toEqual([])
})

test.each(Object.keys(READERS))('in %s, what is too much to be held is looked at, and that is told', async (reader) => {
  const tree = { 'kept-a.go': 'a'.repeat(30), 'kept-b.go': 'b'.repeat(30), 'kept-c.txt': 'c'.repeat(30) }
  const { known, codes } = await read(reader, tree, { limits: tightened({ heldBytes: 20 }) })
  const [a, b, c] = known
  expect(a).toEqual(['kept-a.go', 'a'.repeat(20), null])
  expect(b).toEqual(['kept-b.go', null, { path: 'kept-b.go', text: 'b'.repeat(20), bytes: 30 }])
  expect([c, codes]).toEqual([['kept-c.txt', null, null], ['read_limit']])
})

test.each(Object.keys(READERS))('in %s, what was looked at is held within what may be held', async (reader) => {
  const tree = { 'a.go': `HOLD ${LONG}`, 'b.go': `HOLD ${LONG}` }
  const { known, codes } = await read(reader, tree, { limits: tightened({ heldBytes: 30 }) })
  expect(known.map(([path, held, seen]) => [path, held?.length, seen !== null])).toEqual([
    ['a.go', 20, true],
    ['b.go', undefined, true],
  ])
  expect(codes).toEqual(['read_limit'])
})

test.each(Object.keys(READERS))('in %s, no more is looked at than may be, and that is told', async (reader) => {
  const tree = { 'a.go': 'a'.repeat(30), 'b.go': 'b'.repeat(30), 'kept.txt': 'still held' }
  const { known, codes } = await read(reader, tree, { limits: tightened({ glancedBytes: 39 }) })
  expect(known.map(([path, , seen]) => [path, seen !== null])).toEqual([
    ['a.go', true],
    ['b.go', false],
    ['kept.txt', false],
  ])
  expect([known[2]?.[1], codes]).toEqual(['still', ['glance_limit']])
})

test.each(Object.keys(READERS))('in %s, pointers of Git LFS say nothing of their language', async (reader) => {
  const { known, codes } = await read(reader, {
    '.gitattributes': '*.go filter=lfs\n',
    'film.go': POINTER,
    // As long as a pointer, so that it is read to know whether it is one, and then looked at all the same.
    'other.go': LONG.slice(0, POINTER.length),
  })
  expect(known.map(([path, held, seen]) => [path, held, seen !== null])).toEqual([
    ['.gitattributes', null, false],
    ['film.go', null, false],
    ['other.go', null, true],
  ])
  expect(codes).toEqual(['lfs_pointer'])
  const unnamed = await read(reader, { 'film.go': POINTER }, { glance: { ...glance, wants: () => 1000 } })
  expect(unnamed).toEqual({ known: [['film.go', null, null]], codes: ['lfs_pointer'] })
})

test('what may be a link is looked at before that is known, and a link to a file that nobody wanted is no fault', async () => {
  const { files, warnings } = await snapshot(
    writeZip([
      { name: `${TOP}a.go`, content: 'package a', method: 0 },
      { name: `${TOP}b.go`, content: 'HOLD this', method: 0 },
      { name: `${TOP}link.go`, content: 'a.go', method: 0, mode: 0o120777 },
    ]),
    { wants, glance },
  )
  expect([...files].map(([path, { mode, content, seen }]) => [path, mode, text(content), seen !== undefined])).toEqual([
    ['a.go', 'file', null, true],
    ['b.go', 'file', 'HOLD this', true],
    ['link.go', 'symlink', 'a.go', true],
  ])
  expect(warnings).toEqual([])
})

test('a damaged beginning is told, and nothing is seen in it', async () => {
  const { files, warnings } = await snapshot(
    writeZip([
      { name: `${TOP}a.go`, content: 'package a', crc: 1 },
      { name: `${TOP}b.go`, content: 'package b' },
    ]),
    { wants, glance },
  )
  expect([files.get('a.go')?.seen, files.get('b.go')?.seen]).toEqual([
    undefined,
    { path: 'b.go', text: 'package b', bytes: 9 },
  ])
  expect(warnings.map(({ code }) => code)).toEqual(['member_corrupt'])
})
