import { readCode } from '../code'
import type { Language } from '../syntax'
import type { CodeLine } from './snippet'

/** Lines of an example, and columns of a line, that a reader takes in. */
export const MOST_LINES = 30
const LONGEST = 160
/** Lines that are left of a longer one at least. */
const LEAST = 5

/** What looks like a key to something: tokens by their makers' beginnings, private keys, long runs of random signs, passwords. */
const SECRET =
  /\b(?:sk|pk|rk|ghp|gho|ghs|glpat|xox[abp]|npm|pypi|shpat|whsec|SG)[-_.][\w-]{16,}|\bAKIA[0-9A-Z]{12,}|\bAIza[\w-]{30,}|\beyJ[\w-]{10,}\.|-----BEGIN|:\/\/[^\s/:@'"]{1,80}:[^\s/@'"$<{]{3,80}@|["'][A-Fa-f0-9]{32,}["']|["'](?=[^"']{0,80}\d)(?=[^"']{0,80}[A-Z])[A-Za-z0-9+/_-]{36,}={0,2}["']|(?:pass(?:word|wd)?|secret|token|api_?key|access_?key)["']?\s{0,3}(?::|=>?|,)\s{0,3}["'][^"'\s$<{]{6,}["']/i
/** What somebody was to fill in, and nobody can run. */
const TO_FILL =
  /\b(?:TODO|FIXME|XXX+|lorem ipsum)\b|<[^<>=;\n]{0,20}\b(?:your|my)[-_ \w]{1,40}>|\byour[-_](?:\w+[-_])?(?:api|app|token|key|secret|project|name|id|path|file|domain|url|user|bucket|account|org|repo)|\[your\b|["'](?:xxx+|\.\.\.|…|foo-?bar-?baz)["']|\{\{\s*(?:your|cookiecutter)|\bplaceholder\b/i
/** A value that is left out, where the language knows none of the kind. */
const WITHOUT_VALUE = /[:=(,]\s*(?:\.{3}|…)\s*(?:[,);}]|$)/m
/** Signs of a difference between two versions, or of code that is left out. */
const DIFFERENCE = /^\+ ?[\w<{/'"@#]/m
const LEFT_OUT =
  /^\s*(?:(?:\/\/|#|--|;+|\/\*|%)\s{0,3})?(?:\.{3,}|…|etc\.?|\[\.\.\.\])\s*(?:\*\/)?\s*$|^\s*(?:(?:\/\/|#)\s*)?(?:your code|rest of|more code|snip)/im

/** Nothing in it is secret-looking or to be filled in, and each line can be read. */
export const isFit = (lines: readonly CodeLine[]): boolean => {
  const text = lines.map((line) => line.text).join('\n')
  return (
    lines.every((line) => line.text.length <= LONGEST) &&
    !SECRET.test(text) &&
    !TO_FILL.test(text) &&
    !WITHOUT_VALUE.test(text) &&
    !DIFFERENCE.test(text)
  )
}

/** What code gives a name to. */
const DEFINED = /\b(?:fn|def|func|function|fun|class|struct|const|let|var|val|type|interface|object|enum)\s+(\w{2,60})/g

/** Does this part of a text use a name that only the rest of it defines? */
function needs(kept: readonly CodeLine[], rest: readonly CodeLine[]): boolean {
  const text = kept.map((line) => line.text).join('\n')
  const words = new Set(text.match(/\w+/g))
  const here = new Set(Array.from(text.matchAll(DEFINED), ([, name]) => name))
  const later = rest.flatMap((line) => Array.from(line.text.matchAll(DEFINED), ([, name = '']) => name))
  return later.some((name) => words.has(name) && !here.has(name))
}

/** Does it leave out what a reader would have to write? */
export const leavesOut = (text: string): boolean => LEFT_OUT.test(text)

/** How deep brackets stand open at each line's end; `null` where they do not pair up in all. */
function depths(text: string, language: Language): number[] | null {
  const { bare } = readCode(text, language)
  const out: number[] = []
  let depth = 0
  for (const line of bare.split('\n')) {
    for (const sign of line) {
      if ('([{'.includes(sign)) depth++
      else if (')]}'.includes(sign)) depth--
      if (depth < 0) return null
    }
    out.push(depth)
  }
  return depth === 0 ? out : null
}

/** Does every bracket close, and in its order? */
export const isClosed = (text: string, language: Language): boolean => depths(text, language) !== null

/** A line that goes on with the statement before it. */
const GOES_ON =
  /^(?:[)\]}.,;:|&?]|end\b|else\b|elif\b|elsif\b|except\b|catch\b|finally\b|rescue\b|then\b|when\b|and\b|or\b)/

/**
 * Lines as whole statements, at most `most`: all of them, or those up to the last empty line after which a new statement
 * begins. `null` where brackets do not pair up or no such place is.
 */
export function wholeStatements(lines: readonly CodeLine[], language: Language, most = MOST_LINES): CodeLine[] | null {
  const open = depths(lines.map(({ text }) => text).join('\n'), language)
  if (!open) return null
  if (lines.length <= most) return [...lines]
  for (let end = most; end >= LEAST; end--) {
    const next = lines.slice(end).find(({ text }) => text.trim() !== '')?.text ?? ''
    const boundary = lines[end]?.text.trim() === '' && open[end] === 0 && !/^\s/.test(next) && !GOES_ON.test(next)
    if (boundary && !needs(lines.slice(0, end), lines.slice(end))) return lines.slice(0, end)
  }
  return null
}
