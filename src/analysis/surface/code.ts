import { lineCounter } from '../line-numbers'
import { type Language, type Syntax, syntaxOf } from './syntax'

/** A string in code that is nothing but its characters. */
export interface Literal {
  value: string
  /** Offset behind its closing quote. */
  end: number
}

/** Source text made ready to be searched: what looks like code in it is code. */
export interface Code {
  /**
   * The text with the same offsets: comments are spaces, a literal is two double quotes with spaces between,
   * whatever quotes it has in the source; a string with values put into it has single quotes.
   */
  bare: string
  /** Literals by the offset of their opening quote in `bare`. */
  literals: ReadonlyMap<number, Literal>
  /** 1-based line of an offset. */
  lineOf(offset: number): number
  /** Offset of the bracket that belongs to the one at an offset, -1 for none. */
  partner(offset: number): number
  /** The opening brace of the innermost block around an offset, -1 at the top. */
  blockAround(offset: number): number
}

/** Strings longer than this are texts. */
const LONGEST = 4_000
const OPEN = '([{'
const CLOSE = ')]}'

/** Reads a source text, in linear time and without understanding more of it than comments, strings and brackets. */
export function readCode(text: string, language: Language): Code {
  const syntax = syntaxOf(language)
  const literals = new Map<number, Literal>()
  /** Up to where no string with a quote closes: one that is still open at its line's end is no string, nor is any inside it. */
  const open = new Map<string, number>()
  const parts: string[] = []
  let at = 0
  /** Up to here the text is written out. */
  let done = 0
  const blank = (from: number, to: number) => {
    parts.push(text.slice(done, from), text.slice(from, to).replace(/[^\n]/g, ' '))
    done = to
    at = to
  }
  while (at < text.length) {
    const comment = endOfComment(text, at, syntax)
    if (comment > at) {
      blank(at, comment)
      continue
    }
    const document = syntax.documents ? endOfDocument(text, at, syntax.documents) : at
    if (document > at) {
      blank(at, document)
      continue
    }
    const sign = text[at]!
    if (syntax.characters && sign === "'") {
      const character = matchAt(/'(?:\\[^\n]{1,8}?|[^\\'\n])'/uy, text, at)
      // Its quotes stay, so that it can be seen to be a value.
      if (character) blank(at + 1, at + character - 1)
      if (character) at++
      else at++
      continue
    }
    if (syntax.expressions && sign === '/' && mayBeginExpression(text, at)) {
      const expression = matchAt(/\/(?![*/\s])(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.){0,200}\]){1,400}\//y, text, at)
      if (expression) {
        blank(at, at + expression)
        continue
      }
    }
    const found = at < (open.get(sign) ?? 0) ? null : stringAt(text, at, syntax)
    if (typeof found === 'number') open.set(sign, found)
    if (!found || typeof found === 'number') {
      at++
      continue
    }
    const { open: first, close, end, plain } = found
    const start = Math.max(done, found.start)
    const quote = plain ? '"' : "'"
    parts.push(text.slice(done, start), ' '.repeat(first - 1 - start), quote)
    parts.push(end > first ? ' '.repeat(end - first - 1) + quote : '')
    if (plain && close - first <= LONGEST)
      literals.set(first - 1, {
        value: found.raw ? text.slice(first, close) : unescaped(text.slice(first, close)),
        end,
      })
    done = end
    at = end
  }
  parts.push(text.slice(done))
  const bare = parts.join('')
  let structure: ReturnType<typeof brackets> | undefined
  const known = () => {
    structure ??= brackets(bare)
    return structure
  }
  return {
    bare,
    literals,
    lineOf: lineCounter(text),
    partner: (offset) => known().partners[offset] ?? -1,
    blockAround: (offset) => known().around(offset),
  }
}

/** Length of what a sticky pattern matches at an offset, 0 for nothing. */
function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? 0
}

const behind = (text: string, mark: string, from: number) => {
  const found = text.indexOf(mark, from)
  return found === -1 ? text.length : found + mark.length
}

function endOfComment(text: string, at: number, { line, block }: Syntax): number {
  const sign = text[at]
  if (sign !== '/' && sign !== '#' && sign !== '\n') return at
  if (block && text.startsWith(block[0], at)) return behind(text, block[1], at + block[0].length)
  if (sign === '\n' || !line || !matchAt(line, text, at)) return at
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end
}

