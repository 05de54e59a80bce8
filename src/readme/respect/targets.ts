import { join, relative } from '../../analysis/paths'
import type { Context } from '../context'
import { pathAddress } from '../escape'
import type { Mending } from './inline'
import { decoded } from './link-words'

/** Where relative targets lead from where the new README stands. */
export function targets({ file, here }: Context, path: string): Mending['target'] {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.'
  return (given) => {
    if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|#|\?)/i.test(given)) return given
    const [, own = '', behind = ''] = given.match(/^([^?#]*)(.*)$/s) ?? []
    const resolved = join(own.startsWith('/') ? '.' : folder, decoded(own))
    if (resolved === null) return given
    const led = file(resolved)
    // From the same folder to the same file: it stays as it was written.
    return led === pathAddress(relative(here, resolved)) && folder === here ? given : `${led}${behind}`
  }
}

/** A definition whose target leads from where it now stands; a footnote is text. */
export const definition = (line: string, index: number, { target, anchor }: Mending) =>
  index > 0 || /^ {0,3}\[\^/.test(line)
    ? line
    : line.replace(
        /^( {0,3}\[(?:[^[\]\\]|\\.){1,999}\]:[ \t]*<?)([^\s<>]{1,1000})/,
        (_, label: string, given: string) =>
          label + (given.startsWith('#') ? `#${anchor(given.slice(1))?.id ?? given.slice(1)}` : target(given, false)),
      )
