import type { Job } from '../../src/job/job.ts'
import type { Evidence } from './evidence.ts'

/** The first job of this status. */
function jobIn({ state }: Evidence, status: Job['status']): Job {
  const job = state.jobs.find((one) => one.status === status)
  if (!job) throw new Error(`no job is ${status}`)
  return job
}
const rowOf = ({ state }: Evidence, { id }: Job) => state.rows.find((row) => row.id === id) ?? {}

/** Something that could have gone wrong, to prove that the promises see it. */
interface Wrong {
  wrong: string
  /** Words of the promise that must see it. */
  seenBy: string
  /** Makes sound evidence look so. */
  tamper(evidence: Evidence): void
}

/** At least one for each promise. */
export const WRONGS: readonly Wrong[] = [
  {
    wrong: 'a job that vanished',
    seenBy: 'every accepted job is at rest',
    tamper: ({ state }) => void state.jobs.splice(0, 1),
  },
  {
    wrong: 'a job that hangs',
    seenBy: 'every accepted job is at rest',
    tamper: (evidence) => {
      jobIn(evidence, 'completed').status = 'processing'
    },
  },
  {
    wrong: 'a job that the API still calls pending',
    seenBy: 'the API says so too',
    tamper: (evidence) => void evidence.unrested.set(jobIn(evidence, 'completed').id, 'pending'),
  },
  {
    wrong: 'an order that was never accepted',
    seenBy: 'every order was accepted',
    tamper: ({ ledger }) => {
      ledger.entries[0]!.id = null
    },
  },
  {
    wrong: 'a job that nobody asked for',
    seenBy: 'no job exists that was not asked for',
    tamper: (evidence) => void evidence.state.jobs.push({ ...jobIn(evidence, 'completed'), id: 'another' }),
  },
  {
    wrong: 'two jobs for one key',
    seenBy: 'no job exists that was not asked for',
    tamper: (evidence) => void evidence.state.jobs.push(jobIn(evidence, 'completed')),
  },
  {
    wrong: 'a deletion that did nothing',
    seenBy: 'each deletion that was answered',
    tamper: (evidence) => {
      const { id } = jobIn(evidence, 'completed')
      for (const entry of evidence.ledger.entries) if (entry.id === id) entry.deletion = 'answered'
    },
  },
  {
    wrong: 'a run too many',
    seenBy: 'each run was asked for',
    tamper: (evidence) => {
      jobIn(evidence, 'completed').run += 10
    },
  },
  {
    wrong: 'an attempt too many',
    seenBy: 'no run has more than',
    tamper: (evidence) => {
      jobIn(evidence, 'completed').attempt = 4
    },
  },
  {
    wrong: 'a failure without a reason',
    seenBy: 'each failed job failed for a reason',
    tamper: (evidence) =>
      void Object.assign(jobIn(evidence, 'completed'), {
        status: 'failed',
        attempt: 3,
        error: { code: 'redirect_refused', message: '', retryable: false },
      }),
  },
  {
    wrong: 'a job that gave up early',
    seenBy: 'each failed job failed for a reason',
    tamper: (evidence) =>
      void Object.assign(jobIn(evidence, 'completed'), {
        status: 'failed',
        attempt: 1,
        error: { code: 'worker_lost', message: '', retryable: true },
      }),
  },
  {
    wrong: 'a README of a repository that does not exist',
    seenBy: 'no order that had to fail',
    tamper: (evidence) => {
      const { id } = jobIn(evidence, 'completed')
      for (const { id: of, order } of evidence.ledger.entries) if (of === id) order.bound = 'repository_not_found'
    },
  },
  {
    wrong: 'another entity tag',
    seenBy: 'exactly one README',
    tamper: (evidence) => {
      const job = jobIn(evidence, 'completed')
      evidence.state.objects.set(`${job.artifact}/README.md`, 'another')
    },
  },
  {
    wrong: 'a download that fails',
    seenBy: 'every completed job was downloaded',
    tamper: (evidence) =>
      void evidence.downloads.set(jobIn(evidence, 'completed').id, { status: 500, etag: null, md5: '' }),
  },
  {
    wrong: 'a file that is missing',
    seenBy: 'every file of a completed job',
    tamper: (evidence) => {
      const job = jobIn(evidence, 'completed')
      evidence.state.objects.delete(`${job.artifact}/preview.html`)
    },
  },
  {
    wrong: 'a dead claim’s file',
    seenBy: 'no orphan lies in R2',
    tamper: ({ state }) => void state.objects.set('jobs/a/1-1-b/README.md', 'e'),
  },
  {
    wrong: 'a stray upload',
    seenBy: 'no orphan lies in R2',
    tamper: ({ state }) => void state.objects.set('uploads/a/b', 'e'),
  },
  {
    wrong: 'a row that lags behind',
    seenBy: 'D1 equals the objects',
    tamper: (evidence) => {
      rowOf(evidence, jobIn(evidence, 'completed')).version = 1
    },
  },
  {
    wrong: 'a row that is missing',
    seenBy: 'D1 equals the objects',
    tamper: ({ state }) => void state.rows.splice(0, 1),
  },
  {
    wrong: 'a purge overdue',
    seenBy: 'nothing is owed',
    tamper: (evidence) => void jobIn(evidence, 'completed').outbox.purge.push({ key: 'jobs/a/1-1-b', at: 1 }),
  },
  {
    wrong: 'a version that D1 was not told of',
    seenBy: 'nothing is owed',
    tamper: (evidence) => {
      jobIn(evidence, 'completed').outbox.projected = 0
    },
  },
]
