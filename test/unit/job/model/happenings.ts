import { FORGET_MS } from '../../../../src/job/transitions'
import { MINUTE } from '../job'
import { EFFECTS, type Effect } from './outside'
import type { Shell } from './shell'
import type { World } from './world'

/* What D1, the queue and R2 answer, and what the hour brings. */

type Telling = Shell['tellings'][number]

/** One place answers one round of effects: it has done what it was asked, or it is down. */
export function answer({ shell, outside }: World, telling: Telling | undefined, effect: Effect): void {
  if (!telling || telling.told[effect]) return
  const up = !outside.down.has(effect)
  if (up) outside.land(effect, telling.before, telling.debts)
  shell.end(telling, effect, up ? 'done' : 'failed')
}

/** It was done, and the object hears that it failed. */
export function failThoughDone({ shell, outside }: World, telling: Telling | undefined, effect: Effect): void {
  if (!telling || telling.told[effect]) return
  outside.land(effect, telling.before, telling.debts)
  shell.end(telling, effect, 'failed')
}

/** D1 answers to the removal of a forgotten job's row. */
export function forgetRow({ shell, outside }: World): void {
  const forgetting = shell.forgettings.at(0)
  if (!forgetting) return
  const up = !outside.down.has('projection')
  if (up) outside.forget(forgetting.created)
  shell.endForgetting(forgetting, up ? 'done' : 'failed')
}

export function answerAll(world: World): void {
  for (const telling of world.shell.tellings) for (const effect of EFFECTS) answer(world, telling, effect)
  while (world.shell.forgettings.length) forgetRow(world)
}

/** A dead letter, whose consumer nudges the object. */
export function deadLetter({ shell, outside }: World): void {
  if (outside.deadLetters === 0) return
  outside.deadLetters--
  shell.wake(false)
}

/** The hourly sweep asks D1 for rows that should have moved, and removes the row of a job that nobody knows any more. */
export function sweep({ shell, outside }: World): void {
  const { row, now, down } = outside
  if (!row || down.has('projection')) return
  const waited = now - row.updated
  const overdue = {
    pending: waited > 15 * MINUTE,
    processing: waited > 15 * MINUTE,
    completed: shell.keepMs !== null && waited > shell.keepMs,
    failed: shell.keepMs !== null && waited > shell.keepMs,
    deleted: waited > FORGET_MS,
  }
  if (!overdue[row.status]) return
  if (shell.job) shell.wake(false)
  else outside.forget(row.created)
}
