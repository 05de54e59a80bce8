import type { Job } from '../../../../src/job/job'
import type { Owed, Told } from '../../../../src/job/outbox'
import { SECOND } from '../job'
import { backoff, Ledger } from './ledger'
import { EFFECTS, type Effect } from './outside'
import { holdLapse, holdOwed, holdRing } from './promises'

/** An effect that has not ended by then counts as failed. */
const EFFECT_MS = 10 * SECOND

/** One round of effects, between its begin and its end. */
interface Telling {
  before: Job
  debts: Owed
  at: number
  told: Partial<Told>
  byAlarm: boolean
}
/** A tombstone's row is being removed. */
interface Forgetting {
  created: number
  at: number
  byAlarm: boolean
}

/**
 * The object as `job-object.ts` has it: commits the job and its alarm at once, begins the effects, and notes what was told
 * when all of them have ended, while other events fall between.
 */
export class Shell extends Ledger {
  tellings: Telling[] = []
  forgettings: Forgetting[] = []
  #faults = 0

  /** Is an alarm's handler still at work? Then no other alarm fires. */
  get #busy(): boolean {
    return [...this.tellings, ...this.forgettings].some(({ byAlarm }) => byAlarm)
  }

  fire(): void {
    if (this.alarm === null || this.alarm > this.outside.now || this.asleep || this.#busy) return
    this.firing = this.alarm
    this.alarm = null
    this.wake(true)
    if (!this.#busy) this.firing = null
  }

  /** What the alarm's handler does, and the sweep's and the dead letter's nudge. */
  wake(byAlarm: boolean): void {
    const { job, keepMs } = this
    if (!job) return
    const { now } = this.outside
    const { forgetAt, purge, projected } = job.outbox
    if (forgetAt !== null && forgetAt <= now && !purge.length && projected >= job.version) {
      this.forgettings.push({ created: job.times.created, at: now, byAlarm })
      return
    }
    const next = this.core.lapse(job, now, keepMs)
    holdLapse(job, next, now, keepMs)
    this.save(next, now + backoff(1))
    this.settle(byAlarm)
  }

  protected override settle(byAlarm: boolean): void {
    const before = this.job
    if (!before) return
    const debts = this.core.owed(before, this.outside.now)
    holdOwed(before, debts, this.outside.now)
    const due: Record<Effect, boolean> = { ...debts, purge: debts.purge.length > 0 }
    const told = Object.fromEntries(EFFECTS.filter((effect) => !due[effect]).map((effect) => [effect, 'none' as const]))
    if (EFFECTS.some((effect) => due[effect]))
      this.tellings.push({ before, debts, at: this.outside.now, told, byAlarm })
  }

  /** An effect of the round ends; when it was the last one, what was told is noted on the job as it stands now. */
  end(telling: Telling | undefined, effect: Effect, how: 'done' | 'failed'): void {
    if (!telling || telling.told[effect]) return
    telling.told[effect] = how === 'done' ? 'done' : { failed: how }
    const { projection, bell, purge } = telling.told
    if (!projection || !bell || !purge) return
    this.tellings = this.tellings.filter((other) => other !== telling)
    if (!this.job) return
    const { now } = this.outside
    const failed = [projection, bell, purge].some((end) => typeof end === 'object')
    this.#faults = failed ? this.#faults + 1 : 0
    const noted = this.core.note(this.job, telling.before, telling.debts, { projection, bell, purge }, telling.at)
    holdRing(this.job, noted, bell === 'done' ? telling.before.outbox.enqueueAt : null, telling.at)
    this.save(noted, failed ? now + backoff(this.#faults) : now)
  }

  /** The removal of the tombstone's row ended; after that the object forgets all. */
  endForgetting(forgetting: Forgetting | undefined, how: 'done' | 'failed'): void {
    if (!forgetting) return
    this.forgettings = this.forgettings.filter((other) => other !== forgetting)
    if (how === 'failed') this.setAlarm(this.outside.now + backoff(++this.#faults))
    else if (this.job?.times.created === forgetting.created) {
      this.job = null
      this.setAlarm(null)
    }
  }

  /** Time has passed: what takes longer than an effect may has failed, though it may still land. */
  timeOut(): void {
    const over = ({ at }: { at: number }) => at + EFFECT_MS <= this.outside.now
    for (const forgetting of this.forgettings.filter(over)) {
      this.outside.overtaken(forgetting.at, () => this.outside.forget(forgetting.created))
      this.endForgetting(forgetting, 'failed')
    }
    for (const telling of this.tellings.filter(over)) this.abandon(telling)
  }

  /** Nobody waits any longer for what is still under way in this round. */
  abandon(telling: Telling | undefined): void {
    for (const effect of EFFECTS) {
      if (!telling || telling.told[effect]) continue
      const { at, before, debts } = telling
      this.outside.overtaken(at, () => this.outside.land(effect, before, debts))
      this.end(telling, effect, 'failed')
    }
  }

  /** The object leaves memory in the midst of everything: what was committed stays, what was under way may still land. */
  evict(): void {
    for (const { at, before, debts, told } of this.tellings)
      for (const effect of EFFECTS)
        if (!told[effect]) this.outside.overtaken(at, () => this.outside.land(effect, before, debts))
    for (const f of this.forgettings) this.outside.overtaken(f.at, () => this.outside.forget(f.created))
    if (this.firing !== null) this.alarm ??= this.firing
    this.firing = null
    this.#faults = 0
    this.tellings = []
    this.forgettings = []
  }
}
