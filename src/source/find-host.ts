import { type AddressParts, NOT_AN_ADDRESS } from './address-forms'
import type { Hosts, Named } from './hosts'
import { failure, type SourceFailure, type SourceResult } from './result'

/** Hosts of packages, which people take for the repository's. */
const PACKAGE_HOSTS: ReadonlySet<string> = new Set(
  'npmjs.com npmjs.org pypi.org crates.io lib.rs docs.rs rubygems.org packagist.org nuget.org pkg.go.dev hex.pm pub.dev hackage.haskell.org mvnrepository.com central.sonatype.com search.maven.org jsr.io hub.docker.com'.split(
    ' ',
  ),
)

/** The hosts that have a short form are the ones people know. */
function notSupported(name: string, { rows }: Hosts): SourceFailure {
  if (PACKAGE_HOSTS.has(name))
    return failure(
      'host_not_supported',
      `${name} has packages, not repositories: give the address of the repository that the package's page names.`,
    )
  const known = rows.filter((host) => host.shortcuts.length).map((host) => host.name)
  const others = rows.length - known.length
  return failure(
    'host_not_supported',
    `${name} is not a host that this service reads; it reads ${known.join(', ')} and ${others} more.`,
  )
}

/** The host that an address means, whose row says how to read the rest; the first of the table where it names none. */
export function findHost({ host: name, port, shortcut }: AddressParts, hosts: Hosts): SourceResult<Named> {
  if (shortcut !== null) {
    const host = hosts.shortcut(shortcut)
    return host ? { ok: true, value: { host } } : failure('address_invalid', NOT_AN_ADDRESS)
  }
  if (name === null) return { ok: true, value: { host: hosts.rows[0]! } }
  const named = hosts.named(name)
  if (!named) return notSupported(name, hosts)
  // The operator's own host may have a port, which SOURCE_ORIGINS says.
  const { host } = named
  return port === null || new URL(hosts.origin(host.name)).host === `${host.name}:${port}`
    ? { ok: true, value: named }
    : failure('address_invalid', 'Leave the port out of the address.')
}
