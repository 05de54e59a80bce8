import type { JobView } from './job'
import { find } from './job-index'
import type { JobObject } from './job-object'
import { type Asker, may } from './ownership'
import { Unavailable } from './unavailable'

/** Tries to reach an object; a stub that threw may be broken, so each try makes its own. */
const TRIES = 3
const WAIT_MS = 100

/** The job's object could not be reached or did not answer. */
export class JobUnreachable extends Unavailable {
  override name = 'JobUnreachable'
}

/**
 * Calls the object of job `id`, again with jitter when the platform fails. Every operation of the object is safe to repeat.
 * @throws JobUnreachable after the last try.
 */
export async function withJob<T>(
  namespace: DurableObjectNamespace<JobObject>,
  id: string,
  call: (stub: DurableObjectStub<JobObject>) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call(namespace.getByName(id))
    } catch (error) {
      if (attempt === TRIES) throw new JobUnreachable('object', error)
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS * 2 ** attempt * (0.5 + Math.random())))
    }
  }
}

/**
 * The job as its object says; when that cannot be reached, as D1's row says. `null` for one that is not there, or not for
 * this asker's eyes.
 * @throws JobUnreachable when D1 has no row either, which it may just not have been told of
 * @throws Unavailable when neither the object nor D1 can be asked
 */
export async function readJob(
  env: { JOB: DurableObjectNamespace<JobObject>; DB: D1Database },
  id: string,
  asker: Asker,
): Promise<JobView | null> {
  try {
    return await withJob(env.JOB, id, async (stub) => await stub.read(asker))
  } catch (error) {
    if (!(error instanceof JobUnreachable)) throw error
    const row = await find(env.DB, id)
    if (!row) throw error
    return may(asker, 'read', row) ? row : null
  }
}
