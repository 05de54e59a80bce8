import type { MarkedExtension, Token } from 'marked'

/** References that one text may have; those beyond stay as they are written. */
const MOST_REFERENCES = 1_000

const LABEL = String.raw`\[\^([^\]\s]{1,100})\]`
const DEFINITION = new RegExp(`^ {0,3}${LABEL}:[ \\t]*`)
const DEFINITION_BELOW = new RegExp(`\\n {0,3}${LABEL}:`)
const REFERENCE = new RegExp(`^${LABEL}`)
const INDENTED = /^(?: {4}|\t)/
/** A line that cannot go on with the paragraph above it. */
const OTHER_BLOCK = /^ {0,3}(?:\[\^|[#>|<]|`{3}|~{3}|[-*+] |\d{1,9}[.)] )/

/** Labels are compared as GitHub does. */
const nameOf = (label: string) => label.toLowerCase()
/** Of an element's id, and of the address that leads to it, in which each sign stands for itself. */
const idOf = (label: string) =>
  label.toWellFormed().replace(/[^\p{L}\p{N}_-]/gu, (sign) => `-${sign.codePointAt(0)?.toString(16)}-`)

/** The definition at the start of `source`: its first line, what is indented below, and what goes on with a paragraph. */
function definitionAt(source: string): string {
  let end = 0
  let blank = false
  for (let at = 0; at < source.length; ) {
    const feed = source.indexOf('\n', at)
    const next = feed < 0 ? source.length : feed + 1
    const line = source.slice(at, next)
    if (line.trim() === '') blank = true
    else if (at > 0 && !INDENTED.test(line) && (blank || OTHER_BLOCK.test(line))) break
    else {
      end = next
      blank = false
    }
    at = next
  }
  return source.slice(0, end)
}

const unindented = (text: string) =>
  text
    .split('\n')
    .map((line) => line.replace(INDENTED, ''))
    .join('\n')

interface Footnote {
  tokens: Token[]
  label: string
  references: number
}

const backTo = ({ label, references }: Footnote, number: number): string =>
  Array.from({ length: references }, (_, n) => {
    const which = n === 0 ? '' : `-${n + 1}`
    const href = `#fnref-${idOf(label)}${which}`
    const sign = n === 0 ? '↩' : `↩<sup>${n + 1}</sup>`
    return ` <a href="${href}" data-footnote-backref class="data-footnote-backref" aria-label="Back to reference ${number}${which}">${sign}</a>`
  }).join('')

/**
 * GitHub's footnotes for marked, of one text: `[^label]`, and `[^label]: text` somewhere. They are numbered by their first
 * reference; a definition that nobody refers to is left out, and a reference to none stays text. `section` renders them,
 * after all else. @param spend is told how many characters are searched
 */
export function footnotes(spend: (characters: number) => void) {
  const defined = new Map<string, Footnote>()
  const used: Footnote[] = []
  let left = MOST_REFERENCES
  /** While a definition is read: none begins within it. */
  let inside = false

  function refer(footnote: Footnote): string {
    if (footnote.references++ === 0) used.push(footnote)
    const id = idOf(footnote.label)
    const which = footnote.references === 1 ? '' : `-${footnote.references}`
    const number = used.indexOf(footnote) + 1
    return `<sup><a href="#fn-${id}" id="fnref-${id}${which}" data-footnote-ref aria-describedby="footnote-label">${number}</a></sup>`
  }

  const extension: MarkedExtension<string, string> = {
    extensions: [
      {
        name: 'footnote',
        level: 'block',
        start(source) {
          const end = source.search(/\n[ \t]*\n/)
          const paragraph = end < 0 ? source : source.slice(0, end)
          spend(paragraph.length / 8)
          const at = paragraph.search(DEFINITION_BELOW)
          return at < 0 ? undefined : at + 1
        },
        tokenizer(source) {
          const [start, label] = (inside ? null : source.match(DEFINITION)) ?? []
          if (start === undefined || label === undefined) return undefined
          const raw = definitionAt(source)
          inside = true
          const tokens = this.lexer.blockTokens(unindented(raw.slice(start.length)), [])
          inside = false
          if (!defined.has(nameOf(label))) defined.set(nameOf(label), { label, tokens, references: 0 })
          return { type: 'footnote', raw }
        },
        renderer: () => '',
      },
      {
        name: 'footnoteReference',
        level: 'inline',
        tokenizer(source) {
          const [raw, label] = source.match(REFERENCE) ?? []
          if (raw === undefined || label === undefined || !defined.has(nameOf(label)) || left-- <= 0) return undefined
          return { type: 'footnoteReference', raw, label }
        },
        renderer({ raw, label }) {
          const footnote = defined.get(nameOf(String(label)))
          return footnote ? refer(footnote) : raw
        },
      },
    ],
  }

  /** @param render makes HTML of blocks; a footnote in a footnote is told of there, and comes after the others */
  function section(render: (tokens: Token[]) => string): string {
    const items: string[] = []
    // Rendering one may add to those that are used.
    for (const footnote of used) items.push(render(footnote.tokens).trimEnd())
    if (!items.length) return ''
    const listed = used.map((footnote, index) => {
      const [, text = '', end = ''] = items[index]?.match(/^([\s\S]*?)(<\/p>)?$/) ?? []
      return `<li id="fn-${idOf(footnote.label)}">\n${text}${backTo(footnote, index + 1)}${end}\n</li>\n`
    })
    return `<section data-footnotes class="footnotes">\n<h2 id="footnote-label" class="sr-only">Footnotes</h2>\n<ol>\n${listed.join('')}</ol>\n</section>\n`
  }

  return { extension, section }
}
