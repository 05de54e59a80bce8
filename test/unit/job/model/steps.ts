import fc from 'fast-check'
import { DAY, HOUR, MINUTE, SECOND } from '../job'
import { answer, answerAll, deadLetter, failThoughDone, forgetRow, sweep } from './happenings'
import { EFFECTS } from './outside'
import type { World } from './world'

/** How often it is drawn, what happens in words, and what happens. Nothing in it is left to chance. */
type Step = readonly [often: number, name: string, happen: (world: World) => void]

/** The consumer that claimed first of those alive, which may be a zombie by now, and the one that claimed last. */
const first = ({ outside }: World) => outside.workers.at(0)
const last = ({ outside }: World) => outside.workers.at(-1)
const oldest = ({ shell }: World) => shell.tellings.at(0)
const newest = ({ shell }: World) => shell.tellings.at(-1)
const untilAlarm = ({ shell, outside }: World) => Math.max(0, (shell.alarm ?? 0) - outside.now)

const NAMES = { projection: 'D1', bell: 'the queue', purge: 'R2' } as const

/** Nothing goes wrong for a while. */
function peace(world: World): void {
  world.pass(untilAlarm(world))
  world.shell.fire()
  answerAll(world)
}

const TIME: Step[] = [
  [14, 'the alarm comes, and all answer', peace],
  [8, 'the alarm fires, if it is due', ({ shell }) => shell.fire()],
  [6, 'time passes until the alarm', (world) => world.pass(untilAlarm(world))],
  [1, 'time passes until just before the alarm', (world) => world.pass(Math.max(0, untilAlarm(world) - 1))],
  [3, 'a second passes', (world) => world.pass(SECOND)],
  [3, 'ten seconds pass', (world) => world.pass(10 * SECOND)],
  [3, 'half a minute passes', (world) => world.pass(30 * SECOND)],
  [3, 'a minute passes', (world) => world.pass(MINUTE)],
  [1, 'a quarter of an hour passes', (world) => world.pass(15 * MINUTE)],
  [1, 'an hour passes', (world) => world.pass(HOUR)],
  [1, 'a day passes', (world) => world.pass(DAY)],
  [1, 'a week passes', (world) => world.pass(7 * DAY)],
]

const ANSWERS: Step[] = [
  [12, 'all that were told answer', answerAll],
  ...EFFECTS.flatMap((effect): Step[] => [
    [1, `${NAMES[effect]} answers the oldest round`, (world) => answer(world, oldest(world), effect)],
    [1, `${NAMES[effect]} answers the newest round`, (world) => answer(world, newest(world), effect)],
    [1, `${NAMES[effect]} fails the oldest round`, (world) => world.shell.end(oldest(world), effect, 'failed')],
    [
      1,
      `${NAMES[effect]} does as told, but the answer is lost`,
      (world) => failThoughDone(world, oldest(world), effect),
    ],
    [1, `${NAMES[effect]} goes down`, ({ outside }) => outside.down.add(effect)],
    [2, `${NAMES[effect]} comes back`, ({ outside }) => outside.down.delete(effect)],
  ]),
  [1, 'the oldest round takes too long', (world) => world.shell.abandon(oldest(world))],
  [1, 'D1 removes the forgotten row', forgetRow],
  [1, 'D1 does not remove the forgotten row', ({ shell }) => shell.endForgetting(shell.forgettings.at(0), 'failed')],
  [2, 'a call that nobody waits for lands', ({ outside }) => outside.landLate()],
]

function heard(world: World): void {
  answerAll(world)
  world.deliver('heard')
  answerAll(world)
}

