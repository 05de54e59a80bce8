import { describe, expect, test, vi } from 'vitest'
import { outcomeOf } from '../../corpora/archive-case'
import { ARCHIVE_CASES } from '../../corpora/archive-cases'
import { read } from './reading'

vi.setConfig({ testTimeout: 120_000 })

describe.each(Object.entries(ARCHIVE_CASES))(
  'a hostile or broken archive is refused with its code, or read rightly: %s',
  (_group, list) => {
    test.each(list)('$name', async ({ bytes, outcome, wanted = Number.POSITIVE_INFINITY }) => {
      const result = await read(new Uint8Array(bytes()), { wants: () => wanted })
      expect(outcomeOf(result)).toEqual(outcome)
    })
  },
)

test('no two cases have one name', () => {
  const names = Object.values(ARCHIVE_CASES).flatMap((list) => list.map(({ name }) => name))
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
})
