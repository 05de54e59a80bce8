import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { LIMITS } from '../../../src/source/limits'
import type { ReadOptions } from '../../../src/source/read-options'
import { readTar, readUploadedTar } from '../../../src/source/read-tar'
import { COMMIT } from '../snapshot'
import { everything, streamOf, tightened, UNWATCHED } from './reading'
import { pax, type TarMember, type WrittenTar, writeTar } from './tar-writer'

vi.setConfig({ testTimeout: 30_000 })

const TOP = 'name-1/'
const LONG = 'all work and no play makes a long file\n'.repeat(20_000)
const DEEP = `${'folder/'.repeat(20)}file`
const file = (name: string, content: string | Uint8Array = name, more: Partial<TarMember> = {}): TarMember => ({
  name: TOP + name,
  content,
  ...more,
})
const text = (bytes: Uint8Array | null | undefined) => (bytes ? new TextDecoder().decode(bytes) : bytes)
const complete = (options: Partial<ReadOptions>): ReadOptions => ({
  commit: null,
  wants: everything,
  limits: LIMITS,
  signal: new AbortController().signal,
  ...UNWATCHED,
  ...options,
})
const read = (bytes: Uint8Array, options: Partial<ReadOptions> = {}, sizes?: readonly number[]) =>
  readTar(streamOf(new Uint8Array(bytes), sizes), complete(options))
const upload = (bytes: Uint8Array, options: Partial<ReadOptions> = {}) =>
  readUploadedTar(async () => streamOf(bytes), complete(options))
async function sound(result: ReturnType<typeof read>) {
  const settled = await result
  if (!settled.ok) throw new Error(`${settled.code}: ${settled.message}`)
  return settled.value
}
const snapshot = (...given: Parameters<typeof read>) => sound(read(...given))
const listed = async (members: TarMember[], options?: Partial<ReadOptions>) =>
  [...(await snapshot(writeTar(members), options)).files].map(([path, { mode, bytes, content }]) => [
    path,
    mode,
    bytes,
    text(content),
  ])

