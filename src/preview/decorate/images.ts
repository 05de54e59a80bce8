import type { Element } from 'hast'
import { resolve } from '../addresses'
import { isAllowedImage } from '../image-hosts'
import { attribute, text } from '../tree'

const allowed = (address: string, rawBase: string | null, hosts: readonly string[]): string | null => {
  const target = resolve(address, rawBase)
  return target && isAllowedImage(target, hosts) ? target.href : null
}

/** `small.png 1x, large.png 2x`: each candidate that may be loaded, resolved; `null` when none may. */
function sources(set: string, rawBase: string | null, hosts: readonly string[]): string | null {
  const kept = set.split(/,\s+|,$/).flatMap((candidate) => {
    const [address = '', size] = candidate.trim().split(/\s+/)
    const target = address === '' ? null : allowed(address, rawBase, hosts)
    return target ? [size && /^[\d.]+[wx]$/.test(size) ? `${target} ${size}` : target] : []
  })
  return kept.length ? kept.join(', ') : null
}

/**
 * Resolves pictures against the repository's files at the commit. One from a host that a preview does not load from
 * is replaced by its alternative text: no request leaves for it, with the policy or without.
 */
export function resolveImages(all: readonly Element[], rawBase: string | null, hosts: readonly string[]): void {
  for (const image of all) {
    if (image.tagName === 'source') {
      const set = attribute(image, 'srcSet')
      const kept = set === null ? null : sources(set, rawBase, hosts)
      if (kept === null) delete image.properties.srcSet
      else image.properties.srcSet = kept
    }
    if (image.tagName !== 'img') continue
    delete image.properties.longDesc
    const address = attribute(image, 'src')
    const target = address === null ? null : allowed(address, rawBase, hosts)
    if (target !== null) {
      image.properties.src = target
      image.properties.loading ??= 'lazy'
      continue
    }
    const alternative = attribute(image, 'alt') ?? ''
    image.tagName = 'span'
    image.properties = { className: ['image-not-loaded'] }
    image.children = alternative === '' ? [] : [text(alternative)]
  }
}
