import { retryAfter } from '../../source/retry-after'
import { ProviderFault, stopped } from './fault'

/** Usually the platform's own `fetch`; called as a plain function. */
export type Fetch = (this: void, url: string, init: RequestInit) => Promise<Response>

export interface ModelRequest {
  /** Without credentials. */
  url: string
  method: 'GET' | 'POST'
  headers: Record<string, string>
  /** Sent as JSON. */
  body?: object
}

const AGENT = 'readme-forge'

/**
 * One request. No redirect is followed: the key goes nowhere else. The answer has any status and an unread body.
 * @throws ProviderFault `unavailable` without a connection, `timeout` and `cancelled` by the signal
 */
export async function send(fetch: Fetch, request: ModelRequest, signal: AbortSignal): Promise<Response> {
  const { url, method, headers, body } = request
  try {
    return await fetch(url, {
      method,
      headers: {
        'user-agent': AGENT,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      redirect: 'manual',
      signal,
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  } catch {
    // What was thrown is not repeated: a header that cannot be sent is named with its value.
    throw signal.aborted
      ? stopped(signal)
      : new ProviderFault('unavailable', `${new URL(url).host} cannot be reached at the moment.`)
  }
}

/** Lets go of an answer that nobody reads. */
export const drop = async (response: Response): Promise<void> => response.body?.cancel().catch(() => undefined)

/**
 * The answer, if its status is 200.
 * @throws ProviderFault for every other status, its body unread
 */
export async function expectOk(response: Response, host: string): Promise<Response> {
  const { status, headers } = response
  if (status === 200) return response
  await drop(response)
  if (status === 401 || status === 403) throw new ProviderFault('unauthorized', `${host} does not accept the key.`)
  if (status === 404 || status === 410)
    throw new ProviderFault('not_found', `${host} has no such address or no such model.`)
  if (status === 429)
    throw new ProviderFault('rate_limited', `${host} asks us to wait before the next request.`, retryAfter(headers))
  if (status >= 400 && status < 500)
    throw new ProviderFault('rejected', `${host} does not take the request and answered with the status ${status}.`)
  if (status >= 500) throw new ProviderFault('unavailable', `${host} cannot answer at the moment.`, retryAfter(headers))
  if (status >= 300)
    throw new ProviderFault('unavailable', `${host} sends us on to another address, which is not followed.`)
  throw new ProviderFault('invalid', `${host} answered with the unexpected status ${status}.`)
}

/**
 * The body's bytes as they come. The connection is let go of as soon as the caller has enough, or there are too many.
 * @param most bytes, as decoded
 * @throws ProviderFault `too_long`, `broken_off`, `timeout`, `cancelled`
 */
export async function* bytesOf(
  response: Response,
  host: string,
  most: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  if (!response.body) return
  const reader = response.body.getReader()
  const next = () =>
    reader.read().catch(() => {
      throw signal.aborted ? stopped(signal) : new ProviderFault('broken_off', `${host} broke off its answer.`)
    })
  let length = 0
  try {
    for (let part = await next(); !part.done; part = await next()) {
      const bytes: Uint8Array = part.value
      length += bytes.byteLength
      if (length > most) throw new ProviderFault('too_long', `${host} answered with more than an answer may have.`)
      yield bytes
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

/**
 * A whole body of JSON.
 * @throws ProviderFault `invalid` for what is no JSON, and those of {@link bytesOf}
 */
export async function readJson(response: Response, host: string, most: number, signal: AbortSignal): Promise<unknown> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const bytes of bytesOf(response, host, most, signal)) text += decoder.decode(bytes, { stream: true })
  return parseJson(text + decoder.decode(), host)
}

/** @throws ProviderFault `invalid` */
export function parseJson(text: string, host: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ProviderFault('invalid', `${host} answered with something that is no JSON.`)
  }
}
