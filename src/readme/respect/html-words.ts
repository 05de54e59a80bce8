import { plain } from '../../analysis/prose'
import { text } from '../escape'

/** Markup that no host shows, or that acts by itself. */
const NEVER =
  /<(?:script|style|iframe|object|embed|form|input|textarea|select|button|svg|link|meta|base|frame|math|template|noscript|applet)(?=[\s>/])/i
/** Elements that stand for a paragraph's end. */
const BREAKS =
  /^(?:p|div|center|br|hr|h[1-6]|table|thead|tbody|tfoot|tr|td|th|ul|ol|dl|dt|dd|figure|figcaption|section|header|footer|blockquote)$/
/** Cells of a table with more words than pictures; it says something that its parts would not say. */
const MOST_CELLS = 4

export const isForbidden = (html: string): boolean => NEVER.test(html)

/** A table of words, lists of terms and the like, which have no other form in Markdown that says the same. */
export function staysHtml(html: string): boolean {
  if (/<(?:details|dl|pre)(?=[\s>])/i.test(html)) return true
  const cells = html.match(/<t[dh](?=[\s>])/gi)?.length ?? 0
  const pictures = html.match(/<img(?=[\s>])/gi)?.length ?? 0
  return cells > MOST_CELLS && plain(html.replace(/<[^<>]*>/g, ' ')).length > pictures * 40
}

/** A paragraph made of a block of HTML, and the line of the block on which it begins (0 is the first). */
export interface Words {
  markdown: string
  line: number
  /** It is the text of a heading of the first level. */
  isTitle: boolean
}

const attribute = (tag: string, name: string): string | undefined => {
  const found = tag.match(
    new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]{0,1000})"|'([^']{0,1000})'|([^\\s"'>]{1,1000}))`, 'i'),
  )
  return found?.[1] ?? found?.[2] ?? found?.[3]
}

/** Is this paragraph nothing but pictures in tags, so that it can be Markdown without losing a word? */
export const isPictures = (paragraph: string): boolean =>
  /<a[\s>]/i.test(paragraph) && /<img[\s>]/i.test(paragraph) && paragraph.replace(/<[^<>]*>/g, '').trim() === ''

/**
 * The pictures, links and words of a block of HTML that only places them (`<p align="center">`, `<div>`, a table of pictures)
 * as paragraphs of Markdown: pictures keep their own tag, and so their size. Tags are looked at, never trusted.
 */
export function htmlWords(html: string): Words[] {
  const found: Words[] = []
  let current = ''
  let link: { target: string; from: number } | null = null
  let line = 0
  let start = 0
  let isTitle = false
  const close = () => {
    if (!link) return
    const shown = current.slice(link.from).trim()
    const isTarget = link.target !== '' && !link.target.startsWith('#') && !/[\s<>()]/.test(link.target)
    current = current.slice(0, link.from) + (shown && isTarget ? `[${shown}](${link.target})` : shown)
    link = null
  }
  const end = () => {
    close()
    const markdown = current.replace(/\s+/g, ' ').trim()
    if (/[\p{L}\p{N}]/u.test(markdown))
      found.push({ markdown, line: start, isTitle: isTitle && !markdown.includes('<') })
    current = ''
  }
  let picture: string | null = null
  for (const piece of html.split(/(<!--[\s\S]*?-->|<\/?[a-zA-Z][^<>]*>)/)) {
    if (current.trim() === '') start = line
    line += piece.split('\n').length - 1
    const [, slash, given] = piece.match(/^<(\/?)([a-zA-Z][a-zA-Z0-9]*)/) ?? []
    const name = given?.toLowerCase()
    const tag = piece.replace(/\s+/g, ' ')
    if (name === undefined) {
      const words = piece.startsWith('<!--') || picture !== null ? '' : plain(piece)
      if (words) current += `${/^\s/.test(piece) ? ' ' : ''}${text(words)}${/\s$/.test(piece) ? ' ' : ''}`
      else if (/^\s+$/.test(piece)) current += ' '
    } else if (picture !== null) {
      picture += tag
      if (name === 'picture') {
        current += picture
        picture = null
      }
    } else if (name === 'picture' && !slash) picture = tag
    else if (name === 'img') current += `${tag} `
    else if (name === 'video' || name === 'source') {
      const source = attribute(tag, 'src')
      if (source && /^[\w.:/%?=&~+-]+$/.test(source)) current += `[Video](${source})`
    } else if (name === 'a') {
      close()
      if (!slash) link = { target: attribute(tag, 'href') ?? '', from: current.length }
    } else if (name === 'li') {
      end()
      if (!slash) current = '- '
    } else if (BREAKS.test(name) && !(link && name === 'br')) {
      end()
      if (name !== 'br') isTitle = name === 'h1' && !slash
    }
  }
  end()
  return found
}
