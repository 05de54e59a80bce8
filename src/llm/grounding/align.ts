import { type Token, tokensOf } from './tokens'
import { NEGATIONS, OWN_NOUNS, SUBJECTS } from './word-lists'

/** What a sentence may rest on: the words of one statement, ready to be compared. */
export type Statement = readonly Token[]

/** Names of what the statements are about, each as its words. */
export type Names = readonly (readonly string[])[]

export const namesOf = (names: readonly string[]): Names =>
  names.map((name) => tokensOf(name).map(({ word }) => word)).filter((words) => words.length > 0)

/** How many words at the beginning only name the subject: "The project", "Kettle", "It", of a statement also "This crate". */
function subjectLength(tokens: Statement, names: Names, nouns: ReadonlySet<string>): number {
  let at = 0
  while (tokens[at]?.kind === 'free') at++
  const begins = (words: readonly string[], from: number) =>
    words.every((word, index) => tokens[from + index]?.word === word)
  const isNoun = nouns.has(tokens[at]?.word ?? '')
  const from = isNoun ? at + 1 : at
  const name = names.filter((words) => begins(words, from)).toSorted((a, b) => b.length - a.length)[0]
  if (name) return from + name.length
  return isNoun && (at > 0 || SUBJECTS.has(tokens[at]?.word ?? '')) ? from : at
}

export const withoutSubject = (tokens: Statement, names: Names, nouns = SUBJECTS): Statement =>
  tokens.slice(subjectLength(tokens, names, nouns))

/** Words that tie what follows to what stands before: a phrase with one of them is not about its head alone. */
const TIES = new Set(
  'to of in on for from with by into onto over under at via through as about against between within per using'.split(
    ' ',
  ),
)

/**
 * "A tool that boils water" says that it boils water. The clause behind a plain noun phrase, in which nothing ties or
 * bounds: in "an alternative to tools that boil water" it is about something else.
 */
function relative(tokens: Statement): Statement | null {
  const at = tokens.findIndex(({ word }) => word === 'that' || word === 'which')
  if (at < 1 || at > 6) return null
  const head = tokens.slice(0, at)
  const isPlain = head.every(({ word, kind, isBound }) => !TIES.has(word) && !isBound && kind !== 'break')
  return isPlain && head.some(({ kind }) => kind === 'content') ? tokens.slice(at + 1) : null
}

/** Without what is in brackets, unless that bounds the rest. */
const withoutAsides = (text: string): string =>
  text.replace(/\s*\(([^()]*)\)/g, (whole, inner: string) =>
    tokensOf(inner).some(({ isBound }) => isBound) ? whole : '',
  )

/** The ways in which a statement may be read: as it stands, without what is in brackets, and as its relative clause. */
export function readingsOf(text: string, names: Names): Statement[] {
  return [...new Set([text, withoutAsides(text)])].flatMap((one) => {
    const whole = withoutSubject(tokensOf(one), names, OWN_NOUNS)
    const clause = relative(whole)
    return clause ? [whole, clause] : [whole]
  })
}

/** Content words that a clause needs to be told without the rest of its sentence. */
const FEWEST = 3
/** Behind one of these the words before may have been the subject of what follows, not a statement. */
const COPULAS = new Set(['is', 'are', 'can', 'be'])

/** May the statement end before this word? At its end; else at a mark, when nothing behind it bounds or completes it. */
function endsAt(statement: Statement, at: number, words: number): boolean {
  const rest = statement.slice(at)
  const next = rest.find(({ kind }) => kind !== 'free')
  if (next === undefined) return true
  if (rest.every(({ kind }) => kind === 'free' || kind === 'break')) return true
  const isClause = next.kind === 'break' && next.word !== 'and' && words >= FEWEST
  return isClause && !rest.some(({ isBound, word }) => isBound || COPULAS.has(word))
}

/**
 * How many of the words, from `from` on, the statement carries: in its order from its first word, without a gap but for
 * words that state nothing, to its end or to a mark behind which nothing bounds what stands before. Each such number; none
 * where it carries nothing.
 */
export function carried(words: readonly Token[], from: number, statement: Statement): number[] {
  const isNegated = statement.some(({ word }) => NEGATIONS.has(word))
  const maySkip = ({ kind }: Token) => kind === 'free' || kind === 'break' || (kind === 'praise' && !isNegated)
  const ends: number[] = []
  let at = 0
  for (let count = 0; from + count <= words.length; count++) {
    if (count > 0 && endsAt(statement, at, count)) ends.push(count)
    const wanted = words[from + count]
    while (at < statement.length && statement[at]?.stem !== wanted?.stem && maySkip(statement[at]!)) at++
    if (!wanted || statement[at]?.stem !== wanted.stem) break
    at++
  }
  return ends
}
