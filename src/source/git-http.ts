import type { GitHttpRequest, HttpClient } from 'isomorphic-git'
import { fetchFromHost, notFound, readBody, type SourceAccess } from './guarded-fetch'
import { SourceFault } from './result'

/** Content types of a smart host's answers. Source: gitprotocol-http. */
const ANSWER_TYPES = {
  GET: 'application/x-git-upload-pack-advertisement',
  POST: 'application/x-git-upload-pack-result',
} as const
type Method = keyof typeof ANSWER_TYPES

const FLUSH = '0000'
/** So much of a line says what it is. */
const LONGEST_TOLD = 256
const SAYS_MISSING = /not found|not exported|denied|does not exist|doesn't exist/i
/** The capability of protocol 2, or an id of 64 digits. */
const SHA256 = /^(?:object-format=sha256\s*$|[0-9a-f]{64}(?: |$))/i
const text = new TextDecoder()

/** Makes of a response to a POST what isomorphic-git gets to read. */
type ReadResult = (response: Response) => Promise<Uint8Array>

/** Joined body of a request; isomorphic-git gives one of a few small parts. */
async function join(body: GitHttpRequest['body']): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!body) return undefined
  const parts: number[] = []
  for await (const part of body) parts.push(...part)
  return new Uint8Array(parts)
}

async function* oneChunk(chunk: Uint8Array): AsyncIterableIterator<Uint8Array> {
  yield chunk
}

/**
 * What is wrong with an answer of pkt-lines: the host's own refusal, whose words are not repeated, objects that are not
 * read here, or no flush at the end, which isomorphic-git takes for a short answer.
 * @returns `null` for a whole answer
 * Sources: gitprotocol-common "pkt-line Format", gitprotocol-pack "error-line", gitprotocol-v2 "object-format".
 */
function faultIn(body: Uint8Array, host: string, token: string | null): SourceFault | null {
  const invalid = (message: string) => new SourceFault('host_answer_invalid', message)
  let at = 0
  let last = ''
  while (at < body.length) {
    last = text.decode(body.subarray(at, at + 4))
    if (!/^[0-9a-f]{4}$/i.test(last)) break
    const end = at + Math.max(4, Number.parseInt(last, 16))
    const line = text.decode(body.subarray(at + 4, Math.min(end, at + LONGEST_TOLD)))
    if (line.startsWith('ERR '))
      return SAYS_MISSING.test(line) ? notFound(host, token) : invalid(`${host} refuses to give this repository.`)
    if (SHA256.test(line)) return invalid('The repository has SHA-256 objects, which this service does not read yet.')
    at = end
  }
  return at === body.length && last === FLUSH ? null : invalid(`${host} answered with broken Git data.`)
}

/** The whole answer, of a bounded size, checked to be of pkt-lines. */
async function readLines(response: Response, { limits, signal, token }: SourceAccess, host: string) {
  const whole = await readBody(response, host, limits.referenceBytes.most, signal)
  const fault = faultIn(whole, host, token)
  if (fault) throw fault
  return whole
}

/**
 * The HTTP client that isomorphic-git asks through: guarded requests, whole answers of a bounded size. The discovery of a
 * repository is the same for each look-up, so it is asked once.
 * @param host host of the address
 * @param readResult reads the answers to what is asked after the discovery, where they are more than a few pkt-lines
 */
export function gitHttp(
  access: SourceAccess,
  host: string,
  readResult: ReadResult = (response) => readLines(response, access, host),
): HttpClient {
  const discovered = new Map<string, Promise<Uint8Array>>()

  async function answer(method: Method, { url, headers = {}, body }: GitHttpRequest): Promise<Uint8Array> {
    const sent = await join(body)
    const response = await fetchFromHost(access, { host, url, method, headers, ...(sent ? { body: sent } : {}) })
    const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
    if (type !== ANSWER_TYPES[method]) {
      await response.body?.cancel().catch(() => undefined)
      throw new SourceFault('host_answer_invalid', `${host} did not answer as a Git host does.`)
    }
    return method === 'POST' ? readResult(response) : readLines(response, access, host)
  }

  return {
    async request(request) {
      const method = request.method === 'POST' ? 'POST' : 'GET'
      const known = method === 'GET' ? discovered.get(request.url) : undefined
      const asked = known ?? answer(method, request)
      if (method === 'GET') discovered.set(request.url, asked)
      const whole = await asked
      return {
        url: request.url,
        method,
        statusCode: 200,
        statusMessage: 'OK',
        headers: { 'content-type': ANSWER_TYPES[method] },
        body: oneChunk(whole),
      }
    },
  }
}
