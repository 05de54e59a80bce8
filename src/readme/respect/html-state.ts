import { text } from '../escape'
import { linked, marked } from './html-marks'
import { type Element, elementOf, type Token } from './html-tags'
import type { Writer } from './written-lines'

const SPACES = /^&(?:nbsp|emsp|ensp|thinsp|#160|#32);$/i

/** Words of HTML as Markdown that shows the same: signs escaped, entities as they are. */
function escaped(words: string, isBegun: boolean): string {
  const shown = words.split(/(&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});)/i).map((piece, index) => {
    if (index % 2) return SPACES.test(piece) ? ' ' : piece
    if (piece.trim() === '') return piece === '' ? '' : ' '
    // What goes on in a line begins no block.
    const isFirst = !isBegun && index === 0
    const own = isFirst ? text(piece) : text(`x ${piece}`).slice(2)
    return `${/^\s/.test(piece) ? ' ' : ''}${own}${/\s$/.test(piece) ? ' ' : ''}`
  })
  return shown.join('').replace(/ {2,}/g, ' ')
}

interface Open {
  name: string
  from: ReturnType<Writer['here']>
  target: string | null
}

/** A heading whose words are links, or a sentence, is none to its reader. */
const isNoHeading = (words: string) => /\]\(/.test(words) || words.length > 60 || /[.!?]$/.test(words)

/** Characters of a line. */
const LONG = 1_000

/** What is written, and where in it. */
export interface State {
  out: Writer
  open: Open[]
  /** Lists, from the outermost; the number of the last item, or `null` in one without numbers. */
  lists: (number | null)[]
  /** What the next words begin with. */
  prefix: string
  isCode: boolean
}

export const isIn = ({ open }: State, element: Element) => open.some(({ name }) => elementOf(name) === element)

/** Do the words belong to one line: an item, a heading, a term? */
export const isHeld = (state: State) => state.lists.length > 0 || isIn(state, 'term') || isIn(state, 'heading')

export function begin(state: State, line: number, prefix: string, isTight = false) {
  if (isTight) state.out.feed(line)
  else state.out.gap(line)
  state.prefix = prefix
}

export function say(state: State, { raw, line }: Token) {
  const { out } = state
  for (const [row, words] of raw.split('\n').entries()) {
    // A line that is long enough goes on in the next, as it did before; a heading or an item has but one.
    if (row > 0 && out.text().length > LONG && !isHeld(state)) out.feed(line + row)
    const isBegun = out.text() !== ''
    const shown = state.isCode ? words.replace(/\s+/g, ' ') : escaped(words, isBegun || state.prefix !== '')
    if (shown.trim() === '') {
      if (isBegun && !out.text().endsWith(' ')) out.put(' ', line + row)
      continue
    }
    const isApart = isBegun && !out.text().endsWith(' ') && (row > 0 || shown.startsWith(' '))
    put(state, `${isApart ? ' ' : ''}${shown.trimStart()}`, line + row)
  }
}

export function put(state: State, words: string, line: number) {
  if (words === '') return
  flush(state, line)
  state.out.put(words, line)
}

/** What a line begins with is no part of the element that begins in it. */
export function flush(state: State, line: number) {
  if (state.prefix !== '') state.out.put(state.prefix, line)
  state.prefix = ''
}

export function close(state: State, name: string, after: string) {
  const at = state.open.findLastIndex((one) => one.name === name)
  if (at < 0) return
  const { from, target } = state.open.splice(at)[0]!
  const element = elementOf(name)
  if (typeof element === 'object' && element.marks === '`') state.isCode = false
  state.out.change(from, (shown, before) => {
    if (element === 'link') return linked(shown, target)
    if (element === 'term') return shown.trim() === '' ? '' : `**${shown.replaceAll('**', '').trim()}**`
    if (element === 'heading') {
      const [, signs = '', words = ''] = shown.match(/^(#{1,6} )?([\s\S]*)$/) ?? []
      return signs !== '# ' && isNoHeading(words.trim()) ? words : shown
    }
    return typeof element === 'object' && element.marks !== '' ? marked(shown, element.marks, before, after) : shown
  })
}
