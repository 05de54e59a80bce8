import { deflateRawSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { COMMIT } from '../snapshot'
import { everything, read, snapshot, tightened, UNWATCHED } from './reading'
import { type Written, type WrittenArchive, writeZip } from './zip-writer'

vi.setConfig({ testTimeout: 30_000 })

const TOP = 'name-1/'
const file = (name: string, content: string | Uint8Array = name, more: Partial<Written> = {}): Written => ({
  name: TOP + name,
  content,
  ...more,
})
const text = (bytes: Uint8Array | null | undefined) => (bytes ? new TextDecoder().decode(bytes) : bytes)
const LONG = 'all work and no play makes a long file\n'.repeat(20_000)

describe('what a sound archive holds is read', () => {
  test('paths lose the top folder, contents and sizes are right', async () => {
    const { files, commit, archiveBytes, warnings } = await snapshot(
      writeZip([
        { name: TOP, method: 0 },
        file('README.md', '# Name\n'),
        file('src/', '', { method: 0 }),
        file('src/a.ts', LONG),
      ]),
    )
    expect([...files.keys()]).toEqual(['README.md', 'src/a.ts'])
    expect(text(files.get('README.md')?.content)).toBe('# Name\n')
    expect(text(files.get('src/a.ts')?.content)).toBe(LONG)
    expect(files.get('src/a.ts')).toMatchObject({ mode: 'file', bytes: LONG.length })
    expect({ commit, warnings }).toEqual({ commit: COMMIT, warnings: [] })
    expect(archiveBytes).toBeGreaterThan(100)
  })

  test('only what is wanted is kept, and of a long file only the beginning that is wanted', async () => {
    const archive = writeZip([
      file('a', LONG),
      file('b', LONG),
      file('c', LONG, { method: 0 }),
      file('d', 'tiny', { method: 0 }),
      file('e', ''),
    ])
    const wants = (path: string) => ({ a: 10, c: 10, d: 2, e: 1 })[path] ?? 0
    const { files } = await snapshot(archive, { wants })
    expect([...files].map(([path, { content, bytes }]) => [path, text(content), bytes])).toEqual([
      ['a', 'all work a', LONG.length],
      ['b', null, LONG.length],
      ['c', 'all work a', LONG.length],
      ['d', 'ti', 4],
      ['e', '', 0],
    ])
  })

  test('a long file that does not compress is read through a window smaller than it', async () => {
    const noise = Uint8Array.from({ length: 1_500_000 }, (_, i) => (Math.imul(i ^ (i >>> 7), 2654435761) >>> 13) & 255)
    const archive = writeZip([file('noise', noise), file('stored', noise, { method: 0 }), file('after', 'x')])
    const { files } = await snapshot(archive)
    // Compared as buffers: matchers are slow on a million numbers.
    expect(Buffer.from(noise).equals(files.get('noise')?.content ?? noise.slice(1))).toBe(true)
    expect(Buffer.from(noise).equals(files.get('stored')?.content ?? noise.slice(1))).toBe(true)
    const start = await snapshot(archive, { wants: () => 700_000 })
    expect(Buffer.from(noise.slice(0, 700_000)).equals(start.files.get('noise')?.content ?? noise)).toBe(true)
    expect(text(start.files.get('after')?.content)).toBe('x')
  })

  test('of a long file whose beginning packs worse or better than the rest the beginning is read', async () => {
    const noise = Uint8Array.from({ length: 30_000 }, (_, i) => (Math.imul(i ^ (i >>> 7), 2654435761) >>> 13) & 255)
    const worse = Buffer.concat([noise, Buffer.from(LONG)])
    const better = Buffer.concat([Buffer.from(LONG), noise])
    const archive = writeZip([file('worse', worse), file('better', better)])
    for (const count of [100, 5000, 29_000, 31_000]) {
      const { files, warnings } = await snapshot(archive, { wants: () => count })
      expect(worse.subarray(0, count).equals(files.get('worse')?.content ?? noise)).toBe(true)
      expect(better.subarray(0, count).equals(files.get('better')?.content ?? noise)).toBe(true)
      expect(warnings).toEqual([])
    }
  })

  test('modes come from the directory: links with their target, executables, everything else a file', async () => {
    const archive = writeZip([
      file('link', 'docs/README.md', { method: 0, mode: 0o120777 }),
      file('run.sh', '#!/bin/sh\n', { mode: 0o100755 }),
      file('plain', 'x', { mode: 0o100644 }),
      file('small', 'unwanted', { method: 0 }),
    ])
    const { files } = await snapshot(archive, { wants: () => 0 })
    expect([...files].map(([path, { mode, content }]) => [path, mode, text(content)])).toEqual([
      ['link', 'symlink', 'docs/README.md'],
      ['run.sh', 'executable', null],
      ['plain', 'file', null],
      ['small', 'file', null],
    ])
  })

  test('names are UTF-8, or else Latin-1, and __proto__ is a name like any other', async () => {
    const archive = writeZip([
      file('naïve ✓.md', 'a', { flags: 0x800 }),
      { name: Buffer.concat([Buffer.from(`${TOP}caf`), Buffer.from([0xe9])]), content: 'b' },
      file('__proto__', 'c'),
      file('constructor/prototype', 'd'),
      file('ReadMe', 'e'),
      file('README', 'f'),
    ])
    const { files, warnings } = await snapshot(archive)
    expect([...files.keys()]).toEqual(['naïve ✓.md', 'café', '__proto__', 'constructor/prototype', 'ReadMe', 'README'])
    expect(warnings).toEqual([])
  })

  test('64-bit sizes and end records are read', async () => {
    const archive = writeZip([file('a', 'x', { zip64: true }), file('b', LONG)], { zip64: true, comment: COMMIT })
    expect([...(await snapshot(archive)).files.keys()]).toEqual(['a', 'b'])
  })

  test('a directory in another order than the members is as good', async () => {
    const { files } = await snapshot(
      writeZip([file('a'), file('b', 'b', { mode: 0o100755 }), file('c')], { reversed: true }),
    )
    expect([...files].map(([path, { mode }]) => `${path} ${mode}`)).toEqual(['a file', 'b executable', 'c file'])
  })

  test('an archive inside the archive is a file, stored or not, and its members are not the repository’s', async () => {
    const inner = writeZip([{ name: `${TOP}evil`, content: 'x' }])
    const { files } = await snapshot(writeZip([file('inner.zip', inner, { method: 0 }), file('b')]))
    expect([...files.keys()]).toEqual(['inner.zip', 'b'])
  })

  test('an archive without members has no files', async () => {
    expect((await snapshot(writeZip([]))).files.size).toBe(0)
  })

  test('progress is told up to the whole archive', async () => {
    const archive = writeZip([file('a', LONG, { method: 0 })])
    const told: number[] = []
    await snapshot(archive, { onBytes: (received) => told.push(received) })
    expect(told.at(-1)).toBe(archive.length)
    expect(told).toEqual([...told].sort((a, b) => a - b))
  })
})

describe('what an archive does not hold is told', () => {
  test('empty folders that .gitmodules names are submodules, others are nothing', async () => {
    const modules = '[submodule "lib"]\n\tpath = vendor/lib\n\turl = ../lib\n[submodule "gone"]\n\tpath=gone\n'
    const archive = writeZip([
      file('.gitmodules', modules),
      file('vendor/', '', { method: 0 }),
      file('vendor/lib/', '', { method: 0 }),
      file('void/', '', { method: 0 }),
    ])
    const { files, warnings } = await snapshot(archive, { wants: () => 0 })
    expect([...files].map(([path, { mode }]) => `${path} ${mode}`)).toEqual([
      '.gitmodules file',
      'vendor/lib submodule',
    ])
    expect(files.get('.gitmodules')?.content).toBeNull()
    expect(warnings).toMatchObject([{ code: 'submodule_absent', sources: [{ path: '.gitmodules', line: 2 }] }])
  })

  test('pointers of Git LFS have no content, wanted or not', async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0a'.repeat(32)}\nsize 12345\n`
    const members = [
      file('.gitattributes', '*.bin filter=lfs diff=lfs -text\n'),
      file('a.bin', pointer),
      file('b.bin', pointer, { method: 0 }),
    ]
    for (const wants of [everything, () => 0]) {
      const { files, warnings } = await snapshot(writeZip(members), { wants })
      expect([files.get('a.bin')?.content, files.get('b.bin')?.content]).toEqual([null, null])
      expect(warnings).toMatchObject([{ code: 'lfs_pointer', sources: [{ path: 'a.bin' }, { path: 'b.bin' }] }])
    }
  })

  test('export-ignore is told with its line', async () => {
    const { warnings } = await snapshot(
      writeZip([file('.gitattributes', '# x export-ignore\n* text=auto\n/test export-ignore\n')]),
    )
    expect(warnings).toMatchObject([{ code: 'export_ignore', sources: [{ path: '.gitattributes', line: 3 }] }])
  })
})

