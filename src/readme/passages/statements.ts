import type { Facts } from '../../analysis/facts'
import { escaped } from '../../analysis/literal-pattern'
import { markdownBlocks } from '../../analysis/prose'
import type { Quotes } from '../../analysis/quotes'
import { isNotice, isProse, sentencesOf } from '../../analysis/sentences'
import { clean } from '../escape'
import type { Statement } from './passage'

/** Characters of a sentence that may be told on. */
const LEAST = 16
const MOST = 280
/** What it speaks of stands in another sentence, or is the reader or the author. */
const POINTING =
  /^(?:its?|they|them|their|he|she|his|her|the (?:latter|former)|this|these|those|that|there|here|such|both|we|i|you|your|our|my|also|however|but|so|then|thus|therefore|otherwise|note|example|examples|see|todo|fixme)\b/i
const OWN =
  /^this (?:crate|package|module|library|project|repository|directory|folder|plugin|tool|program|application|app)\b/i
/** Orders to whoever reads it: a person, or a machine. */
const ADDRESSED =
  /\b(?:ignore|disregard|instructions?|prompt|assistants?|language models?|llms?|chatgpt|respond|as an ai|you must|you are|do not|readme)\b/i
const ENDED = /(?<![.])[.]$/
/** Words that point to what stands around a sentence, or to who wrote it. */
const PLACED =
  /\b(?:following|as follows|above|below|previous|we|our|us|I|my|this (?:example|section|command|guide|table|list))\b/

/** Is it a sentence that tells something of its subject? */
const tells = (text: string): boolean =>
  text.length >= LEAST &&
  text.length <= MOST &&
  ENDED.test(text) &&
  /^["'“(`]*[\p{Lu}\p{N}`@]/u.test(text) &&
  !ADDRESSED.test(text) &&
  !PLACED.test(text) &&
  !isNotice(text) &&
  !/https?:|www\.|[<>{}|\\]|\bcopyright\b|\blicen[cs]ed?\b|SPDX/i.test(text)

/** Tags of comments; any other, "reads `<video>` elements", is what the sentence is about. */
const MARKUP = /<\/?(?:p|br|b|i|em|strong|code|tt|pre|ul|ol|li|a|span|div)\b[^<>]*>/gi

/** The text as it would be written in prose: links and emphasis of a comment gone, names in backticks. */
const tidy = (text: string) =>
  clean(
    text
      .replace(/\{@\w+\s+([^}]*)\}/g, '`$1`')
      .replace(MARKUP, '')
      .replace(/(?<!\w)\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?/g, '$1')
      .replace(/(?<![\w*`])\*{1,2}(?=[\w`])([^*]*[\w`.])\*{1,2}(?![\w*])/g, '$1')
      .replace(/``([^`]+)``/g, '`$1`'),
  )

/** The line, from 0, among those of a comment from `from` on, on which a sentence begins. */
function lineOf(sentence: string, lines: readonly string[], from: number): number {
  const begins = sentence.split(' ', 2).join(' ').replaceAll('`', '')
  const at = lines.findIndex((line, index) => index >= from && line.replace(/[`*[\]]/g, '').includes(begins))
  return at < 0 ? from : at
}

/**
 * The sentences of a comment that tell something by themselves. "It" is what the sentence before was about, so it may stand
 * where that one is about what is named.
 */
export function sentencesIn({ path, line, text }: Quotes['comments'][number], names: readonly string[]): Statement[] {
  const isNamed = (sentence: string) =>
    OWN.test(sentence) ||
    names.some((name) => new RegExp(`^(?:the |package |crate )?${escaped(name)}\\b`, 'i').test(sentence))
  const lines = text.split('\n')
  // A comment begins with what it is about.
  let isAboutIt = true
  let at = 0
  return text.split(/\n\s*\n/).flatMap((paragraph) =>
    sentencesOf(tidy(paragraph)).flatMap((sentence) => {
      const goesOn = /^its?\b/i.test(sentence) && isAboutIt
      const isFirst = at === 0 && lines.findIndex((one) => one !== '') === lineOf(sentence, lines, 0)
      isAboutIt = goesOn || isNamed(sentence) || isFirst
      at = lineOf(sentence, lines, at)
      const stands = goesOn || OWN.test(sentence) || !POINTING.test(sentence)
      return stands && tells(sentence) ? [{ text: sentence, sources: [{ path, line: line + at }] }] : []
    }),
  )
}

/** What the comments among the quotes tell, of the places that `isWanted`, about what has these names. */
export const commented = (quotes: Quotes, names: readonly string[], isWanted: (path: string) => boolean): Statement[] =>
  quotes.comments.filter(({ path }) => isWanted(path)).flatMap((comment) => sentencesIn(comment, names))

/** Words of a README that tell how to get it, whom to thank, or where to look next. */
const AROUND = /\b(?:here|next|let's|install(?:ed|ing|ation)?|[Dd]ownload|credits?|thanks|inspiration)\b/
/** What sections tell of the project itself; others are about how to get, build and cite it, or about people. */
const TELLING = new Set(['what', 'why', 'how', 'other'])

/**
 * Sentences of the existing README that stand in none of the new one's sections, since what is carried has a limit; none of
 * those that no longer hold. What is carried needs nobody's other words.
 * @param left lines of it that are too long to be carried
 */
export function leftBehind(
  { existing_readme: existing }: Pick<Facts, 'existing_readme'>,
  left: readonly { first: number; last: number }[],
): { category: string; statement: Statement }[] {
  if (!existing?.text || !left.length) return []
  const { path, sections, drift } = existing
  const isIn = (line: number) => left.some(({ first, last }) => first <= line && line <= last)
  const holds = (line: number, next: number) => !drift.some((one) => line <= one.line && one.line < next)
  const blocks = markdownBlocks(existing.text)
  return blocks.flatMap((block, index) => {
    const { line, text, kind } = block
    const category = sections.findLast((section) => section.line <= line)?.category ?? 'other'
    const stands =
      kind === 'paragraph' && isIn(line) && isProse(block) && holds(line, blocks[index + 1]?.line ?? line + 9)
    if (!stands || !TELLING.has(category)) return []
    return sentencesOf(text)
      .filter((sentence) => tells(sentence) && !POINTING.test(sentence) && !AROUND.test(sentence))
      .map((sentence) => ({ category, statement: { text: sentence, sources: [{ path, line }] } }))
  })
}

/** "Parse reads a plan", as Go has it, is said of `Parse`: it reads a plan. */
export const withoutName = (text: string, name: string): string =>
  text.startsWith(`${name} `) ? text.slice(name.length + 1) : text

/** A name and what is said of it, as one statement. */
export const saidOf = (name: string, said: string, sources: Statement['sources']): Statement => ({
  text: `\`${clean(name).replaceAll('`', '')}\`: ${clean(said).replace(/[.]$/, '')}.`,
  sources,
})

/** Each text once. */
export const distinctStatements = (statements: readonly Statement[]): Statement[] =>
  [...new Map(statements.toReversed().map((one) => [one.text, one])).values()].toReversed()
