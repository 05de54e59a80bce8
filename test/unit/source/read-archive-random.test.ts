import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { COMMIT } from '../snapshot'
import { read, snapshot } from './reading'
import { type Written, writeZip } from './zip-writer'

vi.setConfig({ testTimeout: 30_000 })

const RUNS = { seed: 20261122, numRuns: 300 }
const name = fc.stringMatching(/^[a-c]{1,3}(\/[a-c]{1,3}){0,3}$/)
const member = fc.record({
  name,
  content: fc.uint8Array({ maxLength: 3000 }).map((bytes) => bytes.map((byte) => byte & 7)),
  method: fc.constantFrom(0, 8),
  zip64: fc.boolean(),
})
const clash = (names: string[]) => names.some((a) => names.some((b) => b.startsWith(`${a}/`)))
const members = fc
  .uniqueArray(member, { selector: ({ name }) => name, maxLength: 12 })
  .filter((list) => !clash(list.map(({ name }) => name)))
  .map((list): Written[] => list.map((one) => ({ ...one, name: `top/${one.name}` })))
const chunks = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 20 })

test('the same archive gives the same files, however the bytes are cut into chunks', () =>
  fc.assert(
    fc.asyncProperty(members, chunks, fc.boolean(), async (list, sizes, zip64) => {
      const { files, warnings } = await snapshot(writeZip(list, { zip64, comment: COMMIT }), {}, sizes)
      expect(warnings).toEqual([])
      expect([...files].map(([path, { content }]) => [`top/${path}`, content])).toEqual(
        list.map(({ name, content }) => [name, content]),
      )
    }),
    RUNS,
  ))

test('whatever is asked for is a true beginning of the file', () =>
  fc.assert(
    fc.asyncProperty(members, chunks, fc.integer({ min: 0, max: 4000 }), async (list, sizes, count) => {
      const { files } = await snapshot(writeZip(list), { wants: () => count }, sizes)
      for (const { name, content } of list) {
        const bytes = content as Uint8Array
        expect(files.get(String(name).slice(4))?.content).toEqual(count ? bytes.slice(0, count) : null)
      }
    }),
    RUNS,
  ))

test('an archive with any byte changed is refused, or gives no other content and no other path unless a name changed', () =>
  fc.assert(
    fc.asyncProperty(members, fc.nat(), fc.integer({ min: 1, max: 255 }), async (list, where, change) => {
      const archive = writeZip(list, { comment: COMMIT })
      const at = where % archive.length
      archive[at] = archive[at]! ^ change
      const result = await read(archive)
      if (!result.ok) return
      for (const [path, { content }] of result.value.files) {
        const original = list.find(({ name }) => name === `top/${path}`)
        expect(original).toBeDefined()
        if (content !== null && original?.method === 0) expect(content).toEqual(original.content)
      }
    }),
    { ...RUNS, numRuns: 1500 },
  ))

test('no bytes make the reader throw', () =>
  fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, zip) => {
      const result = await read(zip ? new Uint8Array([0x50, 0x4b, 3, 4, ...bytes]) : bytes)
      expect(result.ok).toBe(false)
    }),
    { ...RUNS, numRuns: 2000 },
  ))
