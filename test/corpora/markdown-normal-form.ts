import type { Element, Nodes, Parents } from 'hast'
import { fromHtml } from 'hast-util-from-html'

/** Elements around which white space means nothing, as cmark's `normalize.py` lists them. */
const BLOCKS = new Set(
  (
    'article header aside hgroup blockquote hr iframe body li map button object canvas ol caption output col p colgroup ' +
    'pre dd progress div section dl table td dt tbody embed textarea fieldset tfoot figcaption th figure thead footer tr ' +
    'form ul h1 h2 h3 h4 h5 h6 video script style'
  ).split(' '),
)
const isElement = (node: Nodes | undefined): node is Element => node?.type === 'element'
const isBlock = (node: Nodes | undefined) => node?.type === 'root' || (isElement(node) && BLOCKS.has(node.tagName))

/** Text as it counts: outside `<pre>` one space for any white space, and none beside the edge of a block. */
function textForm(value: string, parent: Parents, at: number): string {
  const before = parent.children[at - 1]
  const after = parent.children[at + 1]
  let text = isElement(before) && before.tagName === 'br' ? value.replace(/^\n+/, '') : value
  text = text.replace(/\s+/g, ' ')
  if (before ? isBlock(before) : isBlock(parent)) text = text.trimStart()
  if (after ? isBlock(after) : isBlock(parent)) text = text.trimEnd()
  return text
}

function form(node: Nodes, isPre: boolean): string {
  if (!('children' in node)) return node.type === 'comment' ? `<!--${node.value}-->` : ''
  const isInPre = isPre || (isElement(node) && node.tagName === 'pre')
  const inner = node.children
    .map((child, at) => {
      if (child.type !== 'text') return form(child, isInPre)
      const text = isInPre ? child.value : textForm(child.value, node, at)
      return text === '' ? '' : JSON.stringify(text)
    })
    .join('')
  if (!isElement(node)) return inner
  const attributes = Object.entries(node.properties).sort(([a], [b]) => (a < b ? -1 : 1))
  return `<${node.tagName} ${JSON.stringify(attributes)}>${inner}</${node.tagName}>`
}

/**
 * HTML without what makes no difference: order of attributes, forms of entities, white space outside `<pre>` and around
 * blocks. What cmark's `normalize.py` does to tags, done to the tree that a browser's parser makes of them.
 */
export const normalForm = (html: string): string => form(fromHtml(html, { fragment: true }), false)
