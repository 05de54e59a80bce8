/** Where a relative address of the README leads: nowhere with `null`. Both end in `/` or are made to. */
export interface Bases {
  blobBase: string | null
  rawBase: string | null
}

const folder = (base: string) => (base.endsWith('/') ? base : `${base}/`)

/**
 * The absolute form of an address that stands in a README: as it is when it names its scheme, else below `base`.
 * A leading `/` is the top of the repository, as on GitHub. `null` for what is no address.
 */
export function resolve(address: string, base: string | null): URL | null {
  if (base === null) return URL.parse(address)
  const relative = /^[/\\](?![/\\])/.test(address) ? `.${address}` : address
  return URL.parse(relative, folder(base))
}
