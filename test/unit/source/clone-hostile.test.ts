import { deflateSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { cloned, clonedPack } from './cloning'
import {
  checksumOf,
  deltaOf,
  hostOf,
  idOf,
  lineAnswer,
  type Packed,
  type PackLies,
  packAnswer,
  packOfTree,
  treeOf,
  writePack,
} from './pack-writer'
import { tightened } from './reading'

vi.setConfig({ testTimeout: 60_000 })

const blob = (content: string | Uint8Array, more: Partial<Packed> = {}): Packed => ({ kind: 'blob', content, ...more })
const A = 'the first file\n'
const file = (
  name: string | Uint8Array = 'a',
  content: string | Uint8Array = A,
): [string, string | Uint8Array, string] => ['100644', name, idOf('blob', content)]
const text = (bytes: Uint8Array | null | undefined) => (bytes ? new TextDecoder().decode(bytes) : bytes)

/** A pack of one file, of which something is wrong. */
const lying = (lies: PackLies) => packOfTree(treeOf(file()), [blob(A)], lies)
const withBlob = (...objects: Packed[]) => packOfTree(treeOf(file()), objects)
const of = ({ commit, pack }: { commit: string; pack: Uint8Array }) => [commit, pack] as const
async function files({ commit, pack }: { commit: string; pack: Uint8Array }) {
  const result = await clonedPack(commit, pack)
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`)
  const { value } = result
  return {
    files: [...value.files].map(([path, { mode, content }]) => [path, mode, text(content)]),
    warnings: value.warnings.map(({ code, message }) => `${code} ${message.match(/\d+/)?.[0]}`),
  }
}

describe('a pack of any shape that Git allows is read', () => {
  const B = `${A}${'and more of it, again and again\n'.repeat(30)}`
  const both = treeOf(file('a'), file('b', B))
  const more = new TextEncoder().encode(B.slice(A.length))
  const literal = Array.from({ length: Math.ceil(more.length / 100) }, (_, i) => more.slice(i * 100, i * 100 + 100))
  const delta = deltaOf(A.length, B.length, [[0, A.length], ...literal])
  const back = deltaOf(B.length, A.length, [[0, A.length]])
  const expected = [
    ['a', 'file', A],
    ['b', 'file', B],
  ]
  test.each<[string, Packed[]]>([
    ['whole objects', [blob(A), blob(B)]],
    ['a delta by offset', [blob(A), { delta, back: 2 }]],
    ['a delta by id', [blob(A), { delta, base: idOf('blob', A) }]],
    ['a delta by id before its base', [{ delta, base: idOf('blob', A) }, blob(A)]],
    ['an object twice', [blob(A), blob(B), blob(A)]],
    [
      'a delta by offset of a delta by id whose base comes last',
      [{ delta, base: idOf('blob', A) }, { delta: back, back: 2 }, blob(A)],
    ],
  ])('%s', async (_, objects) => {
    expect(await files(packOfTree(both, objects))).toEqual({ files: expected, warnings: [] })
  })

  test('deltas that wait for a delta that waits for its base', async () => {
    const contents = ['one', 'two', 'three', 'four'].map((word) => `${word}\n`.repeat(40))
    const [first = '', ...rest] = contents
    const deltas = rest.map((content, i): Packed => {
      const base = contents[i] ?? ''
      const bytes = new TextEncoder().encode(content)
      const pieces = [bytes.slice(0, 120), bytes.slice(120)].filter((piece) => piece.length > 0)
      return { delta: deltaOf(base.length, content.length, pieces), base: idOf('blob', base) }
    })
    const tree = treeOf(...contents.map((content, i) => file(`f${i}`, content)))
    const { files: read } = await files(packOfTree(tree, [...deltas.reverse(), blob(first)]))
    expect(read).toEqual(contents.map((content, i) => [`f${i}`, 'file', content]))
  })
})

describe('a pack that contradicts itself is refused', () => {
  const long = deltaOf(A.length, 20, [[0, 20]])
  const short = deltaOf(A.length, 3, [[0, 3]])
  const cases: [string, { commit: string; pack: Uint8Array }][] = [
    ['no pack at all', { commit: 'a'.repeat(40), pack: Buffer.from('<html>this is not a pack, not at all</html>') }],
    ['too short to be one', { commit: 'a'.repeat(40), pack: Buffer.from('PACK') }],
    ['another version', lying({ version: 3 })],
    ['a wrong checksum', lying({ checksum: Buffer.alloc(20) })],
    ['more objects than it has', lying({ count: 4 })],
    ['fewer objects than it has', lying({ count: 2 })],
    ['something behind its objects', lying({ after: Buffer.alloc(3) })],
    ['a size too small', withBlob(blob(A, { size: 3 }))],
    ['a size too large', withBlob(blob(A, { size: 300 }))],
    ['damaged bytes', withBlob(blob(A, { deflated: deflateSync(A).fill(7, 4, 8) }))],
    ['bytes that end early', withBlob(blob(A, { deflated: deflateSync(A).subarray(0, 8) }))],
    ['a bomb that says it is small', withBlob(blob(A, { deflated: deflateSync(Buffer.alloc(30_000_000)) }))],
    ['a delta without its base', withBlob(blob(A), { delta: deltaOf(3, 3, [[0, 3]]), base: idOf('blob', 'abc') })],
    ['a delta of itself', withBlob(blob(A), { delta: deltaOf(3, 3, [[0, 3]]), back: 3 })],
    ['a base where no object begins', withBlob(blob(A), { delta: short, distance: 5 })],
    ['a base before the pack', withBlob(blob(A), { delta: short, distance: 5_000_000 })],
    ['a delta beyond its base', withBlob(blob(A), { delta: long, back: 2 })],
    ['a delta of another base', withBlob(blob(A), { delta: deltaOf(3, 3, [[0, 3]]), back: 2 })],
    ['a delta that makes less', withBlob(blob(A), { delta: deltaOf(A.length, 9, [[0, 3]]), back: 2 })],
    ['a delta that makes more', withBlob(blob(A), { delta: deltaOf(A.length, 2, [[0, 3]]), back: 2 })],
    ['a delta with a reserved instruction', withBlob(blob(A), { delta: Buffer.from([A.length, 1, 0]), back: 2 })],
    ['a delta that breaks off', withBlob(blob(A), { delta: Buffer.from([A.length, 1, 0xff]), back: 2 })],
    ['no such commit', { ...lying({}), commit: 'b'.repeat(40) }],
    ['no such file', withBlob()],
    ['no such folder', packOfTree(treeOf(['40000', 'src', idOf('tree', 'x')]), [])],
    ['a file as a folder', packOfTree(treeOf(['40000', 'src', idOf('blob', A)]), [blob(A)])],
    ['a folder as a file', packOfTree(treeOf(['100644', 'a', idOf('tree', '')]), [{ kind: 'tree', content: '' }])],
    ['a file twice', packOfTree(treeOf(file(), file()), [blob(A)])],
    [
      'a file that is a folder',
      packOfTree(treeOf(file('x'), ['40000', 'x', idOf('tree', treeOf(file()))]), [
        blob(A),
        { kind: 'tree', content: treeOf(file()) },
      ]),
    ],
    ['a damaged tree', packOfTree(Buffer.from('100644 a\0short'), [blob(A)])],
    ['a tree with a nameless file', packOfTree(treeOf(file('')), [blob(A)])],
  ]
  test.each(cases)('%s', async (_, { commit, pack }) => {
    expect(await clonedPack(commit, pack)).toMatchObject({ ok: false, code: 'archive_invalid', retryable: false })
  })

  test('two deltas of each other', async () => {
    const one = { delta: deltaOf(3, 3, [[0, 3]]), base: '1'.repeat(40) }
    const other = { delta: deltaOf(3, 3, [[0, 3]]), base: '2'.repeat(40) }
    expect(await clonedPack(...of(withBlob(blob(A), one, other)))).toMatchObject({ code: 'archive_invalid' })
  })

  test('a commit without a tree, and an id that is no commit', async () => {
    const content = 'no tree here\n'
    const commit = idOf('commit', content)
    expect(await clonedPack(commit, writePack([{ kind: 'commit', content }]))).toMatchObject({
      code: 'archive_invalid',
    })
    const { pack } = withBlob(blob(A))
    expect(await clonedPack(idOf('blob', A), pack)).toMatchObject({ code: 'ref_not_found', retryable: false })
  })
})

describe('what would take too much is refused before it does', () => {
  test('more objects, larger objects and more bytes in all than the limits', async () => {
    const { commit, pack } = withBlob(blob(A), blob('x'.repeat(50_000)))
    const code = async (most: Parameters<typeof tightened>[0]) => {
      const result = await clonedPack(commit, pack, { limits: tightened(most) })
      return result.ok ? 'read' : result.code
    }
    expect(await code({})).toBe('read')
    expect(await code({ packObjects: 3 })).toBe('too_many_files')
    expect(await code({ objectBytes: 49_999 })).toBe('archive_too_large')
    expect(await code({ unpackedBytes: 50_000 })).toBe('archive_too_large')
    expect(await code({ packBytes: pack.length - 1 })).toBe('archive_too_large')
    expect(await code({ packBytes: pack.length, packObjects: 4, objectBytes: 50_000 })).toBe('read')
  })

  test('a count that lies takes no memory for it', async () => {
    expect(await clonedPack(...of(lying({ count: 0xffffffff })))).toMatchObject({ code: 'too_many_files' })
  })

  test('a delta that makes gigabytes of its base', async () => {
    const base = Buffer.alloc(60_000)
    const copies = Array.from({ length: 20_000 }, (): [number, number] => [0, 60_000])
    const bomb = { delta: deltaOf(60_000, 1_200_000_000, copies), back: 2 }
    expect(await clonedPack(...of(withBlob(blob(base), bomb)))).toMatchObject({ code: 'archive_too_large' })
  })

  test('large deltas of a large base, each within its limit', async () => {
    const base = Buffer.alloc(10_000_000)
    const copies = Array.from(
      { length: 60 },
      (_, i): Packed => ({ delta: deltaOf(10_000_000, 10_000_000 - i, [[0, 10_000_000 - i]]), back: 2 }),
    )
    const limits = tightened({ unpackedBytes: 100_000_000 })
    expect(await clonedPack(...of(withBlob(blob(base), ...copies)), { limits })).toMatchObject({
      code: 'archive_too_large',
    })
  })

  test('a chain of deltas up to the limit and not beyond', async () => {
    const step = deltaOf(A.length, A.length, [[0, A.length]])
    const chain = (length: number) =>
      withBlob(blob(A), ...Array.from({ length }, (_, i): Packed => ({ delta: step, back: i + 2 })))
    const limits = tightened({ deltaDepth: 50 })
    expect(await clonedPack(...of(chain(50)), { limits })).toMatchObject({ ok: true })
    expect(await clonedPack(...of(chain(51)), { limits })).toMatchObject({ code: 'archive_invalid' })
    expect(await clonedPack(...of(chain(4000)))).toMatchObject({ ok: true })
  })

  test('folders that hold the same folder ten times, ten levels deep', async () => {
    const bomb = (bottom: Uint8Array) => {
      const trees = [bottom]
      for (let level = 0; level < 10; level++) {
        const id = idOf('tree', trees.at(-1) ?? '')
        trees.push(treeOf(...Array.from({ length: 10 }, (_, i): [string, string, string] => ['40000', `d${i}`, id])))
      }
      const objects = trees.slice(0, -1).map((content): Packed => ({ kind: 'tree', content }))
      return packOfTree(trees.at(-1) ?? bottom, [...objects, blob(A)])
    }
    expect(await clonedPack(...of(bomb(treeOf(file()))))).toMatchObject({ code: 'too_many_files' })
    const limits = tightened({ members: 10_000 })
    expect(await clonedPack(...of(bomb(treeOf())), { limits })).toMatchObject({ code: 'too_many_files' })
  })

  test('folders five thousand levels deep are left out', async () => {
    const trees = [treeOf(file())]
    for (let level = 0; level < 5_000; level++) trees.push(treeOf(['40000', 'd', idOf('tree', trees.at(-1) ?? '')]))
    const objects = trees.slice(0, -1).map((content): Packed => ({ kind: 'tree', content }))
    const read = await files(
      packOfTree(treeOf(file(), ['40000', 'd', idOf('tree', trees.at(-1) ?? '')]), [
        ...objects,
        { kind: 'tree', content: trees.at(-1) ?? '' },
        blob(A),
      ]),
    )
    expect(read.files).toEqual([['a', 'file', A]])
    expect(read.warnings).toEqual(['member_name 4962'])
  })
})

test('names that lead astray are left out, with all that is below them', async () => {
  const inner = treeOf(file())
  const folder = (name: string): [string, string, string] => ['40000', name, idOf('tree', inner)]
  const tree = treeOf(
    file('..'),
    file('.'),
    file('a/b'),
    file('/etc'),
    file('a\\b'),
    file('a\nb'),
    folder('..'),
    folder('.'),
    folder('ok'),
    file('__proto__'),
    file(Buffer.from([0x66, 0xfc, 0x72])),
  )
  expect(await files(packOfTree(tree, [blob(A), { kind: 'tree', content: inner }]))).toEqual({
    files: [
      ['ok/a', 'file', A],
      ['__proto__', 'file', A],
      ['für', 'file', A],
    ],
    warnings: ['member_name 10'],
  })
})

test('modes of old and of no Git at all', async () => {
  const id = idOf('blob', A)
  const tree = treeOf(['100664', 'old', id], ['100755', 'run', id], ['120000', 'link', id], ['020000', 'device', id])
  expect(await files(packOfTree(tree, [blob(A)]))).toEqual({
    files: [
      ['old', 'file', A],
      ['run', 'executable', A],
      ['link', 'symlink', A],
    ],
    warnings: ['member_special 1'],
  })
})

describe('answers that are no clone', () => {
  const { commit, pack } = lying({})
  const answered = (answer: Uint8Array, ref: string | null = null) =>
    cloned(commit, { ref, access: { fetch: hostOf(commit, answer) } })
  const cases: [string, Uint8Array, object][] = [
    [
      'a commit that is not theirs',
      lineAnswer(`ERR upload-pack: not our ref ${commit}`),
      { code: 'ref_not_found', retryable: false },
    ],
    ['the same, as JGit says it', lineAnswer(`ERR want ${commit} not valid`), { code: 'ref_not_found' }],
    [
      'another refusal',
      lineAnswer('ERR access denied <b>secret</b>'),
      { code: 'host_answer_invalid', retryable: false, message: 'git.example.com refuses to be cloned from.' },
    ],
    [
      'an error on the way',
      lineAnswer('\u0003aborting due to possible repository corruption'),
      { code: 'host_unavailable', retryable: true },
    ],
    ['nothing', Buffer.alloc(0), { code: 'archive_truncated', retryable: true }],
    ['no pack', lineAnswer('NAK\n'), { code: 'archive_invalid' }],
    ['no lines', Buffer.from('hello, I am no Git'), { code: 'archive_invalid' }],
    ['a line of impossible length', Buffer.from('0003'), { code: 'archive_invalid' }],
  ]
  test.each(cases)('%s', async (_, answer, expected) => {
    expect(await answered(answer)).toMatchObject({ ok: false, ...expected })
  })

  test('a branch that is no longer at the commit is asked for again', async () => {
    const result = await answered(lineAnswer(`ERR upload-pack: not our ref ${commit}`), 'main')
    expect(result).toMatchObject({
      code: 'host_unavailable',
      retryable: true,
      message: expect.stringContaining('main'),
    })
  })

  test('an answer that breaks off anywhere may be whole the next time', async () => {
    const whole = packAnswer(pack)
    const codes = new Set<string>()
    for (let length = 0; length < whole.length; length++) {
      const result = await answered(whole.subarray(0, length))
      codes.add(result.ok ? `read at ${length}` : result.code)
    }
    expect([...codes]).toEqual(['archive_truncated'])
    expect(await answered(whole)).toMatchObject({ ok: true })
  })
})

test('a commit of no tree at all has no files', async () => {
  expect(await files(packOfTree(Buffer.alloc(0), []))).toEqual({ files: [], warnings: [] })
})

test('a pack damaged anywhere is read or refused, and nothing else', async () => {
  const many = Array.from({ length: 5 }, (_, i) => `${A.repeat(20)}${i}`)
  const tree = treeOf(file('a'), ...many.map((content, i) => file(`f${i}`, content)))
  const deltas = many.map((content, i): Packed => {
    const last = new TextEncoder().encode(content.slice(-1))
    return {
      delta: deltaOf(A.length * 20, content.length, [[0, A.length * 20], last]),
      ...(i % 2 ? { back: 2 } : { base: idOf('blob', A.repeat(20)) }),
    }
  })
  const { commit, pack } = packOfTree(tree, [blob(A.repeat(20)), blob(A), ...deltas])
  const body = pack.subarray(0, -20)
  const codes = new Set<string>()
  for (let at = 0; at < body.length; at++) {
    const damaged = Buffer.from(body)
    damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8))
    const result = await clonedPack(commit, Buffer.concat([damaged, checksumOf(damaged)]))
    codes.add(result.ok ? 'read' : result.code)
  }
  expect(
    [...codes].filter((code) => !['read', 'archive_invalid', 'archive_too_large', 'too_many_files'].includes(code)),
  ).toEqual([])
  expect(codes).toContain('archive_invalid')
})