describe('a bad member is left out or unread, told, and costs nothing else', () => {
  const cases: [what: string, code: string, member: Written, listedAs: 'absent' | 'unread'][] = [
    ['a wrong checksum', 'member_corrupt', file('bad', LONG, { crc: 1 }), 'unread'],
    ['more bytes than it claims', 'member_corrupt', file('bad', LONG, { size: 10 }), 'unread'],
    ['fewer bytes than it claims', 'member_corrupt', file('bad', LONG, { size: LONG.length + 1 }), 'unread'],
    [
      'bytes that are no deflate stream',
      'member_corrupt',
      file('bad', LONG, { data: new Uint8Array(500).fill(0xff) }),
      'unread',
    ],
    [
      'a broken-off deflate stream',
      'member_corrupt',
      file('bad', LONG, { data: new Uint8Array([0xec, 0xcd]), size: 100 }),
      'unread',
    ],
    ['a ratio that deflate cannot have', 'member_corrupt', file('bad', 'x'.repeat(100), { size: 3_000_000 }), 'unread'],
    ['stored with two sizes', 'member_corrupt', file('bad', 'x'.repeat(100), { method: 0, size: 90 }), 'unread'],
    ['encryption', 'member_encrypted', file('bad', LONG, { flags: 1 }), 'unread'],
    ['an unknown method', 'member_method', file('bad', LONG, { method: 12, data: new Uint8Array(50) }), 'unread'],
    ['a parent folder in its name', 'member_name', file('../bad'), 'absent'],
    ['a parent folder inside its name', 'member_name', file('a/../../bad'), 'absent'],
    ['a dot segment', 'member_name', file('./bad'), 'absent'],
    ['an empty segment', 'member_name', file('a//bad'), 'absent'],
    ['a backslash', 'member_name', file('a\\bad'), 'absent'],
    ['a NUL', 'member_name', file('bad\0.txt'), 'absent'],
    ['a line feed', 'member_name', file('bad\n'), 'absent'],
    ['a C1 control character', 'member_name', file('bad\u0085'), 'absent'],
    ['an absolute name', 'member_name', file('/etc/passwd'), 'absent'],
    ['too long a name', 'member_name', file('n'.repeat(1025)), 'absent'],
    ['too deep a name', 'member_name', file(`${'a/'.repeat(40)}bad`), 'absent'],
    ['a name that differs in Unicode only', 'member_twin', file('good\u0065\u0301', 'x'), 'absent'],
    ['a pipe', 'member_special', file('bad', '', { method: 0, mode: 0o010644 }), 'absent'],
    ['a device', 'member_special', file('bad', '', { method: 0, mode: 0o020644 }), 'absent'],
  ]
  test.each(cases)('%s is %s', async (_what, code, member, listedAs) => {
    const { files, warnings } = await snapshot(writeZip([file('good\u00e9', 'fine'), member, file('last', 'fine')]))
    expect([text(files.get('good\u00e9')?.content), text(files.get('last')?.content)]).toEqual(['fine', 'fine'])
    expect(warnings.map((warning) => warning.code)).toEqual([code])
    if (listedAs === 'absent') expect(files.size).toBe(2)
    else expect(files.get('bad')).toMatchObject({ content: null })
  })

  test('a folder whose name differs in Unicode only is told without its slash, as files are', async () => {
    const folders = ['goode\u0301/', 'good\u00e9/'].map((name) => file(name, '', { method: 0 }))
    const { warnings } = await snapshot(writeZip(folders))
    expect(warnings).toMatchObject([{ code: 'member_twin', sources: [{ path: 'good\u00e9' }] }])
  })

  test('a link whose target is too long is a link without one', async () => {
    const { files, warnings } = await snapshot(
      writeZip([file('link', 'x'.repeat(5000), { method: 0, mode: 0o120777 })]),
    )
    expect(files.get('link')).toMatchObject({ mode: 'symlink', content: null })
    expect(warnings.map(({ code }) => code)).toEqual(['symlink_unread'])
  })

  test('many bad members are one warning with the first places', async () => {
    const { warnings } = await snapshot(writeZip(Array.from({ length: 50 }, (_, i) => file(`f${i}`, 'x', { crc: 1 }))))
    expect(warnings).toHaveLength(1)
    expect(warnings[0]?.message).toContain('50')
    expect(warnings[0]?.sources).toHaveLength(20)
  })
})

