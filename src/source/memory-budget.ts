import { stopped } from './result'

/** What a reader tells of the memory that it holds. */
export interface Memory {
  /**
   * From now on so many bytes are held, in place of those that were told before.
   * @param signal ends the waiting
   * @returns `undefined` where there is room for them, else when there is
   * @throws SourceFault `cancelled` or `source_timeout`, as the signal says
   */
  hold(bytes: number, signal: AbortSignal): Promise<void> | undefined
}

/** One job's part of the budget. */
export interface Share extends Memory {
  /** All that it held is free. What it is told afterwards changes nothing. */
  release(): void
}

export interface Budget {
  /** Bytes that all shares together may have. */
  capacity: number
  /** Bytes for which a share counts from the beginning, and at least. */
  base: number
  /** Milliseconds after which a share is lost with its job: the runtime may end one without a word. */
  lifetime: number
}

/** Those who wait for one thing, in order; each is let go by a call. */
type Queue = Set<() => void>
interface Place {
  bytes: number
  since: number
  waiting: Queue
}

/** Milliseconds between the looks of who waits for a share that is lost. */
const LOOK = 5000

/**
 * Memory that several jobs share, in bytes that they tell. They come in first come first served, and wait where there is no room; the
 * oldest inside never waits, so there is always one that goes on, however much it needs.
 */
export class MemoryBudget {
  /** Bytes of all shares. */
  held = 0
  /** In the order of their coming in. */
  private readonly inside = new Set<Place>()
  private readonly door: Queue = new Set()

  /** @param now the time in milliseconds */
  constructor(
    private readonly budget: Budget,
    private readonly now: () => number,
  ) {}

  /**
   * Waits for a share.
   * @throws the reason of the signal, when it ends the waiting
   */
  async enter(signal: AbortSignal): Promise<Share> {
    signal.throwIfAborted()
    this.wake()
    const place: Place = { bytes: 0, since: 0, waiting: new Set() }
    const comeIn = () => {
      this.inside.add(place)
      place.since = this.now()
      this.count(place, this.budget.base)
    }
    // All need the same to come in: where there is room nobody waits at the door.
    if (this.hasRoom()) comeIn()
    else await this.turn(this.door, signal, comeIn, () => signal.reason)
    return {
      hold: (bytes, until) => this.hold(place, bytes, until),
      release: () => {
        this.leave(place)
        this.wake()
      },
    }
  }

  private hold(place: Place, bytes: number, signal: AbortSignal): Promise<void> | undefined {
    if (!this.inside.has(place)) return undefined
    const before = this.held
    this.count(place, Math.max(this.budget.base, bytes))
    if (this.held < before) this.wake()
    if (this.mayGoOn(place)) return undefined
    return this.turn(
      place.waiting,
      signal,
      () => undefined,
      () => stopped(signal),
    )
  }

  private count(place: Place, bytes: number): void {
    this.held += bytes - place.bytes
    place.bytes = bytes
  }

  private leave(place: Place): void {
    if (this.inside.delete(place)) this.count(place, 0)
    for (const call of place.waiting) call()
  }

  private hasRoom(): boolean {
    return this.inside.size === 0 || this.held + this.budget.base <= this.budget.capacity
  }

  private mayGoOn(place: Place): boolean {
    return this.held <= this.budget.capacity || this.inside.values().next().value === place
  }

  private loseOld(): void {
    for (const place of this.inside) {
      if (this.now() - place.since < this.budget.lifetime) return
      this.leave(place)
    }
  }

  /** Those inside first: what they hold is held already. */
  private wake(): void {
    this.loseOld()
    for (const place of this.inside) if (this.mayGoOn(place)) for (const call of place.waiting) call()
    for (const call of this.door) {
      if (!this.hasRoom()) return
      call()
    }
  }

  /** Waits in a queue; `go` is done when the call comes, so that who calls next sees it. */
  private async turn(queue: Queue, signal: AbortSignal, go: () => void, why: () => unknown): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const call = () => {
      queue.delete(call)
      go()
      resolve()
    }
    const stop = () => {
      queue.delete(call)
      reject(why())
    }
    // In Workers a call may come from another request, which must not touch the timers and signals of this one.
    const timer = setInterval(() => this.wake(), LOOK)
    queue.add(call)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
    try {
      await promise
    } finally {
      clearInterval(timer)
      signal.removeEventListener('abort', stop)
    }
  }
}