/** Here documents, sigils and word lists: texts, never the arguments that are looked for. */
function endOfDocument(text: string, at: number, kind: NonNullable<Syntax['documents']>): number {
  const sign = text[at]
  if (sign !== '<' && sign !== '%' && sign !== '~' && sign !== '?') return at
  const pattern =
    kind === 'php'
      ? /<<<[ \t]{0,3}["']?(\w{1,40})["']?\n/y
      : kind === 'ruby'
        ? /<<[~-]["'`]?([A-Z]\w{0,40})["'`]?/y
        : null
  if (sign === '<') {
    if (!pattern) return at
    pattern.lastIndex = at
    const word = pattern.exec(text)?.[1]
    if (!word) return at
    const end = text.slice(at, at + 8_192).search(new RegExp(`\\n[ \\t]{0,80}${word}\\b`))
    if (end === -1) return at
    // What follows the mark on its line is code still, mostly a closing bracket: it is given up with the text.
    return at + end + 1
  }
  if (kind === 'elixir' && sign === '?') return /^\?["'#]/.test(text.slice(at, at + 2)) ? at + 2 : at
  const opener = matchAt(kind === 'ruby' ? /%[qQrx]?[({]/y : /~[a-zA-Z]{1,8}[[({/|"]/y, text, at)
  if (!opener || (kind === 'ruby' ? sign !== '%' : sign !== '~')) return at
  const mark = text[at + opener - 1]!
  const place = OPEN.indexOf(mark)
  const closer = place === -1 ? mark : CLOSE[place]!
  const three = mark === '"' && text.startsWith('""', at + opener)
  return behind(text, three ? '"""' : closer, at + opener + (three ? 2 : 0))
}

/** A slash after a value divides. */
const mayBeginExpression = (text: string, at: number) =>
  /(?:^|[(,=:[!&|?{};~\n]|\b(?:return|when|if|unless|and|or))\s{0,9}$/.test(text.slice(Math.max(0, at - 12), at))

interface Found {
  /** Where its prefix begins, its characters begin and end, and it ends. */
  start: number
  open: number
  close: number
  end: number
  plain: boolean
  raw: boolean
}

/** The string that begins at an offset; where it is still open at the end of its line, that end. */
function stringAt(text: string, at: number, syntax: Syntax): Found | number | null {
  const quote = text[at]!
  const isLong = syntax.long.includes(quote)
  if (!isLong && !syntax.quotes.includes(quote)) return null
  const before = syntax.prefix ? (text.slice(Math.max(0, at - 6), at).match(syntax.prefix)?.[0] ?? '') : ''
  const raw = (before !== '' && syntax.raw?.test(before)) || syntax.verbatim.includes(quote)
  const hashes = before.match(/#+$/)?.[0] ?? ''
  const three = syntax.triple && text.startsWith(quote.repeat(3), at)
  const mark = three ? quote.repeat(3) : quote + hashes
  const open = at + (three ? 3 : 1)
  const formatted = /[fFtT$]/.test(before)
  let plain = true
  let close = open
  while (close < text.length && !text.startsWith(mark, close)) {
    const sign = text[close]!
    if (sign === '\n' && !isLong && !three) return close
    if (formatted && sign === '{') plain = false
    const hole = syntax.holes?.[0].includes(quote) ? matchAt(syntax.holes[1], text, close) : 0
    if (hole) {
      plain = false
      const last = text[close + hole - 1]!
      close = last === '{' || last === '(' ? behindHole(text, close + hole, last) : close + hole
    } else close += sign === '\\' && !raw ? 2 : 1
  }
  // One over several lines that never ends takes the rest with it: nothing behind it is sure to be code.
  if (close >= text.length)
    return isLong || three
      ? { start: at - before.length, open, close: text.length, end: text.length, plain: false, raw }
      : text.length
  return { start: at - before.length, open, close, end: close + mark.length, plain, raw }
}

/** Offset behind a value put into a string: strings inside it are passed over, others inside those are not told. */
function behindHole(text: string, from: number, open: string): number {
  const close = open === '{' ? '}' : ')'
  let depth = 1
  let at = from
  for (; at < text.length && depth > 0; at++) {
    const sign = text[at]!
    if (sign === open) depth++
    else if (sign === close) depth--
    else if (sign === '"' || sign === "'") {
      const end = text.indexOf(sign, at + 1)
      if (end !== -1 && end - at < LONGEST && !text.slice(at, end).includes('\n')) at = end
    }
  }
  return at
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '', '0': '' }
/** Characters of a literal, the common escapes resolved; a line that goes on with a backslash is joined. */
const unescaped = (value: string) =>
  value.includes('\\')
    ? value.replace(/\\(?:\n[ \t]*|([\s\S]))/g, (_, sign?: string) =>
        sign === undefined ? '' : Object.hasOwn(ESCAPES, sign) ? ESCAPES[sign]! : sign,
      )
    : value

/** Pairs of brackets, and the innermost brace around every place. */
function brackets(bare: string) {
  const partners = new Int32Array(bare.length).fill(-1)
  const around = new Int32Array(bare.length).fill(-1)
  const stack: number[] = []
  const braces: number[] = []
  for (let at = 0; at < bare.length; at++) {
    const sign = bare[at]!
    around[at] = braces.at(-1) ?? -1
    if (OPEN.includes(sign)) {
      stack.push(at)
      if (sign === '{') braces.push(at)
      continue
    }
    const kind = CLOSE.indexOf(sign)
    const last = stack.at(-1)
    if (kind === -1 || last === undefined || bare[last] !== OPEN[kind]) continue
    stack.pop()
    if (sign === '}') {
      braces.pop()
      around[at] = braces.at(-1) ?? -1
    }
    partners[last] = at
    partners[at] = last
  }
  return { partners, around: (offset: number) => around[offset] ?? -1 }
}
