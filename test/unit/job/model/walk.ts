import fc from 'fast-check'
import type { Core } from '../core'
import { DAY, HOUR } from '../job'
import { answerAll, deadLetter, sweep } from './happenings'
import { hold } from './hold'
import { happen, steps } from './steps'
import { type Beginning, World } from './world'

/** More rounds than any job needs that comes to rest: three attempts, a week, a deletion, a day. */
const ROUNDS = 200

/** A walk: how it begins, and what happens. */
export const walks = fc.tuple(
  fc.record<Beginning>({ upload: fc.boolean(), keepMs: fc.constantFrom(null, HOUR, 30 * DAY) }),
  steps,
)

/** Walks as told, then calmly until nothing is left to happen. Throws `Broken` when a promise does not hold. */
export function walk(core: Core, [beginning, happenings]: [Beginning, string[]]): void {
  const world = new World(core, beginning)
  for (const name of happenings) happen(world, name)
  calm(world)
  holdEnd(world)
}

/** No faults any more: messages, consumers, alarms, questions and sweeps go on until nothing is owed to anybody. */
function calm(world: World): void {
  const { shell, outside } = world
  outside.down.clear()
  for (let round = 0; round < ROUNDS; round++) {
    answerAll(world)
    while (outside.messages.length) world.deliver('heard')
    while (outside.deadLetters) deadLetter(world)
    for (const worker of outside.workers) world.complete(worker)
    answerAll(world)
    outside.landLate()
    shell.fire()
    answerAll(world)
    world.holds()
    shell.touch()
    sweep(world)
    answerAll(world)
    if (isOver(world)) return
    world.pass(untilNext(world))
  }
  hold('everything comes to rest', false)
}

const nextWake = ({ shell, outside, core }: World) => shell.job && core.nextWake(shell.job, outside.now, shell.keepMs)

function isOver(world: World): boolean {
  const { shell, outside } = world
  const rowIsLeft = !shell.job && outside.row !== null
  const sleeps = nextWake(world) === null && (shell.alarm === null || shell.asleep)
  return sleeps && !rowIsLeft && !outside.messages.length && !outside.late
}

/** Milliseconds to the alarm, to what should have had one, or to the next sweep. */
function untilNext(world: World): number {
  const { shell, outside } = world
  if (outside.messages.length || outside.late) return 0
  const times = [shell.alarm, nextWake(world)].filter((time) => time !== null && time > outside.now)
  return Math.min(...times.map((time) => (time ?? 0) - outside.now), times.length ? Number.POSITIVE_INFINITY : HOUR)
}

function holdEnd({ shell, outside }: World): void {
  const { job, keepMs } = shell
  const { row, shelf } = outside
  if (!job) {
    hold('of a forgotten job nothing is left in D1', row === null)
    hold('of a forgotten job nothing is left in R2', shelf.size === 0)
    return
  }
  hold('a deleted job ends forgotten', job.status !== 'deleted')
  hold('every job comes to rest', job.status === 'completed' || job.status === 'failed')
  hold('a job at rest is kept as long as the operator says', keepMs === null)
  hold('D1 agrees with the job', row?.version === job.version && row.status === job.status)
  hold('nothing is owed to R2 any more', job.outbox.purge.length === 0)
  hold('R2 holds what the job owns and nothing else', [...shelf].join() === (job.artifact ?? ''))
}
