import { type Statement, TIES } from './readings'
import type { Token } from './tokens'
import { GIVES, IS, NARROWING, NEGATIONS, sameStem } from './word-lists'

/** Content words that a clause needs to be told without the rest of its sentence. */
const FEWEST = 3
/** Behind one of these the words before may have been the subject of what follows, not a statement. */
const COPULAS = new Set(['is', 'are', 'can', 'be'])

/** May the statement end before this word? At its end; else at a mark, when nothing behind it bounds or completes it. */
function endsAt(statement: Statement, at: number, words: number): boolean {
  const rest = statement.slice(at)
  const next = rest.findIndex(({ kind }) => kind !== 'free')
  if (next < 0 || rest.every(({ kind }) => kind === 'free' || kind === 'break')) return true
  const mark = rest[next]!
  // What is in brackets may be the only case that is meant.
  const isClause = mark.kind === 'break' && mark.word !== 'and' && mark.word !== '(' && words >= FEWEST
  const behind = rest.slice(next + 1)
  const first = behind.findIndex(({ kind }) => kind === 'content')
  // Of "old rows, tables and indexes in tests" all are in tests.
  const isList =
    behind[0]?.word !== 'so' && behind.some(({ word }, index) => word === 'or' || (index > 0 && word === 'and'))
  const isTied = TIES.has(behind[first]?.word ?? '')
  return isClause && !isList && !isTied && !behind.some(({ isBound, word }) => isBound || COPULAS.has(word))
}

/** A word of a sentence, and the mark or "and" before it. */
export type Word = Token & { after: string | null }

/** The words of a sentence that have to be those of statements. */
export function wordsOf(tokens: Statement): Word[] {
  let after: string | null = null
  return tokens.flatMap((token) => {
    if (token.kind === 'break') after = after === null || after === 'and' ? token.word : after
    if (token.kind === 'break' || token.kind === 'free') return []
    const word = { ...token, after }
    after = null
    return [word]
  })
}

const isVerb = (token: Token | undefined): boolean => token?.kind === 'verb'

/** Is it the same word? One with a capital is a name, and none where the statement has none; an abbreviation may get them. */
const isSame = (token: Token, wanted: Word): boolean =>
  sameStem(token.stem, wanted.stem) &&
  (!wanted.isName || token.isName || (token.word === wanted.word && wanted.isAbbreviation))

/**
 * How many of the words, from `from` on, the statement carries: in its order from its first word, without a gap but for
 * words that state nothing, to its end or to a mark behind which nothing bounds what stands before. Each such number; none
 * where it carries nothing.
 */
export function carried(words: readonly Word[], from: number, statement: Statement): number[] {
  const isNegated = statement.some(({ word }) => NEGATIONS.has(word))
  const begins = (at: number) => statement.slice(0, at).every(({ kind }) => kind !== 'content')
  /** Praise that is left out may not have told some things from others. */
  const isOrnament = (at: number) =>
    !isNegated &&
    (!NARROWING.has(statement[at]?.word ?? '') ||
      (begins(at) && !statement.slice(at).some(({ word }) => COPULAS.has(word))))
  const maySkip = (at: number) => {
    const kind = statement[at]?.kind
    return kind === 'free' || kind === 'verb' || kind === 'break' || (kind === 'praise' && isOrnament(at))
  }
  let lead = 0
  while (isVerb(words[from + lead])) lead++
  const first = statement.find(({ kind }) => kind !== 'free')
  // What provides a plugin is none.
  const isGiven = GIVES.has(first?.word ?? '') && words.slice(from, from + lead).some(({ word }) => IS.has(word))
  if (isGiven) return []
  const ends: number[] = []
  let at = 0
  let told = 0
  for (let count = lead; from + count <= words.length; count++) {
    if (told > 0 && endsAt(statement, at, told)) ends.push(count)
    const wanted = words[from + count]
    if (!wanted) break
    const before = at
    // "`name`: a thing" says that it is one.
    if (isVerb(wanted) && statement[at]?.word === ':') continue
    while (at < statement.length && !isSame(statement[at]!, wanted) && maySkip(at)) at++
    const token = statement[at]
    if (!token || !isSame(token, wanted)) break
    // "React Native" is another than "React and Native".
    const isParted = statement.slice(before, at).some(({ kind }) => kind === 'break')
    if (told > 0 && wanted.isName && words[from + count - 1]?.isName && isParted !== (wanted.after !== null)) break
    if (wanted.kind !== 'verb') told++
    at++
  }
  return ends
}
