import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { LIMITS } from '../../../src/source/limits'
import { readTar } from '../../../src/source/read-tar'
import { everything, streamOf, UNWATCHED } from './reading'
import { pax, type TarMember, writeTar } from './tar-writer'

vi.setConfig({ testTimeout: 60_000 })

const RUNS = { seed: 20261122, numRuns: 300 }
const CODES = ['archive_invalid', 'archive_truncated', 'archive_too_large', 'too_many_files']

const member = fc.record({
  name: fc.stringMatching(/^[a-c]{1,3}(\/[a-c]{1,3}){0,3}$/),
  content: fc.uint8Array({ maxLength: 3000 }).map((bytes) => bytes.map((byte) => byte & 7)),
  how: fc.constantFrom('header', 'prefix', 'pax', 'gnu'),
})
const clash = (names: string[]) => names.some((a) => names.some((b) => b.startsWith(`${a}/`)))
const members = fc
  .uniqueArray(member, { selector: ({ name }) => name, maxLength: 12 })
  .filter((list) => !clash(list.map(({ name }) => name)))
const chunks = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 20 })

/** The same file with its name at each of the places that a name can stand. */
const written = (list: { name: string; content: Uint8Array; how: string }[]): TarMember[] =>
  list.flatMap(({ name, content, how }): TarMember[] => {
    if (how === 'prefix') return [{ name, prefix: 'top', content }]
    if (how === 'pax') return [pax({ path: `top/${name}` }), { name: 'short', content }]
    if (how === 'gnu')
      return [
        { name: '././@LongLink', type: 'L', content: `top/${name}\0` },
        { name: 'short', content },
      ]
    return [{ name: `top/${name}`, content }]
  })
const read = (bytes: Uint8Array, sizes?: number[], wants = everything) =>
  readTar(streamOf(new Uint8Array(bytes), sizes), {
    commit: null,
    wants,
    limits: LIMITS,
    signal: new AbortController().signal,
    ...UNWATCHED,
  })

test('the same files come out, wherever their names stand and however the bytes are cut into chunks', () =>
  fc.assert(
    fc.asyncProperty(members, chunks, fc.integer({ min: 1, max: 4000 }), async (list, sizes, count) => {
      const result = await read(writeTar(written(list)), sizes, () => count)
      expect(result).toMatchObject({ ok: true, value: { warnings: [] } })
      if (!result.ok) return
      expect([...result.value.files].map(([path, { bytes, content }]) => [path, bytes, content])).toEqual(
        list.map(({ name, content }) => [name, content.length, content.slice(0, count)]),
      )
    }),
    RUNS,
  ))

test('a compressed archive with any bit changed or its end missing is refused, or says the same', () =>
  fc.assert(
    fc.asyncProperty(members, fc.nat(), fc.nat(7), fc.boolean(), async (list, where, bit, cut) => {
      const archive = writeTar(written(list))
      const at = where % archive.length
      const broken = cut ? archive.slice(0, at) : archive
      if (!cut) broken[at]! ^= 1 << bit
      const result = await read(broken)
      if (!result.ok) expect(CODES).toContain(result.code)
      else
        expect([...result.value.files.values()].map(({ content }) => content)).toEqual(list.map((one) => one.content))
    }),
    { ...RUNS, numRuns: 1500 },
  ))

test('a tar with any byte changed before it was compressed is refused with a code, or is one tree of safe paths', () =>
  fc.assert(
    fc.asyncProperty(members, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }), async (list, changes) => {
      const tar = gunzipSync(writeTar(written(list)))
      for (const [where, value] of changes) tar[where % tar.length] = value
      // The header's sum is made right again, so that what is behind it is tried as well.
      for (let at = 0; at + 512 <= tar.length; at += 512) {
        if (tar.toString('latin1', at + 257, at + 262) !== 'ustar') continue
        tar.fill(0x20, at + 148, at + 156)
        const sum = tar.subarray(at, at + 512).reduce((total, byte) => total + byte, 0)
        tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, at + 148, 'latin1')
      }
      const result = await read(gzipSync(tar))
      if (!result.ok) expect(CODES).toContain(result.code)
      else
        for (const path of result.value.files.keys()) {
          expect(path.split('/').filter((segment) => ['', '.', '..'].includes(segment))).toEqual([])
          expect([...path].filter((character) => character < ' ' || character === '\\')).toEqual([])
        }
    }),
    { ...RUNS, numRuns: 1500 },
  ))

test('no bytes make the reader throw, compressed or not', () =>
  fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 1500 }), fc.boolean(), async (bytes, compressed) => {
      const result = await read(compressed ? gzipSync(bytes) : bytes)
      if (!result.ok) expect(CODES).toContain(result.code)
      else expect(result.value.files.size).toBe(0)
    }),
    { ...RUNS, numRuns: 1000 },
  ))
