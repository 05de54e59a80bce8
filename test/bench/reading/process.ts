import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100

/** Resident bytes of a process now, and the most since `resetPeak` or its start. */
export interface Resident {
  now: number
  peak: number
}

/**
 * CPU seconds of a process so far, all threads, in and out of the kernel. Linux only, as everything here: figures come from /proc.
 * The fields of a thread's `schedstat` are nanoseconds; those of `stat` are ticks, and count ended threads too.
 */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
  const ticks = (Number(stat[11]) + Number(stat[12])) / TICKS_PER_SECOND
  const nanoseconds = readdirSync(`/proc/${pid}/task`).map((task) => threadNanoseconds(pid, task))
  return Math.max(ticks, nanoseconds.reduce((sum, one) => sum + one, 0) / 1e9)
}

function threadNanoseconds(pid: number, task: string): number {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0])
  } catch {
    // It has ended since it was listed; `stat` counts it.
    return 0
  }
}

const kilobytes = (status: string, field: string) =>
  1024 * Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0)

/** Throws when the process has ended. */
export function residentOf(pid: number): Resident {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return { now: kilobytes(status, 'VmRSS'), peak: kilobytes(status, 'VmHWM') }
}

/** From here on the peak of the process counts anew. */
export const resetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5')