describe('what a sound archive holds is read', () => {
  test('paths lose the top folder, contents, modes and sizes are right', async () => {
    const members = [
      pax({ comment: COMMIT }, 'g'),
      { name: TOP, type: '5', mode: 0o755 },
      file('README.md', '# Name\n'),
      file('run', '#!/bin/sh\n', { mode: 0o755 }),
      file('src/', '', { type: '5' }),
      file('src/a.ts', LONG),
      file('src/empty', ''),
      file('link', '', { type: '2', link: 'docs/README.md', size: 14 }),
    ]
    const { files, commit, archiveBytes, warnings } = await snapshot(writeTar(members))
    expect([...files].map(([path, { mode, bytes, content }]) => [path, mode, bytes, text(content)])).toEqual([
      ['README.md', 'file', 7, '# Name\n'],
      ['run', 'executable', 10, '#!/bin/sh\n'],
      ['src/a.ts', 'file', LONG.length, LONG],
      ['src/empty', 'file', 0, ''],
      ['link', 'symlink', 14, 'docs/README.md'],
    ])
    expect({ commit, warnings }).toEqual({ commit: COMMIT, warnings: [] })
    expect(archiveBytes).toBe(writeTar(members).length)
  })

  test('only what is wanted is kept, and of a long file only the beginning that is wanted', async () => {
    const wants = (path: string) => ({ a: 10, d: 2, e: 1 })[path] ?? 0
    const members = [file('a', LONG), file('b', LONG), file('c', 'small'), file('d', 'tiny'), file('e', '')]
    expect(await listed(members, { wants })).toEqual([
      ['a', 'file', LONG.length, 'all work a'],
      ['b', 'file', LONG.length, null],
      ['c', 'file', 5, null],
      ['d', 'file', 4, 'ti'],
      ['e', 'file', 0, ''],
    ])
  })

  const names: [how: string, members: TarMember[]][] = [
    ['a prefix', [{ name: 'file', prefix: TOP + DEEP.slice(0, -5), content: 'x' }]],
    ['a pax path', [pax({ path: TOP + DEEP, mtime: '1.5', 'SCHILY.xattr.user.x': '\0\n=' }), file('short', 'x')]],
    ['a GNU long name', [{ name: '././@LongLink', type: 'L', content: `${TOP}${DEEP}\0` }, file('short', 'x')]],
    [
      'a pax path over a GNU long name',
      [{ name: '././@LongLink', type: 'L', content: `${TOP}other\0` }, pax({ path: TOP + DEEP }), file('short', 'x')],
    ],
    [
      'dots before it',
      [{ name: `././${TOP}${'folder/'.repeat(10)}`, type: '5' }, pax({ path: `./${TOP}${DEEP}` }), file('', 'x')],
    ],
    [
      'a pax path that was taken back',
      [pax({ path: '' }), { name: 'file', prefix: TOP + DEEP.slice(0, -5), content: 'x' }],
    ],
  ]
  test.each(names)('a name by %s', async (_how, members) => {
    expect(await listed(members)).toEqual([[DEEP, 'file', 1, 'x']])
  })

  test('no prefix is read where the format has none', async () => {
    for (const format of ['gnu', 'v7'] as const)
      expect(await listed([file('a', 'x', { prefix: 'no', format })])).toEqual([['a', 'file', 1, 'x']])
  })

  test('what is said of one member is not said of the next', async () => {
    const members = [pax({ path: `${TOP}b`, size: '3' }), file('a', 'xyz', { size: 0 }), file('c', 'c')]
    expect(await listed(members)).toEqual([
      ['b', 'file', 3, 'xyz'],
      ['c', 'file', 1, 'c'],
    ])
  })

  test('sizes in base 256 and sums of signed bytes are read', async () => {
    const size = new Uint8Array([0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3])
    expect(await listed([file('é', 'xyz', { size, checksum: 'signed' })])).toEqual([['é', 'file', 3, 'xyz']])
  })

  test('a target is as long as a pax record or a GNU long link says', async () => {
    const members = [
      pax({ linkpath: DEEP }),
      file('a', '', { type: '2', link: 'short' }),
      { name: '././@LongLink', type: 'K', content: `${DEEP}\0` },
      file('b', '', { type: '2', link: 'short' }),
      file('c', '', { type: '2', link: 'short' }),
    ]
    expect((await listed(members)).map(([, , , target]) => target)).toEqual([DEEP, DEEP, 'short'])
  })

  test('the file that a wanted link leads to is read for it, or the link is told when that has passed', async () => {
    const wants = (path: string) => (path.endsWith('README.md') ? 3 : 0)
    const members = [
      file('before', 'content'),
      file('README.md', '', { type: '2', link: 'docs/readme.txt' }),
      file('a/README.md', '', { type: '2', link: '../before' }),
      file('docs/readme.txt', 'content'),
    ]
    const { files, warnings } = await snapshot(writeTar(members), { wants })
    expect(text(files.get('docs/readme.txt')?.content)).toBe('con')
    expect(warnings).toMatchObject([{ code: 'symlink_unread', sources: [{ path: 'a/README.md' }] }])
  })

  test('a hard link is the file that it names, as far as that was read', async () => {
    const wants = (path: string) => ({ a: 2, 'b/copy': 9, early: 1, late: 1 })[path] ?? 0
    const members = [
      file('a', 'content', { mode: 0o755 }),
      file('b/copy', '', { type: '1', link: `./${TOP}a` }),
      file('unread', 'x'),
      file('unwanted', '', { type: '1', link: `${TOP}unread` }),
      file('early', '', { type: '1', link: `${TOP}unread` }),
      file('late', '', { type: '1', link: `${TOP}nothing` }),
      file('own', 'data', { type: '1', link: `${TOP}a` }),
      file('symlink', '', { type: '2', link: 'a' }),
      file('again', '', { type: '1', link: `${TOP}symlink` }),
    ]
    const { files, warnings } = await snapshot(writeTar(members), { wants })
    expect([...files].map(([path, { mode, bytes, content }]) => [path, mode, bytes, text(content)])).toEqual([
      ['a', 'executable', 7, 'co'],
      ['b/copy', 'executable', 7, 'co'],
      ['unread', 'file', 1, null],
      ['unwanted', 'file', 1, null],
      ['early', 'file', 1, null],
      ['late', 'file', 0, null],
      ['own', 'file', 4, null],
      ['symlink', 'symlink', 1, 'a'],
      ['again', 'symlink', 1, 'a'],
    ])
    expect(warnings).toMatchObject([
      { code: 'hard_link_unread', sources: [{ path: 'b/copy' }, { path: 'early' }, { path: 'late' }] },
    ])
  })

  test('a file of an old writer whose name ends with a slash is a folder, and a folder needs none', async () => {
    const members = [
      file('.gitmodules', '[submodule "a"]\n\tpath = a\n[submodule "b"]\n\tpath = b\n'),
      file('a/', '', { format: 'v7', type: '\0' }),
      file('b', '', { type: '5' }),
    ]
    expect((await listed(members)).map(([path, mode]) => [path, mode])).toEqual([
      ['.gitmodules', 'file'],
      ['a', 'submodule'],
      ['b', 'submodule'],
    ])
  })

  test('devices, sparse files and what nobody knows are left out and told; labels are nothing', async () => {
    const map = Buffer.alloc(512)
    const sparse = writeTar([file('sparse', 'x', { type: 'S', format: 'gnu' })], { plain: true }).slice(0, 1024)
    // Bytes 0 and 512 on: the header says that a block of the map follows, which says that it is the last.
    sparse[482] = 1
    sparse.fill(0x20, 148, 156)
    const sum = sparse.subarray(0, 512).reduce((total, byte) => total + byte, 0)
    sparse.set(Buffer.from(`${sum.toString(8).padStart(6, '0')}\0 `), 148)
    const before = writeTar(
      [
        { name: 'a label', type: 'V' },
        file('tty', '', { type: '3', size: 99 }),
        file('pipe', '', { type: '6' }),
        file('what', LONG, { type: 'Z' }),
        pax({ 'GNU.sparse.major': '1', path: `${TOP}holes` }),
        file('GNUSparseFile.1/holes', 'map and parts'),
      ],
      { plain: true, zeroBlocks: 0 },
    )
    const after = writeTar([file('a', 'x')], { plain: true })
    const archive = Buffer.concat([before, sparse.subarray(0, 512), map, sparse.subarray(512), after])
    const { files, warnings } = await snapshot(gzipSync(archive))
    expect([...files.keys()]).toEqual(['a'])
    const paths = ['tty', 'pipe', 'what', 'holes', 'sparse']
    expect(warnings).toMatchObject([{ code: 'member_special', sources: paths.map((path) => ({ path })) }])
  })

  test('zeros, one block of them or a record, end it', async () => {
    for (const zeroBlocks of [1, 2, 3, 40])
      expect([...(await snapshot(writeTar([file('a')], { zeroBlocks }))).files.keys()]).toEqual(['a'])
    expect((await snapshot(writeTar([], { zeroBlocks: 20 }))).files.size).toBe(0)
  })

  test('gzip members in a row are one stream', async () => {
    const tar = writeTar([file('a', LONG)], { plain: true })
    const parts = Buffer.concat([gzipSync(tar.subarray(0, 700)), gzipSync(tar.subarray(700))])
    expect(text((await snapshot(parts)).files.get('a')?.content)).toBe(LONG)
  })

  test('names are UTF-8, or else Latin-1, and __proto__ is a name like any other', async () => {
    const latin = Buffer.concat([Buffer.from(`${TOP}caf`), Buffer.from([0xe9])])
    const { files } = await snapshot(
      writeTar([file('naïve ✓.md', 'a'), { name: latin, content: 'b' }, file('__proto__', 'c')]),
    )
    expect([...files.keys()]).toEqual(['naïve ✓.md', 'café', '__proto__'])
  })

  test('pointers of Git LFS and export-ignore are told', async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0a'.repeat(32)}\nsize 12345\n`
    const attributes = '*.bin filter=lfs\n/test export-ignore\n'
    const { files, warnings } = await snapshot(writeTar([file('.gitattributes', attributes), file('a.bin', pointer)]))
    expect(files.get('a.bin')?.content).toBeNull()
    expect(warnings.map(({ code }) => code)).toEqual(['lfs_pointer', 'export_ignore'])
  })

  test('progress is told in compressed bytes, up to the whole archive', async () => {
    const archive = writeTar([file('a', LONG)])
    const told: number[] = []
    await snapshot(archive, { onBytes: (received) => told.push(received) }, [1000])
    expect(told.at(-1)).toBe(archive.length)
    expect(told).toEqual([...told].sort((a, b) => a - b))
  })
})

