import { crc32 } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { extra, fields, type Part, zip } from '../../corpora/zip-parts'
import { read, uploaded } from './reading'

const UTF8 = 0x800
const latin1 = (name: string) => Buffer.from(name, 'latin1')
/** The field that gives the name of one in another encoding. */
const unicodePath = (of: string, name: string | Uint8Array, { crc = crc32(latin1(of)), version = 1 } = {}) =>
  extra(0x7075, fields([version, 1], [crc, 4]), Buffer.from(name))

const member = (name: string, more: Partial<Part> = {}): Part => ({ name: latin1(name), content: 'x', ...more })
const archive = (...parts: Part[]) => new Uint8Array(zip([{ name: 'n/first', content: 'x' }, ...parts]))

async function paths(...parts: Part[]): Promise<string[]> {
  const result = await uploaded(archive(...parts))
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`)
  expect(result.value.warnings).toEqual([])
  return [...result.value.files.keys()].slice(1)
}

describe('a name in an uploaded archive that is no UTF-8 is in the encoding of DOS', () => {
  test.each([
    ['letters', 'caf\x82/\x9aber\xe1e.md', 'café/Überße.md'],
    ['the first, the last and lines between', '\x80\xb0\xdb\xff', 'Ç░█\u00a0'],
    ['letters where UTF-8 begins and does not go on', 'a\xc3', 'a├'],
    ['a kana whose second byte is a backslash’s', '\x83\x5c\x81\x5b.txt', 'â＼ü[.txt'],
  ])('%s', async (_what, name, path) => {
    expect(await paths(member(`n/${name}`))).toEqual([path])
  })

  test('UTF-8 is read as it is, said or not', async () => {
    for (const flags of [0, UTF8])
      expect(await paths({ name: Buffer.from('n/café ソ'), content: 'x', flags })).toEqual(['café ソ'])
  })

  test('neither a host’s archive nor one that says UTF-8 has it', async () => {
    const result = await read(archive(member('n/caf\xe9')))
    expect(result.ok && [...result.value.files.keys()]).toEqual(['first', 'café'])
    expect(await paths(member('n/caf\xe9', { flags: UTF8 }))).toEqual(['café'])
  })

  test('half of a kana parts no folders, in an archive whose names are parted by nothing else', async () => {
    const flat = [member('a'), member('\x83\x5c'), member('\x95\x5c.txt')]
    const result = await uploaded(new Uint8Array(zip(flat)))
    expect(result.ok && [...result.value.files.keys()]).toEqual(['a', 'â＼', 'ò＼.txt'])
  })

  test('a backslash after any other character parts them', async () => {
    const result = await uploaded(new Uint8Array(zip([member('n\\a'), member('n\\src\\\x82')])))
    expect(result.ok && [...result.value.files.keys()]).toEqual(['a', 'src/é'])
  })

  test('a control character is refused in any encoding', async () => {
    const result = await uploaded(archive(member('n/\x82\x1b')))
    expect(result.ok && result.value.warnings.map(({ code }) => code)).toEqual(['member_name'])
  })
})

describe('the field of Info-ZIP gives the name of a member', () => {
  const DOS = 'n/\x83\x5c'
  test.each([
    ['in place of DOS’s', DOS, 'n/ソ', 'ソ'],
    ['in place of an escape', 'n/#U30bd', 'n/ソ', 'ソ'],
  ])('%s', async (_what, name, beside, path) => {
    const other = extra(0x5455, fields([1, 1], [0, 4]))
    const field = Buffer.concat([other, unicodePath(name, beside)])
    expect(await paths(member(name, { extra: field }))).toEqual([path])
  })

  test.each([
    ['is of another name', unicodePath(DOS, 'n/ソ', { crc: 1 })],
    ['is of a version to come', unicodePath(DOS, 'n/ソ', { version: 2 })],
    ['is no UTF-8', unicodePath(DOS, latin1('n/\xe9'))],
    ['is empty', unicodePath(DOS, '')],
    ['has no name', extra(0x7075, fields([1, 1]))],
    ['ends behind the member', unicodePath(DOS, 'n/ソ').subarray(0, -1)],
  ])('not when it %s', async (_what, field) => {
    expect(await paths(member(DOS, { extra: field }))).toEqual(['â＼'])
  })

  test('not over a name that says it is UTF-8', async () => {
    expect(await paths(member('n/a', { flags: UTF8, extra: unicodePath('n/a', 'n/b') }))).toEqual(['a'])
  })

  test('and it leads outside no more than others', async () => {
    const names = ['n/../../b', '/b', 'n/b\u0000', 'n/b\u0085', 'n/b\\c']
    for (const name of names.map((beside) => member('n/a', { extra: unicodePath('n/a', beside) }))) {
      const result = await uploaded(archive(name))
      const astray = result.ok ? result.value.warnings.map(({ code }) => code) : result.code
      expect([['member_name'], 'archive_invalid']).toContainEqual(astray)
      if (result.ok) expect([...result.value.files.keys()].filter((path) => !path.endsWith('first'))).toEqual([])
    }
  })

  test('but not where the directory has another', async () => {
    const lies = member('n/a', { extra: unicodePath('n/a', 'n/b'), listed: { extra: unicodePath('n/a', 'n/c') } })
    expect(await uploaded(archive(lies))).toMatchObject({ ok: false, code: 'archive_invalid' })
  })
})
