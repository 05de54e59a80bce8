import { expect, test } from 'vitest'
import { PROBLEMS } from '../../../src/api/problems'
import { FAILURES } from '../../../src/job/failures'
import { LIMITS } from '../../../src/source/limits'
import { READING_WARNINGS } from '../../../src/source/reading-warnings'

test.each(Object.entries(LIMITS))(
  '%s has a number, a reason, and a code that somebody is told',
  (_, { most, why, code }) => {
    expect(most).toBeGreaterThan(0)
    expect(why).toMatch(/^[A-Z].*\.$/)
    expect([...Object.keys(FAILURES), ...Object.keys(READING_WARNINGS), ...Object.keys(PROBLEMS)]).toContain(code)
  },
)

test('what is held at most fits into an isolate of 128 MB, with the largest pack or the largest file beside it', () => {
  const { heldBytes, linkBytes, nameBytes, packBytes, fileBytes } = LIMITS
  const held = heldBytes.most + linkBytes.most + nameBytes.most + Math.max(packBytes.most, fileBytes.most)
  expect(held).toBeLessThan(96 * 2 ** 20)
})