describe('a name that leads astray is left out and told', () => {
  test.each([
    ['..', `${TOP}../../etc/passwd`],
    ['an empty segment', `${TOP}a//b`],
    ['a backslash', `${TOP}a\\b`],
    ['a control character', `${TOP}a\u0001b`],
    ['too deep', `${TOP}${'a/'.repeat(41)}b`],
    ['too long', TOP + 'a'.repeat(1025)],
  ])('%s', async (_what, path) => {
    const { files, warnings } = await snapshot(writeTar([pax({ path }), file('bad'), file('good')]))
    expect([...files.keys()]).toEqual(['good'])
    expect(warnings).toMatchObject([{ code: 'member_name', message: expect.stringContaining('1') }])
  })

  test('a NUL in a pax path', async () => {
    const { files } = await snapshot(writeTar([pax({ path: `${TOP}a\0b` }), file('bad'), file('good')]))
    expect([...files.keys()]).toEqual(['good'])
  })
})

describe('a broken archive is refused whole', () => {
  const [a, b] = [file('a', 'aaaa'), file('b', LONG)]
  const long = (length: number, type = 'x') => ({ name: 'pax', type, content: new Uint8Array(length).fill(0x31) })
  const raw = (content: string) => ({ name: 'pax', type: 'x', content })
  const cases: [what: string, members: TarMember[], options?: WrittenTar][] = [
    ['a wrong checksum', [a, { ...b, checksum: 1 }]],
    ['a size that is too small', [{ ...b, size: 10 }, a]],
    ['a size that is no number', [{ ...a, size: Buffer.from('00000000x04 ') }]],
    ['a size below zero', [{ ...a, size: new Uint8Array(12).fill(0xff) }]],
    ['a size beyond all bounds', [{ ...a, size: new Uint8Array(12).fill(0x7f).fill(0x80, 0, 1) }]],
    ['something behind the end', [a], { after: new Uint8Array([1]) }],
    ['a second archive behind the end', [a], { after: writeTar([b], { plain: true }) }],
    ['a commit that was not asked for', [pax({ comment: 'f'.repeat(40) }, 'g'), a]],
    ['one path for all', [pax({ path: `${TOP}x` }, 'g'), a]],
    ['one size for all', [pax({ size: '0' }, 'g'), a]],
    ['a pax header of nothing', [a, pax({ path: `${TOP}x` })]],
    ['a pax length of zero', [raw('0 path=a\n'), a]],
    ['a pax length beyond the header', [raw('99 path=a\n'), a]],
    ['a pax length before its keyword', [raw('3 path=a\n'), a]],
    ['a pax length without end', [raw('9'.repeat(400)), a]],
    ['a pax length that is no number', [raw('-9 path=a\n'), a]],
    ['a pax record without a keyword', [raw('5 ab\n'), a]],
    ['a pax record without a newline', [raw('17 path=name-1/ab'), a]],
    ['a pax size that is no number', [pax({ size: '1e3' }), a]],
    ['a pax size beyond all bounds', [pax({ size: '9'.repeat(40) }), a]],
    ['a pax header of megabytes', [long(1_100_000), a]],
    ['a long name of megabytes', [long(1_100_000, 'L'), a]],
    ['a file twice', [a, b, a]],
    ['a file that is a folder', [a, file('a/b')]],
    ['a folder with content', [file('folder/', 'x')]],
    ['two top folders', [a, { name: 'other/b' }]],
    ['no top folder', [{ name: 'a' }]],
    ['an absolute name', [{ name: '/etc/passwd' }]],
    ['a parent folder as top folder', [{ name: '../a' }]],
    ['zeros without end', [a], { zeroBlocks: 4000 }],
  ]
  test.each(cases)('%s', async (_what, members, options) => {
    expect(await read(writeTar(members, options), { commit: COMMIT })).toMatchObject({
      ok: false,
      code: 'archive_invalid',
      retryable: false,
    })
  })

  test.each([
    ['a page', Buffer.from('<html>no</html>'.repeat(100))],
    ['text in gzip', gzipSync('no archive\n'.repeat(100))],
    ['a tar that is not compressed', writeTar([a], { plain: true })],
  ])('%s is no archive', async (_what, bytes) => {
    expect(await read(bytes)).toMatchObject({ ok: false, code: 'archive_invalid' })
  })

  test('a wrong sum at the end of the gzip stream', async () => {
    const archive = writeTar([a, b])
    archive[archive.length - 8]! ^= 1
    expect(await read(archive)).toMatchObject({ code: 'archive_invalid' })
  })

  test('an archive that breaks off anywhere, compressed or before, is truncated and may be asked for again', async () => {
    const whole = writeTar([{ name: TOP, type: '5' }, a, pax({ path: `${TOP}c` }), file('c', 'c'.repeat(600))])
    for (let length = 0; length < whole.length; length++)
      expect(await read(whole.subarray(0, length))).toMatchObject({ code: 'archive_truncated', retryable: true })
    const tar = gunzipSync(whole)
    for (let length = 0; length < tar.length - 512; length += 64)
      expect(await read(gzipSync(tar.subarray(0, length)))).toMatchObject({ code: 'archive_truncated' })
    expect(await read(whole)).toMatchObject({ ok: true })
  })
})

