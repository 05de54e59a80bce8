import { type Hosts, mayReach } from './hosts'
import type { Limits } from './limits'
import { SourceFault, stopped } from './result'
import { retryAfter } from './retry-after'

/** Everything that the source room needs of its surroundings. */
export interface SourceAccess {
  /** Usually the platform's own `fetch`; called as a plain function. */
  fetch(this: void, url: string, init: RequestInit): Promise<Response>
  hosts: Hosts
  /** Opens a private repository; told to nobody but the host's own origin. `null` for what everybody may read. */
  token: string | null
  /** Ends the work: with a `TimeoutError` as `source_timeout`, with anything else as `cancelled`. */
  signal: AbortSignal
  limits: Limits
}

export interface HostRequest {
  /** Host of the address: its row and its mapped origin say where the request may go. */
  host: string
  url: string
  method: 'GET' | 'POST'
  headers: Record<string, string>
  body?: Uint8Array<ArrayBuffer>
}

const AGENT = 'git/readme-forge'
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** GitHub answers 403 instead of 429 once its own limits are used up. */
const isRateLimit = ({ status, headers }: Response) =>
  status === 429 || (status === 403 && (headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0'))

/** Private and missing look alike on purpose, also behind a token that does not open it. */
export const notFound = (host: string, token: string | null): SourceFault =>
  new SourceFault(
    'repository_not_found',
    token === null
      ? `${host} has no such public repository: check the spelling, and if it is private, give a token that may read it.`
      : `${host} has no such repository that this token may read: check the spelling and the token.`,
  )

/** The host says so itself, so nothing more is asked of it. */
export const takenDown = (host: string): SourceFault =>
  new SourceFault('repository_not_found', `${host} has taken this repository down for legal reasons.`)

/** What a status other than 200 means to the person who asked. */
function faultOf(response: Response, host: string, token: string | null): SourceFault {
  const { status, headers } = response
  if (isRateLimit(response))
    return new SourceFault('host_rate_limited', `${host} asks us to wait before the next request.`, retryAfter(headers))
  if (status === 451) return takenDown(host)
  if ([401, 403, 404, 410].includes(status)) return notFound(host, token)
  if (status >= 500 || status === 408)
    return new SourceFault('host_unavailable', `${host} cannot answer at the moment.`, retryAfter(headers))
  return new SourceFault('host_answer_invalid', `${host} answered with the unexpected status ${status}.`)
}

/** A token goes to the host's own origin and, after a redirect, to no other. Source: RFC 7617, RFC 9110 15.4. */
function authorization({ hosts, token }: SourceAccess, host: string, url: string): Record<string, string> {
  if (token === null || new URL(url).origin !== hosts.origin(host)) return {}
  return { authorization: `Basic ${btoa(`${hosts.row(host).tokenUser}:${token}`)}` }
}

async function once(
  access: SourceAccess,
  { host, method, headers, body }: HostRequest,
  url: string,
): Promise<Response> {
  const { fetch, signal } = access
  try {
    return await fetch(url, {
      method,
      headers: { 'user-agent': AGENT, ...headers, ...authorization(access, host, url) },
      redirect: 'manual',
      signal,
      ...(body ? { body } : {}),
    })
  } catch {
    throw signal.aborted
      ? stopped(signal)
      : new SourceFault('host_unavailable', `${host} cannot be reached at the moment.`)
  }
}

function nextHop(response: Response, from: string, { host }: HostRequest, hosts: Hosts): string {
  const location = response.headers.get('location')
  const refused = () =>
    new SourceFault('redirect_refused', `${host} sends us on to a place that is not one of its own.`)
  if (location === null || !URL.canParse(location, from)) throw refused()
  const next = new URL(location, from)
  if (!mayReach(next, host, hosts)) throw refused()
  return next.href
}

/**
 * One request to a Git host. Redirects are followed by hand, each hop checked against the host's row, method and body
 * kept (what is asked changes nothing on the host); the answer has status 200 and an unread body.
 * @throws SourceFault for every other outcome
 */
export async function fetchFromHost(access: SourceAccess, request: HostRequest): Promise<Response> {
  let url = request.url
  for (let hop = 0; hop <= access.limits.redirects.most; hop++) {
    const response = await once(access, request, url)
    if (response.status === 200) return response
    await response.body?.cancel().catch(() => undefined)
    if (!REDIRECTS.has(response.status)) throw faultOf(response, request.host, access.token)
    url = nextHop(response, url, request, access.hosts)
  }
  throw new SourceFault('redirect_refused', `${request.host} sends us on again and again.`)
}

/**
 * The whole body, as decoded, of at most `most` bytes.
 * @throws SourceFault `host_answer_invalid` when it is longer, `host_unavailable` when it breaks off
 */
export async function readBody(
  response: Response,
  host: string,
  most: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = response.body?.getReader()
  try {
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
      const chunk: Uint8Array = next.value
      length += chunk.byteLength
      if (length > most) throw new SourceFault('host_answer_invalid', `${host} answered with more than it may.`)
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof SourceFault) throw error
    throw signal.aborted ? stopped(signal) : new SourceFault('host_unavailable', `${host} broke off its answer.`)
  } finally {
    await reader?.cancel().catch(() => undefined)
  }
  const body = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    body.set(chunk, at)
    at += chunk.byteLength
  }
  return body
}
