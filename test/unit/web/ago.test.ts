import { expect, it } from 'vitest'
import { ago } from '../../../src/web/ago'

it.each([
  ['2026-01-01T00:00:00Z', 'just now'],
  ['2025-12-31T23:59:01Z', 'just now'],
  ['2025-12-31T23:59:00Z', '1 minute ago'],
  ['2025-12-31T22:00:00Z', '2 hours ago'],
  ['2025-12-30T23:00:00Z', '1 day ago'],
  ['2026-01-01T00:10:00Z', 'just now'],
])('%s is %s', (iso, words) => expect(ago(iso, Date.parse('2026-01-01T00:00:00Z'))).toBe(words))
