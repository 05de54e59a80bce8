/** Where a relative address of the README leads. Both end in `/` or are made to. */
export interface Bases {
  blobBase: string
  rawBase: string
}

const folder = (base: string) => (base.endsWith('/') ? base : `${base}/`)

/**
 * The absolute form of an address that stands in a README: as it is when it names its scheme, else below `base`.
 * A leading `/` is the top of the repository, as on GitHub. `null` for what is no address.
 */
export function resolve(address: string, base: string): URL | null {
  const relative = /^[/\\](?![/\\])/.test(address) ? `.${address}` : address
  return URL.parse(relative, folder(base))
}
