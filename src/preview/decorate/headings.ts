import GithubSlugger from 'github-slugger'
import type { Element } from 'hast'
import { attribute, element, textOf } from '../tree'

const PREFIX = 'user-content-'

/**
 * Gives each heading the id that GitHub gives it (lower case, punctuation out, `-1` for the second of a name).
 * A heading with an id of its author's own keeps it and gets GitHub's on an anchor inside.
 */
export function nameHeadings(all: readonly Element[]): void {
  const slugger = new GithubSlugger()
  for (const heading of all) {
    if (!/^h[1-6]$/.test(heading.tagName)) continue
    const id = PREFIX + slugger.slug(textOf(heading).trim())
    if (attribute(heading, 'id') === null) heading.properties.id = id
    else if (heading.properties.id !== id) heading.children.unshift(element('a', { id }))
  }
}
