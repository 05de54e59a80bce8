import type { Job, Status } from '../../../../src/job/job'
import type { Owed } from '../../../../src/job/outbox'
import { DAY, MINUTE, SECOND } from '../job'
import { hold } from './hold'
import type { Outside } from './outside'

/* What a walk holds true of the job, in its own words and figures: nothing here is asked of the core. */

/** How a job's status may change; `failed` to `pending` begins a new run. */
const MOVES: Record<Status, readonly Status[]> = {
  pending: ['processing', 'deleted'],
  processing: ['pending', 'completed', 'failed', 'deleted'],
  completed: ['deleted'],
  failed: ['pending', 'deleted'],
  deleted: [],
}
const resting = ({ status }: Job) => status !== 'pending' && status !== 'processing'
const SEEN = ['status', 'run', 'attempt', 'artifact', 'result', 'error'] as const

/** What holds between two commits. */
export function holdChange(before: Job | null, after: Job, now: number): void {
  if (!before) {
    hold('a new job has version 1', after.version === 1)
    return
  }
  const changed = SEEN.some((part) => before[part] !== after[part])
  const grown = after.version - before.version
  hold('the version grows by one with each visible change and never otherwise', grown === (changed ? 1 : 0))
  hold('a visible change is dated', !changed || after.times.updated === now)
  const moved = before.status !== after.status
  const retried = before.status === 'failed' && after.status === 'pending'
  hold('a job ends exactly once in each run', !moved || MOVES[before.status].includes(after.status))
  hold('only a person’s retry begins a run', after.run - before.run === (retried ? 1 : 0))
  const ended = moved && after.status === 'completed'
  const { lease } = before
  hold(
    'a completed job’s artifact is the key of the claim that completed it',
    !ended || (lease !== null && after.artifact === lease.key && after.settledBy === lease.token),
  )
  const ringsAgain = before.outbox.dispatchBy !== null && after.outbox.dispatchBy === null && after.status === 'pending'
  const over = before.outbox.dispatchBy ?? 0
  hold(
    'a bell rings again only when the wait for a claim is over',
    moved || !ringsAgain || (after.outbox.enqueueAt ?? 0) >= over,
  )
}

/** What holds of a run that a person's retry began. */
export function holdFresh(job: Job, now: number): void {
  const { attempt, artifact, result, error, settledBy, credential, outbox } = job
  const left = [artifact, result, error, settledBy].some((part) => part !== null)
  hold('a new run begins afresh, with its own token', attempt === 0 && !left && credential === 'sealed')
  hold('a new run rings at once', outbox.enqueueAt === now)
}

/** What holds of what is told outside. */
export function holdOwed({ version, outbox }: Job, { projection, bell, purge }: Owed, now: number): void {
  hold('D1 is told exactly what it does not know', projection === outbox.projected < version)
  hold('the bell rings when its time has come', bell === (outbox.enqueueAt !== null && outbox.enqueueAt <= now))
  const due = outbox.purge.filter(({ at }) => at <= now).map(({ key }) => key)
  hold('R2 is told exactly what is due', due.join() === purge.join())
}

/** What holds when a round of effects was noted: the bell's wait doubles, so that a long queue is not made longer. */
export function holdRing({ status, outbox: before }: Job, { outbox }: Job, rang: number | null, at: number): void {
  const counts = rang !== null && status === 'pending' && before.enqueueAt === rang
  hold('a ring is counted exactly when the queue took it', outbox.rings - before.rings === (counts ? 1 : 0))
  hold('a ring that the queue took is not owed any more', !counts || outbox.enqueueAt === null)
  if (!counts) return
  const wait = [30, 60][outbox.rings - 1] ?? 120
  hold('each ring waits twice as long as the last, up to two minutes', outbox.dispatchBy === at + wait * SECOND)
}

