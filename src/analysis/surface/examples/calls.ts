import type { UsageLanguage } from './languages'
import { languageOfFence, USAGE_LANGUAGES } from './languages'
import { type CodeLine, dedented, type Example, exampleOf, type Snippet, textOf } from './snippet'
import type { Subject, Whereabouts } from './whereabouts'
import { isFit, leavesOut, MOST_LINES, wholeStatements } from './whole'

/** An example with how well it shows what the project is for: the higher the better. */
export interface Ranked {
  example: Example
  score: number
}

/** Sections whose code is not how the project is used today, or by whom it is made. */
const ELSEWHERE =
  /\b(?:install|cocoapods|carthage|swift package|dependenc|migrat|upgrad|chang|breaking|deprecat|contribut|develop|hacking|benchmark|comparison|compared|versus|vs|alternative|before|without|motivation|problem|why|test(?:s|ing)?|troubleshoot|faq|known issues|licen[cs]e|release|roadmap|internals?|old|legacy|caveat|gotcha|anti-?pattern|wrong|advanced|custom|v\d+|extend|plugins?|integrat|typescript$|mock)/i
/** A heading of a reference: it is the name of what is called, not of a use. */
const OF_REFERENCE = /^`?[\w.:#]*(?:_|\.|::|#|\()[\w.:()[\]{}, ]*`?$/
const USE =
  /\b(?:usage|use|using|quick ?start|getting started|get started|examples?|basic|basics|simple|hello|first|how to|tutorial|demo|introduction|intro|overview|synopsis|in action|at a glance)\b/i

/** Snippets before one that leaves out what it needs. */
const MOST_BEFORE = 4

