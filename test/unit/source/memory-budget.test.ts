import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { MemoryBudget, type Share } from '../../../src/source/memory-budget'

afterEach(() => {
  vi.useRealTimers()
})

const LIFETIME = 900_000
const never = () => new AbortController().signal
const budgetOf = (capacity: number, base: number) => new MemoryBudget({ capacity, base, lifetime: LIFETIME }, Date.now)

/** Whatever can go on has gone on. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Notes in `order` when the promise is fulfilled. */
function noted<T>(order: string[], name: string, promise: Promise<T> | undefined): Promise<T> | undefined {
  void promise?.then(() => order.push(name))
  return promise
}

describe('at the door', () => {
  test('jobs come in while each finds its base, then first come first served', async () => {
    const budget = budgetOf(10, 4)
    const shares = [await budget.enter(never()), await budget.enter(never())]
    const order: string[] = []
    const later = ['c', 'd', 'e'].map((name) => noted(order, name, budget.enter(never()))!)
    await settled()
    expect(order).toEqual([])
    shares[0]!.release()
    await settled()
    expect(order).toEqual(['c'])
    shares[1]!.release()
    ;(await later[0]!).release()
    await settled()
    expect(order).toEqual(['c', 'd', 'e'])
    expect(budget.held).toBe(8)
  })

  test('one comes in where nobody is, though it needs more than there is', async () => {
    const budget = budgetOf(3, 4)
    const share = await budget.enter(never())
    expect(share.hold(1_000_000, never())).toBeUndefined()
  })

  test('nobody passes one who waits, though there is room for both', async () => {
    const budget = budgetOf(10, 4)
    const large = await budget.enter(never())
    large.hold(8, never())
    const order: string[] = []
    noted(order, 'first', budget.enter(never()))
    large.hold(4, never())
    noted(order, 'second', budget.enter(never()))
    await settled()
    expect(order).toEqual(['first'])
  })

  test('who is stopped leaves with the reason of its signal, and the next does not wait for it', async () => {
    const budget = budgetOf(4, 4)
    const inside = await budget.enter(never())
    const lost = new AbortController()
    const waiting = budget.enter(lost.signal)
    const next = budget.enter(never())
    const reason = new Error('the lease is lost')
    lost.abort(reason)
    await expect(waiting).rejects.toBe(reason)
    await expect(budget.enter(lost.signal)).rejects.toBe(reason)
    inside.release()
    ;(await next).release()
    await expect(budget.enter(lost.signal)).rejects.toBe(reason)
    expect(budget.held).toBe(0)
  })

  test('who is stopped in the moment in which room is made for it keeps none', async () => {
    const budget = budgetOf(4, 4)
    const inside = await budget.enter(never())
    const lost = new AbortController()
    const waiting = budget.enter(lost.signal)
    lost.abort(new Error('lost'))
    inside.release()
    await expect(waiting).rejects.toThrow('lost')
    expect(budget.held).toBe(0)
  })
})

describe('inside', () => {
  test('what fits waits for nothing, and the oldest never waits', async () => {
    const budget = budgetOf(100, 10)
    const [old, young] = [await budget.enter(never()), await budget.enter(never())]
    expect(young.hold(80, never())).toBeUndefined()
    expect(old.hold(90, never())).toBeUndefined()
    expect(young.hold(81, never())).toBeInstanceOf(Promise)
    expect(old.hold(1000, never())).toBeUndefined()
    expect(budget.held).toBe(1081)
  })

  test('who waits goes on when it is the oldest, or when there is room', async () => {
    const budget = budgetOf(100, 10)
    const [a, b, c] = [await budget.enter(never()), await budget.enter(never()), await budget.enter(never())]
    a.hold(80, never())
    const order: string[] = []
    noted(order, 'b', b.hold(90, never()))
    noted(order, 'c', c.hold(60, never()))
    await settled()
    expect(order).toEqual([])
    a.release()
    await settled()
    expect(order).toEqual(['b'])
    // What it holds no longer is there for others.
    b.hold(40, never())
    await settled()
    expect(order).toEqual(['b', 'c'])
  })

  test('who is stopped while it waits hears why, and holds what it holds until it is released', async () => {
    const budget = budgetOf(100, 10)
    const [old, young] = [await budget.enter(never()), await budget.enter(never())]
    old.hold(90, never())
    const [lost, late] = [new AbortController(), new AbortController()]
    const waiting = [young.hold(50, lost.signal), young.hold(60, late.signal)]
    lost.abort(new Error('lost'))
    late.abort(new DOMException('late', 'TimeoutError'))
    await expect(waiting[0]).rejects.toMatchObject({ failure: { code: 'cancelled' } })
    await expect(waiting[1]).rejects.toMatchObject({ failure: { code: 'source_timeout' } })
    expect(budget.held).toBe(150)
    young.release()
    young.release()
    expect(budget.held).toBe(90)
  })

  test('a share that was released counts for nothing, whatever it is told, and waits for nothing', async () => {
    const budget = budgetOf(10, 4)
    const [old, young] = [await budget.enter(never()), await budget.enter(never())]
    old.hold(10, never())
    const waiting = young.hold(10, never())
    young.release()
    await waiting
    expect(young.hold(1000, never())).toBeUndefined()
    expect(budget.held).toBe(10)
  })
})

