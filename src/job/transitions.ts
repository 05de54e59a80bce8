import type { Job, JobError, JobProgress, JobRepository, JobResult, JobSpec, Lease } from './job'

/*
 * Pure: what may happen to a job. No I/O, no clock, no randomness.
 * `now` is milliseconds since the epoch. The job that goes in is never changed.
 */

/** A claim holds this long without a heartbeat. */
export const LEASE_MS = 60_000
/**
 * After ringing for the `rings`th time, a claim is expected within this time: 30 s, then twice as long each time, at most
 * 2 minutes. A long queue is no lost message: jobs that wait in it must not make it longer, ring by ring.
 */
export const dispatchMs = (rings: number) => Math.min(30_000 * 2 ** (rings - 1), 120_000)
/** Claims within one run. */
export const ATTEMPTS = 3
/** A consumer lives 15 minutes at most: only after that can no zombie still write below its key. */
export const WRITER_MS = 16 * 60_000
/** A failed job's upload is kept this long, in case somebody retries. */
export const UPLOAD_MS = 7 * 24 * 60 * 60_000
/** A tombstone answers 410 this long. */
export const FORGET_MS = 24 * 60 * 60_000
/** Wait before the next attempt, after `attempt` of them: 5 s, 10 s, 20 s … at most 5 minutes. */
export const backoff = (attempt: number) => Math.min(5_000 * 2 ** (attempt - 1), 300_000)

/**
 * `missing`: no such job. `gone`: deleted. `taken`: somebody else works on it or it is at rest. `early`: its backoff is
 * not over. `lost`: the token no longer holds. `conflict`: not in this status. `mismatch`: the id stands for another request.
 */
export type Refusal = 'missing' | 'gone' | 'taken' | 'early' | 'lost' | 'conflict' | 'mismatch'
export type Outcome = { ok: true; job: Job } | { ok: false; why: Refusal }
export type Claimed = { ok: true; job: Job; lease: Lease } | { ok: false; why: Refusal }

const refuse = (why: Refusal) => ({ ok: false as const, why })
/** Answered, nothing changed that anybody sees. */
const keep = (job: Job) => ({ ok: true as const, job })
/** A visible change. */
const change = (job: Job, now: number, changes: Partial<Job>, outbox: Partial<Job['outbox']> = {}) => ({
  ok: true as const,
  job: {
    ...job,
    ...changes,
    version: job.version + 1,
    times: { ...job.times, updated: now },
    outbox: { ...job.outbox, ...outbox },
  },
})
const IDLE: JobProgress = { stage: null, percent: 0 }

export interface NewJob {
  id: string
  owner: string
  isPrivate?: boolean
  fingerprint: string
  spec: JobSpec
  repository: JobRepository
  credential?: string | null
}

/** – → pending. The same owner and fingerprint again is answered with the job as it stands; another is refused. */
export function create(job: Job | null, wanted: NewJob, now: number): Outcome {
  if (job) return job.fingerprint === wanted.fingerprint && job.owner === wanted.owner ? keep(job) : refuse('mismatch')
  return keep({
    ...wanted,
    status: 'pending',
    version: 1,
    run: 1,
    attempt: 0,
    lease: null,
    settledBy: null,
    retriedBy: null,
    artifact: null,
    result: null,
    error: null,
    progress: IDLE,
    times: { created: now, updated: now },
    outbox: { enqueueAt: now, dispatchBy: null, rings: 0, projected: 0, purge: [], forgetAt: null },
  })
}

/** pending → processing, with a lease on a key of its own. The same token again, whose reply was lost, is given the same. */
export function claim(job: Job | null, token: string, now: number): Claimed {
  if (!job) return refuse('missing')
  if (job.status === 'deleted') return refuse('gone')
  const held = leaseHeld(job, token)
  if (held) return { ...keep(job), lease: held }
  if (job.status !== 'pending') return refuse('taken')
  if (job.outbox.enqueueAt !== null && job.outbox.enqueueAt > now) return refuse('early')
  const attempt = job.attempt + 1
  const key = `jobs/${job.id}/${job.run}-${attempt}-${token}`
  const lease: Lease = { token, key, expiresAt: now + LEASE_MS, claimedAt: now }
  const next = change(
    job,
    now,
    { status: 'processing', attempt, lease, progress: { stage: 'resolve', percent: 0 } },
    { enqueueAt: null, dispatchBy: null, rings: 0 },
  )
  return { ...next, lease }
}

/** The lease under which `token` may speak for the job now, or `null`. */
const leaseHeld = (job: Job | null, token: string) =>
  job?.status === 'processing' && job.lease?.token === token ? job.lease : null
const lost = (job: Job | null) => refuse(!job ? 'missing' : job.status === 'deleted' ? 'gone' : 'lost')

/** Extends the lease and notes the progress; no new version. */
export function heartbeat(job: Job | null, token: string, progress: JobProgress, now: number): Outcome {
  const lease = leaseHeld(job, token)
  if (!job || !lease) return lost(job)
  return keep({
    ...job,
    progress,
    lease: { ...lease, expiresAt: now + LEASE_MS },
    times: { ...job.times, updated: now },
  })
}

/** processing → completed; the artifact is the lease's key. The same token again is answered the same. */
export function complete(job: Job | null, token: string, result: JobResult, now: number): Outcome {
  if (job?.status === 'completed' && job.settledBy === token) return keep(job)
  const lease = leaseHeld(job, token)
  if (!job || !lease) return lost(job)
  return change(
    job,
    now,
    {
      status: 'completed',
      artifact: lease.key,
      result,
      settledBy: token,
      lease: null,
      error: null,
      credential: null,
      progress: { stage: null, percent: 100 },
    },
    { purge: [...job.outbox.purge, ...uploadDue(job, now)] },
  )
}