describe('an archive that contradicts itself is refused whole', () => {
  const a = file('a', 'aaaa')
  const b = file('b', LONG)
  const cases: [what: string, members: Written[], options?: WrittenArchive][] = [
    ['no ZIP archive', [], { before: Buffer.from('<html>no</html>') }],
    ['bytes before the first member', [a], { before: new Uint8Array(4) }],
    ['a spanning marker', [a], { before: Buffer.from('PK\x07\x08') }],
    ['bytes between members and directory', [a], { between: new Uint8Array(7) }],
    ['bytes behind the end', [a], { after: new Uint8Array(1) }],
    ['a second archive behind the end', [a], { after: writeZip([b]) }],
    ['a comment of another commit', [a], { comment: 'f'.repeat(40) }],
    ['a data descriptor', [file('a', 'x', { flags: 8 }), b]],
    ['a missing size without a descriptor', [file('a', 'x', { packed: 0 }), b]],
    ['a packed size that is too small', [file('a', LONG, { packed: 10 }), b]],
    ['a packed size that swallows the next member', [{ ...a, method: 0, packed: 100, size: 100 }, b]],
    ['a member that the directory does not list', [a, { ...b, only: 'walked' }]],
    ['a member that only the directory lists', [a, { ...b, only: 'listed' }]],
    ['a member listed twice', [a, { ...a, only: 'listed', listed: { offset: 0 } }]],
    [
      'a member listed twice in place of another',
      [a, { ...b, only: 'walked' }, { ...a, only: 'listed', listed: { offset: 0 } }],
    ],
    ['a member not listed but counted', [a, { ...b, only: 'walked' }], { end: { members: 2 } }],
    ['overlapping members', [a, { ...b, listed: { offset: 0 } }]],
    ['a member listed elsewhere', [a, { ...b, listed: { offset: 3 } }]],
    ['another name in the directory', [a, { ...b, listed: { name: `${TOP}c` } }]],
    ['another top folder in the directory', [a, { ...b, listed: { name: 'other/b' } }]],
    ['another size in the directory', [a, { ...b, listed: { size: 1 } }]],
    ['another packed size in the directory', [a, { ...b, listed: { packed: 1 } }]],
    ['another checksum in the directory', [a, { ...b, listed: { crc: 1 } }]],
    ['another method in the directory', [a, { ...b, listed: { method: 0 } }]],
    ['another disk', [{ ...a, listed: { disk: 1 } }]],
    ['another disk in the end record', [a], { end: { disk: 1 } }],
    ['a wrong number of members', [a, b], { end: { members: 1 } }],
    ['a wrong place of the directory', [a], { end: { directoryAt: 0 } }],
    ['a wrong size of the directory', [a], { end: { directoryBytes: 1 } }],
    ['a wrong number of members in 64 bits', [a], { zip64: true, end: { members: 2 } }],
    ['a wrong place of the directory in 64 bits', [a], { zip64: true, end: { directoryAt: 1 } }],
    ['full sizes without 64-bit ones', [file('a', 'x', { size: 0xffffffff })]],
    ['a file twice', [a, b, a]],
    ['a file that is a folder', [a, file('a/b')]],
    ['a folder that is a file', [file('a/', '', { method: 0 }), a]],
    ['a folder with content', [file('folder/', 'x')]],
    ['two top folders', [a, { name: 'other/b', content: 'b' }]],
    ['no top folder', [{ name: 'a', content: 'a' }]],
    ['an absolute name', [{ name: '/etc/passwd', content: 'a' }]],
    ['a parent folder as top folder', [{ name: '../a', content: 'a' }]],
    ['a drive as top folder', [{ name: 'C:/a', content: 'a' }]],
    ['a backslash as top folder', [{ name: 'a\\b/c', content: 'a' }]],
  ]
  test.each(cases)('%s', async (_what, members, options) => {
    const result = await read(writeZip(members, options))
    expect(result.ok).toBe(false)
    if (!result.ok) expect(['archive_invalid', 'archive_truncated']).toContain(result.code)
  })

  test('a quoted archive whose directory points into a stored member is refused', async () => {
    const inner = writeZip([{ name: `${TOP}evil`, content: 'x' }])
    const members = [file('inner.zip', inner, { method: 0 })]
    const listed: Written = {
      name: `${TOP}evil`,
      content: 'x',
      only: 'listed',
      listed: { offset: 30 + TOP.length + 9 },
    }
    expect(await read(writeZip([...members, listed]))).toMatchObject({ code: 'archive_invalid' })
  })

  test('an archive that breaks off anywhere is truncated, may be asked for again, and never throws', async () => {
    const whole = writeZip([{ name: TOP, method: 0 }, file('a', 'aaaa'), file('b', 'bbbb'.repeat(50))], {
      zip64: true,
      comment: COMMIT,
    })
    for (let length = 0; length < whole.length; length++)
      expect(await read(whole.subarray(0, length))).toMatchObject({
        ok: false,
        code: 'archive_truncated',
        retryable: true,
      })
    expect(await read(whole)).toMatchObject({ ok: true })
  })
})

