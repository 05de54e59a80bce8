import mustache from 'mustache'
import { SECTION_IDS, type SectionId } from '../vocabulary'
import { PlaceFinder } from './place'

/** One piece of a template: words as they stand, a value, a section of ours, or pieces that stand once, often or never. */
export type Piece =
  | { kind: 'words'; words: string }
  | { kind: 'value'; name: string }
  | { kind: 'section'; id: SectionId }
  | { kind: 'each' | 'unless'; name: string; pieces: Piece[] }

/** Blocks within blocks; more than these no reader follows. */
const DEEPEST = 10

const MARK = /readme-forge:(?:begin|end)/
const MARKED = 'Marks of managed regions are put in by us.'
const UNCLOSED = 'A code block or a comment is not closed.'

/** Why Markdown may not stand within a section; `null` where it may. */
export function additionFault(markdown: string): string | null {
  if (MARK.test(markdown)) return MARKED
  const place = new PlaceFinder()
  for (const line of markdown.split('\n')) {
    if (!place.open && /^ {0,3}#{1,2}(?:\s|$)/.test(line)) return 'Headings within a section begin with ###.'
    place.write(`${line}\n`)
  }
  return place.open ? UNCLOSED : null
}

export type Parsed = { ok: true; pieces: Piece[] } | { ok: false; why: string }

/** A template that cannot be used; its message is for its author. */
class Fault extends Error {}

const isSection = (name: string): name is SectionId => SECTION_IDS.some((id) => id === name)

function piece(token: readonly unknown[], depth: number): Piece[] {
  const [type, given, , , inner] = token
  const name = String(given)
  switch (type) {
    case 'text':
      return [{ kind: 'words', words: name }]
    case 'name':
    case '&':
      return [{ kind: 'value', name }]
    case '>':
      if (!isSection(name)) throw new Fault(`There is no section "${name}". There are: ${SECTION_IDS.join(', ')}.`)
      return [{ kind: 'section', id: name }]
    case '#':
    case '^':
      if (depth === DEEPEST) throw new Fault(`Blocks may stand ${DEEPEST} deep.`)
      return [{ kind: type === '#' ? 'each' : 'unless', name, pieces: piecesOf(inner, depth + 1) }]
    default:
      // Comments and changed delimiters leave nothing.
      return []
  }
}

const piecesOf = (tokens: unknown, depth: number): Piece[] =>
  (Array.isArray(tokens) ? tokens : []).flatMap((token) => (Array.isArray(token) ? piece(token, depth) : []))

/** A fence or a comment that is open where a section of ours begins, or at the end, would swallow what follows. */
function checkOpen(pieces: readonly Piece[], place: PlaceFinder): void {
  for (const one of pieces) {
    if (one.kind === 'words') place.write(one.words)
    else if (one.kind === 'section') {
      if (place.open) throw new Fault(`The section "${one.id}" stands in a code block or a comment.`)
    } else if (one.kind !== 'value') checkOpen(one.pieces, place)
  }
}

/**
 * A template in Mustache's language (https://mustache.github.io/mustache.5.html): variables, sections, inverted sections,
 * comments, other delimiters; a partial names a section of ours. No lambdas. Every value is escaped for its place, so `{{{` is as `{{`.
 */
export function parseTemplate(template: string): Parsed {
  try {
    if (MARK.test(template)) throw new Fault(MARKED)
    // A writer of its own: the library's keeps every template that it has seen.
    const pieces = piecesOf(new mustache.Writer().parse(template), 0)
    const place = new PlaceFinder()
    checkOpen(pieces, place)
    place.write('\n')
    if (place.open) throw new Fault(UNCLOSED)
    return { ok: true, pieces }
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : 'It cannot be read.' }
  }
}
