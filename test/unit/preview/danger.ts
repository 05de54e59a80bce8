import type { Element, Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { SCHEMA } from '../../../src/preview/schema'
import { elements } from '../../../src/preview/tree'

const ALLOWED = new Set([...(SCHEMA.tagNames ?? []), 'body', 'main'])
/** Properties whose value a browser fetches or follows. */
const ADDRESSES = [
  'href',
  'src',
  'srcSet',
  'action',
  'formAction',
  'background',
  'poster',
  'data',
  'xLinkHref',
  'ping',
  'longDesc',
]

function dangersOf(node: Element): string[] {
  const found: string[] = []
  if (!ALLOWED.has(node.tagName)) found.push(`element ${node.tagName}`)
  for (const [name, value] of Object.entries(node.properties)) {
    if (/^on/i.test(name) || name === 'style' || name === 'srcDoc' || name === 'is') found.push(`attribute ${name}`)
    if ((name === 'id' || name === 'name') && !String(value).startsWith('user-content-')) found.push(`name ${value}`)
    if (!ADDRESSES.includes(name)) continue
    if (!/^(?:https?:\/\/|mailto:|#user-content-)/.test(String(value))) found.push(`address ${value}`)
    if (node.tagName === 'img' && !/^https:\/\/(?:raw\.githubusercontent\.com|img\.shields\.io)\//.test(String(value)))
      found.push(`picture ${value}`)
  }
  return found
}

/** What could run, fetch or shadow in a page, told from the tree that a browser's parser makes of it. */
export function dangers(page: string): string[] {
  const tree: Root = fromHtml(page)
  const body = elements(tree).find((node) => node.tagName === 'body')
  const found = body ? elements({ type: 'root', children: [body] }).flatMap(dangersOf) : ['no body']
  const head = elements(tree).find((node) => node.tagName === 'head')
  const own = head?.children.flatMap((node) => (node.type === 'element' ? [node.tagName] : [])).join(' ')
  return own === 'meta meta meta title link link' ? found : [...found, `head ${own}`]
}
