import { hostName } from './address-forms'
import { hostNamed, type RepositoryId } from './hosts'

/** From a host's name to the origin that is asked in its place: `github.com` → `http://127.0.0.1:9100`. */
export type Origins = ReadonlyMap<string, string>

const wrong = (why: string) => ({ ok: false as const, why })

function readOrigin(text: unknown): string | null {
  if (typeof text !== 'string' || !URL.canParse(text)) return null
  const url = new URL(text)
  const bare =
    url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === ''
  return bare && (url.protocol === 'https:' || url.protocol === 'http:') ? url.origin : null
}

/**
 * Reads the operator's `SOURCE_ORIGINS`: a JSON object of host names and the origins to ask in their place.
 * A host that the table of hosts does not know becomes a GitHub-like one (GitHub Enterprise).
 * @returns the map, or one sentence that says what is wrong
 */
export function parseOrigins(json: string): { ok: true; value: Origins } | { ok: false; why: string } {
  let given: unknown
  try {
    given = JSON.parse(json)
  } catch {
    return wrong('SOURCE_ORIGINS is not JSON.')
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return wrong('SOURCE_ORIGINS is not a JSON object of host names and origins.')
  const origins = new Map<string, string>()
  for (const [key, value] of Object.entries(given)) {
    const host = hostName(key)
    if (host === null) return wrong(`SOURCE_ORIGINS names ${JSON.stringify(key)}, which is not a host name.`)
    const origin = readOrigin(value)
    if (origin === null)
      return wrong(`SOURCE_ORIGINS gives ${host} something that is not an http or https origin without a path.`)
    origins.set(host, origin)
  }
  return { ok: true, value: origins }
}

/** The origin to ask for a host. */
export const originOf = (host: string, origins: Origins): string => origins.get(host) ?? `https://${host}`

/** Where Git speaks its smart HTTP protocol for a repository. */
export const gitUrl = ({ host, owner, name }: RepositoryId, origins: Origins): string =>
  `${originOf(host, origins)}/${owner}/${name}.git`

/** Where the archive of a commit is. */
export const archiveUrl = ({ host, owner, name }: RepositoryId, commit: string, origins: Origins): string =>
  originOf(host, origins) + hostNamed(host).archivePath(owner, name, commit)

/** May a request for `host` go to this URL? To its own origin, or over https and the default port to a host of its row. */
export function mayReach(url: URL, host: string, origins: Origins): boolean {
  if (url.username !== '' || url.password !== '') return false
  if (url.origin === originOf(host, origins)) return true
  return url.protocol === 'https:' && url.port === '' && hostNamed(host).redirects.includes(url.hostname)
}

/**
 * The operator's `SOURCE_ORIGINS`, for the Workers.
 * @throws Error that says what is wrong: a deployment's mistake, which no caller can mend.
 */
export function configuredOrigins(json: string): Origins {
  const origins = parseOrigins(json)
  if (!origins.ok) throw new Error(origins.why)
  return origins.value
}