/** What holds when time alone has changed the job. */
export function holdLapse(before: Job, after: Job, now: number, keepMs: number | null): void {
  const { lease, outbox } = before
  const freed = lease !== null && after.lease === null
  hold('a job is freed exactly when its lease has run out', freed === (lease !== null && lease.expiresAt <= now))
  const due = [lease?.expiresAt, outbox.dispatchBy, kept(before, keepMs)].some((time) => time != null && time <= now)
  hold('time changes nothing before it is due', due || after === before)
  const last = before.attempt === 3
  hold(
    'whose worker was lost is tried again, three times in all',
    !freed || after.status === (last ? 'failed' : 'pending'),
  )
  const expired = before.status !== 'deleted' && after.status === 'deleted'
  const end = kept(before, keepMs)
  hold(
    'a job expires exactly when it has been at rest as long as jobs are kept',
    expired === (end !== null && end <= now),
  )
}

/** Until when a job at rest is kept. */
const kept = ({ status, times }: Job, keepMs: number | null) =>
  (status === 'completed' || status === 'failed') && keepMs !== null ? times.updated + keepMs : null

/** When the job owes something, or something is owed to it. */
function debts(job: Job, now: number, keepMs: number | null): number[] {
  const { version, lease, outbox } = job
  const { enqueueAt, dispatchBy, projected, purge, forgetAt } = outbox
  const due = [lease?.expiresAt, enqueueAt, dispatchBy, forgetAt, kept(job, keepMs), projected < version ? now : null]
  return [...due, ...purge.map(({ at }) => at)].filter((time) => time != null)
}

/** What holds of the alarm in every commit. */
export function holdAlarm(job: Job, alarm: number | null, now: number, keepMs: number | null): void {
  const due = Math.min(...debts(job, now, keepMs))
  hold('who owes nothing sleeps', due !== Number.POSITIVE_INFINITY || alarm === null)
  if (due === Number.POSITIVE_INFINITY) return
  hold('the alarm is set for what is due first, a minute later at most', alarm !== null && alarm >= due)
  hold('the alarm is set for what is due first, a minute later at most', (alarm ?? 0) <= Math.max(due, now) + MINUTE)
}

/** What holds after every step. */
export function holdState(job: Job, { now, row, shelf, weekOver, workers }: Outside): void {
  const { status, lease, artifact, result, attempt, credential, spec, times, outbox } = job
  hold('a job is processing exactly while it is leased', (status === 'processing') === (lease !== null))
  hold('a job has an artifact exactly when completed', (status === 'completed') === (artifact !== null))
  hold('a job has a result exactly when completed', (status === 'completed') === (result !== null))
  hold('a failed job says why, and a completed or deleted one has no error', holdsError(job))
  hold('a run has three attempts at most', attempt <= 3)
  hold('a credential never outlives the run', !resting(job) || !credential)
  const rings = outbox.enqueueAt !== null || outbox.dispatchBy !== null
  hold('a bell is to come exactly while the job waits for a claim', rings === (status === 'pending'))
  hold('rings are counted only while the job waits', outbox.rings === 0 || status === 'pending' || status === 'deleted')
  const forgetAt = status === 'deleted' ? times.updated + DAY : null
  hold('only a tombstone is to be forgotten, after a day', outbox.forgetAt === forgetAt)
  // A tombstone's row goes before the tombstone does.
  const goes = outbox.forgetAt !== null && outbox.forgetAt <= now
  const held = row?.created === times.created ? row.version : 0
  hold('D1 holds what the job believes it holds', goes || outbox.projected <= held)
  hold('a completed job’s artifact is in R2', artifact === null || shelf.has(artifact))
  const upload = spec.upload?.key
  hold('a job that is to be worked on has its upload', resting(job) || !upload || weekOver || shelf.has(upload))
  const owing = new Set(outbox.purge.map(({ key }) => key))
  hold('nothing is owed twice to R2', owing.size === outbox.purge.length)
  hold('no key is owed that the job still needs', !owing.has(lease?.key ?? '') && !owing.has(artifact ?? ''))
  const known = (key: string) => owing.has(key) || key === lease?.key || key === artifact
  for (const key of shelf)
    hold('what lies in R2 is the job’s or is owed to be removed', known(key) || (key === upload && !resting(job)))
  for (const { key } of workers) hold('what a consumer may still write is owed to be removed', known(key))
}

function holdsError({ status, error }: Job): boolean {
  if (status === 'failed') return error !== null
  return (status !== 'completed' && status !== 'deleted') || error === null
}
