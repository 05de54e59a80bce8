/** Where a job stands. `deleted` is a tombstone: nothing of the job but its id is left to see. */
export type Status = 'pending' | 'processing' | 'completed' | 'failed' | 'deleted'
export const STATUSES = ['pending', 'processing', 'completed', 'failed'] as const

/** What a consumer does, in this order. */
export const STAGES = ['resolve', 'download', 'analyse', 'write', 'store'] as const
export type Stage = (typeof STAGES)[number]

/** What was asked for. Kept as it was asked, so that a retry asks the same. */
export interface JobSpec {
  /** The address as the person gave it. */
  url: string
  /** Branch, tag or commit; `null` is what the address says, else the default branch. */
  ref: string | null
  subdirectory: string | null
}

/** The repository the address means, for people to read. */
export interface JobRepository {
  host: string
  owner: string
  name: string
  url: string
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
  /** README's size. */
  bytes: number
  /** R2's entity tag of the README, without quotes. */
  etag: string
  engine_version: string
  commit: string
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
  /** The version that D1 is known to hold. */
  projected: number
  /** R2 prefixes to empty, each no earlier than `at`. */
  purge: { key: string; at: number }[]
  /** Forget the tombstone then. */
  forgetAt: number | null
}

/** A job as its object keeps it: one value. */
export interface Job {
  id: string
  owner: string
  fingerprint: string
  spec: JobSpec
  repository: JobRepository
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
>

export function viewOf(job: Job): JobView {
  const { id, owner, status, version, repository, run, attempt, progress, error, result, artifact, times } = job
  return { id, owner, status, version, repository, run, attempt, progress, error, result, artifact, times }
}

/** The R2 objects below an artifact's prefix. */
export const ARTIFACT_FILES = ['README.md', 'analysis.json', 'preview.html'] as const
export type ArtifactFile = (typeof ARTIFACT_FILES)[number]
export const artifactKey = (prefix: string, file: ArtifactFile) => `${prefix}/${file}`
