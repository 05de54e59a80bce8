import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import type { ReadOptions } from '../../../src/source/read-options'
import { COMMIT } from '../snapshot'
import { read, tightened, uploaded } from './reading'
import { type Written, type WrittenArchive, writeZip } from './zip-writer'

vi.setConfig({ testTimeout: 30_000 })

const text = (bytes: Uint8Array | null | undefined) => (bytes ? new TextDecoder().decode(bytes) : bytes)

async function contents(bytes: Uint8Array, options: Partial<ReadOptions> = {}) {
  const result = await uploaded(bytes, options)
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`)
  return [...result.value.files].map(([path, { content }]) => [path, text(content)])
}

const zip = (names: string[], more: Partial<Written> = {}, options: WrittenArchive = {}) =>
  writeZip(
    names.map((name) => ({ name, content: name, ...more })),
    options,
  )

describe('an archive that a person made is read with and without a top folder', () => {
  test('one folder that holds everything is not the repository’s', async () => {
    expect(await contents(zip(['name/a', 'name/src/b']))).toEqual([
      ['a', 'name/a'],
      ['src/b', 'name/src/b'],
    ])
  })

  test.each([
    ['a file at the top', ['README.md', 'src/b']],
    ['a file at the top, last', ['src/b', 'src/c', 'top']],
    ['several folders', ['src/b', 'test/c']],
  ])('with %s every path is kept whole, and a host’s archive of this kind is refused', async (_what, names) => {
    const archive = zip(names)
    expect(await contents(archive)).toEqual(names.map((name) => [name, name]))
    expect(await read(archive)).toMatchObject({ ok: false, code: 'archive_invalid' })
  })

  test('names that lead outside are left out, whatever is at the top', async () => {
    const result = await uploaded(zip(['a', '../b', '/c', 'd\\e']))
    expect(result.ok && [...result.value.files.keys()]).toEqual(['a'])
    expect(result.ok && result.value.warnings.map(({ code }) => code)).toEqual(['member_name'])
  })

  test.each([
    ['in a folder that is packed itself', ['./', './README.md', './src/', './src/b'], ['README.md', 'src/b']],
    ['behind which one folder holds everything', ['./name/', './name/a', './name/src/b'], ['a', 'src/b']],
    ['twice', ['././a', '././src/b'], ['a', 'src/b']],
  ])('names that begin with ./ are read without it: %s', async (_what, names, paths) => {
    const members = names.map((name) => ({ name, content: name.endsWith('/') ? '' : name, method: 0 }))
    const result = await uploaded(writeZip(members))
    expect(result.ok && [...result.value.files.keys()]).toEqual(paths)
    expect(result.ok && result.value.warnings).toEqual([])
  })

  test.each([
    ['with a top folder', ['name\\', 'name\\a', 'name\\src\\b'], ['a', 'src/b']],
    ['without', ['a', 'src\\b'], ['a', 'src/b']],
  ])('backslashes part folders where no name has a slash: %s', async (_what, names, paths) => {
    const members = names.map((name) => ({ name, content: name.endsWith('\\') ? '' : name, method: 0 }))
    const result = await uploaded(writeZip(members))
    expect(result.ok && [...result.value.files.keys()]).toEqual(paths)
    expect(result.ok && result.value.warnings).toEqual([])
  })

  test('names parted by backslashes lead outside no more than others', async () => {
    const result = await uploaded(zip(['a', '..\\b', '\\c', 'C:\\d\\..\\e']))
    expect(result.ok && [...result.value.files.keys()]).toEqual(['a'])
    expect(result.ok && result.value.warnings.map(({ code }) => code)).toEqual(['member_name'])
  })

  test('the directory must name what was walked, however names are written', async () => {
    for (const [name, other] of [
      ['./a', './b'],
      ['n\\a', 'n\\b'],
    ] as const)
      expect(await uploaded(writeZip([{ name, content: 'a', listed: { name: other } }]))).toMatchObject({
        ok: false,
        code: 'archive_invalid',
      })
  })

  test('zeros that fill up the last record of a tape are passed over, and nothing else, nor more', async () => {
    const followedBy = (padding: Uint8Array) => zip(['n/a', 'n/b'], {}, { after: padding, comment: 'hello' })
    for (const zeros of [1, 9000, 10_240])
      expect(await uploaded(followedBy(new Uint8Array(zeros)))).toMatchObject({ ok: true })
    const lastOne = new Uint8Array(9000)
    lastOne[8999] = 1
    for (const bytes of [new Uint8Array(10_241), new Uint8Array([1]), lastOne, new Uint8Array([1, 0, 0])])
      expect(await uploaded(followedBy(bytes))).toMatchObject({ ok: false, code: 'archive_invalid' })
    expect(await read(followedBy(new Uint8Array(1)))).toMatchObject({ ok: false, code: 'archive_invalid' })
  })

  test('what macOS adds is left out', async () => {
    expect(await contents(zip(['name/a', '__MACOSX/name/._a', '__MACOSX/._name']))).toEqual([['a', 'name/a']])
    expect(await contents(zip(['._name', 'name/a', 'name/._a', 'name/src/._b']))).toEqual([['a', 'name/a']])
  })

  test('what other systems add is a file like any other, and so is a name that only looks like macOS’s', async () => {
    const names = ['n/.DS_Store', 'n/Thumbs.db', 'n/desktop.ini', 'n/_.a', 'n/a._b', 'n/__MACOSX']
    expect(await contents(zip(names))).toEqual(names.map((name) => [name.slice(2), name]))
    expect(await read(zip(['n/._a']))).toMatchObject({
      ok: true,
      value: { files: new Map([['._a', expect.anything()]]) },
    })
  })

  test('progress starts anew when the archive is read again', async () => {
    const told: number[] = []
    const archive = zip(['a', 'b/c'])
    await contents(archive, { onBytes: (received) => told.push(received) })
    expect(told.at(-1)).toBe(archive.length)
  })
})

describe('the commit is what the archive says of itself', () => {
  test.each([
    ['a commit’s id, as Git writes it', COMMIT, COMMIT],
    ['a commit’s id in capitals', COMMIT.toUpperCase(), COMMIT],
    ['anything else', 'made by hand', null],
    ['nothing', '', null],
  ])('its comment is %s', async (_what, comment, commit) => {
    expect(await uploaded(zip(['a', 'b'], {}, { comment }))).toMatchObject({ ok: true, value: { commit } })
  })
})

describe('sizes that stand behind a file only are taken from the directory', () => {
  const LONG = 'all work and no play\n'.repeat(30_000)
  const archive = (more: Partial<Written>, options: WrittenArchive = {}) =>
    writeZip(
      [
        { name: 'n/a', content: LONG, ...more },
        { name: 'n/b/', method: 0 },
        { name: 'n/b/c', content: 'c', ...more },
        { name: 'n/empty', content: '', ...more, method: 0 },
      ],
      options,
    )

  test.each(['signed', 'bare', 'signed wide', 'bare wide'] as const)('in the %s form', async (descriptor) => {
    for (const method of [0, 8])
      for (const zip64 of [false, true]) {
        const written = archive({ descriptor, method }, { zip64, comment: 'PK\x05\x06 is no end' })
        const read = [
          ['a', LONG],
          ['b/c', 'c'],
          ['empty', ''],
        ]
        expect(await contents(written)).toEqual(read)
        expect(await contents(written, { wants: (path) => (path === 'b/c' ? 1 : 0) })).toEqual([
          ['a', null],
          ['b/c', 'c'],
          ['empty', null],
        ])
      }
  })

  test('a host’s archive never has them', async () => {
    expect(await read(archive({ descriptor: 'signed' }))).toMatchObject({ ok: false, code: 'archive_invalid' })
  })

  const lies: [what: string, archive: Uint8Array][] = [
    ['no record stands behind the content', archive({ descriptor: 'missing' })],
    ['the record says another size', archive({ descriptor: 'lying' })],
    ['the directory says another size', archive({ descriptor: 'signed', listed: { packed: 3 } })],
    ['the directory says another checksum', archive({ descriptor: 'signed', listed: { crc: 3 } })],
    ['the directory says another place', archive({ descriptor: 'signed', listed: { offset: 3 } })],
    ['the directory is elsewhere', archive({ descriptor: 'signed' }, { end: { directoryAt: 1 } })],
    ['the directory ends elsewhere', archive({ descriptor: 'signed' }, { end: { directoryBytes: 2 ** 31 } })],
    ['there is no directory', new Uint8Array(1000)],
    ['there is nothing', new Uint8Array()],
  ]
  test.each(lies)('refused: %s', async (_what, bytes) => {
    expect(await uploaded(bytes)).toMatchObject({ ok: false, code: 'archive_invalid' })
  })

  test('an archive cut anywhere is refused', async () => {
    const whole = zip(['n/a', 'n/b'], { descriptor: 'signed' })
    for (let length = 0; length < whole.length; length++)
      expect(await uploaded(whole.subarray(0, length))).toMatchObject({ ok: false })
    expect(await uploaded(whole)).toMatchObject({ ok: true })
  })

  test('more members than the limit are not listed either', async () => {
    expect(await uploaded(archive({}), { limits: tightened({ members: 3 }) })).toMatchObject({
      ok: false,
      code: 'too_many_files',
    })
  })
})

describe('archives as programs write them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'archives-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.invalid', ...args], { cwd: folder })

  test('git archive without a prefix', async () => {
    mkdirSync(join(folder, 'src'))
    writeFileSync(join(folder, 'README.md'), '# Name\n'.repeat(100))
    writeFileSync(join(folder, 'src/a'), 'a')
    git('init', '-q')
    git('add', '.')
    git('commit', '-q', '-m', 'one')
    const commit = git('rev-parse', 'HEAD').toString().trim()
    const result = await uploaded(new Uint8Array(git('archive', '--format=zip', 'HEAD')))
    expect(result).toMatchObject({ ok: true, value: { commit, warnings: [] } })
    expect(result.ok && [...result.value.files.keys()]).toEqual(['README.md', 'src/a'])
  })
})
