import { FAILURES } from '../../src/job/failures.ts'
import type { Job } from '../../src/job/job.ts'
import type { Evidence, Promised } from './evidence.ts'
import { OF_HOST } from './odds.ts'
import { PROMISES_OF_STATE } from './promises-of-state.ts'

const ATTEMPTS = 3
/** From what befell a consumer until its job knows: a lease, and a runtime that comes back late. */
const LAPSE_MS = 180_000
const jobsById = ({ state }: Evidence) => new Map(state.jobs.map((job) => [job.id, job]))
const accepted = ({ ledger }: Evidence) => ledger.accepted()

/** Does something that was done explain that this job failed with this code? */
function explained(
  { error, id, repository, times }: Job,
  { injuries, hostInjuries, kills, ledger }: Evidence,
): boolean {
  const bound = ledger.accepted().find((entry) => entry.id === id)?.order.bound
  if (!error || error.code === bound) return error !== null
  const suffered = injuries.get(id) ?? []
  const by = (party: RegExp) => suffered.some(({ operation }) => party.test(operation))
  const within = (at: number) => at < times.updated && at > times.updated - LAPSE_MS
  if (error.code === 'worker_lost') return by(/^consumer → (?:object|queue)/) || kills.some(within)
  if (error.code === 'internal') return by(/^consumer → r2/)
  const path = `/${repository.owner}/${repository.name}`
  const answers = OF_HOST.filter(({ codes }) => codes.includes(error.code)).map(({ name }) => name)
  return hostInjuries.some(
    ({ operation, fate, at }) => answers.includes(fate) && within(at) && operation.includes(path),
  )
}

/** Everything that is promised, in the order in which it is told. */
export const PROMISES: readonly Promised[] = [
  {
    promise: 'every accepted job is at rest: completed, failed, or deleted by us',
    broken: (evidence) => {
      const jobs = jobsById(evidence)
      return accepted(evidence).flatMap(({ id, deletion }) => {
        const status = jobs.get(id)?.status ?? 'lost'
        const right = deletion === 'none' ? ['completed', 'failed'] : ['deleted']
        return right.includes(status) ? [] : [`${id} is ${status}`]
      })
    },
  },
  {
    promise: 'the API says so too, of every one',
    broken: ({ unrested }) => [...unrested].map(([id, status]) => `${id} was last answered as ${status}`),
  },
  {
    promise: 'every order was accepted, and no answer was one that should never be given',
    broken: ({ ledger }) => [
      ...ledger.entries.filter(({ id }) => id === null).map(({ order }) => `${order.key} was never accepted`),
      ...ledger.oddities,
    ],
  },
  {
    promise: 'no job exists that was not asked for, and none twice for one key',
    broken: (evidence) => {
      const asked = new Set(accepted(evidence).map(({ id }) => id))
      const ids = evidence.state.jobs.map(({ id }) => id)
      return [
        ...ids.filter((id) => !asked.has(id)).map((id) => `${id} was not asked for`),
        ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} is held by two objects`),
        ...(asked.size === accepted(evidence).length ? [] : ['two keys were given one job']),
      ]
    },
  },
  {
    promise: 'each deletion that was answered left a tombstone, and nothing was deleted that was not asked to be',
    broken: (evidence) => {
      const jobs = jobsById(evidence)
      return accepted(evidence).flatMap(({ id, deletion }) => {
        const isDeleted = jobs.get(id)?.status === 'deleted'
        if (deletion === 'answered' && !isDeleted) return [`${id} was deleted and is ${jobs.get(id)?.status}`]
        return deletion === 'none' && isDeleted ? [`${id} is deleted by nobody`] : []
      })
    },
  },
  {
    promise: 'each run was asked for: as many as retries were answered, at most as many as were sent',
    broken: (evidence) => {
      const jobs = jobsById(evidence)
      return accepted(evidence).flatMap(({ id, retries }) => {
        const run = jobs.get(id)?.run ?? 0
        const fits = run >= 1 + retries.answered && run <= 1 + retries.asked
        return fits ? [] : [`${id} is in run ${run} after ${retries.answered} of ${retries.asked} retries`]
      })
    },
  },
  {
    promise: `no run has more than ${ATTEMPTS} attempts`,
    broken: ({ state }) =>
      state.jobs.filter(({ attempt }) => attempt > ATTEMPTS).map(({ id, attempt }) => `${id} has ${attempt}`),
  },
  {
    promise:
      'each failed job failed for a reason that was injected, or as it had to; a retryable one after all its attempts',
    broken: (evidence) =>
      evidence.state.jobs
        .filter(({ status }) => status === 'failed')
        .flatMap((job) => [
          ...(explained(job, evidence) ? [] : [`${job.id} failed with ${job.error?.code}, which nothing explains`]),
          ...(job.error?.retryable && job.attempt < ATTEMPTS ? [`${job.id} gave up after ${job.attempt}`] : []),
          ...(job.error && !(job.error.code in FAILURES) ? [`${job.id}: ${job.error.code} is no code`] : []),
        ]),
  },
  {
    promise: 'no order that had to fail was completed',
    broken: (evidence) => {
      const jobs = jobsById(evidence)
      return accepted(evidence)
        .filter(({ id, order }) => order.bound && jobs.get(id)?.status === 'completed')
        .map(({ id }) => id)
    },
  },
  ...PROMISES_OF_STATE,
]
