import { ARTIFACT_FILES, artifactKey, type Job } from '../../src/job/job.ts'
import type { Promised } from './evidence.ts'
import { debts } from './state.ts'

/** D1's columns, as the object's job says them. */
const COLUMNS: Record<string, (job: Job) => unknown> = {
  owner: (job) => job.owner,
  version: (job) => job.version,
  status: (job) => job.status,
  repository: (job) => job.repository,
  run: (job) => job.run,
  attempt: (job) => job.attempt,
  error: (job) => job.error,
  artifact: (job) => job.artifact,
  result: (job) => job.result,
  created_at: (job) => job.times.created,
  updated_at: (job) => job.times.updated,
}
/** The same value, whatever the order of its members; `null` like `undefined`. */
const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([k, v]) => [k, sorted(v)]),
        )
      : (value ?? null)
const same = (a: unknown, b: unknown) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))

/** What must be true of D1, R2 and the objects together. */
export const PROMISES_OF_STATE: readonly Promised[] = [
  {
    promise: 'every completed job has exactly one README in R2, with the entity tag of its result',
    broken: ({ state }) =>
      state.jobs
        .filter(({ status }) => status === 'completed')
        .flatMap(({ id, artifact, result }) => {
          const etag = state.objects.get(`${artifact}/README.md`)
          if (etag !== undefined && etag === result?.etag) return []
          return [`${id}: ${artifact}/README.md has ${etag ?? 'nothing'}, its result says ${result?.etag}`]
        }),
  },
  {
    promise:
      'every completed job was downloaded: 200, with the entity tag of its result, which is the MD5 of the bytes',
    broken: ({ state, downloads }) =>
      state.jobs
        .filter(({ status }) => status === 'completed')
        .flatMap(({ id, result }) => {
          const got = downloads.get(id)
          const fits = got?.status === 200 && got.etag === result?.etag && got.md5 === got.etag
          return fits ? [] : [`${id}: ${JSON.stringify(got)}, its result says ${result?.etag}`]
        }),
  },
  {
    promise: 'every file of a completed job is there',
    broken: ({ state }) =>
      state.jobs
        .filter(({ status, result }) => status === 'completed' && result?.mode !== 'check')
        .flatMap(({ id, artifact }) => {
          const missing = ARTIFACT_FILES.filter((file) => !state.objects.has(artifactKey(String(artifact), file)))
          return missing.map((file) => `${id} has no ${file}`)
        }),
  },
  {
    promise: 'no orphan lies in R2: each key is a completed job’s, or one that its object will purge in time',
    broken: ({ state, now, purged }) => {
      const owned = state.jobs.flatMap(({ status, artifact }) => (status === 'completed' ? [artifact] : []))
      const due = state.jobs.flatMap(({ outbox }) => outbox.purge.filter(({ at }) => at > now).map(({ key }) => key))
      // Uploads of failed jobs wait a week in any case.
      const waits = purged ? due.filter((key) => key.startsWith('uploads/')) : due
      const kept = new Set([...owned, ...waits])
      return [...state.objects.keys()]
        .filter((key) => !key.startsWith('facts/'))
        .filter((key) => !kept.has(key) && !kept.has(key.slice(0, key.lastIndexOf('/'))))
    },
  },
  {
    promise: 'D1 equals the objects, row by row',
    broken: ({ state }) => {
      const rows = new Map(state.rows.map((row) => [String(row.id), row]))
      const jobs = new Set(state.jobs.map(({ id }) => id))
      return [
        ...[...rows.keys()].filter((id) => !jobs.has(id)).map((id) => `${id} has a row and no object`),
        ...state.jobs.flatMap((job) => {
          const row = rows.get(job.id)
          if (!row) return [`${job.id} has no row`]
          const unlike = Object.keys(COLUMNS).filter((name) => !same(row[name], COLUMNS[name]?.(job)))
          return unlike.map((name) => `${job.id}: ${name} is ${JSON.stringify(row[name])} in D1`)
        }),
      ]
    },
  },
  {
    promise: 'nothing is owed: no lease, no bell, no version that D1 does not have, no purge overdue',
    broken: ({ state, now }) => state.jobs.flatMap((job) => debts(job, now).map((debt) => `${job.id} owes ${debt}`)),
  },
]
