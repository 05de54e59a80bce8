import type { Asked, Fault } from '../git-host/git-host.ts'
import { FATES, type Fate, type FateName, fateText } from './fate.ts'
import { BESIDE_MOST, LONG_STALL, OF_HOST, OPERATIONS, PARTS, type Part, STALLS_IN_OUTAGE, ZOMBIE } from './odds.ts'
import type { Random } from './random.ts'

/** What was done to a job, or to everybody. */
export interface Injury {
  /** `consumer → r2.put`, or `git` with the address that was asked. */
  operation: string
  fate: string
  at: number
}

type Decided = Fate | { is: 'beside'; ms: 0 }
const DECISIONS = [...FATES, 'beside'] as const

/** Decides what becomes of each operation while the fire burns, and counts it. */
export class Fates {
  burning = false
  /** Parts that are down altogether. */
  readonly down = new Set<Part>()
  /** Operation and fate to how often, also of those that went well. */
  readonly counts = new Map<string, Map<string, number>>()
  /** Job to what was done to its operations. */
  readonly injuries = new Map<string, Injury[]>()
  readonly hostInjuries: Injury[] = []
  /** Delivers a message of this job, until its consumer is done; set when the product is there. */
  deliver: (job: string) => Promise<unknown> = async () => undefined
  #delivering = 0
  /** Job to when its zombie wakes, and whether that sleeps already. */
  readonly #zombies = new Map<string, { wakes: number; sleeps: boolean }>()
  readonly #random: Random

  constructor(chance: Random) {
    this.#random = chance
  }

  /** Answers a Worker's question. */
  answer(question: URLSearchParams): string {
    const [by = '', to = '', method = '', job = ''] = ['by', 'to', 'method', 'job'].map(
      (name) => question.get(name) ?? '',
    )
    const operation = `${by} → ${to}.${method}`
    const fate = this.#haunt(by, to, job) ?? (this.burning ? this.#decide(by, to, method) : { is: 'ok', ms: 0 })
    this.#count(operation, fate.is)
    if (fate.is !== 'ok' && job) {
      const suffered = this.injuries.get(job) ?? []
      this.injuries.set(job, [...suffered, { operation, fate: fate.is, at: Date.now() }])
    }
    if (fate.is !== 'beside') return fateText({ is: fate.is, ms: fate.ms })
    void this.#deliverBeside(job)
    return fateText({ is: 'drop', ms: 0 })
  }

  async #deliverBeside(job: string): Promise<void> {
    if (this.#random.chance(1 / ZOMBIE.oneIn)) {
      const wakes = Date.now() + this.#random.between(ZOMBIE.least, ZOMBIE.most)
      this.#zombies.set(job, { wakes, sleeps: false })
    }
    this.#delivering++
    await this.deliver(job)
    this.#delivering--
  }

  /** What a job's zombie suffers: its first write hangs, its heartbeats fail until then. */
  #haunt(by: string, to: string, job: string): Decided | null {
    const zombie = this.#zombies.get(job)
    if (by !== 'consumer' || !zombie || zombie.wakes < Date.now()) return null
    if (to === 'r2' && !zombie.sleeps) {
      zombie.sleeps = true
      return { is: 'stall', ms: zombie.wakes - Date.now() }
    }
    return to === 'object' && zombie.sleeps ? { is: 'fail_before', ms: 0 } : null
  }

  #count(operation: string, fate: string): void {
    const counts = this.counts.get(operation) ?? new Map<string, number>()
    this.counts.set(operation, counts.set(fate, (counts.get(fate) ?? 0) + 1))
  }

  #decide(by: string, to: string, method: string): Decided {
    const isDown = PARTS.some((part) => part === to && this.down.has(part)) && method !== 'deliver'
    if (isDown) return this.#timed(this.#random.chance(STALLS_IN_OUTAGE) ? 'stall' : 'fail_before')
    const row = OPERATIONS.find((one) => (one.by ?? by) === by && one.to === to && (one.method ?? method) === method)
    let chance = this.#random.next()
    for (const name of DECISIONS) {
      chance -= (name === 'beside' && this.#delivering >= BESIDE_MOST ? 0 : row?.odds[name]) ?? 0
      if (chance < 0) return name === 'beside' ? { is: name, ms: 0 } : this.#timed(name)
    }
    return { is: 'ok', ms: 0 }
  }

  #timed(is: FateName): Fate {
    if (is === 'stall')
      return { is, ms: this.#random.chance(1 / LONG_STALL) ? 12_000 : this.#random.between(200, 2_500) }
    if (is === 'delay') return { is, ms: this.#random.between(1_000, 40_000) }
    return { is, ms: is === 'die' ? this.#random.between(5, 400) : 0 }
  }

  /** What the Git host answers instead of the truth. */
  ofHost({ kind, path }: Asked): Fault | undefined {
    if (!this.burning || kind === 'other') return undefined
    let chance = this.down.has('git') ? this.#random.between(0, 0.05) : this.#random.next()
    const wrong = OF_HOST.find(({ odds }) => {
      chance -= odds
      return chance < 0
    })
    this.#count(`git ${kind}`, wrong?.name ?? 'ok')
    if (wrong) this.hostInjuries.push({ operation: path, fate: wrong.name, at: Date.now() })
    return wrong?.fault
  }
}
