/** Where a job stands. `deleted` is a tombstone: nothing of the job but its id is left to see. */
export type Status = 'pending' | 'processing' | 'completed' | 'failed' | 'deleted'
export const STATUSES = ['pending', 'processing', 'completed', 'failed'] as const

/** What a consumer does, in this order. */
export const STAGES = ['resolve', 'download', 'analyse', 'write', 'store'] as const
export type Stage = (typeof STAGES)[number]

/** Milliseconds that each stage took which the attempt went through. Cloudflare's clock stands still without I/O: 0 there. */
export type Timings = Partial<Record<Stage, number>>

/** An archive that was sent along with the request and waits in R2. */
export interface Upload {
  /** R2 key, this job's alone. */
  key: string
  bytes: number
  /** SHA-256 of the archive in hexadecimal: tells two uploads apart. */
  sha256: string
  format: 'zip' | 'tar.gz'
}

/** What was asked for. Kept as it was asked, so that a retry asks the same. */
export interface JobSpec {
  /** The address as the person gave it; `null` for an upload of which none is known. */
  url: string | null
  /** Branch, tag or commit; `null` is what the address says, else the default branch. */
  ref: string | null
  subdirectory: string | null
  /** Fetch the commit even if its facts are known. */
  refresh?: true
  upload?: Upload
  /** How the README is to be written: JSON that the room that writes it understands. */
  options?: string
}

/** The repository the address means, for people to read. Of an upload without an address only a name is known. */
export interface JobRepository {
  host: string | null
  owner: string | null
  name: string
  url: string | null
}

export interface JobProgress {
  stage: Stage | null
  /** 0 to 100 over the whole job. */
  percent: number
}

export interface JobError {
  code: string
  message: string
  retryable: boolean
}

/** What a completed job left in R2. */
export interface JobResult {
  /** What was done: a check leaves a report and no README. */
  mode: 'fresh' | 'update' | 'check'
  /** Size of the README, or of the report where there is none. */
  bytes: number
  /** R2's entity tag of the same, without quotes. */
  etag: string
  engine_version: string
  /** `null` for an upload that does not say. */
  commit: string | null
  timings: Timings
}

/** A consumer's right to work on the job: the token proves it, `key` is the R2 prefix that is this claim's alone. */
export interface Lease {
  token: string
  key: string
  expiresAt: number
  claimedAt: number
}

/** What the world outside the object is still owed. Times are milliseconds since the epoch. */
export interface Outbox {
  /** Ring the queue at this time. */
  enqueueAt: number | null
  /** Rang; ring again when nobody has claimed by then. */
  dispatchBy: number | null
  /** Rings since the job last became pending. */
  rings: number
  /** The version that D1 is known to hold. */
  projected: number
  /** R2 prefixes to empty and uploads to remove, each no earlier than `at`. */
  purge: { key: string; at: number }[]
  /** Forget the tombstone then. */
  forgetAt: number | null
}

/** A job as its object keeps it: one value. */
export interface Job {
  id: string
  owner: string
  /** For its owner alone; otherwise whoever knows the id may read it. */
  isPrivate?: boolean
  fingerprint: string
  spec: JobSpec
  repository: JobRepository
  /** Sealed token for a private repository, until the job is at rest. */
  credential?: string | null
  status: Status
  /** Grows with each visible change of status: D1's guard and part of the entity tag. */
  version: number
  /** 1, and one more for each retry that a person asked for. */
  run: number
  /** Claims within the run. */
  attempt: number
  lease: Lease | null
  /** Token of the claim that last ended, so that its repeated report is answered the same. */
  settledBy: string | null
  /** The request for the last retry, so that it is answered the same when it is repeated. */
  retriedBy: string | null
  /** R2 prefix of the result. */
  artifact: string | null
  result: JobResult | null
  error: JobError | null
  progress: JobProgress
  times: { created: number; updated: number }
  outbox: Outbox
}

/** What callers may know of a job: from its object, or from D1's row when the object cannot be reached. */
export type JobView = Pick<
  Job,
  | 'id'
  | 'owner'
  | 'status'
  | 'version'
  | 'repository'
  | 'run'
  | 'attempt'
  | 'progress'
  | 'error'
  | 'result'
  | 'artifact'
  | 'times'
> & {
  isPrivate: boolean
  /** As in the specification; `null` where there are none, and where only D1 answers. */
  options: string | null
  /** When the wait before the next attempt ends; `null` where nothing waits, and where only D1 answers. */
  nextAttempt: number | null
}

export function viewOf(job: Job): JobView {
  const { id, owner, status, version, repository, run, attempt, progress, error, result, artifact, times } = job
  const isPrivate = job.isPrivate ?? false
  const options = job.spec.options ?? null
  const nextAttempt = attempt > 0 && status === 'pending' ? job.outbox.enqueueAt : null
  return {
    ...{ id, owner, status, version, repository, run, attempt, progress, error, result, artifact, times },
    ...{ isPrivate, options, nextAttempt },
  }
}

/** Is the job still going to change by itself? */
export const moves = ({ status }: Pick<Job, 'status'>) => status === 'pending' || status === 'processing'

/** Tells one visible state of a job from another: status, run, attempt, stage, progress, and whether it waits. */
export const tagOf = ({ version, status, progress, nextAttempt }: JobView) =>
  `${version}-${progress.stage ?? status}-${progress.percent}${nextAttempt === null ? '' : '-waits'}`

/** The R2 objects below an artifact's prefix; a check leaves facts and report alone. */
export const ARTIFACT_FILES = ['README.md', 'analysis.json', 'preview.html', 'evidence.json', 'report.json'] as const
export type ArtifactFile = (typeof ARTIFACT_FILES)[number]
export const artifactKey = (prefix: string, file: ArtifactFile) => `${prefix}/${file}`

/** R2 prefix of the facts that jobs share. */
export const FACTS = 'facts/'
/** R2 prefix of what language models answered. */
export const ANSWERS = 'answers/'
export const UPLOADS = 'uploads/'
/** A new R2 key for an upload of job `id`. */
export const uploadKey = (id: string) => `${UPLOADS}${id}/${crypto.randomUUID()}`
/** The job that an upload's key names. */
export const uploadOwner = (key: string) => key.slice(UPLOADS.length).split('/', 1)[0] ?? ''

/** R2 keys behind a debt of the outbox: an upload, or the files below an artifact's prefix. */
export const keysOf = (debt: string): string[] =>
  debt.startsWith(UPLOADS) ? [debt] : ARTIFACT_FILES.map((file) => artifactKey(debt, file))
