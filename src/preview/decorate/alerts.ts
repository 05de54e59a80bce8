import type { Element } from 'hast'
import { element, text } from '../tree'

const TITLES = new Map([
  ['NOTE', 'Note'],
  ['TIP', 'Tip'],
  ['IMPORTANT', 'Important'],
  ['WARNING', 'Warning'],
  ['CAUTION', 'Caution'],
])

/** Makes GitHub's alerts of quotes that begin with a line `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or `[!CAUTION]`. */
export function markAlerts(all: readonly Element[]): void {
  for (const quote of all) {
    if (quote.tagName !== 'blockquote') continue
    const paragraph = quote.children.find((child) => child.type === 'element')
    const first = paragraph?.tagName === 'p' ? paragraph.children[0] : undefined
    if (!paragraph || first?.type !== 'text') continue
    const marker = first.value.match(/^\s*\[!([A-Za-z]+)\][ \t]*(?:\n|$)/)
    const title = TITLES.get(marker?.[1]?.toUpperCase() ?? '')
    if (!marker || !title) continue
    first.value = first.value.slice(marker[0].length)
    if (first.value === '' && paragraph.children.length === 1)
      quote.children = quote.children.filter((child) => child !== paragraph)
    quote.tagName = 'div'
    quote.properties.className = ['markdown-alert', `markdown-alert-${title.toLowerCase()}`]
    quote.children.unshift(element('p', { className: ['markdown-alert-title'] }, text(title)))
  }
}
