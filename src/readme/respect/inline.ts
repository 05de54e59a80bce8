import { text } from '../escape'
import { decoded, saysNothing, targetWords } from './link-words'

/** What is done to links and pictures of carried text; the rest of it stays as it is. */
export interface Mending {
  /** Where a relative target leads from the new README; the same target where it leads there already. */
  target(given: string, isPicture: boolean): string
  /** The heading's anchor and words in the new README; `null` where that heading is gone. */
  anchor(id: string): { id: string; words: string } | null
  /** The target that is defined for a label. */
  defined(label: string): string | undefined
}

/**
 * Pieces of a paragraph in which something may be mended, and the code, comments and tags in which nothing may. Every
 * repetition has an end, so that the search is linear.
 */
const PIECES = new RegExp(
  [
    '(?<code>(?<!`)(`{1,8})(?!`)[\\s\\S]{0,2000}?[^`]\\2(?!`))',
    '(?<escape>\\\\[!-/:-@[-`{-~])',
    '(?<comment><!--[\\s\\S]{0,2000}?-->)',
    '(?<tag><[a-zA-Z/][^<>]{0,2000}>)',
    `\\[(?<shown>!\\[[^[\\]]{0,300}\\](?:\\([^()]{0,1300}\\)|\\[[^[\\]]{0,100}\\])|<img\\s[^<>]{0,1000}>)\\s{0,3}\\]\\((?<shownLed>[^\\s()<>]{0,1000})\\)`,
    '\\[(?<gone>[^\\[\\]]{0,300})\\]\\(\\s{0,20}(?:(?<anchor>#[^()\\s]{0,200})\\s{0,20})?\\)',
    '\\[(?<label>[^\\[\\]]{0,300})\\]\\((?<led>[^\\s()<>]{1,1000})(?<ledTitle>(?:\\s[^()]{0,300})?)\\)',
    '(?<!!)\\[(?<said>[^\\[\\]]{1,300})\\]\\[(?<reference>[^\\[\\]]{0,100})\\]',
    '(?<![!\\]])\\[(?<only>[^\\[\\]\\n]{1,100})\\](?![\\[(:])',
    '!\\[\\s{0,3}\\]\\[(?<unnamed>[^\\[\\]]{1,100})\\]',
    '!\\[(?<alternative>[^\\[\\]]{0,300})\\]\\((?<picture>[^\\s()<>]{1,1000})(?<pictured>(?:\\s[^()]{0,300})?)\\)',
    '\\]\\((?<target>[^\\s()<>]{1,1000})(?<titled>(?:\\s[^()]{0,300})?)\\)',
    `(?<![A-Za-z0-9"'=\\[</.@-]|\\]\\()(?<url>https?://[^\\s<>()"'\`\\]|*]{1,500})`,
    '(?<![\\w.+/:@<-])(?<mail>[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,4})(?![\\w/:@-])',
    '(?<![\\w.+/:@<"=-])(?<www>www\\.[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,4}(?:/[\\w/.#?=&%-]{0,300})?)',
  ].join('|'),
  'g',
)

const SOURCES = /\s(src|href|srcset)(\s*=\s*)(["'])([^"'<>]{1,1000})\3/gi

/** A picture's name as words, where nobody has said what it shows. */
export function pictureName(source: string): string {
  const path = source.replace(/[?#].*$/, '')
  const base = decoded(path.slice(path.lastIndexOf('/') + 1))
  const words = base
    .replace(/\.\w{1,5}$/, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return /\p{L}{3}/u.test(words) && words.length < 60 ? words : 'Picture'
}

function mendedTag(tag: string, { target }: Mending): string {
  const led = tag.replace(
    SOURCES,
    (_, name: string, is: string, quote: string, value: string) =>
      ` ${name}${is}${quote}${/^href$/i.test(name) ? target(value, false) : /^src$/i.test(name) ? target(value, true) : value}${quote}`,
  )
  if (!/^<img[\s/]/i.test(led) || /\salt\s*=\s*(?:"[^"]|'[^']|[^"'\s>])/i.test(led)) return led
  const source = led.match(/\ssrc\s*=\s*["']?([^"'\s>]{1,1000})/i)?.[1] ?? ''
  return led.replace(/\salt\s*=\s*(?:""|'')/i, '').replace(/^<img/i, (name) => `${name} alt="${pictureName(source)}"`)
}

/** A link to a heading: its words alone where that is gone, the heading's where they say nothing. */
function toHeading(words: string, anchor: string | undefined, mending: Mending): string {
  const heading = anchor === undefined ? null : mending.anchor(anchor.slice(1))
  return heading === null ? words : `[${saysNothing(words) ? text(heading.words) : words}](#${heading.id})`
}

/** A link by a label that is defined elsewhere. */
function byReference(whole: string, words: string, reference: string, mending: Mending): string {
  const target = mending.defined(reference === '' ? words : reference)
  if (target === undefined) return whole
  if (target.startsWith('#') && mending.anchor(target.slice(1)) === null) return words
  return saysNothing(words)
    ? `[${targetWords(mending.target(target, false))}][${reference === '' ? words : reference}]`
    : whole
}

/** A link with its own target. */
function toTarget(words: string, led: string, title: string, mending: Mending): string {
  const target = mending.target(led, false)
  const shown = words.replace(/<img\s[^<>]{0,1000}>/gi, (tag) => mendedTag(tag, mending))
  return `[${saysNothing(words) ? targetWords(target) : shown}](${target}${title})`
}

/**
 * Inline Markdown with targets that lead from where it now stands, no link to a heading that is gone, addresses marked as
 * links, links that say where they lead, and pictures that say what they are. Line breaks stay where they are.
 */
export function mendedInline(markdown: string, mending: Mending): string {
  return markdown.replace(PIECES, (...args) => {
    const whole = args[0] as string
    const found = args.at(-1) as Record<string, string | undefined>
    if (found.tag !== undefined) return mendedTag(found.tag, mending)
    if (found.shown !== undefined && found.shownLed !== undefined) {
      const shown = mendedInline(found.shown, mending)
      const { shownLed: led } = found
      if (led !== '' && !led.startsWith('#')) return `[${shown}](${mending.target(led, false)})`
      return toHeading(shown, led === '' ? undefined : led, mending)
    }
    if (found.gone !== undefined) return toHeading(found.gone, found.anchor, mending)
    if (found.label !== undefined && found.led !== undefined)
      return toTarget(found.label, found.led, found.ledTitle ?? '', mending)
    if (found.said !== undefined) return byReference(whole, found.said, found.reference ?? '', mending)
    if (found.only !== undefined) return byReference(whole, found.only, '', mending)
    if (found.unnamed !== undefined) return `![${pictureName(found.unnamed)}][${found.unnamed}]`
    if (found.mail !== undefined) return `<${found.mail}>`
    if (found.www !== undefined) return `[${found.www}](https://${found.www})`
    if (found.picture !== undefined) {
      const alternative = found.alternative?.trim() ? found.alternative : pictureName(found.picture)
      return `![${alternative}](${mending.target(found.picture, true)}${found.pictured ?? ''})`
    }
    if (found.target !== undefined) return `](${mending.target(found.target, false)}${found.titled ?? ''})`
    if (found.url === undefined) return whole
    const [url = ''] = found.url.match(/^.*[^.,;:!?_~]/) ?? []
    return /^https?:\/\/\w/.test(url) ? `<${url}>${found.url.slice(url.length)}` : whole
  })
}
