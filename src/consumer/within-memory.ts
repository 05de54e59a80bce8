import { log } from '../job/log'
import { MEMORY } from '../source/limits'
import { type Memory, MemoryBudget } from '../source/memory-budget'
import type { Stages } from './stages'

/** All jobs of this isolate share its memory. */
const budget = new MemoryBudget(MEMORY, () => Date.now())

/**
 * Does what reads a repository and looks at it, when the isolate has memory for it. What it gives must not keep the repository.
 * @throws the reason of the signal, when it ends the waiting
 */
export async function withinMemory<T>(
  { signal, stages }: { signal: AbortSignal; stages: Pick<Stages, 'about'> },
  work: (memory: Memory) => Promise<T>,
): Promise<T> {
  let waited = 0
  const timed = async <V>(waiting: Promise<V>): Promise<V> => {
    const began = Date.now()
    try {
      return await waiting
    } finally {
      waited += Date.now() - began
    }
  }
  const share = await timed(budget.enter(signal))
  const hold: Memory['hold'] = (bytes, until) => {
    const full = share.hold(bytes, until)
    return full && timed(full)
  }
  try {
    return await work({ hold })
  } finally {
    share.release()
    if (waited > 0) log('job.waited', { ...stages.about, effect: 'memory', duration_ms: waited })
  }
}