const QUEUE: Step[] = [
  [8, 'a message arrives', (world) => world.deliver('heard')],
  [12, 'all answer, a message arrives, all answer', heard],
  [1, 'a message arrives, the reply to its claim is lost and asked for again', (world) => world.deliver('repeated')],
  [1, 'a message arrives, and the consumer dies with its claim', (world) => world.deliver('lost')],
  [1, 'a message is lost', ({ outside }) => outside.messages.shift()],
  [2, 'a message is doubled', ({ outside }) => outside.messages.push(...outside.messages.slice(0, 1))],
  [1, 'a message comes in vain, as the object cannot be reached', ({ outside }) => outside.redeliver()],
  [1, 'a message comes in vain until it is a dead letter', ({ outside }) => outside.exhaust()],
  [1, 'a dead letter arrives', deadLetter],
]

function failStored(world: World): void {
  world.store(last(world))
  world.fail(last(world), 'passing')
}

const CONSUMERS: Step[] = [
  [5, 'the last consumer completes', (world) => world.complete(last(world))],
  [2, 'the first consumer completes', (world) => world.complete(first(world))],
  [1, 'the last consumer completes, and again as the reply was lost', (world) => world.complete(last(world), 2)],
  [3, 'the last consumer fails in passing', (world) => world.fail(last(world), 'passing')],
  [1, 'the first consumer fails in passing', (world) => world.fail(first(world), 'passing')],
  [
    1,
    'the last consumer fails in passing, and again as the reply was lost',
    (world) => world.fail(last(world), 'passing', 2),
  ],
  [2, 'the last consumer stores its README, but fails in passing', failStored],
  [1, 'the last consumer was asked to wait', (world) => world.fail(last(world), 'asked to wait')],
  [1, 'the last consumer was asked to wait long', (world) => world.fail(last(world), 'asked to wait long')],
  [2, 'the last consumer fails for good', (world) => world.fail(last(world), 'final')],
  [
    1,
    'the last consumer fails for good, and again as the reply was lost',
    (world) => world.fail(last(world), 'final', 2),
  ],
  [2, 'the last consumer beats', (world) => world.beat(last(world))],
  [1, 'the first consumer beats', (world) => world.beat(first(world))],
  [2, 'the last consumer stores its README', (world) => world.store(last(world))],
  [1, 'the first consumer stores its README', (world) => world.store(first(world))],
  [1, 'the last consumer is killed', (world) => world.leave(last(world))],
]

const PEOPLE: Step[] = [
  [2, 'somebody asks for the job', ({ shell }) => shell.touch()],
  [1, 'somebody sends the same request again', (world) => world.ask()],
  [4, 'somebody retries', (world) => world.retry()],
  [1, 'somebody deletes', (world) => world.remove()],
  [1, 'the operator keeps jobs for an hour', ({ shell }) => shell.keep(HOUR)],
  [1, 'the operator keeps jobs for ever', ({ shell }) => shell.keep(null)],
]

const PLATFORM: Step[] = [
  [1, 'the hourly sweep comes', sweep],
  [1, 'the object leaves memory', ({ shell }) => shell.evict()],
  [1, 'the platform loses the alarm', ({ shell }) => shell.loseAlarm('gone')],
  [1, 'the alarm stands, but never fires', ({ shell }) => shell.loseAlarm('asleep')],
  [
    1,
    'the runtime is restarted',
    (world) => {
      world.shell.evict()
      world.outside.restart()
    },
  ],
]

const STEPS = [...TIME, ...ANSWERS, ...QUEUE, ...CONSUMERS, ...PEOPLE, ...PLATFORM]
const HAPPEN = new Map(STEPS.map(([, name, happen]) => [name, happen]))

/** A walk's hostile part: what happens, one after the other, in words. It shrinks towards the shortest such list. */
export const steps = fc.array(fc.constantFrom(...STEPS.flatMap(([often, name]) => Array<string>(often).fill(name))), {
  minLength: 1,
  maxLength: 100,
  size: 'max',
})

/** One step of a walk, and what must hold after it. */
export function happen(world: World, name: string): void {
  HAPPEN.get(name)?.(world)
  world.holds()
}
