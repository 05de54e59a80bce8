import type { NewJob, Outcome } from '../../../../src/job/transitions'
import type { Core } from '../core'
import { FINAL, HOUR, MINUTE, PASSING, RESULT, SECOND, UPLOADED, WANTED } from '../job'
import { hold } from './hold'
import { Outside, type Worker } from './outside'
import { holdFresh, holdState } from './promises'
import { Shell } from './shell'

/** What a walk begins with. */
export interface Beginning {
  /** Was an archive sent along? */
  upload: boolean
  /** Milliseconds that a job at rest is kept; `null` for ever. */
  keepMs: number | null
}

/** Seconds until the next attempt: by itself after each one, and at most, when the repository's host asks for more. */
const BACKOFF = [5, 10]
const LONGEST = 5 * MINUTE
const ASKED = { passing: 0, final: 0, 'asked to wait': 2 * MINUTE, 'asked to wait long': HOUR }

/** One job, the world that it lives in, and the people, consumers and sweeps that act on it. */
export class World {
  readonly outside = new Outside()
  readonly shell: Shell
  #wanted: NewJob
  #tokens = 0
  #uploads = 0
  #keys = new Set<string>()

  constructor(
    readonly core: Core,
    { upload, keepMs }: Beginning,
  ) {
    this.shell = new Shell(core, this.outside, keepMs)
    this.#wanted = upload ? UPLOADED : WANTED
    this.ask()
  }

  holds(): void {
    if (this.shell.job) holdState(this.shell.job, this.outside)
    else hold('of a forgotten job nothing is left in R2', this.outside.shelf.size === 0)
  }

  pass(ms: number): void {
    this.outside.pass(ms)
    this.shell.timeOut()
  }

  /** Somebody asks for the job, or sends the same request again: of a forgotten job that makes a new one. */
  ask(): void {
    if (!this.shell.job) this.#upload()
    const asked = this.shell.create(this.#wanted)
    hold('the same request is answered with the same job', asked)
    hold('another request under the same id is refused', !this.shell.create({ ...this.#wanted, fingerprint: 'other' }))
  }

  #upload(): void {
    const { upload, ...spec } = this.#wanted.spec
    if (!upload) return
    const key = `uploads/j/${++this.#uploads}`
    this.outside.shelf.add(key)
    this.outside.weekOver = false
    this.#wanted = { ...this.#wanted, spec: { ...spec, upload: { ...upload, key } } }
  }

  retry(): void {
    const failed = this.shell.job?.status === 'failed'
    const request = `r${++this.#tokens}`
    const { outside, shell, core } = this
    hold('only a failed job is retried', shell.take(core.retry(shell.job, 'sealed', outside.now, request)) === failed)
    if (!failed || !shell.job) return
    holdFresh(shell.job, outside.now)
    const again = core.retry(shell.job, 'sealed', outside.now, request)
    hold('a retry whose reply was lost is answered the same', again.ok && again.job === shell.job)
  }

  remove(): void {
    const there = this.shell.job !== null
    const { outside, shell, core } = this
    hold('any job can be deleted, and again', shell.take(core.remove(shell.job, outside.now)) === there)
    hold('a deleted job is deleted', (shell.job?.status ?? 'deleted') === 'deleted')
  }

  /** The next message is delivered; when the reply to the claim is lost, it is repeated, or the consumer dies first. */
  deliver(reply: 'heard' | 'repeated' | 'lost'): void {
    if (this.outside.messages.shift() === undefined) return
    const { outside, shell, core } = this
    const before = shell.job
    const claimed = core.claim(before, `t${++this.#tokens}`, outside.now)
    const waiting = before?.status === 'pending' && (before.outbox.enqueueAt ?? 0) <= outside.now
    hold('a job is claimed exactly when it is pending and its wait is over', claimed.ok === waiting)
    if (!claimed.ok || !shell.take(claimed)) {
      shell.touch()
      return
    }
    const { token, key, expiresAt } = claimed.lease
    hold('no two claims share a key', !this.#keys.has(key))
    this.#keys.add(key)
    hold('each claim counts as an attempt', claimed.job.attempt === (before?.attempt ?? 0) + 1)
    hold('a claim holds the job for one minute', expiresAt === outside.now + MINUTE)
    if (reply !== 'lost') outside.workers.push({ token, key, until: outside.now + 15 * MINUTE })
    if (reply === 'repeated') {
      const again = core.claim(shell.job, token, outside.now)
      hold('a claim whose reply was lost is answered the same', again.ok && again.lease.key === key)
    } else hold('a job that somebody works on is not given away', !core.claim(shell.job, 'again', outside.now).ok)
  }

  beat(worker: Worker | undefined): void {
    if (!worker) return
    const held = this.shell.job?.lease?.token === worker.token
    const heard = this.shell.beat(worker.token)
    hold('a heartbeat is heard exactly while the lease is held', heard === held)
    if (!heard) this.#stop(worker)
  }

  /** The worker puts its README below its key. */
  store(worker: Worker | undefined): boolean {
    if (!worker || this.outside.down.has('purge')) return false
    this.outside.shelf.add(worker.key)
    return true
  }

  /** @param times how often it is told: again when the reply was lost */
  complete(worker: Worker | undefined, times = 1): void {
    if (!worker) return
    const { outside, shell, core } = this
    if (this.store(worker))
      this.#report(worker, times, () => core.complete(shell.job, worker.token, RESULT, outside.now))
    else this.fail(worker, 'passing')
  }

  fail(worker: Worker | undefined, how: keyof typeof ASKED, times = 1): void {
    if (!worker) return
    const { outside, shell, core } = this
    const error = how === 'final' ? FINAL : PASSING
    const attempt = shell.job?.lease?.token === worker.token ? shell.job.attempt : null
    this.#report(worker, times, () => core.fail(shell.job, worker.token, error, outside.now, ASKED[how]))
    if (attempt === null || !shell.job) return
    const { status, outbox } = shell.job
    const over = how === 'final' || attempt === 3
    hold('a job fails for good, or after its third attempt, and else waits', status === (over ? 'failed' : 'pending'))
    const wait = Math.max((BACKOFF[attempt - 1] ?? 0) * SECOND, Math.min(ASKED[how], LONGEST))
    hold('the wait doubles, and is as long as was asked', over || outbox.enqueueAt === outside.now + wait)
  }

  /** A worker tells how its work ended. It speaks only for a job that it holds; refused, it removes what it stored. */
  #report(worker: Worker, times: number, report: () => Outcome): void {
    const before = this.shell.job
    const held = before?.lease?.token === worker.token
    const told = this.shell.take(report())
    hold('a report changes the job exactly while its lease is held', (this.shell.job !== before) === held)
    hold('who holds the lease is heard', told || !held)
    for (let again = 1; told && again < times; again++) {
      const { job } = this.shell
      hold('a report whose reply was lost is answered the same', this.shell.take(report()) && this.shell.job === job)
    }
    if (told) this.leave(worker)
    else this.#stop(worker)
  }

  /** The worker has lost its hold: it removes what it stored, if it can. */
  #stop(worker: Worker): void {
    if (!this.outside.down.has('purge')) this.outside.shelf.delete(worker.key)
    this.leave(worker)
  }

  leave(worker: Worker | undefined): void {
    this.outside.workers = this.outside.workers.filter((other) => other !== worker)
  }
}
