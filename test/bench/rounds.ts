import type { Measured } from './result.ts'
import type { Way } from './sample.ts'

async function attempt<T>(measured: Measured, work: () => Promise<T>): Promise<T | null> {
  if (measured.problem) return null
  try {
    return await work()
  } catch (error) {
    measured.problem = error instanceof Error ? error.message : String(error)
    return null
  }
}

/** However many runs are wanted before those that count, they end after so long. */
const WARM_UP_MS = 5_000

/** A peer's process is never warm; its files are, since its memory was measured. */
async function warm({ way, measured }: { way: Way; measured: Measured }, runs: number): Promise<void> {
  if (way.group === 'peer') return
  const end = Date.now() + WARM_UP_MS
  for (let run = 0; run < runs && Date.now() < end; run++) await attempt(measured, () => way.once())
}

/**
 * Goes every way once a round, each round beginning with another, so that noise of the machine and what one leaves to the next fall
 * on all alike. Before: memory of each, and `warmUp` runs of each, so that code that runs often is compiled.
 */
export async function measureAll(ways: readonly Way[], rounds: number, warmUp: number): Promise<Measured[]> {
  const all = ways.map((way) => ({
    way,
    measured: { name: way.name, group: way.group, samples: [], memory: null, problem: null } as Measured,
  }))
  for (const { way, measured } of all) measured.memory = await attempt(measured, () => way.memory())
  for (const one of all) await warm(one, warmUp)
  for (let round = 0; round < rounds; round++) {
    const first = round % all.length
    for (const { way, measured } of [...all.slice(first), ...all.slice(0, first)]) {
      const sample = await attempt(measured, () => way.once())
      if (sample) measured.samples.push(sample)
    }
  }
  return all.map(({ measured }) => measured)
}
