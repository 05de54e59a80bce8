/** Origins that a README's images may come from: badges, and what GitHub itself serves. `*.` stands for any one or more labels. */
export const IMAGE_HOSTS: readonly string[] = [
  'https://img.shields.io',
  'https://github.com',
  'https://*.githubusercontent.com',
]

/** Does this https address lie on one of these hosts? Written as in a Content-Security-Policy. */
export function isAllowedImage(address: URL, hosts: readonly string[]): boolean {
  return hosts.some((host) => {
    const at = host.indexOf('://*.')
    if (at < 0) return address.origin === host
    return (
      address.port === '' && address.protocol === host.slice(0, at + 1) && address.hostname.endsWith(host.slice(at + 4))
    )
  })
}
