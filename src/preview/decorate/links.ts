import type { Element } from 'hast'
import { resolve } from '../addresses'
import { attribute } from '../tree'

const PREFIX = 'user-content-'
/** Opens beside the preview, tells the target nothing and lends it no weight. */
export const BESIDE = { rel: ['nofollow', 'noopener', 'noreferrer'], target: '_blank' }
const SCHEMES = new Set(['http:', 'https:', 'mailto:'])

/** The id in the page that `#fragment` means: ids carry GitHub's prefix. */
function inPage(fragment: string): string {
  let name = fragment
  try {
    name = decodeURIComponent(fragment)
  } catch {
    // A stray percent sign is part of the name.
  }
  return `#${name.startsWith(PREFIX) ? '' : PREFIX}${name}`
}

/**
 * Resolves links against the repository at the commit, and links within the page to the prefixed ids.
 * Others open beside the preview (hosts do not let themselves be framed), tell the target nothing and lend it no weight.
 */
export function resolveLinks(all: readonly Element[], blobBase: string | null): void {
  for (const link of all) {
    const address = link.tagName === 'a' ? attribute(link, 'href') : null
    if (address === null) continue
    if (address.startsWith('#')) {
      link.properties.href = inPage(address.slice(1))
      continue
    }
    const target = resolve(address, blobBase)
    if (!target || !SCHEMES.has(target.protocol)) {
      delete link.properties.href
      continue
    }
    link.properties.href = target.href
    Object.assign(link.properties, BESIDE)
  }
}
