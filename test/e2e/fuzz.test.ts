import { beforeAll, describe, expect, it } from 'vitest'
import { culpritText, violationText } from '../fuzz/api/report.ts'
import { type Fuzzed, fuzzApi } from '../fuzz/api/world.ts'

describe.each(['open', 'owned'] as const)('requests made from the API’s own document, where access is %s', (access) => {
  let result: Fuzzed
  beforeAll(async () => {
    result = await fuzzApi({ requests: 1_500, seed: 1, access })
  }, 600_000)

  it('every answer is one that the document describes, and what the document forbids is refused', () => {
    expect(result.violations.map(violationText)).toEqual([])
  })
  it('no request ends the runtime', () => {
    expect(result.culprit && culpritText(result.culprit)).toBeNull()
  })
  it('each operation is also asked as it wants to be asked', () => {
    const never = result.tallies.filter(({ kind, statuses }) => {
      const succeeded = [...statuses.keys()].some((status) => status.startsWith('2'))
      return kind.includes('/') && !succeeded
    })
    expect(never).toEqual([])
  })
})
