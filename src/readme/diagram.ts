import type { Source } from '../analysis/facts'
import { type Block, fenced } from './blocks'
import { clean } from './escape'

/** A box: what it is known by among the others, and the lines in it, of which one is not empty. */
export interface Node {
  key: string
  label: readonly string[]
  sources: Source[]
}
/** An arrow between two boxes, by their keys. */
export interface Edge {
  from: string
  to: string
  sources: Source[]
}

/** What a reader takes in at a glance; a larger picture is none. */
const MOST_NODES = 15
const MOST_EDGES = 40
/** Characters of one line in a box. */
const WIDEST = 60

const entity = (sign: string) => `#${sign.codePointAt(0)};`

/**
 * A stranger's text in a label: letters, digits and plain signs as they are, all else by its code point, in Mermaid's way
 * of writing entities. So nothing in it ends the label, begins markup, or is a word of Mermaid's own (its preprocessor
 * looks for `style` and `classDef` wherever they stand).
 */
function labelLine(value: string): string {
  const signs = [...clean(value)]
  const shown = signs.length > WIDEST ? `${signs.slice(0, WIDEST - 1).join('')}…` : signs.join('')
  return shown
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|[^\p{L}\p{M}\p{N} _./@:-]/gu, entity)
    .replace(/s(?=tyle)|c(?=lassDef)/g, entity)
}

/** Arrows between boxes that are drawn, each pair once, none from a box to itself. */
function drawable(nodes: readonly Node[], edges: readonly Edge[]): Edge[] {
  const known = new Set(nodes.map(({ key }) => key))
  const seen = new Map<string, Set<string>>()
  return edges.filter(({ from, to }) => {
    const targets = seen.get(from) ?? new Set()
    if (from === to || !known.has(from) || !known.has(to) || targets.has(to)) return false
    seen.set(from, targets.add(to))
    return true
  })
}

/** The arrows without those whose end is reached over others as well. */
export function direct(edges: readonly Edge[]): Edge[] {
  const kept = new Set(edges)
  const leadsTo = (from: string, to: string, without: Edge, seen: Set<string>): boolean =>
    [...kept].some((edge) => {
      if (edge === without || edge.from !== from || seen.has(edge.to)) return false
      return edge.to === to || leadsTo(edge.to, to, without, seen.add(edge.to))
    })
  for (const edge of edges) if (leadsTo(edge.from, edge.to, edge, new Set([edge.from]))) kept.delete(edge)
  return [...kept]
}

/**
 * Boxes and arrows as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html), in the order given; boxes without
 * an arrow are left out where there are too many. Nothing where there is no arrow, or too much for one picture.
 */
export function flowchart(nodes: readonly Node[], edges: readonly Edge[]): Block[] {
  const arrows = drawable(nodes, edges)
  const met = new Set(arrows.flatMap(({ from, to }) => [from, to]))
  const boxes = nodes.length > MOST_NODES ? nodes.filter(({ key }) => met.has(key)) : nodes
  if (!arrows.length || arrows.length > MOST_EDGES || boxes.length > MOST_NODES) return []
  const ids = new Map(boxes.map(({ key }, index) => [key, `n${index + 1}`]))
  const drawn = [
    ...boxes.map(({ key, label, sources }) => {
      const lines = label.map(labelLine).filter((line) => line !== '')
      return { text: `  ${ids.get(key)}["${lines.join('<br>')}"]`, sources }
    }),
    ...arrows.map(({ from, to, sources }) => ({ text: `  ${ids.get(from)} --> ${ids.get(to)}`, sources })),
  ]
  return [fenced('mermaid', [{ text: 'flowchart LR', sources: drawn.flatMap(({ sources }) => sources) }, ...drawn])]
}
