import type { Element } from 'hast'

/** What scrolls sideways where it is too wide for the page. */
const SCROLLS = new Set(['pre', 'table'])

/** Lets a keyboard reach whatever scrolls: the arrow keys then move it. */
export function reachScrolling(all: readonly Element[]): void {
  for (const element of all) if (SCROLLS.has(element.tagName)) element.properties.tabIndex = 0
}
