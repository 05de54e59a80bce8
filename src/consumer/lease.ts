import { withJob } from '../job/client'
import type { JobProgress } from '../job/job'
import type { JobObject } from '../job/job-object'

/** A quarter of what the lease lasts. */
const HEARTBEAT_MS = 15_000
/** Progress within a stage is told this often at most. */
const PROGRESS_MS = 500

/** Why work stopped before its end: the job was deleted, or its lease passed to somebody else. */
export class LeaseLost extends Error {
  override name = 'LeaseLost'
}

/** A consumer's hold on a job while it works: heartbeats, progress, and the signal that ends the work when the hold is lost. */
export interface HeldLease {
  signal: AbortSignal
  /** Notes the progress; told at once when the stage changes, else now and then. */
  progress(progress: JobProgress): void
  /** Ends the heartbeats. */
  release(): void
}

export function holdLease(namespace: DurableObjectNamespace<JobObject>, id: string, token: string): HeldLease {
  const lost = new AbortController()
  let current: JobProgress = { stage: 'resolve', percent: 0 }
  let told = current
  let toldAt = 0
  let beating = false

  async function beat(): Promise<void> {
    if (beating || lost.signal.aborted) return
    beating = true
    try {
      const sent = current
      const reply = await withJob(namespace, id, async (stub) => await stub.heartbeat(token, sent))
      told = sent
      toldAt = Date.now()
      if (!reply.ok) lost.abort(new LeaseLost(reply.why))
    } catch {
      // The object cannot be reached: the lease lasts a minute, the next beat may get through.
    } finally {
      beating = false
    }
  }

  const timer = setInterval(beat, HEARTBEAT_MS)
  return {
    signal: lost.signal,
    progress(progress) {
      current = progress
      if (progress.stage !== told.stage || (progress.percent !== told.percent && Date.now() - toldAt > PROGRESS_MS))
        void beat()
    },
    release: () => clearInterval(timer),
  }
}
