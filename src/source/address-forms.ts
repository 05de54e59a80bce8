import { failure, type SourceResult } from './result'

/** An address cut into parts, not yet checked against any host. */
export interface AddressParts {
  /** Host name in lower case; `null` for a short form that names none (`owner/name`). */
  host: string | null
  /** User in front of the host, without a password; the right host is asked in any case. */
  user: string | null
  /** Port that is not the scheme's own. */
  port: string | null
  /** `github` of `github:owner/name`. */
  shortcut: string | null
  /** Without the leading slash, still percent-encoded. */
  path: string
  query: string
  fragment: string
  /** May pages follow the repository's path? Only in web addresses. */
  web: boolean
  /** Does a fragment name a reference, as in `git+https://…#v1`? In web addresses it is an anchor. */
  fragmentIsRef: boolean
}

const invalid = (message: string) => failure('address_invalid', message)
export const NOT_AN_ADDRESS =
  'This is not the address of a Git repository; give one such as https://github.com/owner/name.'
export const NO_CREDENTIALS = 'Leave user names, passwords and tokens out of the address.'

const URL_FORM = /^(git\+)?([a-z][a-z0-9.-]*):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/i
const USER = /^[A-Za-z0-9_.-]+$/
const AUTHORITY = /^([A-Za-z0-9.-]+)(?::([A-Za-z0-9_.~-]*))?$/
const SCP_FORM = /^(?:([A-Za-z0-9_.-]+)@)?([A-Za-z0-9.-]+):([^?#]+)(?:\?([^#]*))?(?:#(.*))?$/
const BARE_FORM = /^(?:([A-Za-z0-9_.-]+)@)?([A-Za-z0-9_.~-]+)\/([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/

/** Ports that a scheme may name: its own, and 443 where hosts offer ssh through it. */
const PORTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['https', ['443']],
  ['http', ['80', '443']],
  ['ssh', ['22', '443']],
  ['git', ['9418']],
])

/** An IPv4 address in any notation that a resolver takes: its last label is a number. */
const isAddressLiteral = (host: string) => /(?:^|\.)(?:\d+|0x[0-9a-f]*)\.?$/i.test(host)

const isHostName = (host: string) =>
  host.length <= 253 && host.split('.').every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label))

/** Lower-cased, without `www.`; `null` when it is no host name. */
export function hostName(text: string): string | null {
  const host = text.toLowerCase().replace(/^www\./, '')
  return isHostName(host) && !isAddressLiteral(host) ? host : null
}

function readUrl(match: RegExpMatchArray): SourceResult<AddressParts> {
  const [, plus, schemeText, authority = '', path = '', query = '', fragment = ''] = match
  const scheme = schemeText!.toLowerCase()
  const ports = PORTS.get(scheme)
  if (!ports)
    return invalid(
      'Only https, http, ssh and git addresses can be read; give one such as https://github.com/owner/name.',
    )
  const at = authority.lastIndexOf('@')
  const user = at < 0 ? null : authority.slice(0, at)
  if (user !== null && !USER.test(user)) return invalid(NO_CREDENTIALS)
  const parts = authority.slice(at + 1).match(AUTHORITY)
  if (!parts) return invalid(NOT_AN_ADDRESS)
  const host = hostName(parts[1]!)
  if (host === null) return invalid('The address needs the name of a Git host, such as github.com.')
  let rest = path.replace(/^\//, '')
  const afterColon = parts[2]
  const isPort = afterColon !== undefined && /^\d*$/.test(afterColon)
  const port = isPort && !ports.includes(afterColon) ? afterColon : null
  // npm writes git+ssh://git@github.com:owner/name, an scp-like path behind a scheme.
  if (afterColon !== undefined && !isPort) rest = `${afterColon}/${rest}`
  const web = plus === undefined && (scheme === 'https' || scheme === 'http')
  return {
    ok: true,
    value: {
      host,
      user,
      port,
      shortcut: null,
      path: rest,
      query,
      fragment,
      web,
      fragmentIsRef: !web || rest.endsWith('.git'),
    },
  }
}

function readScp(match: RegExpMatchArray): SourceResult<AddressParts> {
  const [, user = null, hostText, path, query = '', fragment = ''] = match
  // A port is no part of this form, yet people write the one of ssh:// addresses.
  const rest = path!.replace(/^(?:22|443)(?=\/[^/]+\/)/, '').replace(/^\//, '')
  const parts = { user, port: null, path: rest, query, fragment, web: false, fragmentIsRef: true }
  const shortcut = user === null && !hostText!.includes('.')
  if (shortcut) return { ok: true, value: { ...parts, host: null, shortcut: hostText!.toLowerCase() } }
  const host = hostName(hostText!)
  return host === null
    ? invalid('The address needs the name of a Git host, such as github.com.')
    : { ok: true, value: { ...parts, host, shortcut: null } }
}

function readBare(match: RegExpMatchArray, isHost: (name: string) => boolean): SourceResult<AddressParts> {
  const [whole, user = null, first, rest = '', query = '', fragment = ''] = match
  const parts = { user, port: null, shortcut: null, query, fragment }
  const host = hostName(first!)
  if (host !== null && (first!.includes('.') || isHost(host)))
    return { ok: true, value: { ...parts, host, path: rest, web: true, fragmentIsRef: rest.endsWith('.git') } }
  if (first!.includes('.') && isAddressLiteral(first!))
    return invalid('The address needs the name of a Git host, such as github.com.')
  if (user !== null) return invalid(NOT_AN_ADDRESS)
  const path = whole!.slice(0, first!.length + 1 + rest.length)
  return { ok: true, value: { ...parts, host: null, path, web: false, fragmentIsRef: true } }
}

/**
 * Cuts an address into parts: `https://`, `ssh://`, `git+https://`, `git@host:path`, `github:owner/name`,
 * `host/owner/name` and `owner/name`. Nothing is decoded or folded, so what is checked later is what was written.
 * @param isHost whether a name without a dot is a host that the operator added
 */
export function readForm(text: string, isHost: (name: string) => boolean): SourceResult<AddressParts> {
  const url = text.match(URL_FORM)
  if (url) return readUrl(url)
  const scp = text.match(SCP_FORM)
  if (scp) return readScp(scp)
  const bare = text.match(BARE_FORM)
  return bare ? readBare(bare, isHost) : invalid(NOT_AN_ADDRESS)
}