/** processing → pending with backoff, or failed when it is permanent or attempts are spent. */
export function fail(job: Job | null, token: string, error: JobError, now: number, retryAfterMs = 0): Outcome {
  if (job && job.settledBy === token && (job.status === 'failed' || job.status === 'pending')) return keep(job)
  const lease = leaseHeld(job, token)
  if (!job || !lease) return lost(job)
  return release(job, lease, error, now, retryAfterMs)
}

/** The job's upload goes at this time. */
const uploadDue = ({ spec: { upload } }: Job, at: number) => (upload ? [{ key: upload.key, at }] : [])
/** The debts without the upload's. */
const withoutUpload = ({ spec: { upload }, outbox: { purge } }: Job) => purge.filter(({ key }) => key !== upload?.key)

/** What a claim may have written can be purged once no zombie can write any more. */
const debris = (lease: Lease) => ({ key: lease.key, at: lease.claimedAt + WRITER_MS })

function release(job: Job, lease: Lease, error: JobError, now: number, retryAfterMs: number) {
  const purge = [...job.outbox.purge, debris(lease)]
  const rest = { lease: null, settledBy: lease.token, error, progress: IDLE }
  if (!error.retryable || job.attempt >= ATTEMPTS)
    return change(
      job,
      now,
      { ...rest, status: 'failed', credential: null },
      { purge: [...purge, ...uploadDue(job, now + UPLOAD_MS)] },
    )
  const wait = Math.max(backoff(job.attempt), Math.min(retryAfterMs, 300_000))
  return change(job, now, { ...rest, status: 'pending' }, { purge, enqueueAt: now + wait })
}

/**
 * failed → pending: a new run; attempts, error and result go in the same commit. The same request again, whose reply was
 * lost, is answered with the job as it stands.
 * @param credential sealed token of the new run: the last one's was erased when it ended; @param request names the request
 */
export function retry(job: Job | null, credential: string | null, now: number, request: string): Outcome {
  if (!job) return refuse('missing')
  if (job.status === 'deleted') return refuse('gone')
  if (job.retriedBy === request) return keep(job)
  if (job.status !== 'failed') return refuse('conflict')
  return change(
    job,
    now,
    {
      status: 'pending',
      run: job.run + 1,
      attempt: 0,
      error: null,
      artifact: null,
      result: null,
      settledBy: null,
      retriedBy: request,
      credential,
      progress: IDLE,
    },
    { enqueueAt: now, purge: withoutUpload(job) },
  )
}

/** In any status but deleted: from now on for its owner alone, or for whoever knows the id. */
export function share(job: Job | null, isPrivate: boolean, now: number): Outcome {
  if (!job) return refuse('missing')
  if (job.status === 'deleted') return refuse('gone')
  return (job.isPrivate ?? false) === isPrivate ? keep(job) : change(job, now, { isPrivate })
}

/** any → deleted: artifact and upload are purged now, a live lease's key when no zombie can write any more. */
export function remove(job: Job | null, now: number): Outcome {
  if (!job) return refuse('missing')
  return job.status === 'deleted' ? keep(job) : removed(job, now)
}

function removed(job: Job, now: number) {
  const left = [
    ...(job.artifact ? [{ key: job.artifact, at: now }] : []),
    ...(job.lease ? [debris(job.lease)] : []),
    ...uploadDue(job, now),
  ]
  return change(
    job,
    now,
    { status: 'deleted', lease: null, artifact: null, result: null, error: null, credential: null, progress: IDLE },
    { enqueueAt: null, dispatchBy: null, purge: [...withoutUpload(job), ...left], forgetAt: now + FORGET_MS },
  )
}

export const WORKER_LOST: JobError = {
  code: 'worker_lost',
  message: 'The worker that had this job stopped answering.',
  retryable: true,
}

/** When a job at rest has been kept long enough: `keepMs` after its last change. `null` for never. */
const expiry = ({ status, times }: Job, keepMs: number | null) =>
  keepMs !== null && (status === 'completed' || status === 'failed') ? times.updated + keepMs : null

/**
 * Time has passed: what lapses of itself. A lease that ran out frees the job, a bell nobody heard rings again, a job that
 * has been at rest for `keepMs` milliseconds (`null`: however long) is deleted.
 */
export function lapse(job: Job, now: number, keepMs: number | null): Job {
  if (job.lease && job.lease.expiresAt <= now) return release(job, job.lease, WORKER_LOST, now, 0).job
  const expires = expiry(job, keepMs)
  if (expires !== null && expires <= now) return removed(job, now).job
  const { dispatchBy } = job.outbox
  if (job.status === 'pending' && dispatchBy !== null && dispatchBy <= now)
    return { ...job, outbox: { ...job.outbox, dispatchBy: null, enqueueAt: now } }
  return job
}

/** When the object must wake next, or `null` when nothing is owed. A job at rest is kept for `keepMs` milliseconds. */
export function nextWake(job: Job, now: number, keepMs: number | null): number | null {
  const { enqueueAt, dispatchBy, projected, purge, forgetAt } = job.outbox
  const due = [
    job.lease?.expiresAt,
    enqueueAt,
    dispatchBy,
    projected < job.version ? now : null,
    ...purge.map((debt) => debt.at),
    forgetAt,
    expiry(job, keepMs),
  ].filter((time) => time != null)
  return due.length ? Math.min(...due) : null
}
