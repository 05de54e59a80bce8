import { code } from '../escape'
import { attribute } from './html-tags'

const ENTITIES: readonly (readonly [RegExp, string])[] = [
  [/&lt;/g, '<'],
  [/&gt;/g, '>'],
  [/&quot;/g, '"'],
  [/&#39;|&apos;/g, "'"],
  [/&nbsp;/g, ' '],
  [/&amp;/g, '&'],
]
/** Code as it is shown: no entity is read in it. */
export const decodedCode = (html: string): string =>
  ENTITIES.reduce((text, [entity, sign]) => text.replace(entity, sign), html)

const isPunctuation = (sign: string) => /[\p{P}\p{S}]/u.test(sign)
const isApart = (sign: string) => sign.trim() === '' || isPunctuation(sign)

/**
 * Words between signs that mark them, by CommonMark's rule on what stands beside such signs; without them where they would be
 * shown as they are.
 */
export function marked(shown: string, marks: '**' | '*' | '~~' | '`', before: string, after: string): string {
  const words = shown.trim()
  const from = shown.indexOf(words)
  if (words === '' || /\n\s*\n/.test(words)) return shown
  const around = (inner: string) => shown.slice(0, from) + inner + shown.slice(from + words.length)
  if (marks === '`') return /[`<]|\]\(/.test(words) ? shown : around(code(decodedCode(words)))
  const left = from > 0 || isApart(before.slice(-1)) || !isPunctuation(words[0]!)
  const right = from + words.length < shown.length || isApart(after.slice(0, 1)) || !isPunctuation(words.at(-1)!)
  return !left || !right || words.includes(marks[0]!) ? shown : around(`${marks}${words}${marks}`)
}

/** Where a link leads, as it can stand in Markdown; `null` where it leads nowhere. */
export function ledTo(href: string | undefined): string | null {
  if (href === undefined || /^(?:#?|#top|(?:javascript|vbscript|data):.*)$/is.test(href)) return null
  return href.replace(/[\s()<>\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}

/** Words as a link; the words alone where they hold another, or no whole label. */
export function linked(shown: string, target: string | null): string {
  const words = shown.trim()
  if (words === '' || target === null || /\n\s*\n/.test(words)) return words === '' ? '' : shown
  const inner = words.replace(/\\[[\]]/g, '').replace(/!\[[^[\]]*\](?:\([^()]*\)|\[[^[\]]*\])/g, '')
  if (/\]\(/.test(inner) || inner.split('[').length !== inner.split(']').length) return shown
  const from = shown.indexOf(words)
  return `${shown.slice(0, from)}[${words}](${target})${shown.slice(from + words.length)}`
}

/** A picture's tag on one line, its values in quotation marks. */
export function pictureTag(tag: string): string {
  const bare = tag
    .replace(/\s+/g, ' ')
    .replace(
      /(\s[a-zA-Z-]{1,20})\s?=\s?([^\s"'<>=]{1,1000})(?=[\s>])/g,
      (_, name: string, value: string) => `${name}="${value}"`,
    )
  return attribute(bare, 'src') === undefined ? '' : bare
}
