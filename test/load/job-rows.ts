import { below, type Chance, chance } from '../fuzz/chance.ts'

/** A row of the table `jobs`, by the names of its columns. */
export type JobRow = Record<string, string | number | null>

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const YEAR_MS = 365 * DAY_MS
const OWNERS = 50
/** Jobs that are not at rest, however many there are in all; the first of them for too long. */
const MOVING = 30
const STUCK = 10
/** Shares of the jobs at rest that failed, and of the last day's that were deleted. */
const FAILED = 0.1
const DELETED = 0.1

/** `everybody` has three jobs in five; of the others each has half of what the one before has, down to a few. */
function ownerOf(random: Chance): string {
  if (random() < 0.6) return 'everybody'
  return `owner-${Math.min(Math.floor(-Math.log2(1 - random())), OWNERS - 2)}`
}

const eight = (random: Chance) =>
  below(random, 2 ** 32)
    .toString(16)
    .padStart(8, '0')
const idOf = (random: Chance) =>
  [eight, eight, eight, eight]
    .map((digits) => digits(random))
    .join('')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

function statusOf(random: Chance, age: number, newest: number): string {
  if (newest < MOVING) return newest % 2 ? 'pending' : 'processing'
  if (age < DAY_MS && random() < DELETED) return 'deleted'
  return random() < FAILED ? 'failed' : 'completed'
}

const RESULT = JSON.stringify({
  mode: 'fresh',
  bytes: 2_345,
  etag: '0123456789abcdef0123456789abcdef',
  engine_version: '0123456789abcdef',
  commit: '0123456789abcdef0123456789abcdef01234567',
})
const ERROR = JSON.stringify({
  code: 'repository_not_found',
  message: 'github.com has no such repository.',
  retryable: false,
})

/**
 * `count` jobs over a year, oldest first, the same for the same `now`: owners of very different size, a tenth failed, a
 * tenth of the last day's deleted, a few that move.
 */
export function* jobRows(count: number, now: number): Generator<JobRow> {
  const random = chance(count)
  for (let i = 0; i < count; i++) {
    const newest = count - 1 - i
    const age =
      newest < MOVING ? MINUTE_MS * (newest < MOVING - STUCK ? 5 : 20) : Math.floor((newest / count) * YEAR_MS)
    const id = idOf(random)
    const status = statusOf(random, age, newest)
    const ended = status === 'completed' || status === 'failed'
    const name = `thing-${below(random, 5_000)}`
    yield {
      id,
      owner: newest < MOVING ? 'everybody' : ownerOf(random),
      version: ended ? 3 : 1,
      status,
      repository: JSON.stringify({ host: 'github.com', owner: 'acme', name, url: `https://github.com/acme/${name}` }),
      run: 1,
      attempt: ended ? 1 : 0,
      error: status === 'failed' ? ERROR : null,
      artifact: status === 'completed' ? `jobs/${id}/1-1-${idOf(random)}` : null,
      result: status === 'completed' ? RESULT : null,
      created_at: now - age,
      updated_at: now - age + (ended ? below(random, MINUTE_MS) : 0),
    }
  }
}
