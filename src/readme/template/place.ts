import { cell, clean, fenceLine, text } from '../escape'

/** Where in a Markdown document the next character would stand. */
export type Place = 'text' | 'cell' | 'code' | 'code in a cell' | 'fence' | 'target' | 'tag' | 'comment'

const FENCE = /^ {0,3}(`{3,}|~{3,})/
const TARGET = /\]\([^()\s]*$|^ {0,3}\[[^\]]+\]:\s*\S*$/

/** Follows a document as it is written, to know how a value must be escaped where it is put in. */
export class PlaceFinder {
  #fence: string | null = null
  #comment = false
  #line = ''

  /** What has been written further. */
  write(written: string): void {
    const [first = '', ...rest] = written.split('\n')
    this.#line += first
    for (const line of rest) {
      this.#end()
      this.#line = line
    }
  }

  get place(): Place {
    if (this.#comments(this.#line)) return 'comment'
    if (this.#fence !== null || FENCE.test(this.#line)) return 'fence'
    const isRow = /^\s*\|/.test(this.#line)
    if (unclosedSpan(this.#line)) return isRow ? 'code in a cell' : 'code'
    if (/<[A-Za-z/][^<>]*$/.test(this.#line)) return 'tag'
    if (TARGET.test(this.#line)) return 'target'
    return isRow ? 'cell' : 'text'
  }

  /** Does the target of a link begin here? */
  get beginsTarget(): boolean {
    return /\]\($|\]:\s*$/.test(this.#line)
  }

  /** Is something open that swallows what follows: a fence, a comment? */
  get open(): boolean {
    return this.#fence !== null || this.#comments(this.#line)
  }

  #end(): void {
    const line = this.#line
    if (this.#fence !== null) {
      const close = line.match(/^ {0,3}(`{3,}|~{3,})[ \t]*$/)?.[1]
      if (close?.startsWith(this.#fence)) this.#fence = null
      return
    }
    const wasComment = this.#comment
    this.#comment = this.#comments(line)
    const mark = wasComment ? undefined : line.match(FENCE)?.[1]
    if (mark && !(mark.startsWith('`') && line.trimStart().slice(mark.length).includes('`'))) this.#fence = mark
  }

  #comments(line: string): boolean {
    if (this.#fence !== null) return false
    return line.lastIndexOf('<!--') > line.lastIndexOf('-->') || (this.#comment && !line.includes('-->'))
  }
}

/** Does a code span begin in the line that does not end in it? */
function unclosedSpan(line: string): boolean {
  let open = ''
  for (const [run] of line.matchAll(/(?<!\\)`+/g)) {
    if (open === '') open = run
    else if (run === open) open = ''
  }
  return open !== ''
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

const inSpan = (value: string) => clean(value).replaceAll('`', '')

/**
 * A stranger's value, so that nothing but itself comes of it in this place. Line ends stay in fences alone.
 * @param target where a link leads to whose whole target the value is
 */
export function placedValue(value: string, place: Place, target: (value: string) => string): string {
  switch (place) {
    case 'text':
      return text(value)
    case 'cell':
      return cell(text(value))
    case 'code':
      return inSpan(value)
    case 'code in a cell':
      return inSpan(value).replaceAll('\\|', '|').replaceAll('|', '\\|')
    case 'fence':
      return value
        .split('\n')
        .map((line) => fenceLine(line).replace(/`{3,}|~{3,}/g, (run) => run.slice(0, 2)))
        .join('\n')
    case 'target':
      return target(value)
    case 'tag':
      return clean(value).replace(/[&<>"'`]/g, (sign) => ENTITIES[sign]!)
    case 'comment':
      return clean(value).replace(/--+|[<>]/g, ' ')
  }
}
