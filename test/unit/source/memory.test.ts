import { zipSync } from 'fflate'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { AHEAD } from '../../../src/source/byte-window'
import { readUpload, type UploadedArchive } from '../../../src/source/fetch-repository'
import type { Snapshot } from '../../../src/source/files'
import { type Memory, MemoryBudget } from '../../../src/source/memory-budget'
import { readUploadedArchive } from '../../../src/source/read-archive'
import type { ReadOptions } from '../../../src/source/read-options'
import { readTar, readUploadedTar } from '../../../src/source/read-tar'
import type { SourceResult } from '../../../src/source/result'
import { cloned } from './cloning'
import { checksumOf, hostOf, idOf, packAnswer, packOfTree, treeOf } from './pack-writer'
import { everything, read, reading, stored, streamOf, tightened, uploaded } from './reading'
import { writeTar } from './tar-writer'

vi.setConfig({ testTimeout: 30_000 })
afterEach(() => {
  vi.useRealTimers()
})

/** Forty files that do not compress: ten windows of an archive. */
const SIZE = 64 * 1024
const noise = (seed: number) =>
  Uint8Array.from({ length: SIZE }, (_, i) => (Math.imul(i ^ (i >>> 7) ^ seed, 2654435761) >>> 13) & 255)
const FILES = new Map(Array.from({ length: 40 }, (_, i) => [`file-${i + 10}`, noise(i)]))
const CONTENTS = SIZE * FILES.size

const named = (top: string) => Object.fromEntries([...FILES].map(([name, content]) => [top + name, content]))
const ZIP = zipSync(named('name-1/'))
const FLAT = zipSync(named(''))
const TAR = new Uint8Array(writeTar([...FILES].map(([name, content]) => ({ name: `name-1/${name}`, content }))))
const PACK = packOfTree(
  treeOf(...[...FILES].map(([name, content]): [string, string, string] => ['100644', name, idOf('blob', content)])),
  [...FILES.values()].map((content) => ({ kind: 'blob' as const, content })),
)

type Reading = (options: Partial<ReadOptions>) => Promise<SourceResult<Snapshot>>
const WAYS: [string, Reading][] = [
  ['a ZIP of a host', (options) => read(ZIP, { commit: null, ...options })],
  ['a ZIP that was sent, without a top folder', (options) => uploaded(FLAT, options)],
  ['a tar of a host', (options) => readTar(streamOf(TAR), reading({ commit: null, ...options }))],
  [
    'a tar that was sent',
    (options) => readUploadedTar(async () => streamOf(TAR), reading({ commit: null, ...options })),
  ],
  [
    'a clone',
    ({ signal, ...watch }) =>
      cloned(PACK.commit, {
        ...watch,
        access: { fetch: hostOf(PACK.commit, packAnswer(PACK.pack)), ...(signal ? { signal } : {}) },
      }),
  ],
]

const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 20))
const contents = (result: SourceResult<Snapshot>) =>
  result.ok && [...result.value.files].map(([path, { content }]) => [path, content && checksumOf(content)])
const EXPECTED = [...FILES].map(([path, content]) => [path, checksumOf(content)])

describe.each(WAYS)('%s', (_what, way) => {
  test('two readers for whom there is no room together take turns, and both have all files', async () => {
    const budget = new MemoryBudget({ capacity: 2, base: 1, lifetime: Number.POSITIVE_INFINITY }, () => 0)
    const never = new AbortController().signal
    const [first, second] = [await budget.enter(never), await budget.enter(never)]
    let younger: SourceResult<Snapshot> | null = null
    const waiting = way({ memory: second }).then((result) => {
      younger = result
    })
    await settled()
    expect(younger).toBeNull()
    expect(contents(await way({ memory: first }))).toEqual(EXPECTED)
    await settled()
    expect(younger).toBeNull()
    first.release()
    await waiting
    expect(younger && contents(younger)).toEqual(EXPECTED)
    second.release()
    expect(budget.held).toBe(0)
  })

  test('what it tells grows with what it holds', async () => {
    const told: number[] = []
    const memory: Memory = { hold: (bytes) => void told.push(bytes) }
    expect(contents(await way({ memory }))).toEqual(EXPECTED)
    expect(told[0]).toBeLessThan(2 * AHEAD)
    const most = Math.max(...told)
    expect(most).toBeGreaterThan(CONTENTS)
    expect(told.length).toBeGreaterThan(5)
  })

  test('who is stopped while it waits says so, and leaves nothing behind', async () => {
    const budget = new MemoryBudget({ capacity: 2, base: 1, lifetime: Number.POSITIVE_INFINITY }, () => 0)
    const [first, second] = [
      await budget.enter(new AbortController().signal),
      await budget.enter(new AbortController().signal),
    ]
    for (const [reason, code] of [
      [new Error('the lease is lost'), 'cancelled'],
      [new DOMException('late', 'TimeoutError'), 'source_timeout'],
    ] as const) {
      const lost = new AbortController()
      const result = way({ memory: second, signal: lost.signal })
      await settled()
      lost.abort(reason)
      expect(await result).toMatchObject({ ok: false, code })
    }
    second.release()
    first.release()
    expect(budget.held).toBe(0)
  })
})

