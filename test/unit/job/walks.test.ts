import { expect, it } from 'vitest'
import type { Job } from '../../../src/job/job'
import * as life from '../../../src/job/transitions'
import { FINAL, PASSING, RESULT, UPLOADED, WANTED } from './job'

/*
 * Random walks over the pure core in a hostile world: messages lost, doubled, reordered and delayed, consumers that die or
 * come back as zombies, effects of which three in ten fail. Seeded: a failure names its seed.
 */

const WALKS = 20_000

/** A small linear congruential generator: the same seed, the same walk. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** As `expect`, which costs a minute over the millions of checks here. */
function hold(promise: string, kept: boolean): void {
  if (!kept) throw new Error(`broken: ${promise}`)
}

class World {
  now = 0
  job: Job
  messages = 0
  workers: { token: string; key: string; until: number }[] = []
  stored = new Set<string>()
  row: { version: number; status: string } | null = null
  #tokens = 0

  constructor(readonly chance: () => number) {
    const outcome = life.create(null, chance() < 0.5 ? WANTED : UPLOADED, this.now)
    if (!outcome.ok) throw new Error('not created')
    this.job = outcome.job
    const { upload } = this.job.spec
    if (upload) this.stored.add(upload.key)
    this.settle()
  }

  take(outcome: life.Outcome): boolean {
    if (!outcome.ok) return false
    if (outcome.job.version < this.job.version) throw new Error('the version went back')
    this.job = outcome.job
    this.settle()
    return true
  }

  /** The effects, each of which fails three times in ten. */
  settle(): void {
    const { outbox, version, status } = this.job
    const next = { ...outbox }
    if (outbox.projected < version && this.chance() > 0.3) {
      if (!this.row || this.row.version < version) this.row = { version, status }
      next.projected = version
    }
    if (outbox.enqueueAt !== null && outbox.enqueueAt <= this.now && this.chance() > 0.3) {
      this.messages += this.chance() < 0.2 ? 2 : 1
      next.enqueueAt = null
      next.dispatchBy = this.now + life.DISPATCH_MS
    }
    if (this.chance() > 0.3) {
      const due = outbox.purge.filter((debt) => debt.at <= this.now).map((debt) => debt.key)
      for (const key of due) this.stored.delete(key)
      next.purge = outbox.purge.filter((debt) => !due.includes(debt.key))
    }
    this.job = { ...this.job, outbox: next }
  }

  deliver(calm: boolean): void {
    if (!this.messages) return
    this.messages--
    if (!calm && this.chance() < 0.15) return
    const { status, outbox } = this.job
    const outcome = life.claim(this.job, `t${++this.#tokens}`, this.now)
    if (!this.take(outcome) || !outcome.ok) return
    hold(
      'only a pending job whose wait is over is claimed',
      status === 'pending' && (outbox.enqueueAt ?? 0) <= this.now,
    )
    this.workers.push({ token: outcome.lease.token, key: outcome.lease.key, until: this.now + 15 * 60_000 })
  }

  work(calm: boolean): void {
    const at = Math.floor(this.chance() * this.workers.length)
    const worker = this.workers[at]
    if (!worker) return
    const leaves = () => this.workers.splice(at, 1)
    if (worker.until <= this.now) return void leaves()
    const y = this.chance()
    if (y < 0.2 && !calm) leaves()
    else if (y < 0.3) {
      if (!this.take(life.heartbeat(this.job, worker.token, { stage: 'analyse', percent: 60 }, this.now))) leaves()
    } else if (y < 0.75) {
      this.stored.add(worker.key)
      leaves()
      if (!calm && this.chance() < 0.1) return
      if (!this.take(life.complete(this.job, worker.token, RESULT, this.now))) this.stored.delete(worker.key)
      else if (this.chance() < 0.3)
        hold(
          'completing twice is answered the same',
          this.take(life.complete(this.job, worker.token, RESULT, this.now)),
        )
    } else {
      leaves()
      this.take(life.fail(this.job, worker.token, this.chance() < 0.7 ? PASSING : FINAL, this.now))
    }
  }

  /** Time passes, and the alarm fires when it is due. */
  pass(): void {
    this.now += Math.floor(this.chance() * 90_000)
    const wake = life.nextWake(this.job, this.now)
    if (wake === null || wake > this.now) return
    this.job = life.lapse(this.job, this.now)
    this.settle()
  }

  step(calm: boolean): void {
    const x = this.chance()
    if (x < 0.3) this.deliver(calm)
    else if (x < 0.6) this.work(calm)
    else if (x < 0.9 || calm) this.pass()
    else if (x < 0.93) this.take(life.remove(this.job, this.now))
    else if (x < 0.97) {
      const { status } = this.job
      hold(
        'only failed jobs are retried',
        this.take(life.retry(this.job, 'sealed', this.now)) === (status === 'failed'),
      )
    } else this.messages = 0
    this.holds()
  }

  holds(): void {
    const { status, lease, artifact, result, attempt, credential, spec } = this.job
    hold('a job is processing exactly while it is leased', (status === 'processing') === (lease !== null))
    hold('a job has an artifact exactly when completed', (status === 'completed') === (artifact !== null))
    hold('a job has a result exactly when completed', (status === 'completed') === (result !== null))
    hold('a completed job’s artifact is in R2', artifact === null || this.stored.has(artifact))
    hold('a run has three attempts at most', attempt <= life.ATTEMPTS)
    const resting = status !== 'pending' && status !== 'processing'
    hold('a job at rest has no token', !resting || !credential)
    hold('a job that is not at rest has its upload', resting || !spec.upload || this.stored.has(spec.upload.key))
    hold('whatever is not at rest will be woken', resting || life.nextWake(this.job, this.now) !== null)
  }

  /** R2 keys that belong there once everything is told: a failed job's upload waits for a retry. */
  get owned(): string[] {
    const { status, artifact, spec } = this.job
    return [...(artifact ? [artifact] : []), ...(status === 'failed' && spec.upload ? [spec.upload.key] : [])]
  }

  get settled(): boolean {
    const { status, version, outbox } = this.job
    const owing = outbox.purge.some((debt) => !this.owned.includes(debt.key))
    return status !== 'pending' && status !== 'processing' && outbox.projected === version && !owing
  }
}

it(`${WALKS} random walks: every job comes to rest, D1 agrees, and nothing is left in R2 that no job owns`, () => {
  let ended = 0
  for (let seed = 1; seed <= WALKS; seed++) {
    try {
      const world = new World(random(seed))
      const steps = 10 + Math.floor(world.chance() * 60)
      for (let i = 0; i < steps; i++) world.step(false)
      for (let i = 0; i < 3_000 && !world.settled; i++) world.step(true)
      hold('the job comes to rest', world.settled)
      const { version, status } = world.job
      hold('D1 agrees', world.row?.version === version && world.row.status === status)
      hold('R2 holds what the job owns and nothing else', [...world.stored].join() === world.owned.join())
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error })
    }
    ended++
  }
  expect(ended).toBe(WALKS)
}, 120_000)
