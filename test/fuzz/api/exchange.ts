import { type Agent, type IncomingMessage, request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

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

/** Milliseconds for which an answer is waited for. */
const PATIENCE_MS = 30_000

const DECODERS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = { gzip: gunzipSync, br: brotliDecompressSync }

/** What the local runtime says when a connection between its own parts is lost. */
const RUNTIME = /^Error: Network connection lost\.[\s\S]*miniflare/

/** There was no answer: the runtime has ended, or hangs. */
export class Lost extends Error {
  override name = 'Lost'
}

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
function ask(origin: string, { method, path, headers, content }: Sent, agent: Agent | false): Promise<Answer> {
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
      if (asking.reusedSocket) ask(origin, { method, path, headers, content }, false).then(resolve, reject)
      else reject(error)
    })
    asking.end(content)
  })
}

/** The answer to a request. @throws Lost when there is none, or only what the runtime says of itself */
export async function exchange(origin: string, sent: Sent, agent: Agent): Promise<Answer> {
  const answer = await ask(origin, sent, agent).catch((error: unknown) => {
    throw new Lost(String(error))
  })
  if (RUNTIME.test(answer.text)) throw new Lost(answer.text)
  return answer
}

/**
 * Until the runtime is up again, and has been for a while: `wrangler dev` ends when a connection between its own parts is
 * lost, and `npm start` starts it again, but not for ever when it ends soon after.
 */
export const restarted = () => new Promise((resolve) => setTimeout(resolve, 30_000))