test('the listing of an archive that was sent counts before its files are read', async () => {
  const names = Array.from({ length: 20_000 }, (_, i) => `name-1/a-folder-with-a-name/file-number-${i}`)
  const archive = zipSync(Object.fromEntries(names.map((name) => [name, new Uint8Array()])))
  const told: number[] = []
  let listing = 0
  const open = async () => {
    listing = Math.max(...told)
    return streamOf(archive)
  }
  const memory: Memory = { hold: (bytes) => void told.push(bytes) }
  expect(await readUploadedArchive({ ...stored(archive), open }, reading({ commit: null, memory }))).toMatchObject({
    ok: true,
  })
  expect(listing).toBeGreaterThan(AHEAD + 10_000 * 6 * 4)
  // And still does while they are, as it is kept.
  expect(told.at(-1)).toBeGreaterThan(listing)
})

test('a clone counts what is made of its pack before it is', async () => {
  const told: number[] = []
  const memory: Memory = { hold: (bytes) => void told.push(bytes) }
  await cloned(PACK.commit, { memory, access: { fetch: hostOf(PACK.commit, packAnswer(PACK.pack)) } })
  expect(told.at(-1)).toBeGreaterThan(PACK.pack.length + 2 * CONTENTS)
})

test('a pack that lies of how much it has does not reserve for it', async () => {
  const told: number[] = []
  const { commit, pack } = packOfTree(treeOf(), [], { count: 0xffffffff })
  const memory: Memory = { hold: (bytes) => void told.push(bytes) }
  await cloned(commit, { memory, access: { fetch: hostOf(commit, packAnswer(pack)) } })
  expect(Math.max(...told)).toBeLessThan(2 * AHEAD)
})

describe('while a reader waits for memory', () => {
  const limits = tightened({ stallTime: 1000, downloadTime: 1_000_000 })
  const sent = async (archive: UploadedArchive, memory: Memory) => {
    const access = { signal: new AbortController().signal, limits }
    const result = await readUpload(archive, null, { wants: everything }, access, { memory, onBytes: () => undefined })
    return result.ok ? { ok: true as const, value: result.value.snapshot } : result
  }
  const onlyTimeouts = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })

  test('its host is not said to stand still', async () => {
    onlyTimeouts()
    const asked = Promise.withResolvers<void>()
    const room = Promise.withResolvers<void>()
    const memory: Memory = {
      hold() {
        asked.resolve()
        return room.promise
      },
    }
    const result = sent({ ...stored(TAR), format: 'tar.gz' }, memory)
    await asked.promise
    // What is on its way of a tar still comes in.
    for (let turns = 0; turns < 10; turns++) await new Promise(setImmediate)
    vi.advanceTimersByTime(100_000)
    room.resolve()
    expect(contents(await result)).toEqual(EXPECTED)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('but it is, when it stands still afterwards', async () => {
    onlyTimeouts()
    const asked = Promise.withResolvers<void>()
    const open = async () =>
      new ReadableStream({
        type: 'bytes',
        pull() {
          asked.resolve()
          return new Promise(() => undefined)
        },
      })
    const result = sent({ ...stored(FLAT), open, format: 'zip' }, { hold: () => Promise.resolve() })
    await asked.promise
    vi.advanceTimersByTime(1000)
    expect(await result).toMatchObject({ ok: false, code: 'source_timeout' })
  })
})