test('what a job held that the runtime ended without a word is free in time, for those who wait too', async () => {
  vi.useFakeTimers()
  const budget = budgetOf(10, 4)
  const gone = await budget.enter(never())
  gone.hold(100, never())
  const order: string[] = []
  noted(order, 'next', budget.enter(never()))
  await vi.advanceTimersByTimeAsync(LIFETIME - 1)
  expect(order).toEqual([])
  await vi.advanceTimersByTimeAsync(LIFETIME)
  expect(order).toEqual(['next'])
  expect(budget.held).toBe(4)
  expect(vi.getTimerCount()).toBe(0)
  vi.setSystemTime(Date.now() + 2 * LIFETIME)
  await budget.enter(never())
  expect(budget.held).toBe(4)
})

/** A job as the property below knows it. */
interface Job {
  lost: AbortController
  share: Share | null
  told: number
  state: 'door' | 'inside' | 'gone'
  waits: boolean
}

const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ what: fc.constant('enter') }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('hold'), who: fc.nat(), bytes: fc.nat(60) }) },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constantFrom('release', 'abort'), who: fc.nat() }),
  },
)

test('after whatever happens, what is held is the sum of those inside, and nobody waits who may go on', () =>
  fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
      const [capacity, base] = [50, 10]
      const budget = budgetOf(capacity, base)
      const jobs: Job[] = []
      const cameIn: Job[] = []

      const enter = () => {
        const job: Job = { lost: new AbortController(), share: null, told: base, state: 'door', waits: false }
        jobs.push(job)
        void budget.enter(job.lost.signal).then(
          (share) => {
            Object.assign(job, { share, state: 'inside' })
            cameIn.push(job)
          },
          () => Object.assign(job, { state: 'gone' }),
        )
      }
      const hold = (job: Job, bytes: number) => {
        job.told = Math.max(base, bytes)
        const full = job.share!.hold(bytes, job.lost.signal)
        job.waits = full !== undefined
        void full?.then(
          () => Object.assign(job, { waits: false }),
          () => end(job),
        )
      }
      const end = (job: Job) => {
        job.share?.release()
        Object.assign(job, { state: 'gone', waits: false })
      }
      const isSound = () => {
        const inside = cameIn.filter(({ state }) => state === 'inside')
        const door = jobs.filter(({ state }) => state === 'door')
        const sum = inside.reduce((total, { told }) => total + told, 0)
        expect(budget.held).toBe(sum)
        expect(inside[0]?.waits ?? false).toBe(false)
        if (sum <= capacity) expect(inside.filter(({ waits }) => waits)).toEqual([])
        if (inside.length === 0 || sum + base <= capacity) expect(door).toEqual([])
        const turns = cameIn.map((job) => jobs.indexOf(job))
        expect(turns).toEqual(turns.toSorted((a, b) => a - b))
      }

      for (const one of steps) {
        const job = one.what === 'enter' ? undefined : jobs[one.who % Math.max(1, jobs.length)]
        const works = job?.state === 'inside' && !job.waits
        if (one.what === 'enter') enter()
        else if (one.what === 'abort') job?.lost.abort(new Error('lost'))
        else if (works && one.what === 'release') end(job)
        else if (works && one.what === 'hold' && !job.lost.signal.aborted) hold(job, one.bytes)
        await settled()
        isSound()
      }
      // However they stand, all of them come to their end, one after another.
      for (let left = jobs.length; left > 0; left--) {
        const oldest = cameIn.find(({ state }) => state === 'inside')
        if (oldest) end(oldest)
        await settled()
        isSound()
      }
      expect(jobs.every(({ state }) => state === 'gone')).toBe(true)
      expect(budget.held).toBe(0)
    }),
  ))
