import type { Element, Nodes, Root } from 'hast'
import { element, text } from '../tree'

const TITLES = new Map([
  ['NOTE', 'Note'],
  ['TIP', 'Tip'],
  ['IMPORTANT', 'Important'],
  ['WARNING', 'Warning'],
  ['CAUTION', 'Caution'],
])

/** GitHub takes a quote inside of these for a quote. */
const NESTS_NONE = new Set(['blockquote', 'ol', 'table', 'ul'])

/** Quotes that stand in no other quote, list or table, in no order. */
function outerQuotes(root: Root): Element[] {
  const found: Element[] = []
  const open: Nodes[] = [root]
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'element' && node.tagName === 'blockquote') found.push(node)
    if ('children' in node && !(node.type === 'element' && NESTS_NONE.has(node.tagName)))
      for (const child of node.children) open.push(child)
  }
  return found
}

/**
 * Makes GitHub's alerts of quotes that begin with a line `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or `[!CAUTION]`
 * and go on behind it.
 */
export function markAlerts(root: Root): void {
  for (const quote of outerQuotes(root)) {
    const paragraph = quote.children.find((child) => child.type === 'element')
    const first = paragraph?.tagName === 'p' ? paragraph.children[0] : undefined
    if (!paragraph || first?.type !== 'text') continue
    const marker = first.value.match(/^\s*\[!([A-Za-z]+)\][ \t]*(?:\n|$)/)
    const title = TITLES.get(marker?.[1]?.toUpperCase() ?? '')
    if (!marker || !title) continue
    const rest = first.value.slice(marker[0].length)
    const isAlone = rest === '' && paragraph.children.length === 1
    const others = quote.children.filter((child) => child !== paragraph)
    if (isAlone && !others.some(({ type }) => type === 'element')) continue
    first.value = rest
    quote.tagName = 'div'
    quote.properties.className = ['markdown-alert', `markdown-alert-${title.toLowerCase()}`]
    const heading = element('p', { className: ['markdown-alert-title'] }, text(title))
    quote.children = [heading, ...(isAlone ? others : quote.children)]
  }
}