/** Lines that bring something in or tell, but do nothing. */
const IDLE =
  /^\s*(?:$|\/\/|#(?!\[)|--|\/\*|\*|"""|;;|%|(?:import|from|use|using|require|require_relative|package|namespace|library|open|extern crate|alias|#include|@import)\b|(?:const|let|var)\s[^=]{1,200}=\s*(?:await\s+)?require\(|<\?php|>>>\s*(?:import|from)\b|[)}\]]+[;,]?$|local\s+\w+\s*=\s*require)/

/** Statements over several lines that only bring something in. */
const IMPORTS =
  /^[ \t]*(?:use\s[^;]{0,800};|import\s*\([^()]{0,1500}\)|import\s[^;'"`]{0,800}\bfrom\s*['"][^'"\n]{0,200}['"];?|from\s[\w.]+\s+import\s*\([^()]{0,1500}\))/gm

const isCall = (text: string) =>
  text
    .replace(IMPORTS, '')
    .split('\n')
    .some((line) => !IDLE.test(line) && /[([{.:'" ]/.test(line.trim()))

/** The one reading of a snippet: by its fence, or, where that says nothing, in the project's own languages. */
function languagesFor({ language }: Snippet, { languages }: Subject): UsageLanguage[] {
  const named = languageOfFence(language)
  if (named) return [named]
  if (language !== '' && !/^(?:text|txt|console|none|code|doctest|sourcecode|default)$/.test(language)) return []
  const own = new Set(languages.slice(0, 3).map(({ name }) => name))
  return USAGE_LANGUAGES.filter(({ names }) => names.some((name) => own.has(name)))
}

/** JavaScript and what is compiled to it are one to their users. */
const SCRIPTS = /^(?:JavaScript|TypeScript|TSX|JSX|Vue|Svelte|Astro)$/
const isOf = ({ names }: UsageLanguage, name: string) =>
  names.includes(name) || (SCRIPTS.test(name) && names.some((one) => SCRIPTS.test(one)))

/** Brackets of a session's prompts and of markup are told by no language. */
const isSession = (text: string) =>
  /^\s*(?:>>>|user=>|iex(?:\(\d+\))?>|julia>|irb[^>\n]{0,30}>|scala>|λ>|ghci>)/m.test(text)

/** Does what a session prints, or code in a file of its own form, need no closed brackets? */
function whole(lines: readonly CodeLine[], { syntax, fences }: UsageLanguage, most: number): CodeLine[] | null {
  if (isSession(lines.map(({ text }) => text).join('\n')) || /^(?:vue|svelte)$/.test(fences[0] ?? ''))
    return lines.length <= most ? [...lines] : null
  return wholeStatements(lines, syntax, most)
}

/** Doubled names of a language under which highlighters know a session of it. */
const SESSIONS = new Map([['python', 'pycon']])

/** Where a snippet stands: how many stand before it, lines that it may have, and whether it is the inside of a file that imports what it calls. */
interface Place {
  from: Example['from']
  first: number
  most?: number
  inside?: boolean
}

/**
 * The snippet as an example, if it uses the project as it is: what it brings in exists, something is called, nothing is left out that a
 * reader would have to guess. `first` counts from the top of where it was found.
 */
export function callOf(
  snippet: Snippet,
  { from, first, most = MOST_LINES, inside = false }: Place,
  subject: Subject,
  where: Whereabouts,
): Ranked | null {
  const heading = snippet.headings.join(' / ')
  for (const language of languagesFor(snippet, subject)) {
    const lines = whole(dedented(snippet.lines), language, most)
    if (!lines || lines.length < 1 || !isFit(lines)) continue
    const code = textOf({ lines })
    const { about, imported: brought } = language.read(code, where)
    const imported = brought || inside
    if (about !== 'own' || !isCall(code)) continue
    // What brings nothing in shows the way only where it stands first.
    if (!imported && (first > MOST_BEFORE || from !== 'readme')) continue
    const own = subject.languages.slice(0, 2).some(({ name }) => isOf(language, name))
    const near = snippet.headings.at(-1) ?? ''
    const score =
      (own ? 4 : 0) +
      (imported ? 3 : 0) +
      (USE.test(near) ? 3 : USE.test(heading) ? 1 : 0) -
      (ELSEWHERE.test(near) ? 6 : 0) -
      (OF_REFERENCE.test(near) ? 8 : 0) -
      (ELSEWHERE.test(heading) ? 2 : 0) -
      (leavesOut(code) ? 3 : 0) -
      (lines.length < 3 ? 1 : 0) -
      (lines.length < snippet.lines.length ? 5 : 0) -
      Math.min(4, first / 4)
    const fence = language.fences.includes(snippet.language) ? snippet.language : (language.fences[0] ?? '')
    const shown = (isSession(code) && SESSIONS.get(language.fences[0] ?? '')) || shortest(fence)
    return { example: exampleOf(lines, { language: shown, from, title: titleOf(near) }), score }
  }
  return null
}

/** One spelling of a fence's language. */
const SHORT = new Map([
  ['javascript', 'js'],
  ['typescript', 'ts'],
  ['py', 'python'],
  ['python3', 'python'],
  ['golang', 'go'],
  ['rs', 'rust'],
  ['rb', 'ruby'],
  ['cs', 'csharp'],
  ['c#', 'csharp'],
  ['c++', 'cpp'],
  ['node', 'js'],
  ['mjs', 'js'],
  ['cjs', 'js'],
  ['kt', 'kotlin'],
])
const shortest = (fence: string) => SHORT.get(fence) ?? fence

/** Headings under which every README shows its first code: they say nothing of it. */
const GENERAL =
  /^(?:(?:basic|simple|quick|example|code|sample|general|library|cli|api)?\s*(?:usage|use|examples?|quick ?start|getting started|how to use(?: it)?|tutorial|synopsis|overview|introduction|setup|installation|install|readme|documentation|features|about|contents|table of contents|demo|snippets?|basics?))s?[.:!]?$/i

/** What a heading says of the code below it: plain words, without signs. */
export function titleOf(heading: string): string | undefined {
  const plain = heading
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^<>]*>/g, '')
    .replace(/[^\p{L}\p{N}\p{P}\s`+=]/gu, '')
    .replace(/[*_]{1,2}/g, '')
    .replace(/^[\d.)\s-]+/, '')
    .trim()
  return plain.length > 3 && plain.length <= 60 && !GENERAL.test(plain) ? plain : undefined
}
