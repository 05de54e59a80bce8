import { type AddressParts, NO_CREDENTIALS, NOT_AN_ADDRESS } from './address-forms'
import type { Host, RepositoryId } from './host'
import type { Named } from './hosts'
import { failure, type SourceFailure, type SourceResult } from './result'

const invalid = (message: string) => failure('address_invalid', message)

/** A repository, and what stands in the path behind it. */
export interface FoundRepository {
  id: RepositoryId
  /** The path's last segment as it was given, with `.git` or without. */
  written: string
  /** Percent-encoded segments of a page of the repository: `tree`, `main`, `src`. */
  page: readonly string[]
}

const isNowhere = (segment: string) => segment === '.' || segment === '..' || segment.toLowerCase() === '.git'
const exampleOf = ({ name, example }: Host) => `https://${name}/${example}`

/** Users that ssh addresses have for everybody; GitHub's organisations with certificates have one each. */
const SSH_USER = /^(?:git|aur|gitea|forgejo|gitolite|gitlab|org-\d+)$/

/** A user may stand there where it says nothing: the service's own, the owner, or whoever copied the host's clone address. */
const isHarmless = ({ user, web }: AddressParts, owner: string | undefined, { namesReader }: Host) =>
  user === null || SSH_USER.test(user) || user.toLowerCase() === owner?.toLowerCase() || (web && namesReader)

/** What an owner and a name must look like. */
function wrongNames(host: Host, [first]: readonly string[]): SourceFailure {
  const example = exampleOf(host)
  return host.example.startsWith('~') && !first?.startsWith('~')
    ? invalid(`Owners begin with ~ at ${host.name}: ${example}.`)
    : invalid(`Owner and repository have only letters, digits, dots, dashes and underscores: ${example}.`)
}

/**
 * How many segments the repository's path has. Where owners nest, one that ends in `.git` is the last, or else a
 * segment that the host reserves comes next.
 */
function repositoryLength({ owners, separator, nestedUntil }: Host, segments: readonly string[], web: boolean): number {
  if (owners === 'one') return 2
  if (!web) return segments.length
  const named = segments.findIndex((segment) => /.\.git$/i.test(segment)) + 1
  if (named > 0) return named
  const end = segments.findIndex((segment, index) => segment === separator || (index >= 2 && nestedUntil.has(segment)))
  return end < 0 ? segments.length : end
}

/** Path segments as written; `null` when one is empty or leads elsewhere once decoded. Slashes at the end are dropped. */
function segmentsOf(path: string): string[] | null {
  let end = path.length
  while (end > 0 && path[end - 1] === '/') end--
  const segments = path.slice(0, end).split('/')
  return segments.some((segment) => segment === '' || /^(?:\.|%2e){1,2}$/i.test(segment)) ? null : segments
}

/**
 * Which repository of the host a path names.
 * @param path percent-encoded, without the leading slash
 */
export function findRepository(
  { host, skip, page: meant }: Named,
  path: string,
  parts: AddressParts,
): SourceResult<FoundRepository> {
  const { web } = parts
  const given = segmentsOf(path)
  if (given === null) return invalid(NOT_AN_ADDRESS)
  const segments = skip === undefined ? given : given[0] === skip ? given.slice(1) : []
  const length = repositoryLength(host, segments, web)
  const [owner, written] = [segments.slice(0, length - 1), segments[length - 1]]
  if (written === undefined || (owner.length === 0 && host.owners !== 'any'))
    return invalid(`The address names no repository; give one such as ${exampleOf(host)}.`)
  const name = written.replace(/\.git$/i, '')
  const { segments: may } = host
  if ([...owner, name].some(isNowhere) || !owner.every((segment) => may.owner.test(segment)) || !may.name.test(name))
    return wrongNames(host, owner)
  if (!isHarmless(parts, owner[0], host)) return invalid(NO_CREDENTIALS)
  if (host.reserved.has(segments[0]!.toLowerCase()))
    return invalid(`This is a page of ${host.name}, not a repository; give one such as ${exampleOf(host)}.`)
  const rest = segments.slice(length)
  const afterSeparator = host.separator !== null && rest[0] === host.separator ? rest.slice(1) : rest
  const page = meant !== undefined && rest.length ? [meant, ...rest] : afterSeparator
  if (!web && page.length) return invalid(NOT_AN_ADDRESS)
  return { ok: true, value: { id: { host: host.name, owner: owner.join('/'), name }, written, page } }
}
