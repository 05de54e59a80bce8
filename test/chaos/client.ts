import type { Entry, Ledger } from './ledger.ts'

/** Whether the runtime is there: clients wait for it, since a refused connection teaches nothing. */
export class Gate {
  #opened = Promise.withResolvers<void>()
  open(): void {
    this.#opened.resolve()
  }
  shut(): void {
    this.#opened = Promise.withResolvers<void>()
  }
  /** Resolves when the runtime is there. */
  opened(): Promise<void> {
    return this.#opened.promise
  }
}

const PATIENCE_MS = 30_000
/** Requests at once: more of them after a restart, and none would be answered before the next kill. */
const AT_ONCE = 12
const PAUSE_MS = 400
/** So long a request is repeated before it counts as never answered. */
const PERSISTENCE_MS = 40 * 60_000
/** Resolves after so many milliseconds. */
export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** A client that knows what it was promised, and asks again until it is answered. */
export class Client {
  readonly #origin: string
  readonly #gate: Gate
  readonly #ledger: Ledger
  #free = AT_ONCE
  readonly #waiting: (() => void)[] = []

  constructor(origin: string, gate: Gate, ledger: Ledger) {
    this.#origin = origin
    this.#gate = gate
    this.#ledger = ledger
  }

  /** One request; `null` when no answer came. */
  async ask(
    method: string,
    path: string,
    init: RequestInit = {},
  ): Promise<{ response: Response; body: Buffer } | null> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      await this.#gate.opened()
      const request = { method, ...init, signal: AbortSignal.timeout(PATIENCE_MS) }
      const response = await fetch(this.#origin + path, request)
      const body = Buffer.from(await response.arrayBuffer())
      this.#ledger.count(`${method} ${response.status}`)
      return { response, body }
    } catch (error) {
      this.#ledger.count(
        `${method} ${error instanceof Error && error.name === 'TimeoutError' ? 'too late' : 'broken off'}`,
      )
      return null
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free++
    }
  }

  /** The same until an answer of a wanted status, or one that no repetition mends. */
  async insist(method: string, path: string, init: RequestInit, wanted: (status: number) => boolean) {
    for (const end = Date.now() + PERSISTENCE_MS; Date.now() < end; ) {
      const answer = await this.ask(method, path, init)
      const status = answer?.response.status ?? 0
      if (answer && wanted(status)) return answer
      if (answer && status < 500 && status !== 429) {
        this.#ledger.oddities.push(`${method} ${path} answered ${status}: ${answer.body.toString().slice(0, 200)}`)
        if (status !== 404) return null
      }
      const wait = Number(answer?.response.headers.get('retry-after'))
      await sleep(status === 429 && wait ? wait * 1_000 : PAUSE_MS)
    }
    this.#ledger.oddities.push(`${method} ${path} was never answered`)
    return null
  }

  /** Asks for the job until it is promised, and notes the promise. */
  async file(entry: Entry): Promise<void> {
    const { path, headers, body, key } = entry.order
    // A repetition of what was deleted meanwhile is answered so.
    const wanted = (status: number) => status === 202 || (status === 410 && entry.deletion !== 'none')
    const answer = await this.insist('POST', path, { headers: { ...headers, 'idempotency-key': key }, body }, wanted)
    if (answer?.response.status !== 202) return
    const { id } = JSON.parse(answer.body.toString()) as { id: string }
    if (entry.id !== null && entry.id !== id)
      this.#ledger.oddities.push(`${key} was given two jobs: ${entry.id} and ${id}`)
    if (entry.id === null) entry.acceptedAt = Date.now()
    entry.id = id
  }

  /** Its status: `deleted` for one that answers 410; `null` when nobody knows now. */
  async status(entry: Entry & { id: string }): Promise<{ status: string; result: { etag: string } | null } | null> {
    const path = `/jobs/${entry.id}/`
    const answer = await this.ask('GET', path)
    const status = answer?.response.status
    if (answer && status === 200)
      return JSON.parse(answer.body.toString()) as { status: string; result: { etag: string } | null }
    if (status === 410 && entry.deletion !== 'none') return { status: 'deleted', result: null }
    if (status !== undefined && status < 500) this.#ledger.oddities.push(`GET ${path} answered ${status}`)
    return null
  }

  async retry(entry: Entry & { id: string }): Promise<void> {
    entry.retries.asked++
    const answer = await this.ask('POST', `/jobs/${entry.id}/retry/`)
    if (answer?.response.status === 202) entry.retries.answered++
    if (answer?.response.status === 404) this.#ledger.oddities.push(`retry of ${entry.id} answered 404`)
  }

  /** Repeated until it is answered. */
  async remove(entry: Entry & { id: string }): Promise<void> {
    entry.deletion = 'asked'
    if (await this.insist('DELETE', `/jobs/${entry.id}/`, {}, (status) => status === 204)) entry.deletion = 'answered'
  }
}
