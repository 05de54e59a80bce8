import type { Element, ElementContent, Nodes, Properties, Root } from 'hast'

/** An element of the safe tree, made by us. */
export const element = (tagName: string, properties: Properties = {}, ...children: ElementContent[]): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
})
export const text = (value: string): ElementContent => ({ type: 'text', value })

/** Every element below `root`, in the order of the document, without recursion: the tree is a stranger's. */
export function elements(root: Root): Element[] {
  const found: Element[] = []
  const open: Nodes[] = [root]
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'element') found.push(node)
    if ('children' in node) for (const child of node.children.toReversed()) open.push(child)
  }
  return found
}

/** The text that a reader sees in `node`. */
export function textOf(node: Nodes): string {
  let seen = ''
  const open: Nodes[] = [node]
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.type === 'text') seen += next.value
    if ('children' in next) for (const child of next.children.toReversed()) open.push(child)
  }
  return seen
}

/** A property that is a string, else `null`. */
export const attribute = (node: Element, name: string): string | null => {
  const value = node.properties[name]
  return typeof value === 'string' ? value : null
}