describe('each limit ends the work with its own code', () => {
  const members = [file('a', LONG), file('b/b/b/b', LONG), file('c', LONG)]
  const archive = writeZip(members)
  test('bytes of the archive', async () => {
    expect(await read(archive, { limits: tightened({ archiveBytes: 1000 }) })).toMatchObject({
      code: 'archive_too_large',
    })
    const small = writeZip(Array.from({ length: 20 }, (_, i) => file(`f${i}`, 'x')))
    expect(await read(small, { limits: tightened({ archiveBytes: 1000 }) })).toMatchObject({
      code: 'archive_too_large',
    })
    const claims = writeZip([file('a', 'x', { packed: 2 ** 30 })])
    expect(await read(claims)).toMatchObject({ code: 'archive_too_large' })
  })
  test('claimed bytes inflated', async () => {
    const result = await read(archive, { wants: () => 0, limits: tightened({ inflatedBytes: LONG.length * 2 }) })
    expect(result).toMatchObject({ code: 'archive_too_large' })
  })
  test('members', async () => {
    expect(await read(archive, { limits: tightened({ members: 2 }) })).toMatchObject({ code: 'too_many_files' })
    expect(await read(archive, { limits: tightened({ members: 3 }) })).toMatchObject({ ok: true })
  })
  test('names altogether', async () => {
    expect(await read(archive, { limits: tightened({ nameBytes: 20 }) })).toMatchObject({ code: 'too_many_files' })
  })
  test('bytes of one file: the beginning is read, and that is told', async () => {
    const { files, warnings } = await snapshot(archive, { limits: tightened({ fileBytes: 5 }) })
    expect(text(files.get('a')?.content)).toBe('all w')
    expect(warnings.map(({ code }) => code)).toEqual(['file_cut'])
  })
  test('bytes held: what does not fit is unread, and files deep in the tree stop first', async () => {
    const limits = tightened({ heldBytes: LONG.length * 2.5, deepHeldBytes: LONG.length * 1.5 })
    const { files, warnings } = await snapshot(archive, { limits })
    expect([...files].map(([path, { content }]) => [path, content !== null])).toEqual([
      ['a', true],
      ['b/b/b/b', false],
      ['c', true],
    ])
    expect(warnings).toMatchObject([{ code: 'read_limit', sources: [{ path: 'b/b/b/b' }] }])
  })
  test('a bomb costs no more than its share: the claim is believed only as far as the limit', async () => {
    const size = 100_000_000
    const data = deflateRawSync(new Uint8Array(size))
    const lying = writeZip([file('bomb', '', { data, size: 1000 }), file('honest', '', { data, size })])
    const before = process.memoryUsage().rss
    const { files, warnings } = await snapshot(lying)
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000)
    expect(files.get('bomb')?.content).toBeNull()
    expect(files.get('honest')?.content).toHaveLength(4 * 2 ** 20)
    expect(warnings.map(({ code }) => code)).toEqual(['member_corrupt', 'file_cut'])
  })
})

