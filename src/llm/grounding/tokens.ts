import { BOUNDS, CLAIMS, FREE, PRAISE, stem } from './word-lists'

/** A word of a sentence: what of it is compared, and what it does. */
export interface Token {
  /** In lower case, without the punctuation around it. */
  word: string
  stem: string
  /** `content` must be backed. `break` is a place where a clause may end: a mark, or "and". */
  kind: 'content' | 'free' | 'praise' | 'break'
  /** A claim that no answer may make. */
  isClaim: boolean
  /** Bounds what is said. */
  isBound: boolean
}

/** Phrases that only lead over to a verb. */
const LEADS =
  /\b(?:(?:allows?|enables?|lets) (?:you|users|developers|one|people) to|(?:can be|is|are) used to|(?:is|are) able to|makes? it possible to)\b/gi
const CONTRACTED: readonly (readonly [RegExp, string])[] = [
  [/\bwon['’]t\b/gi, 'will not'],
  [/\bcan['’]t\b/gi, 'can not'],
  [/n['’]t\b/gi, ' not'],
  [/['’](?:s|re|ve|ll|d)\b/gi, ''],
]

const BREAK: Token = { word: ',', stem: ',', kind: 'break', isClaim: false, isBound: false }
const AROUND = /^["'“”‘’`([{<]+|["'“”‘’`)\]}>.,;:!?…]+$/g
/** Hyphens between letters join words that may as well stand apart; in anything with other signs they are part of a name. */
const COMPOUND = /^\p{L}+(?:-\p{L}+)+$/u

function tokenOf(word: string): Token {
  const isBound = BOUNDS.has(word)
  const isClaim = CLAIMS.has(word) || PRAISE.has(word)
  const kind = FREE.has(word) || word === '&' ? 'free' : PRAISE.has(word) ? 'praise' : 'content'
  return { word, stem: stem(word), kind, isClaim, isBound }
}

/** The words of a text with the places where clauses end. Signs of markup around words count for nothing. */
export function tokensOf(text: string): Token[] {
  const spelt = CONTRACTED.reduce((said, [pattern, by]) => said.replace(pattern, by), text.normalize('NFKC'))
  const plain = spelt.replace(LEADS, ' ').replace(/\s*[–—]\s*|\s-\s/g, ' , ')
  const tokens: Token[] = []
  for (const chunk of plain.split(/\s+/)) {
    if (/^[("'“‘`[]*[([]/.test(chunk)) tokens.push(BREAK)
    const word = chunk.replace(AROUND, '').toLowerCase()
    const parts = COMPOUND.test(word) ? word.split('-') : [word]
    for (const part of parts) {
      if (part === 'and' || part === '&') tokens.push({ ...BREAK, word: 'and' })
      else if (part !== '') tokens.push(tokenOf(part))
    }
    if (/[,;:)\].!?…]["'”’`)]*$/.test(chunk)) tokens.push(BREAK)
  }
  return tokens
}
