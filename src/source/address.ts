import { type AddressParts, NOT_AN_ADDRESS, readForm } from './address-forms'
import { githubLike, HOSTS, type Host, type RepositoryId, webUrl } from './hosts'
import { type Reference, readPage } from './page-reference'
import { failure, type SourceFailure, type SourceResult } from './result'

/** A repository and what the address says about reference and folder; nothing of it has been asked of the host yet. */
export interface Address extends RepositoryId, Reference {
  /** Canonical web address: `https://github.com/owner/name`. */
  url: string
}

/** Names of hosts that the operator added with `SOURCE_ORIGINS`: a Set, or the Map of origins itself. */
export interface HostNames {
  has(host: string): boolean
}

const LONGEST = 2048
const PRINTABLE = /^[!-~]+$/
const NEVER_IN_ADDRESS = /[\\"'`<>]/
const SEGMENT = /^[A-Za-z0-9_.-]{1,100}$/

const invalid = (message: string) => failure('address_invalid', message)
const isSegment = (text: string) => SEGMENT.test(text) && text !== '.' && text !== '..' && text.toLowerCase() !== '.git'

const BY_NAME = new Map(
  HOSTS.flatMap((host) => [
    [host.name, { host, page: undefined }] as const,
    ...host.aliases.map((alias) => [alias.name, { host, page: alias.page }] as const),
  ]),
)
const BY_SHORTCUT = new Map(HOSTS.flatMap((host) => host.shortcuts.map((shortcut) => [shortcut, host] as const)))
const DEFAULT_HOST = HOSTS[0]!
const SUPPORTED = HOSTS.map((host) => host.name).join(', ')

interface Found {
  host: Host
  /** Page that every address of an alias means. */
  page?: string | undefined
}

function findHost({ host: name, shortcut }: AddressParts, added: HostNames): Found | SourceFailure {
  if (shortcut !== null) {
    const host = BY_SHORTCUT.get(shortcut)
    return host ? { host } : invalid(NOT_AN_ADDRESS)
  }
  if (name === null) return { host: DEFAULT_HOST }
  const known = BY_NAME.get(name)
  if (known) return known
  if (added.has(name)) return { host: githubLike(name) }
  return failure('host_not_supported', `${name} is not a host that this service reads; it reads ${SUPPORTED}.`)
}

/** How many segments the repository's path has; GitLab's groups nest, so a reserved segment ends it. */
function repositoryLength(host: Host, segments: readonly string[], web: boolean): number {
  const ends = host.nestedUntil
  if (!ends) return 2
  if (!web) return segments.length
  const end = segments.findIndex((segment, index) => index >= 2 && ends.has(segment))
  return end < 0 ? segments.length : end
}

/** Path segments as written; `null` when one is empty or leads elsewhere once decoded. Slashes at the end are dropped. */
function segmentsOf(path: string): string[] | null {
  let end = path.length
  while (end > 0 && path[end - 1] === '/') end--
  const segments = path.slice(0, end).split('/')
  return segments.some((segment) => segment === '' || /^(?:\.|%2e){1,2}$/i.test(segment)) ? null : segments
}

function splitPinned(path: string): { path: string; pinned: string | null } {
  const at = path.indexOf('@')
  return at < 0 ? { path, pinned: null } : { path: path.slice(0, at), pinned: path.slice(at + 1) }
}

/**
 * Reads what a person pasted: web pages of a repository, clone addresses, ssh and scp forms, `github:owner/name`,
 * `owner/name`. Pure; never fetches and never repeats more of the input than a host's name.
 * @param added names of further, GitHub-like hosts
 * @returns `address_invalid` or `host_not_supported` with a sentence that says what to give instead
 */
export function parseAddress(input: string, added: HostNames = new Set()): SourceResult<Address> {
  const text = input.trim()
  if (text === '') return invalid('Give the address of a Git repository, such as https://github.com/owner/name.')
  if (text.length > LONGEST) return invalid(`An address has at most ${LONGEST} characters.`)
  if (!PRINTABLE.test(text) || NEVER_IN_ADDRESS.test(text))
    return invalid('The address has characters that no repository address has: spaces, quotes or backslashes.')
  const form = readForm(text, (name) => added.has(name))
  if (!form.ok) return form
  const parts = form.value
  const found = findHost(parts, added)
  if ('ok' in found) return found
  const { host } = found

  // pip writes git+https://host/owner/name@reference.
  const { path, pinned } = parts.web ? { path: parts.path, pinned: null } : splitPinned(parts.path)
  const segments = segmentsOf(path)
  if (segments === null) return invalid(NOT_AN_ADDRESS)
  const length = repositoryLength(host, segments, parts.web)
  const [owner, name] = [segments.slice(0, length - 1), segments[length - 1]]
  if (name === undefined || owner.length === 0)
    return invalid(`The address names no repository; give one such as https://${host.name}/owner/name.`)
  const bareName = name.replace(/\.git$/i, '')
  if (!owner.every(isSegment) || !isSegment(bareName))
    return invalid('Owner and repository have only letters, digits, dots, dashes and underscores.')
  if (host.reserved.has(owner[0]!.toLowerCase()))
    return invalid(
      `This is a page of ${host.name}, not a repository; give one such as https://${host.name}/owner/name.`,
    )
  const rest = segments.slice(length)
  const afterSeparator = host.separator !== null && rest[0] === host.separator ? rest.slice(1) : rest
  const page = found.page !== undefined && rest.length ? [found.page, ...rest] : afterSeparator
  if (!parts.web && page.length) return invalid(NOT_AN_ADDRESS)

  const reference = readPage(host, page, {
    query: parts.query,
    pinned,
    fragment: parts.fragmentIsRef ? parts.fragment : '',
  })
  if (!reference.ok) return reference
  const id: RepositoryId = { host: host.name, owner: owner.join('/'), name: bareName }
  return { ok: true, value: { ...id, url: webUrl(id), ...reference.value } }
}