describe('each limit ends the work with its own code', () => {
  const archive = writeTar([file('a', LONG), file('b/b/b/b', LONG), file('c', LONG)])
  const noise = Uint8Array.from({ length: 50_000 }, (_, i) => (Math.imul(i ^ (i >>> 7), 2654435761) >>> 13) & 255)
  const cases: [what: string, limits: Parameters<typeof tightened>[0], code: string][] = [
    ['compressed bytes', { archiveBytes: 1000 }, 'archive_too_large'],
    ['bytes of files', { inflatedBytes: LONG.length * 2 }, 'archive_too_large'],
    ['members', { members: 2 }, 'too_many_files'],
    ['names altogether', { nameBytes: 20 }, 'too_many_files'],
  ]
  test.each(cases)('%s', async (_what, limits, code) => {
    expect(await read(archive, { limits: tightened(limits) })).toMatchObject({ ok: false, code })
    expect(await read(writeTar([file('n', noise)]), { limits: tightened(limits) })).toMatchObject({
      ok: code === 'too_many_files' || 'inflatedBytes' in limits,
    })
  })

  test('a bomb of headers or of zeros inflates no further than its limit', async () => {
    const limits = tightened({ inflatedBytes: 2_000_000 })
    const headers = writeTar(Array.from({ length: 10_000 }, () => pax({ mtime: '1' })))
    expect(await read(headers, { limits })).toMatchObject({ code: 'archive_too_large' })
    const size = 100_000_000
    const bomb = writeTar([file('bomb', new Uint8Array(size))])
    const before = process.memoryUsage().rss
    expect(await read(bomb, { limits })).toMatchObject({ code: 'archive_too_large' })
    const { files } = await snapshot(bomb)
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000)
    expect(files.get('bomb')).toMatchObject({ bytes: size })
    expect(files.get('bomb')?.content).toHaveLength(LIMITS.fileBytes.most)
  })

  test('bytes held: what does not fit is unread, and files deep in the tree stop first', async () => {
    const limits = tightened({ heldBytes: LONG.length * 2.5, deepHeldBytes: LONG.length * 1.5 })
    const { files, warnings } = await snapshot(archive, { limits })
    expect([...files.values()].map(({ content }) => content !== null)).toEqual([true, false, true])
    expect(warnings).toMatchObject([{ code: 'read_limit', sources: [{ path: 'b/b/b/b' }] }])
  })

  test('targets of links: those that do not fit are told', async () => {
    const links = ['a', 'b', 'c'].map((name) => file(name, '', { type: '2', link: 'x'.repeat(60) }))
    for (const limits of [tightened({ linkBytes: 130 }), tightened({ symlinkBytes: 50 })]) {
      const { files, warnings } = await snapshot(writeTar(links), { limits })
      expect(files.get('c')).toEqual({ mode: 'symlink', bytes: 60, content: null })
      expect(warnings.map(({ code }) => code)).toEqual(['symlink_unread'])
    }
  })
})

