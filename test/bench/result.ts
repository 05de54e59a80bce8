import { median } from './numbers.ts'
import type { Repository } from './repository.ts'
import type { Group, Memory, Sample } from './sample.ts'

/** All that was measured of one way. */
export interface Measured {
  name: string
  group: Group
  /** One for each round. */
  samples: Sample[]
  memory: Memory | null
  /** Why it could not be gone, or not on. */
  problem: string | null
}

/** All that was measured of one repository. */
export interface Result {
  repository: Pick<Repository, 'owner' | 'name' | 'commit' | 'files' | 'archiveBytes'>
  ways: Measured[]
}

/** Figures of a way that was gone in every round; none of any other. */
export function figuresOf(result: Result, name: string, of: 'cpuMs' | 'wallMs'): number[] {
  const way = result.ways.find((one) => one.name === name)
  return way && !way.problem ? way.samples.map((sample) => sample[of]) : []
}

export const medianCpu = (way: Measured): number => median(way.samples.map(({ cpuMs }) => cpuMs))
