import { BOUNDS, CLAIMS, FREE, GIVES, IS, PRAISE, stem } from './word-lists'

/** A word of a sentence: what of it is compared, and what it does. */
export interface Token {
  /** In lower case, without the punctuation around it. */
  word: string
  stem: string
  /** `content` must be backed, `verb` too but where a clause begins. `break` is a place where a clause may end: a mark, or "and". */
  kind: 'content' | 'verb' | 'free' | 'praise' | 'break'
  /** Has it a capital, as names have? */
  isName: boolean
  /** All capitals, three at least. */
  isAbbreviation: boolean
  /** A claim that no answer may make. */
  isClaim: boolean
  /** Bounds what is said. */
  isBound: boolean
}

/** Phrases that only lead over to a verb; not what is denied: "does not allow you to share" is another than "does not share". */
const LEADS =
  /(?<!\b(?:not|never|no|nor|cannot)\s)\b(?:lets (?:you|users)|you can|(?:allows?|enables?|lets) (?:you|users|developers|one|people) to|(?:(?:can|may) be|is|are) used to|(?:is|are) able to|makes? it possible to)\b/gi
const CONTRACTED: readonly (readonly [RegExp, string])[] = [
  [/\bwon['’]t\b/gi, 'will not'],
  [/\b(?:can['’]t|cannot)\b/gi, 'can not'],
  [/n['’]t\b/gi, ' not'],
  [/['’]ll\b/gi, ' will'],
  [/['’]d\b/gi, ' would'],
  [/['’](?:s|re|ve)\b/gi, ''],
  [/\bso that\b/gi, 'so'],
  // "Few" and "a few" are nearly the contrary.
  [/\ba (?:few|little)\b/gi, 'some'],
  // What can be renamed need not be.
  [/\bcan (?=(?:also )?be\b)/gi, 'may '],
]

const BREAK: Token = {
  ...{ word: ',', stem: ',', kind: 'break' },
  ...{ isName: false, isAbbreviation: false, isClaim: false, isBound: false },
}
const AROUND = /^["'“”‘’`([{]+|["'“”‘’`)\]}.,;:!?…]+$/g
/** Hyphens between letters join words that may as well stand apart; in anything with other signs they are part of a name. */
const COMPOUND = /^\p{L}+(?:-\p{L}+)+$/u

/** Flags, paths, variables, numbers and units, in which capitals tell things apart. */
const EXACT = /^[-\d]|[_/]|^[KMGT]i?[bB]$/i

function tokenOf(given: string, isCode: boolean): Token {
  const word = EXACT.test(given) ? given : given.toLowerCase()
  // "CAN" and "IT" are names, and so is whatever stands in backticks.
  const isUpper = given === given.toUpperCase() && given !== given.toLowerCase()
  const isNamed = isCode || (given.length > 1 && isUpper)
  const says = (words: ReadonlySet<string>) => !isNamed && words.has(word)
  const kind = says(FREE) ? 'free' : says(IS) || says(GIVES) ? 'verb' : says(PRAISE) ? 'praise' : 'content'
  return {
    word,
    stem: stem(word),
    kind,
    isName: given !== given.toLowerCase(),
    isAbbreviation: given.length > 2 && isUpper,
    isBound: BOUNDS.has(word),
    isClaim: CLAIMS.has(word) || PRAISE.has(word),
  }
}

/** The words of a text with the places where clauses end. Signs of markup around words count for nothing. */
export function tokensOf(text: string): Token[] {
  // Not NFKC: a power is no digit.
  const spelt = CONTRACTED.reduce((said, [pattern, by]) => said.replace(pattern, by), text.normalize('NFC'))
  // Between digits a dash is part of a number.
  const plain = spelt.replace(LEADS, ' ').replace(/\s+[–—]\s+|(?<!\d)[–—](?!\d)|\s-\s/g, ' , ')
  const tokens: Token[] = []
  let isCode = false
  for (const chunk of plain.split(/\s+/)) {
    if (/^[("'“‘`[]*[([]/.test(chunk)) tokens.push({ ...BREAK, word: '(' })
    const word = chunk.replace(AROUND, '')
    const isWithin = isCode || chunk.includes('`')
    if (chunk.split('`').length % 2 === 0) isCode = !isCode
    const parts = COMPOUND.test(word) ? word.split('-') : [word]
    for (const part of parts) {
      if ((part === 'and' || part === 'And' || part === '&') && !isWithin) tokens.push({ ...BREAK, word: 'and' })
      else if (part !== '') tokens.push(tokenOf(part, isWithin))
    }
    const mark = chunk.match(/([,;:)\].!?…])["'”’`)]*$/)?.[1]
    if (mark) tokens.push({ ...BREAK, word: mark === ':' ? ':' : ',' })
  }
  return tokens
}
