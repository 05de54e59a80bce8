import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { inquire } from '../../../src/llm/inquire'
import type { Completion, Fault, Model, ModelFault, Prompt } from '../../../src/llm/model'

const PROMPT: Prompt = {
  ...{ system: 'rules', user: 'data', mostTokens: 10 },
  schema: { type: 'object', properties: {}, required: [], additionalProperties: false },
}
const answer = (text: string, input: number | null = 7, output: number | null = 3): Completion => ({
  ...{ ok: true, text, usage: { input, output } },
})
const fault = (kind: ModelFault, retryAfter?: number): Fault => ({
  ...{ ok: false, fault: kind, message: `It was ${kind}.` },
  ...(retryAfter === undefined ? {} : { retryAfter }),
})

interface Asked {
  prompt: Prompt
  at: number
  signal: AbortSignal
}

/** A model that says these, one after the other, and notes when it was asked. */
function modelOf(...completions: Completion[]): { model: Model; asked: Asked[] } {
  const asked: Asked[] = []
  const model: Model = {
    ...{ provider: 'stand-in', model: 'stand-in' },
    complete: async (prompt, signal) => {
      asked.push({ prompt, at: Date.now(), signal })
      const completion = completions[asked.length - 1]
      if (!completion) throw new Error('asked once more than there are completions')
      return completion
    },
    look: async () => ({ status: 'ok', detail: null }),
  }
  return { model, asked }
}

const NEVER = new AbortController().signal
const isYes = (text: string) => (text === 'yes' ? 'Yes' : null)
/** What came of it, with all waiting done. */
async function inquired(model: Model, signal = NEVER) {
  const inquiry = inquire(model, PROMPT, signal, isYes)
  await vi.advanceTimersByTimeAsync(60_000)
  return inquiry
}

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('an inquiry', () => {
  it('gives what was read, in one try, and what it cost', async () => {
    const { model, asked } = modelOf(answer('yes'))
    expect(await inquired(model)).toEqual({ ok: true, value: 'Yes', usage: { input: 7, output: 3 }, tries: 1 })
    expect(asked.map(({ prompt }) => prompt)).toEqual([PROMPT])
  })

  it.each(['unavailable', 'timeout', 'broken_off', 'invalid', 'rate_limited'] as const)(
    'asks once more, half a second later, when it was %s',
    async (kind) => {
      const { model, asked } = modelOf(fault(kind), answer('yes'))
      expect(await inquired(model)).toMatchObject({ ok: true, tries: 2 })
      expect(asked.map(({ at }) => at)).toEqual([0, 500])
      expect(asked[1]?.prompt).toBe(PROMPT)
    },
  )
  it.each(['unauthorized', 'not_found', 'rejected', 'too_long', 'refused', 'cancelled'] as const)(
    'does not ask again when it was %s',
    async (kind) => {
      const { model, asked } = modelOf(fault(kind), answer('yes'))
      expect(await inquired(model)).toEqual({ ...fault(kind), tries: 1 })
      expect(asked).toHaveLength(1)
    },
  )

  it('never asks more than twice, and tells the last fault', async () => {
    const { model, asked } = modelOf(fault('timeout'), fault('unavailable'), answer('yes'))
    expect(await inquired(model)).toEqual({ ...fault('unavailable'), tries: 2 })
    expect(asked).toHaveLength(2)
  })

  it('asks once more for an answer of another form, whose tokens it counts', async () => {
    const { model } = modelOf(answer('no'), answer('yes'))
    expect(await inquired(model)).toEqual({ ok: true, value: 'Yes', usage: { input: 14, output: 6 }, tries: 2 })
  })
  it('counts the tokens that are told where only one of two answers tells them', async () => {
    const { model } = modelOf(answer('no', null, 4), answer('yes', 5, null))
    expect(await inquired(model)).toMatchObject({ usage: { input: 5, output: 4 } })
  })
  it('knows no count where none is told', async () => {
    const { model } = modelOf(answer('yes', null, null))
    expect(await inquired(model)).toMatchObject({ usage: { input: null, output: null } })
  })
  it('is invalid when neither answer has the form, without a word of the answers', async () => {
    const { model } = modelOf(answer('no'), answer('nor this'))
    const inquiry = await inquired(model)
    expect(inquiry).toMatchObject({ ok: false, fault: 'invalid', tries: 2 })
    expect(JSON.stringify(inquiry)).not.toMatch(/nor this/)
  })
})

describe('the wait before the second try', () => {
  it.each([
    [0, 500],
    [0.1, 500],
    [2, 2_000],
    [5, 5_000],
  ])('is as long as the provider asks for, half a second at least: %d s', async (seconds, ms) => {
    const { model, asked } = modelOf(fault('rate_limited', seconds), answer('yes'))
    expect(await inquired(model)).toMatchObject({ ok: true })
    expect(asked[1]?.at).toBe(ms)
  })
  it.each([5.1, 60, 86_400])('is none where it would be more than five seconds: %d s', async (seconds) => {
    const { model, asked } = modelOf(fault('rate_limited', seconds), answer('yes'))
    expect(await inquired(model)).toEqual({ ...fault('rate_limited', seconds), tries: 1 })
    expect(asked).toHaveLength(1)
  })
})

describe('a signal', () => {
  it('that ended before leaves no second try', async () => {
    const controller = new AbortController()
    controller.abort()
    const { model, asked } = modelOf(fault('timeout'), answer('yes'))
    expect(await inquired(model, controller.signal)).toEqual({ ...fault('timeout'), tries: 1 })
    expect(asked[0]?.signal.aborted).toBe(true)
  })
  it('that ends during the first try leaves no second', async () => {
    const controller = new AbortController()
    const { model, asked } = modelOf()
    model.complete = async (prompt, signal) => {
      asked.push({ prompt, at: Date.now(), signal })
      controller.abort()
      return fault('cancelled')
    }
    expect(await inquired(model, controller.signal)).toMatchObject({ fault: 'cancelled', tries: 1 })
    expect(asked[0]?.signal.aborted).toBe(true)
  })
  it('that ends the wait ends the inquiry at once', async () => {
    const controller = new AbortController()
    const { model, asked } = modelOf(fault('rate_limited', 4))
    model.complete = async (prompt, signal) => {
      asked.push({ prompt, at: Date.now(), signal })
      return signal.aborted ? fault('cancelled') : fault('rate_limited', 4)
    }
    const inquiry = inquire(model, PROMPT, controller.signal, isYes)
    await vi.advanceTimersByTimeAsync(1_000)
    controller.abort()
    expect(await inquiry).toMatchObject({ ok: false, tries: expect.any(Number) })
    expect(Date.now()).toBe(1_000)
    expect(vi.getTimerCount()).toBe(0)
    expect(asked.every(({ at }) => at <= 1_000)).toBe(true)
  })
  it('of its own bounds each try', async () => {
    const { model, asked } = modelOf(fault('timeout'), answer('yes'))
    const own = vi.spyOn(AbortSignal, 'timeout')
    await inquired(model)
    expect(own.mock.calls).toEqual([[20_000], [20_000]])
    expect(asked[0]?.signal).not.toBe(asked[1]?.signal)
    own.mockRestore()
  })
})
