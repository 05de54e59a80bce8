/** An effect that has not ended after this many milliseconds counts as failed and is owed again. */
const EFFECT_MS = 10_000

/** Milliseconds until owed effects are tried again after `faults` failed rounds: 1 s, 2 s, 4 s … at most one minute. */
export const backoff = (faults: number) => Math.min(1_000 * 2 ** (Math.max(faults, 1) - 1), 60_000)

/** Runs an effect. It rejects when it fails, at once or later, or takes longer than an effect may. */
export async function perform<T>(effect: () => Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('effect timed out')), EFFECT_MS)
  })
  try {
    return await Promise.race([effect(), late])
  } finally {
    clearTimeout(timer)
  }
}
