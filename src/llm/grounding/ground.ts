import { carried, type Word, wordsOf } from './align'
import { isKind, type Names, OF_SENTENCE, type Reading, readingsOf, withoutSubject } from './readings'
import { type Token, tokensOf } from './tokens'
import { NEGATIONS, rootOf } from './word-lists'

/** Why a sentence of a model is not taken. */
export type Dropped =
  /** Longer than a sentence, a question, unfinished, or with signs that plain text does not need. */
  | 'not_plain'
  /** It praises or claims a result. */
  | 'claim'
  /** No statement carries it. */
  | 'not_backed'
  /** It says nothing, or is no whole sentence. */
  | 'empty'
  /** What it says stands there already. */
  | 'repeated'

export type Judged = { ok: true; by: number[] } | { ok: false; why: Dropped; words: string[] }

/** What sentences are held against: each statement in all its readings. */
export interface Ground {
  names: Names
  statements: { index: number; readings: Reading[] }[]
}

export const groundOf = (statements: readonly string[], names: Names): Ground => ({
  names,
  statements: statements.map((text, index) => ({ index, readings: readingsOf(text, names) })),
})

/** Characters of a sentence, at least and at most. */
const LEAST = 8
const MOST = 320
/** Letters, digits and the punctuation of plain text; backticks set names. */
const PLAIN = /^[\p{L}\p{M}\p{N} '’"“”`,.;:()/_@+#%&–—-]+$/u
const ADDRESS = /:\/\/|\bwww\.|\]\(|\bmailto:/i
/** "Kettle's cache" is about the cache. */
const POSSESSIVE = /^\S+['’]s?\s/
const ENDED = /[.]["'”’)`]*$/

/** Has it the look of a plain sentence: one that begins as one, ends as one and holds no markup? */
const isPlain = (sentence: string): boolean =>
  sentence.length >= LEAST &&
  sentence.length <= MOST &&
  PLAIN.test(sentence) &&
  !ADDRESS.test(sentence) &&
  ENDED.test(sentence) &&
  /^["'“`(]?[\p{Lu}\p{N}`@_a-z]/u.test(sentence) &&
  sentence.split('`').length % 2 === 1

const isNegation = ({ word }: Token) => NEGATIONS.has(word)

/**
 * The fewest statements that carry the words one after the other; `null` where some words are carried by none.
 * @param isOwn whether the words are about the project from the first on
 */
function carriers(words: readonly Word[], isOwn: boolean, { statements }: Ground): number[] | null {
  const reached: ({ by: number[]; isOwn: boolean } | undefined)[] = [{ by: [], isOwn: true }]
  const reach = (at: number, by: number[], isOwn: boolean) => {
    const known = reached[at]
    if (!known || known.by.length > by.length) reached[at] = { by, isOwn }
  }
  for (let from = 0; from < words.length; from++) {
    const here = reached[from]
    if (!here) continue
    for (const { index, readings } of statements) {
      if (here.by.includes(index)) continue
      for (const reading of readings.filter((one) => here.isOwn || !one.isOwn)) {
        for (const count of carried(words, from, reading.tokens)) {
          const [told, next] = [words.slice(from, from + count), words[from + count]]
          const by = [...here.by, index]
          // A "not" reaches as far as the next mark: "does not infer and read" denies both.
          const isDenied = told.some(isNegation) && next?.after !== ','
          // Without a mark the next clause is about what it touches: "for the archive built with Rust", but "a tool built with Rust".
          const isTouched = next?.after === null && !isKind(told)
          if (!next || !(isDenied || isTouched)) reach(from + count, by, isOwn)
          // "A tool that …" goes on about the tool.
          if (next?.word === 'that' && isKind(told)) reach(from + count + 1, by, true)
        }
      }
    }
  }
  return reached[words.length]?.by ?? null
}

/** Every sentence begins with a capital, so that one tells no name. */
const begun = (tokens: readonly Token[]): Token[] =>
  tokens.map((token, index) => (index === 0 ? { ...token, isName: false } : token))

/** Is the sentence about the project, by name or as "it"? */
export function isAboutProject(sentence: string, names: Names): boolean {
  const tokens = begun(tokensOf(sentence))
  const isNamed = withoutSubject(tokens, names, OF_SENTENCE) !== null && !POSSESSIVE.test(sentence)
  return isNamed || tokens[0]?.word === 'it'
}

/**
 * Is the sentence backed? It is when its words, but for those that state nothing, are those of statements, whole clauses of
 * them one after the other, each in its own order: then it can say nothing that they do not. Names, paths, versions, numbers,
 * negations and relations need no lists of their own: whatever is not in a statement at this place is not backed.
 * @returns the indexes of the statements, or why not and the words that no statement has
 */
export function judge(sentence: string, ground: Ground): Judged {
  const tokens = tokensOf(sentence)
  const refused = (why: Dropped, words: readonly Token[] = []): Judged => ({
    ok: false,
    why,
    words: [...new Set(words.map(({ word }) => word))],
  })
  if (!isPlain(sentence)) return refused('not_plain')
  // "Not safe for concurrent use" claims nothing.
  const claims = tokens.filter(({ isClaim }, index) => isClaim && !NEGATIONS.has(tokens[index - 1]?.word ?? ''))
  if (claims.length) return refused('claim', claims)
  // "No, rows are deleted" is the contrary of "no rows are deleted".
  if (
    tokens.some((token, index) => isNegation(token) && tokens[index + 1]?.kind === 'break' && index + 2 < tokens.length)
  )
    return refused('not_backed')
  const whole = begun(tokens)
  const told = withoutSubject(whole, ground.names, OF_SENTENCE)
  const words = wordsOf(told ?? whole)
  if (words.every(({ kind }) => kind === 'verb')) return refused('empty')
  const by =
    carriers(words, isAboutProject(sentence, ground.names), ground) ?? (told && carriers(wordsOf(whole), false, ground))
  if (by) return { ok: true, by: by.toSorted((a, b) => a - b) }
  const known = new Set(
    ground.statements.flatMap(({ readings }) =>
      readings.flatMap(({ tokens: all }) => all.map((token) => rootOf(token.stem))),
    ),
  )
  return refused(
    'not_backed',
    words.filter(({ stem }) => !known.has(rootOf(stem))),
  )
}
