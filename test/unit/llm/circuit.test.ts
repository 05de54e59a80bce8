import { describe, expect, it } from 'vitest'
import { type Circuit, CLOSED, after as next, permit } from '../../../src/llm/circuit'
import type { Fault, ModelFault } from '../../../src/llm/model'

const NOW = 1_700_000_000_000
const MINUTE = 60_000
const fault = (kind: ModelFault, retryAfter?: number): Fault => ({
  ok: false,
  fault: kind,
  message: 'It did not.',
  ...(retryAfter === undefined ? {} : { retryAfter }),
})
/** The circuit after these faults in a row, all at one time. */
const failed = (...kinds: ModelFault[]): Circuit =>
  kinds.reduce((circuit, kind) => next(circuit, fault(kind), NOW), CLOSED)
const isOpen = (circuit: Circuit, now = NOW) => !permit(circuit, now).ok
/** The circuit of a request that may be made. */
function permitted(circuit: Circuit, now: number): Circuit {
  const permission = permit(circuit, now)
  if (!permission.ok) throw new Error('not permitted')
  return permission.circuit
}

describe('a closed circuit', () => {
  it('lets every request through', () => {
    expect(permit(CLOSED, NOW)).toEqual({ ok: true, circuit: CLOSED })
  })
  it('opens after three failures in a row, and not before', () => {
    expect(isOpen(failed('timeout', 'unavailable'))).toBe(false)
    expect(isOpen(failed('timeout', 'unavailable', 'broken_off'))).toBe(true)
  })
  it('counts anew after an answer', () => {
    const answered = next(failed('timeout', 'timeout'), null, NOW)
    expect(answered).toEqual(CLOSED)
    expect(isOpen(next(next(answered, fault('timeout'), NOW), fault('timeout'), NOW))).toBe(false)
  })
  it.each(['unauthorized', 'not_found', 'rejected', 'rate_limited'] as const)('opens at once when it is %s', (kind) => {
    expect(isOpen(failed(kind))).toBe(true)
  })
  it.each(['unavailable', 'timeout', 'broken_off', 'too_long', 'invalid'] as const)('bears one that is %s', (kind) => {
    expect(isOpen(failed(kind))).toBe(false)
    expect(isOpen(failed(kind, kind, kind))).toBe(true)
  })
  it.each(['cancelled', 'refused'] as const)('counts one that is %s for nothing', (kind) => {
    expect(failed(kind, kind, kind, kind)).toEqual(CLOSED)
    expect(failed('timeout', kind, 'timeout')).toEqual(failed('timeout', 'timeout'))
  })
})

describe('an open circuit', () => {
  const open = failed('unavailable', 'unavailable', 'unavailable')

  it('lets nothing through for a minute, and says for how long', () => {
    expect(permit(open, NOW)).toEqual({ ok: false, forMs: MINUTE })
    expect(permit(open, NOW + MINUTE - 1)).toEqual({ ok: false, forMs: 1 })
    expect(permit(open, NOW + MINUTE).ok).toBe(true)
  })
  it.each([
    ['longer than a minute where the provider asks for it', 90, 90_000],
    ['a minute where it asks for less', 1, MINUTE],
    ['ten minutes where it asks for a day', 86_400, 600_000],
  ])('lets nothing through for %s', (_, seconds, ms) => {
    expect(permit(next(CLOSED, fault('rate_limited', seconds), NOW), NOW)).toEqual({ ok: false, forMs: ms })
  })
  it('then lets one request through, and no second one beside it', () => {
    const trying = permitted(open, NOW + MINUTE)
    expect(isOpen(trying, NOW + MINUTE)).toBe(true)
    expect(isOpen(trying, NOW + 2 * MINUTE - 1)).toBe(true)
  })
  it('lets another try when nothing was heard of the first for a minute', () => {
    const trying = permitted(open, NOW + MINUTE)
    expect(isOpen(trying, NOW + 2 * MINUTE)).toBe(false)
  })
  it('closes when the trial is answered', () => {
    const trying = permitted(open, NOW + MINUTE)
    expect(next(trying, null, NOW + MINUTE + 9)).toEqual(CLOSED)
  })
  it('stays open for another minute when the trial fails', () => {
    const at = NOW + MINUTE + 9
    const again = next(permitted(open, NOW + MINUTE), fault('timeout'), at)
    expect(permit(again, at)).toEqual({ ok: false, forMs: MINUTE })
  })
  it('stays open after one more failure even where the first had opened it at once', () => {
    const limited = next(CLOSED, fault('rate_limited'), NOW)
    const at = NOW + MINUTE
    expect(isOpen(next(permitted(limited, at), fault('timeout'), at), at)).toBe(true)
  })
  it('lets the next try at once when the trial was cancelled', () => {
    const at = NOW + MINUTE + 9
    const again = next(permitted(open, NOW + MINUTE), fault('cancelled'), at)
    expect(isOpen(again, at)).toBe(false)
    expect(isOpen(permitted(again, at), at)).toBe(true)
  })
})
