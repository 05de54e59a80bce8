import { carried, type Names, readingsOf, type Statement, withoutSubject } from './align'
import { type Token, tokensOf } from './tokens'
import { NEGATIONS } from './word-lists'

/** Why a sentence of a model is not taken. */
export type Dropped =
  /** Longer than a sentence, a question, unfinished, or with signs that plain text does not need. */
  | 'not_plain'
  /** It praises or claims a result. */
  | 'claim'
  /** No statement carries it. */
  | 'not_backed'
  /** It says nothing. */
  | 'empty'
  /** What it says stands there already. */
  | 'repeated'

export type Judged = { ok: true; by: number[] } | { ok: false; why: Dropped; words: string[] }

/** What sentences are held against: each statement in all its readings. */
export interface Ground {
  names: Names
  statements: { index: number; readings: Statement[] }[]
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

const compared = (tokens: readonly Token[]): Token[] => tokens.filter(({ kind }) => kind === 'content')

/** The fewest statements that carry the words one after the other; `null` where some words are carried by none. */
function carriers(words: readonly Token[], { statements }: Ground): number[] | null {
  const reached: (number[] | undefined)[] = [[]]
  for (let from = 0; from < words.length; from++) {
    const by = reached[from]
    if (!by) continue
    for (const { index, readings } of statements) {
      if (by.includes(index)) continue
      for (const count of readings.flatMap((reading) => carried(words, from, reading))) {
        const known = reached[from + count]
        if (!known || known.length > by.length + 1) reached[from + count] = [...by, index]
      }
    }
  }
  return reached[words.length] ?? null
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
  const words = compared(withoutSubject(tokens, ground.names))
  if (!words.length) return refused('empty')
  const by = carriers(words, ground)
  if (by) return { ok: true, by: by.toSorted((a, b) => a - b) }
  const known = new Set(
    ground.statements.flatMap(({ readings }) => readings.flatMap((one) => one.map((token) => token.stem))),
  )
  return refused(
    'not_backed',
    words.filter((word) => !known.has(word.stem)),
  )
}
