import type { Element } from 'hast'
import { element, text, textOf } from '../tree'
import { codeIn, languageOf } from './code'

/** Where a diagram is drawn, from the text behind the `#`. */
const PAGE = '/diagram/'
/** Diagrams of one page that are drawn, and characters of each; others are shown as code. */
const MOST = 20
const MOST_CHARACTERS = 10_000
/** Pixels that a frame gets for a line of its diagram, within bounds: nobody knows the drawing's size before it is drawn. */
const LINE = 40
const HEIGHT = { least: 200, most: 640 }

const heightFor = (source: string) =>
  Math.min(Math.max(source.trim().split('\n').length * LINE, HEIGHT.least), HEIGHT.most)

/**
 * Puts a frame in the place of each block of Mermaid, with the source below. The frame is a page of our own, of an origin
 * without a name, in which alone scripts may run; it gets the text through its address's fragment, which is never sent.
 * Answers whether there is any.
 */
export function frameDiagrams(all: readonly Element[]): boolean {
  let count = 0
  for (const block of all) {
    const code = codeIn(block)
    if (!code || languageOf(code) !== 'mermaid' || count === MOST) continue
    const source = textOf(code).toWellFormed()
    if (source.length > MOST_CHARACTERS) continue
    count++
    const frame = element('iframe', {
      src: `${PAGE}#${encodeURIComponent(source)}`,
      title: 'Diagram',
      sandbox: ['allow-scripts'],
      loading: 'lazy',
      height: heightFor(source),
    })
    const written = element('details', {}, element('summary', {}, text('Source')), element('pre', {}, code))
    block.tagName = 'div'
    block.properties = { className: ['diagram'] }
    block.children = [frame, written]
  }
  return count > 0
}
