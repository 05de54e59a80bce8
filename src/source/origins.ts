import { hostName } from './address-forms'
import type { Host } from './host'
import { githubLike, KINDS } from './host-kinds'
import { type Hosts, hostsWith } from './hosts'

const wrong = (why: string) => ({ ok: false as const, why })
type Read<T> = { ok: true; value: T } | { ok: false; why: string }

/** The origin of an http or https address without a path; `null` for anything else. */
function originIn(text: unknown): string | null {
  if (typeof text !== 'string' || !URL.canParse(text)) return null
  const url = new URL(text)
  const bare =
    url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === ''
  return bare && (url.protocol === 'https:' || url.protocol === 'http:') ? url.origin : null
}

/** A variable that holds a JSON object from host names to what `read` understands. */
function readByHost<T>(
  variable: string,
  json: string,
  wanted: string,
  read: (value: unknown, host: string) => T | null,
): Read<Map<string, T>> {
  let given: unknown
  try {
    given = json.trim() === '' ? {} : JSON.parse(json)
  } catch {
    return wrong(`${variable} is not JSON.`)
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return wrong(`${variable} is not a JSON object whose keys are host names.`)
  const values = new Map<string, T>()
  for (const [key, value] of Object.entries(given)) {
    const host = hostName(key)
    if (host === null) return wrong(`${variable} names ${JSON.stringify(key)}, which is not a host name.`)
    const understood = read(value, host)
    if (understood === null) return wrong(`${variable} gives ${host} something that is not ${wanted}.`)
    values.set(host, understood)
  }
  return { ok: true, value: values }
}

const KIND_NAMES = [...KINDS.keys()].join(', ')
const rowOfKind = (kind: unknown, host: string): Host | null =>
  typeof kind === 'string' ? (KINDS.get(kind)?.(host) ?? null) : null

/**
 * The hosts of a deployment: the built-in ones, and what the operator says of others.
 * @param sourceOrigins `SOURCE_ORIGINS`: JSON, host name → origin that is asked in its place
 * @param sourceHosts `SOURCE_HOSTS`: JSON, host name → kind. One that stands in `SOURCE_ORIGINS` alone is GitHub-like.
 * @returns the hosts, or one sentence that says what is wrong and repeats no origin, which may hold a secret
 */
export function parseHosts(sourceOrigins: string, sourceHosts: string): Read<Hosts> {
  const origins = readByHost('SOURCE_ORIGINS', sourceOrigins, 'an http or https origin without a path', originIn)
  if (!origins.ok) return origins
  const kinds = readByHost('SOURCE_HOSTS', sourceHosts, `one of ${KIND_NAMES}`, rowOfKind)
  if (!kinds.ok) return kinds
  const unnamed = [...origins.value.keys()].filter((host) => !kinds.value.has(host)).map(githubLike)
  return { ok: true, value: hostsWith([...kinds.value.values(), ...unnamed], origins.value) }
}

/** A deployment's mistake, which no caller can mend; the message is for its operator. */
export class Misconfigured extends Error {
  override name = 'Misconfigured'
}

/**
 * The hosts of a deployment, for the Workers: parameters as for `parseHosts`.
 * @throws Misconfigured
 */
export function configuredHosts(sourceOrigins: string, sourceHosts: string): Hosts {
  const hosts = parseHosts(sourceOrigins, sourceHosts)
  if (!hosts.ok) throw new Misconfigured(hosts.why)
  return hosts.value
}
