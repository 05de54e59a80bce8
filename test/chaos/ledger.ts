import type { Order } from './orders.ts'

/** What the service has promised about one order, as its client knows it. */
export interface Entry {
  order: Order
  /** From the 202; `null` until then. */
  id: string | null
  /** Milliseconds since the epoch, of the 202. */
  acceptedAt: number
  /** Retries sent, and those answered 202. */
  retries: { asked: number; answered: number }
  deletion: 'none' | 'asked' | 'answered'
}

/** All that was promised, and answers that should never be given. */
export class Ledger {
  readonly entries: Entry[]
  /** Sentences. */
  readonly oddities: string[] = []
  /** `POST 202` and the like to how often. */
  readonly answers = new Map<string, number>()

  constructor(orders: readonly Order[]) {
    this.entries = orders.map((order) => ({
      order,
      id: null,
      acceptedAt: 0,
      retries: { asked: 0, answered: 0 },
      deletion: 'none',
    }))
  }

  /** Entries with a 202, with their id. */
  accepted(): (Entry & { id: string })[] {
    return this.entries.filter((entry): entry is Entry & { id: string } => entry.id !== null)
  }

  /** Another that may be changed without changing this one. */
  copy(): Ledger {
    const copy = new Ledger([])
    copy.entries.push(...structuredClone(this.entries))
    copy.oddities.push(...this.oddities)
    return copy
  }

  count(answer: string): void {
    this.answers.set(answer, (this.answers.get(answer) ?? 0) + 1)
  }
}
