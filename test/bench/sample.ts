/** One run of one way. */
export interface Sample {
  /** CPU of every process that works for it, in and out of the kernel. */
  cpuMs: number
  wallMs: number
  /** CPU by process, where there are several. */
  parts?: Record<string, number>
}

/** What one run adds at its peak; measured once, apart from the runs that are timed. */
export interface Memory {
  /** Resident bytes: above the idle runtime, or of the whole process. */
  resident: number
  /** The same where V8 has little room, so that garbage does not stay; `null` where that is not enough, absent where it was not tried. */
  tight?: number | null
  /** Bytes of the isolate's heap with its buffers, as the inspector tells; `null` where there is none. */
  heap: { idle: number; peak: number } | null
}

export type Group = 'floor' | 'ours' | 'peer'

/** One way to go through a repository that is measured. Both throw when it cannot be gone. */
export interface Way {
  name: string
  group: Group
  once(): Promise<Sample>
  /** `null` where it could not be seen. */
  memory(): Promise<Memory | null>
}
