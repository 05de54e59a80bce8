import type { Fault, Model, ModelFault, Prompt, Usage } from './model'

/** Milliseconds of one request, tries, and seconds that a provider may make us wait before the second. */
const TRY_MS = 20_000
const TRIES = 2
const LONGEST_WAIT = 5
const PAUSE = 0.5

/** What another try may mend. */
const PASSING: ReadonlySet<ModelFault> = new Set(['unavailable', 'timeout', 'broken_off', 'invalid', 'rate_limited'])

export type Inquiry<T> = { ok: true; value: T; usage: Usage; tries: number } | (Fault & { tries: number })

/** How long to wait before the next try, in seconds; `null` where there is none. */
function pause({ fault, retryAfter }: Fault): number | null {
  if (!PASSING.has(fault)) return null
  const wait = Math.max(retryAfter ?? PAUSE, PAUSE)
  return wait > LONGEST_WAIT ? null : wait
}

/** Resolves after so many seconds, or when the signal ends the work. */
const waited = (seconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(resolve, seconds * 1000)
    const end = () => {
      clearTimeout(timer)
      resolve()
    }
    signal.addEventListener('abort', end, { once: true })
  })

const sum = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : a + b)

/**
 * One request with its time-out, and one more where that may help. `read` gives what the text says, `null` where it is not
 * what was asked for. Takes 45 seconds at most. Never throws.
 */
export async function inquire<T>(
  model: Model,
  prompt: Prompt,
  signal: AbortSignal,
  read: (text: string) => T | null,
): Promise<Inquiry<T>> {
  let usage: Usage = { input: null, output: null }
  for (let tries = 1; ; tries++) {
    const completion = await model.complete(prompt, AbortSignal.any([signal, AbortSignal.timeout(TRY_MS)]))
    if (completion.ok) {
      usage = { input: sum(usage.input, completion.usage.input), output: sum(usage.output, completion.usage.output) }
      const value = read(completion.text)
      if (value !== null) return { ok: true, value, usage, tries }
    }
    const fault: Fault = completion.ok
      ? { ok: false, fault: 'invalid', message: 'The model did not keep to the form of the answer.' }
      : completion
    const wait = pause(fault)
    if (wait === null || tries === TRIES || signal.aborted) return { ...fault, tries }
    await waited(wait, signal)
    if (signal.aborted) return { ...fault, tries }
  }
}