describe('the work ends when it is told to', () => {
  const endless = () => new ReadableStream({ type: 'bytes', pull: () => new Promise(() => undefined) })
  const options = { commit: COMMIT, wants: everything, limits: tightened({}), ...UNWATCHED }
  test.each([
    ['cancelled', new Error('the job was deleted'), false],
    ['source_timeout', new DOMException('late', 'TimeoutError'), true],
  ] as const)('%s', async (code, reason, retryable) => {
    const { readArchive } = await import('../../../src/source/read-archive')
    const controller = new AbortController()
    const result = readArchive(endless(), { ...options, signal: controller.signal })
    controller.abort(reason)
    expect(await result).toMatchObject({ ok: false, code, retryable })
    expect(await readArchive(endless(), { ...options, signal: controller.signal })).toMatchObject({ code })
  })

  test('the stream is let go, whether the archive is good, bad or half read', async () => {
    const { readArchive } = await import('../../../src/source/read-archive')
    for (const first of ['PK\x03\x04', 'no archive at all']) {
      let cancelled = false
      const body = new ReadableStream({
        type: 'bytes',
        start: (controller) => controller.enqueue(new TextEncoder().encode(first.padEnd(40, '\0'))),
        cancel: () => {
          cancelled = true
        },
      })
      const controller = new AbortController()
      const result = readArchive(body, { ...options, signal: controller.signal })
      setTimeout(() => controller.abort(), 10)
      expect(await result).toMatchObject({ ok: false })
      expect(cancelled).toBe(true)
    }
  })
})