describe('an archive that a person made', () => {
  const names = async (members: TarMember[]) => [...(await sound(upload(writeTar(members)))).files.keys()]
  test('loses its top folder where all is in one', async () => {
    expect(await names([{ name: './package/a' }, { name: './package/b/c' }])).toEqual(['a', 'b/c'])
  })
  test('keeps its names where not', async () => {
    expect(await names([{ name: './', type: '5' }, { name: './src/a' }, { name: './README.md' }])).toEqual([
      'src/a',
      'README.md',
    ])
    expect(await names([{ name: 'README.md' }])).toEqual(['README.md'])
  })
  test('is read without what macOS puts beside each file', async () => {
    expect(await names([{ name: './._name' }, { name: 'name/._a' }, { name: 'name/a' }])).toEqual(['a'])
  })
  test('is refused when it is broken, with a top folder or without', async () => {
    const broken = writeTar([{ name: 'src/a' }, { name: 'b' }, { name: 'b' }])
    expect(await upload(broken)).toMatchObject({ ok: false, code: 'archive_invalid' })
    expect(await upload(writeTar([{ name: '../a' }, { name: 'b' }]))).toMatchObject({ ok: true })
  })
})

describe('the work ends when it is told to', () => {
  test.each([
    ['cancelled', new Error('the job was deleted')],
    ['source_timeout', new DOMException('late', 'TimeoutError')],
  ] as const)('%s, and the stream is let go', async (code, reason) => {
    let cancelled = 0
    const stalled = () =>
      new ReadableStream({
        type: 'bytes',
        start: (controller) => controller.enqueue(writeTar([file('a', LONG)]).slice(0, 100)),
        cancel: () => {
          cancelled++
        },
      })
    const controller = new AbortController()
    const result = readTar(stalled(), complete({ signal: controller.signal }))
    setTimeout(() => controller.abort(reason), 10)
    expect(await result).toMatchObject({ ok: false, code })
    expect(await readTar(stalled(), complete({ signal: controller.signal }))).toMatchObject({ code })
    expect(cancelled).toBe(2)
  })

  test('a connection that breaks is a truncated archive', async () => {
    const body = new ReadableStream({ type: 'bytes', pull: (controller) => controller.error(new Error('reset')) })
    expect(await readTar(body, complete({}))).toMatchObject({ code: 'archive_truncated' })
  })
})
