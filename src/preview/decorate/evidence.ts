import type { Element, ElementContent, Root } from 'hast'
import type { BlockEvidence, Place } from '../evidence'
import { element, text } from '../tree'
import { BESIDE } from './links'

/** The address of a place on its host's pages, `null` where the host has none. */
export type PlaceUrl = (path: string, line?: number) => string | null

/** Elements that may hold blocks, and that evidence may stand in. In others (a link, a summary, a `<b>` left open) nothing is shown. */
const CONTAINERS = new Set('div details blockquote td th li dd figure'.split(' '))
/** Elements that lead to such containers. */
const LEADING = new Set('table thead tbody tfoot tr ul ol dl'.split(' '))
/** Blocks that evidence is put beside. */
const BLOCKS = new Set('p h1 h2 h3 h4 h5 h6 pre blockquote div details table ul ol dl figure'.split(' '))
const ROWS = new Set(['table', 'thead', 'tbody', 'tfoot'])

/** Characters of a path that are shown; what is cut off is its beginning. */
const MOST_OF_PATH = 200
/** Places of one block that are links; more of them are words, and cost next to nothing. */
const MOST_LINKS = 5
/** Signs that a reader would not see, or that change the order in which others are seen. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

const shownPath = (path: string) =>
  (path.length > MOST_OF_PATH ? `…${path.slice(-MOST_OF_PATH)}` : path).toWellFormed().replace(UNSEEN, '\uFFFD')
const withLine = (path: string, line: number | undefined) => (line === undefined ? path : `${path}:${line}`)

function shownPlace({ path, line }: Place, placeUrl: PlaceUrl | undefined): Element {
  const label = text(withLine(shownPath(path), line))
  const target = placeUrl?.(path, line)
  return target?.startsWith('https://') ? element('a', { href: target, ...BESIDE }, label) : element('span', {}, label)
}

/** Places as words: `a:1, b:2 and 3 more`. */
function wordsFor(places: readonly Place[], count: number): ElementContent[] {
  const words = places.map(({ path, line }) => withLine(shownPath(path), line)).join(', ')
  const more = count > places.length ? `${words && ' and '}${count - places.length} more` : ''
  return words + more === '' ? [] : [element('small', {}, text(words + more))]
}

/** Does this block rest on what others rest on? A section's heading, a table's head, and an item of a list of contents. */
function sumsUp(block: Element, parent: string): boolean {
  const [first] = block.children
  const leads = first?.type === 'element' && first.tagName === 'a' && String(first.properties.href).startsWith('#')
  return parent === 'thead' || /^h[2-6]$/.test(block.tagName) || (block.tagName === 'li' && leads)
}

/**
 * The number of places, which opens to the places; a single one stands alone. What sums other blocks up names the files,
 * and leaves the links to them.
 */
function shownEvidence(sums: boolean, { places, count }: BlockEvidence, placeUrl: PlaceUrl | undefined): Element {
  const [first] = places
  if (count === 1 && first) {
    const place = shownPlace(first, placeUrl)
    place.properties.className = ['evidence']
    return place
  }
  const files = [...new Map(places.map(({ path }) => [path, { path }])).values()]
  const shown = sums
    ? wordsFor(files, files.length + count - places.length)
    : [
        ...places.slice(0, MOST_LINKS).map((place) => shownPlace(place, placeUrl)),
        ...wordsFor(places.slice(MOST_LINKS), count - Math.min(places.length, MOST_LINKS)),
      ]
  const summary = element('summary', { ariaLabel: `Evidence: ${count} places` }, text(String(count)))
  return element('details', { className: sums ? ['evidence', 'evidence-sum'] : ['evidence'] }, summary, ...shown)
}

/** The block with its evidence, to stand where the block stood; `null` where there is no place for it. */
function withEvidence(block: Element, parent: Root | Element, evidence: BlockEvidence, placeUrl: PlaceUrl | undefined) {
  const tag = parent.type === 'root' ? 'div' : parent.tagName
  const shown = shownEvidence(sumsUp(block, tag), evidence, placeUrl)
  if (block.tagName === 'li' && (tag === 'ul' || tag === 'ol')) block.children.push(shown)
  else if (block.tagName === 'tr' && ROWS.has(tag))
    // Before the words, because it stands at the height at which it is written.
    block.children.findLast((child) => child.type === 'element')?.children.unshift(shown)
  else if (BLOCKS.has(block.tagName) && CONTAINERS.has(tag))
    return element('div', { className: ['block'] }, block, shown)
  else return null
  return block
}

/**
 * Puts beside each block of the safe tree what it rests on. `found` is by the offset of the block's start tag in the HTML
 * that `root` was parsed from. Adds elements of our own only; a path becomes text and, through `placeUrl`, an https link.
 * Answers whether any evidence is shown.
 */
export function placeEvidence(
  root: Root,
  found: ReadonlyMap<number, BlockEvidence>,
  placeUrl: PlaceUrl | undefined,
): boolean {
  let any = false
  const open: (Root | Element)[] = [root]
  for (let parent = open.pop(); parent; parent = open.pop())
    for (const [index, child] of parent.children.entries()) {
      if (child.type !== 'element') continue
      if (CONTAINERS.has(child.tagName) || LEADING.has(child.tagName)) open.push(child)
      const evidence = found.get(child.position?.start.offset ?? -1)
      const placed = evidence && withEvidence(child, parent, evidence, placeUrl)
      if (!placed) continue
      parent.children[index] = placed
      any = true
    }
  return any
}
