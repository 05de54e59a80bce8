import { Agent } from 'node:http'
import { type Answer, exchange, Lost, restarted, type Sent } from './exchange.ts'
import type { Jobs } from './jobs.ts'
import { STATES } from './paths.ts'
import { queryText } from './queries.ts'
import type { FuzzRequest } from './requests.ts'

/** The answer, or why there is none. */
export type Outcome = { sent: Sent; answer: Answer } | { sent: Sent; broke: string }

/** How often a request is sent, and how often the runtime may end, before that is enough. */
const TRIES = 2
const MOST_ENDS = 3
/** Requests that are remembered: it may be one of them that ends the runtime. */
const REMEMBERED = 24

/** Sends requests to a service, with the ids of its jobs and the entity tags that it gave put into them. */
export function sender(origin: string, jobs: Jobs) {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const tags = new Map<string, string>()
  const made = new Map<string, string>()
  const last: Sent[] = []
  const suspects: Sent[][] = []

  function completed({ method, path, query, headers, content }: FuzzRequest): Sent {
    const named = (text: string) =>
      STATES.reduce((now, state) => now.replaceAll(`{${state}}`, () => jobs.idIn(state, method)), text)
    const known = path.replace(/([^/]+)\/\{made\}/, (_, of: string) => `${of}/${made.get(of) ?? 'none'}`)
    const whole =
      named(known) + queryText({ ...query, pairs: query.pairs.map(([name, value]) => [name, named(value)]) })
    const job = /^\/jobs\/[^/]+\//.exec(whole)?.[0] ?? ''
    const tagged = (value: string) =>
      value.replace('{etag}', tags.get(whole) ?? '"none"').replace('{state}', (tags.get(job) ?? '"none"').slice(1, -1))
    const entries = Object.entries(headers).map(([name, value]) => [name, tagged(value)])
    return { method, path: whole, headers: Object.fromEntries(entries), content }
  }

  /** The answer; where the runtime ended instead, that of the one that is started next. */
  async function answered(sent: Sent, tries = TRIES): Promise<Answer> {
    last.splice(0, last.length - REMEMBERED + 1)
    last.push(sent)
    try {
      return await exchange(origin, sent, agent)
    } catch (error) {
      if (!(error instanceof Lost) || tries === 1) throw error
    }
    // The first to notice says what was under way; the others wait with it.
    if (last.length) suspects.push(last.splice(0))
    await restarted()
    return answered(sent, tries - 1)
  }

  async function send(wanted: FuzzRequest): Promise<Outcome> {
    const sent = completed(wanted)
    try {
      const answer = await answered(sent)
      if (answer.headers.etag) tags.set(sent.path, answer.headers.etag)
      const [, of, id] = /^\/([^/]+)\/([^/]+)\/$/.exec(answer.headers.location ?? '') ?? []
      if (of !== undefined && id !== undefined) made.set(of, id)
      jobs.done(sent.method, sent.path.split('/')[2] ?? '', answer.status)
      return { sent, answer }
    } catch (error) {
      return { sent, broke: String(error) }
    }
  }

  return {
    send,
    /** What was sent shortly before the runtime ended, whenever it did. */
    suspects: (): readonly Sent[] => suspects.flat(),
    /** How often the runtime ended. */
    ends: () => suspects.length,
    /** Did the runtime end so often that there is no sense in going on? */
    isOver: () => suspects.length >= MOST_ENDS,
  }
}

export type Sender = ReturnType<typeof sender>
