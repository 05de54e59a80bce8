import { Agent, type IncomingMessage, request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { Jobs } from './jobs.ts'
import { STATES } from './paths.ts'
import { queryText } from './queries.ts'
import type { FuzzRequest } from './requests.ts'

/** What came back, and what was sent for it in the end. */
export interface Answer {
  status: number
  headers: Readonly<Record<string, string>>
  /** Of a stream of events only the beginning. */
  text: string
}

/** A request as it goes out. */
export interface Sent {
  method: string
  path: string
  headers: Readonly<Record<string, string>>
  content: Buffer
}

/** An end of the runtime: how it was noticed, and the requests that were sent last before. */
export interface End {
  why: string
  last: readonly Sent[]
}

/** The answer, or why there is none. */
export type Outcome = { sent: Sent; answer: Answer } | { sent: Sent; broke: string }

/** Milliseconds for which an answer is waited for. */
const PATIENCE_MS = 30_000

/**
 * `wrangler dev` ends when a connection between its own parts is lost, which is what becomes of a body that nobody reads;
 * `npm start` starts it again. What it says then, how long that takes, and how often a request is sent at most.
 */
const RUNTIME = /^Error: Network connection lost\.[\s\S]*miniflare/
const RESTART_MS = 15_000
const TRIES = 3
/** Requests that are remembered: one of them ended the runtime, if it ends. */
const REMEMBERED = 24

const DECODERS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = { gzip: gunzipSync, br: brotliDecompressSync }

/** The body of an answer as text; a stream of events is left after its first bytes. */
async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of response) {
    chunks.push(chunk)
    // Leaving the loop ends the connection.
    if (response.headers['content-type']?.startsWith('text/event-stream')) break
  }
  const decode = DECODERS[response.headers['content-encoding'] ?? '']
  const bytes = Buffer.concat(chunks)
  return (decode && bytes.length ? decode(bytes) : bytes).toString()
}

/** Sends the bytes as they are, where `fetch` would put the path in order first. */
function exchange(origin: string, { method, path, headers, content }: Sent, agent: Agent | false): Promise<Answer> {
  const { hostname, port } = new URL(origin)
  const length = content.length || /^P/.test(method) ? { 'content-length': String(content.length) } : {}
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, method, path, agent, headers: { ...headers, ...length } }, (response) => {
      const given = Object.entries(response.headers).map(([name, value]) => [name, String(value)])
      textOf(response).then(
        (text) => resolve({ status: response.statusCode ?? 0, headers: Object.fromEntries(given), text }),
        reject,
      )
    })
    asking.setTimeout(PATIENCE_MS, () => asking.destroy(new Error(`no answer within ${PATIENCE_MS / 1000} s`)))
    asking.on('error', (error) => {
      // A connection that was kept may have been closed just before it was used again.
      if (asking.reusedSocket) exchange(origin, { method, path, headers, content }, false).then(resolve, reject)
      else reject(error)
    })
    asking.end(content)
  })
}

/** Sends requests to a service, with the ids of its jobs and the entity tags that it gave put into them. */
export function sender(origin: string, jobs: Jobs) {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const tags = new Map<string, string>()
  const made = new Map<string, string>()
  const last: Sent[] = []
  const ends: (End & { at: number })[] = []

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
    let why = 'it lost a connection'
    try {
      const answer = await exchange(origin, sent, agent)
      if (!RUNTIME.test(answer.text)) return answer
    } catch (error) {
      if (tries === 1) throw error
      why = String(error)
    }
    if (Date.now() - (ends.at(-1)?.at ?? 0) > 2 * RESTART_MS) ends.push({ at: Date.now(), why, last: [...last] })
    await new Promise((resolve) => setTimeout(resolve, RESTART_MS))
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
    /** When the runtime ended; the others of half a minute are taken for the same. */
    ends: (): readonly End[] => ends,
  }
}

export type Send = ReturnType<typeof sender>['send']
