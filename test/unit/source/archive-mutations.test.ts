import { unzipSync } from 'fflate'
import { expect, test, vi } from 'vitest'
import { chance } from '../../fuzz/chance'
import { DOORS, type Door } from '../../fuzz/doors'
import { mutated } from '../../fuzz/mutate'
import { brokenPromise } from '../../fuzz/promises'
import { COMMIT } from '../snapshot'
import { read } from './reading'
import { type Written, writeZip } from './zip-writer'

vi.setConfig({ testTimeout: 60_000 })

const SEED = 20261122
const CHUNKS = [[65_536], [1, 2, 3, 4, 5, 100], [7, 300], [1000, 3, 65_536]]
const WANTED = [0, 1, 100, 5000, Number.POSITIVE_INFINITY]

const fresh = DOORS.host.fresh

/** Which promises these many inputs break, each with the input that broke it first. */
async function broken(door: Door, count: number, next: (random: () => number) => Uint8Array): Promise<string[]> {
  const random = chance(SEED)
  const found: string[] = []
  for (let i = 0; i < count; i++) {
    const bytes = new Uint8Array(next(random))
    const chunks = CHUNKS[i % CHUNKS.length] as number[]
    const promise = await brokenPromise(door, bytes, { chunks, wanted: WANTED[i % WANTED.length] as number })
    if (promise !== null) found.push(`${promise} ${Buffer.from(bytes).toString('base64')}`)
  }
  return found
}

test('whatever is accepted of archives with lies in them is what a reader by the directory reads', async () => {
  expect(await broken(DOORS.host, 2000, fresh)).toEqual([])
})

test('whatever is accepted of changed archives is what a reader by the directory reads', async () => {
  const changed = (random: () => number) => mutated(fresh(random), random, fresh(random), DOORS.host.dialect)
  expect(await broken(DOORS.host, 2500, changed)).toEqual([])
})

test.each(Object.entries(DOORS))(
  'nothing with lies in it, or changed, comes in astray or breaks the reader: %s',
  async (_name, door) => {
    expect(await broken(door, 250, door.fresh)).toEqual([])
    const changed = (random: () => number) => mutated(door.fresh(random), random, door.fresh(random), door.dialect)
    expect(await broken(door, 400, changed)).toEqual([])
  },
)

test('the inputs are worth their time: many are accepted, many refused, and all kinds of warnings given', async () => {
  const random = chance(SEED)
  const seen = new Map<string, number>()
  const count = (key: string) => seen.set(key, (seen.get(key) ?? 0) + 1)
  for (let i = 0; i < 1500; i++) {
    const result = await read(new Uint8Array(fresh(random)))
    count(result.ok ? 'accepted' : result.code)
    if (result.ok) for (const { code } of result.value.warnings) count(code)
  }
  const wanted =
    'accepted archive_invalid member_name member_twin member_encrypted member_method member_corrupt member_special'
  for (const key of `${wanted} symlink_unread lfs_pointer export_ignore`.split(' '))
    expect([key, (seen.get(key) ?? 0) > 5]).toEqual([key, true])
})

test('of sound archives the names, sizes and contents are those that fflate reads', async () => {
  const random = chance(SEED)
  for (let i = 0; i < 200; i++) {
    const members = Array.from(
      { length: Math.floor(random() * 8) },
      (_, n): Written => ({
        name: `top/${'d/'.repeat(Math.floor(random() * 4))}${n}`,
        content: String.fromCharCode(65 + Math.floor(random() * 26)).repeat(Math.floor(random() * 70_000)),
        method: random() < 0.5 ? 0 : 8,
      }),
    )
    const archive = writeZip(members, { comment: COMMIT })
    const result = await read(archive, {}, CHUNKS[i % CHUNKS.length])
    const ours = result.ok ? [...result.value.files].map(([path, { content }]) => [`top/${path}`, content]) : result
    const theirs = Object.entries(unzipSync(archive))
    expect(ours).toHaveLength(theirs.length)
    for (const [name, content] of theirs)
      expect([
        name,
        Buffer.from(content).equals(new Map(ours as [string, Uint8Array][]).get(name) ?? Buffer.from('absent')),
      ]).toEqual([name, true])
  }
})
