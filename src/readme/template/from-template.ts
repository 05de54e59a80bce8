import type { Facts, Source } from '../../analysis/facts'
import { relative } from '../../analysis/paths'
import type { Line } from '../blocks'
import type { Context } from '../context'
import type { Part } from '../document'
import { pathAddress, verbatim, webAddress } from '../escape'
import { type Piece, parseTemplate } from './parse-template'
import { PlaceFinder, placedValue } from './place'

/** GitHub shows no more of a README. */
const MOST_CHARACTERS = 512_000
/** Pieces that are written: loops in loops over long lists end here. */
const MOST_PIECES = 100_000

/** A template that would not end, or writes more than a README may hold; `message` is for its author. */
export class TemplateTooLarge extends Error {
  override name = 'TemplateTooLarge'
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A name's value: its first part is sought from the innermost block outwards, the rest within that. */
function lookUp(name: string, stack: readonly unknown[]): unknown {
  if (name === '.') return stack.at(-1)
  const [first = '', ...rest] = name.split('.')
  const holder = stack.findLast((one) => isRecord(one) && Object.hasOwn(one, first))
  return [first, ...rest].reduce<unknown>(
    (value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    holder,
  )
}

/** What is shown of a value: a fact's own, where it stands with its sources. */
function shown(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return isRecord(value) && typeof value.value === 'string' ? value.value : ''
}

const isSource = (value: unknown): value is Source => isRecord(value) && typeof value.path === 'string'
const sourcesOf = (value: unknown): Source[] =>
  isRecord(value) && Array.isArray(value.sources) ? value.sources.filter(isSource) : []

/** The places that a value rests on: its own, or those of the innermost fact that it belongs to. */
function restsOn(value: unknown, stack: readonly unknown[]): Source[] {
  const own = sourcesOf(value)
  return own.length ? own : sourcesOf(stack.findLast((one) => sourcesOf(one).length > 0))
}

const isEmpty = (value: unknown) => !value || (Array.isArray(value) && value.length === 0)

class Writing {
  readonly parts: Part[] = []
  readonly #sections: Map<string, Part>
  readonly #context: Context
  #place = new PlaceFinder()
  #lines: Line[] = []
  #stretches = 0
  #characters = 0
  #pieces = 0

  constructor(context: Context, sections: readonly Part[]) {
    this.#context = context
    this.#sections = new Map(sections.flatMap((part) => (part.id === null ? [] : [[part.id, part]])))
  }

  write(pieces: readonly Piece[], stack: readonly unknown[]): void {
    for (const piece of pieces) {
      if (++this.#pieces > MOST_PIECES) throw new TemplateTooLarge('The template repeats itself too often.')
      if (piece.kind === 'words') this.#say(piece.words, [])
      else if (piece.kind === 'section') this.#section(piece.id)
      else if (piece.kind === 'value') this.#value(lookUp(piece.name, stack), stack)
      else this.#block(piece, lookUp(piece.name, stack), stack)
    }
  }

  #block(piece: Extract<Piece, { pieces: Piece[] }>, value: unknown, stack: readonly unknown[]): void {
    if (piece.kind === 'unless') {
      if (isEmpty(value)) this.write(piece.pieces, stack)
    } else if (Array.isArray(value)) for (const one of value) this.write(piece.pieces, [...stack, one])
    else if (!isEmpty(value)) this.write(piece.pieces, isRecord(value) ? [...stack, value] : stack)
  }

  #value(value: unknown, stack: readonly unknown[]): void {
    const { here } = this.#context
    const begins = this.#place.beginsTarget
    const target = (path: string) =>
      begins ? (webAddress(path) ?? pathAddress(relative(here, path.replace(/^\/+/, '')))) : pathAddress(path)
    this.#say(placedValue(shown(value), this.#place.place, target), restsOn(value, stack))
  }

  /** A section of ours, once; nothing where it has nothing to say. */
  #section(id: string): void {
    const part = this.#sections.get(id)
    if (!part) return
    this.#sections.delete(id)
    this.end()
    this.parts.push(part)
  }

  #say(words: string, sources: readonly Source[]): void {
    this.#characters += words.length
    if (this.#characters > MOST_CHARACTERS)
      throw new TemplateTooLarge('The template writes more than a README may hold.')
    this.#place.write(words)
    const [first = '', ...rest] = words.split('\n')
    const last = this.#lines.pop() ?? { text: verbatim(''), sources: [] }
    this.#lines.push({
      text: verbatim(last.text + first),
      sources: first === '' ? last.sources : [...last.sources, ...sources],
    })
    for (const line of rest) this.#lines.push({ text: verbatim(line), sources: line === '' ? [] : [...sources] })
  }

  /** What was written since the last section becomes a region of its own. */
  end(): void {
    const isBlank = ({ text }: Line) => text.trim() === ''
    const first = this.#lines.findIndex((line) => !isBlank(line))
    const lines = first < 0 ? [] : this.#lines.slice(first, this.#lines.findLastIndex((line) => !isBlank(line)) + 1)
    this.#lines = []
    this.#place = new PlaceFinder()
    if (!lines.length) return
    const said = lines.map((line): Line => (line.sources.length ? line : { ...line, by: 'options' }))
    this.parts.push({ id: `template-${++this.#stretches}`, blocks: [said] })
  }
}

/**
 * The document of a template of one's own: its data are the facts, its partials the sections of ours among `sections`.
 * @throws TemplateTooLarge
 */
export function fromTemplate(template: string, context: Context, sections: readonly Part[]): Part[] {
  const parsed = parseTemplate(template)
  if (!parsed.ok) throw new Error(parsed.why)
  const writing = new Writing(context, sections)
  writing.write(parsed.pieces, [context.facts satisfies Facts])
  writing.end()
  return writing.parts
}
