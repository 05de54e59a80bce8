import { type Token, tokensOf } from './tokens'
import { OWN_NOUNS, SUBJECTS } from './word-lists'

/** What a sentence may rest on: the words of one statement, ready to be compared. */
export type Statement = readonly Token[]

/** One way to read a statement. */
export interface Reading {
  tokens: Statement
  /** Is it about the project, whose name was left out? Then it cannot follow what is about something else. */
  isOwn: boolean
}

/** Names of what the statements are about, each as its words. */
export type Names = readonly (readonly string[])[]

export const namesOf = (names: readonly string[]): Names =>
  names.map((name) => tokensOf(name).map(({ word }) => word)).filter((words) => words.length > 0)

/** Who speaks of the subject: a statement means itself only by "this", where a sentence may say "the project". */
interface Speech {
  nouns: ReadonlySet<string>
  determiners: ReadonlySet<string>
}
export const OF_STATEMENT: Speech = { nouns: OWN_NOUNS, determiners: new Set(['this']) }
export const OF_SENTENCE: Speech = { nouns: SUBJECTS, determiners: new Set(['this', 'the']) }

/** How many words at the beginning only name the subject: "The project", "Kettle", of a statement "This crate", "Package kettle". */
function subjectLength(tokens: Statement, names: Names, { nouns, determiners }: Speech): number {
  let at = 0
  while (tokens[at]?.kind === 'free') at++
  const begins = (words: readonly string[], from: number) =>
    words.every((word, index) => tokens[from + index]?.word === word)
  const isNoun = nouns.has(tokens[at]?.word ?? '')
  const from = isNoun ? at + 1 : at
  const name = names.filter((words) => begins(words, from)).toSorted((a, b) => b.length - a.length)[0]
  if (name) return from + name.length
  return isNoun && determiners.has(tokens[at - 1]?.word ?? '') ? from : 0
}

/** Without its subject, where that is the project; `null` where it is not. */
export function withoutSubject(tokens: Statement, names: Names, speech: Speech): Statement | null {
  const length = subjectLength(tokens, names, speech)
  return length > 0 ? tokens.slice(length) : null
}

/** Words that tie what follows to what stands before: a phrase with one of them is not about its head alone. */
export const TIES = new Set(
  'to of in on for from with by into onto over under at via through as about against between within per using'.split(
    ' ',
  ),
)
const DETERMINERS = new Set('any each every some all another other'.split(' '))

/** Is it a plain noun phrase that says what kind of thing something is: "a command-line tool"? */
export function isKind(tokens: Statement): boolean {
  const from = tokens.findIndex(({ kind }) => kind === 'content' || kind === 'praise')
  if (from < 0) return false
  const phrase = tokens.slice(from)
  return (
    OWN_NOUNS.has(phrase.at(-1)?.word ?? '') &&
    phrase.every(
      ({ word, kind, isBound }) =>
        (kind === 'content' || kind === 'praise' || word === 'and') &&
        !(TIES.has(word) || DETERMINERS.has(word) || isBound),
    )
  )
}

/**
 * "A tool that boils water" says that it boils water. Only behind what names a kind: "wraps a tool that boils water" and
 * "an alternative to tools that boil water" tell it of something else.
 */
function relative(tokens: Statement): Statement | null {
  const at = tokens.findIndex(({ word }) => word === 'that' || word === 'which')
  return at > 0 && isKind(tokens.slice(0, at)) ? tokens.slice(at + 1) : null
}

/** The ways in which a statement may be read: as it stands, without its subject, and as its relative clause. */
export function readingsOf(text: string, names: Names): Reading[] {
  const whole = tokensOf(text)
  const told = withoutSubject(whole, names, OF_STATEMENT)
  const clause = relative(told ?? whole)
  return [
    { tokens: whole, isOwn: whole[0]?.word === 'it' },
    ...(told ? [{ tokens: told, isOwn: true }] : []),
    ...(clause ? [{ tokens: clause, isOwn: true }] : []),
  ]
}
