import type { MarkedExtension } from 'marked'
import { checkAddresses, checkContainers, TooMuchEffort } from './effort'
import { footnotes } from './footnotes'
import { htmlWithPlaces, type PlacedBlock } from './placed-blocks'

/** Steps that all searches of one text may take together; a million take 10 to 100 ms. */
const STEPS = 8_000_000

/** The number of cells that marked would make of the table at the start of `source`; 0 where no table stands. */
function tableCells(source: string): number {
  const delimiters = source.match(/^[^\n]*\n {0,3}([|:-][-|: ]*)(?:\n|$)/)?.[1]
  if (!delimiters?.includes('-')) return 0
  const end = source.search(/\n[ \t]*(?:\n|$)/)
  const rows = source.slice(0, end < 0 ? undefined : end).split('\n').length
  return rows * delimiters.split('|').length
}

/** Characters that are read in search of the `]` that belongs to the `[` at the start; labels nest two deep. */
function labelLength(source: string): number {
  let depth = 0
  for (let i = 0; i < source.length; i++) {
    const sign = source[i]
    if (sign === '[') depth++
    else if (sign === ']') depth--
    else if (sign === '\\') i++
    else if (depth === 0 && sign !== '!') return i
    if (depth === 0 && sign === ']') return i
    if (depth > 2) return i
  }
  return source.length
}

/** Where a paragraph ends at the latest: an empty line, a fence, a heading, or a block of HTML. */
const PARAGRAPH_END =
  /\n[ \t]*\n|\n {0,3}(?:```|~~~|#{1,6} |<\/?(?:table|tr|td|div|p|center|details|h[1-6]|ul|ol|picture|pre)\b)/i

const paragraphLength = (source: string) => {
  const end = source.search(PARAGRAPH_END)
  return end < 0 ? source.length : end
}

/** marked blanks each escape, code span, link and tag before it looks for emphasis, and copies the text each time. */
const copies = (text: string) => text.length * (text.match(/\\[!-/:-@[-`{-~]|`+|\]\(|</g)?.length ?? 0)
/** Characters of a line that count by themselves: a cell, a heading or an item, and never a sentence. */
const LONG_LINE = 5_000

/** A `_` inside a word opens nothing, and marked searches nothing for it. */
const mayOpenEmphasis = (source: string, before: string) =>
  source.startsWith('*') || (source.startsWith('_') && !/[\p{L}\p{N}]$/u.test(before))

/** Length of the run without a space that begins at `start`. */
function runLength(source: string, start = 0): number {
  const space = /\s/g
  space.lastIndex = start
  return (space.exec(source)?.index ?? source.length) - start
}

/** Characters that are read for a link that may begin here: its label, and then the run in which its target is sought. */
function linkLength(source: string): number {
  const label = labelLength(source)
  return label + (source.startsWith('](', label) ? runLength(source, label + 2) : 0)
}

/** Characters that are read for a plain address: its run, and what is left of it for each sign that is cut off its end. */
function plainAddressSteps(source: string): number {
  const run = source.slice(0, runLength(source))
  return run.length + (run.length * (run.match(/[?!.,:;*_'"~)]/g)?.length ?? 0)) / 16
}

/** A quote is read anew, and copied, for each of its lines that begins with a sign where the one before did not. */
function quoteSteps(source: string): number {
  let begun = 0
  let at = 0
  for (let isQuoted = true; at < source.length; ) {
    const end = source.indexOf('\n', at)
    const line = source.slice(at, end < 0 ? undefined : end).trimStart()
    if (line === '') break
    const hasSign = line.startsWith('>')
    if (hasSign && !isQuoted) begun++
    isQuoted = hasSign
    at = end < 0 ? source.length : end + 1
  }
  return (begun * at) / 64
}

/**
 * GitHub-flavoured Markdown to HTML, not yet safe, and where its blocks stand. Throws `TooMuchEffort` for text on which
 * marked would stall: where it searches to the end of a text for each sign, the search pays for its length out of a
 * budget. Counted in steps, not in time, so that the same text has the same result everywhere.
 */
export function markdownToHtml(markdown: string): { html: string; blocks: PlacedBlock[] } {
  checkContainers(markdown)
  checkAddresses(markdown)
  let left = STEPS
  const spend = (steps: number): false => {
    left -= steps
    if (left < 0) throw new TooMuchEffort('searches')
    // For marked: nothing found here, go on with the tokenizer of its own.
    return false
  }
  for (const line of markdown.split('\n')) if (line.length > LONG_LINE) spend(copies(line) / 16)
  const notes = markdown.includes('[^') ? footnotes(spend) : null
  const guarded: MarkedExtension<string, string> = {
    gfm: true,
    tokenizer: {
      // The first question at each place of a text; those that follow may each read to the text's end.
      escape: (source) => spend(source.length / 16),
      emStrong: (source, masked, before = '') => (mayOpenEmphasis(source, before) ? spend(masked.length) : false),
      del: (source) => (source.startsWith('~') ? spend(source.length) : false),
      link: (source) => (/^!?\[/.test(source) ? spend(linkLength(source) / 8) : false),
      url: (source) => (/^(?:ftp|https?|www)/i.test(source) ? spend(plainAddressSteps(source)) : false),
      blockquote: (source) => (/^ {0,3}>/.test(source) ? spend(quoteSteps(source)) : false),
      table: (source) => spend(100 * tableCells(source)),
      // Whether a table interrupts a paragraph is asked at each of its lines, and answered by reading all rows.
      paragraph: (source) => {
        const text = source.slice(0, paragraphLength(source))
        return spend(copies(text) / 16 + (/\n {0,3}[|:-][-|: ]*\n/.test(text) ? text.length / 2 : 0))
      },
      lheading(source) {
        // Inside a list item each line is read by itself, and each looks for an underline to the end of the paragraph.
        if (this.lexer.state.top) return false
        return spend(paragraphLength(source))
      },
    },
  }
  return htmlWithPlaces(markdown, notes ? [guarded, notes.extension] : [guarded], notes?.section)
}
