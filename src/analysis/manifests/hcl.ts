import { lineCounter } from '../line-numbers'

/** An attribute with its expression as it is written, comments at its end away. */
export interface HclAttribute {
  expression: string
  line: number
}

/** The content of a file or of a block. Of attributes of one name the first stands. */
export interface HclBody {
  attributes: ReadonlyMap<string, HclAttribute>
  blocks: readonly HclBlock[]
}

/** `type "label" { … }`; `line` is 1-based. */
export interface HclBlock {
  type: string
  labels: readonly string[]
  line: number
  body: HclBody
}

/** Blocks in each other that are read; what lies deeper is passed over. */
const DEEPEST = 8
/** Blocks and attributes of one file that are read. */
const MOST = 20_000
const IDENTIFIER = /[\p{L}_][\p{L}\p{N}_-]*/uy
const HEREDOC = /<<-?([A-Za-z_]\w*)[ \t]*\r?\n/y
const CLOSES: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' }

/** One walk over a text, each character looked at a bounded number of times. */
class Reader {
  at = 0
  left = MOST
  readonly #text: string
  readonly #lineOf: (offset: number) => number

  constructor(text: string) {
    this.#text = text
    this.#lineOf = lineCounter(text)
  }

  #matched(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at
    const match = pattern.exec(this.#text)
    if (match) this.at = pattern.lastIndex
    return match
  }

  /** Goes to the character, or to the end of the text. */
  #to(sign: string, from: number): number {
    const found = this.#text.indexOf(sign, from)
    return found === -1 ? this.#text.length : found
  }

  /** Steps over a comment, if one begins here. */
  #comment(): boolean {
    const two = this.#text.slice(this.at, this.at + 2)
    if (two[0] === '#' || two === '//') this.at = this.#to('\n', this.at)
    else if (two === '/*') this.at = this.#to('*/', this.at + 2) + 2
    else return false
    return true
  }

  #space(): void {
    for (;;) {
      while (/[\s,]/.test(this.#text[this.at] ?? 'x')) this.at++
      if (!this.#comment()) return
    }
  }

  /** Steps over one string, its templates with the strings in them included. */
  #string(): void {
    const open = ['"']
    this.at++
    while (open.length && this.at < this.#text.length) {
      const sign = this.#text[this.at]!
      const inText = open.at(-1) === '"'
      if (inText && sign === '\\') this.at++
      else if (inText && (sign === '$' || sign === '%') && this.#text[this.at + 1] === '{') {
        const escaped = this.#text[this.at - 1] === sign
        if (!escaped) open.push('}')
        this.at++
      } else if (inText && sign === '\n') return
      else if (sign === open.at(-1)) open.pop()
      else if (!inText && sign === '"') open.push('"')
      else if (!inText && sign === '{') open.push('}')
      this.at++
    }
  }

  #heredoc(): boolean {
    const name = this.#matched(HEREDOC)?.[1]
    if (!name) return false
    while (this.at < this.#text.length) {
      const end = this.#to('\n', this.at)
      const line = this.#text.slice(this.at, end).trim()
      this.at = line === name ? end : end + 1
      if (line === name) break
    }
    return true
  }

  /** The expression that begins here: to the end of its line, or to what ends the object around it. */
  expression(): string {
    const start = this.at
    const open: string[] = []
    let end = start
    while (this.at < this.#text.length) {
      const sign = this.#text[this.at]!
      if (!open.length && /[\n,}\])]/.test(sign)) break
      if (this.#comment()) continue
      if (sign === '"') this.#string()
      else if (sign !== '<' || !this.#heredoc()) {
        if (Object.hasOwn(CLOSES, sign)) open.push(CLOSES[sign]!)
        else if (sign === open.at(-1)) open.pop()
        this.at++
      }
      if (!/\s/.test(sign)) end = this.at
    }
    return this.#text.slice(start, end).trim()
  }

  /** Labels of a block up to its brace; `null` when none opens. */
  #labels(): string[] | null {
    const labels: string[] = []
    for (;;) {
      while (/[ \t]/.test(this.#text[this.at] ?? '')) this.at++
      const start = this.at
      if (this.#text[start] === '{') {
        this.at++
        return labels
      }
      if (this.#text[start] === '"') {
        this.#string()
        labels.push(this.#text.slice(start + 1, this.at - 1))
      } else {
        const word = this.#matched(IDENTIFIER)?.[0]
        if (!word) return null
        labels.push(word)
      }
    }
  }

  body(depth = 0): HclBody {
    const attributes = new Map<string, HclAttribute>()
    const blocks: HclBlock[] = []
    while (this.left > 0) {
      this.#space()
      const start = this.at
      const sign = this.#text[start]
      if (sign === undefined) break
      if (sign === '}') {
        this.at++
        break
      }
      const quoted = sign === '"'
      if (quoted) this.#string()
      const name = quoted ? this.#text.slice(start + 1, this.at - 1) : this.#matched(IDENTIFIER)?.[0]
      if (name === undefined) {
        this.at = start + 1
        continue
      }
      this.left--
      const line = this.#lineOf(start)
      while (/[ \t]/.test(this.#text[this.at] ?? '')) this.at++
      const next = this.#text[this.at]
      if (next === '=' || next === ':') {
        this.at++
        const expression = this.expression()
        if (!attributes.has(name)) attributes.set(name, { expression, line })
        continue
      }
      const labels = this.#labels()
      if (labels === null) continue
      if (depth < DEEPEST) blocks.push({ type: name, labels, line, body: this.body(depth + 1) })
      else {
        this.at--
        this.expression()
      }
    }
    return { attributes, blocks }
  }
}

/**
 * Blocks and attributes of a file in HashiCorp's configuration language, expressions unevaluated
 * (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md). Never throws: what makes no sense is passed over. Linear in the text.
 */
export const readHcl = (text: string): HclBody => new Reader(text).body()

/** The text of a quoted string without templates; `null` for any other expression. */
export function hclString(attribute: HclAttribute | undefined): string | null {
  const inner = attribute?.expression.match(/^"((?:[^"\\$%]|\\.|[$%](?!\{))*)"$/)?.[1]
  return inner === undefined ? null : inner.replace(/\\(["\\])/g, '$1').replace(/\\[nt]/g, ' ')
}

/** The text of a string or of a heredoc, in one line; `null` for any other expression. */
export function hclText(attribute: HclAttribute | undefined): string | null {
  const heredoc = attribute?.expression.startsWith('<<')
    ? attribute.expression.split('\n').slice(1, -1).join(' ')
    : null
  const said = heredoc ?? hclString(attribute)
  return said?.replace(/\s+/g, ' ').trim() || null
}

/** Keys of an object in an expression, lines relative to its own first. */
export const hclObject = ({ expression }: HclAttribute): HclBody =>
  readHcl(expression.startsWith('{') ? expression.slice(1) : '')
