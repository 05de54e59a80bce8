import { expect, it } from 'vitest'
import { FAILURES } from '../../../src/job/failures'
import { ADVISED, adviceOn } from '../../../src/web/failure-advice'

it('there is advice on every reason for which a job can fail, and on no other', () => {
  expect([...ADVISED].sort()).toEqual(Object.keys(FAILURES).sort())
})

it('a reason that nobody knows is ours', () => {
  expect(adviceOn('of a later version').whose).toBe('It is us.')
})
