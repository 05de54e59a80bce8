import type { Passage, Statement, Worded, Wording } from '../readme/passages/passage'
import type { Answer } from './answer'
import { type Dropped, type Ground, groundOf, isAboutProject, judge } from './grounding/ground'
import { namesOf } from './grounding/readings'
import { tokensOf } from './grounding/tokens'
import { rootOf } from './grounding/word-lists'

/** A sentence of a model that did not get into the README. */
export interface DroppedSentence {
  passage: string
  text: string
  why: Dropped | 'too_long' | 'passage_left'
  /** Words in it that no statement has, or that claim. */
  words: string[]
}

export interface TakenOver {
  wording: Wording
  dropped: DroppedSentence[]
  /** Sentences that stand in the README. */
  kept: number
}

/** Characters of a dropped sentence that are reported. */
const REPORTED = 300

/** Sentences of an answer: they end at a mark before what may begin another, and at any line's end. */
const sentencesOf = (text: string): string[] =>
  text
    .split(/\n+|(?<=[.!?…]["'”’)`]*)\s+(?=["'“‘(`]*[\p{Lu}\p{N}`@])/u)
    .map((one) => one.trim())
    .filter(Boolean)

const stemsOf = (text: string): string[] =>
  tokensOf(text).flatMap(({ kind, stem }) => (kind === 'content' ? [rootOf(stem)] : []))

/** Which of our paragraphs say something that the sentences do not, praise apart. */
function leftOf({ said, names, hasLead }: Passage, sentences: readonly Statement[]): number[] {
  const own = names.flatMap(stemsOf)
  const told = (some: readonly Statement[]) => new Set([...some.flatMap(({ text }) => stemsOf(text)), ...own])
  const [all, first] = [told(sentences), told(sentences.slice(0, 1))]
  return said.flatMap(({ text }, index) => {
    const by = hasLead && index === 0 ? first : all
    return stemsOf(text).every((stem) => by.has(stem)) ? [] : [index]
  })
}

/** A phrase beside a path is judged as the sentence that it stands for. */
const isPhrase = ({ id }: Passage) => id.startsWith('module:')
const asSentence = (phrase: string) => (/[.]$/.test(phrase) ? phrase : `${phrase}.`)

/** What speaks against the rest of a passage; what is repeated, too long or says nothing was no lie. */
const UNTRUE: ReadonlySet<DroppedSentence['why']> = new Set(['not_backed', 'claim', 'not_plain'])

/** What stands in the README already: statements, and the stems of each sentence. */
interface Told {
  statements: Set<string>
  sentences: ReadonlySet<string>[]
}

/** Has one sentence said all of this before? */
const isSaid = (sentence: string, { sentences }: Told): boolean => {
  const stems = stemsOf(sentence)
  return sentences.some((one) => stems.every((stem) => one.has(stem)))
}

interface Judging {
  passage: Passage
  ground: Ground
  /** What sentences before have told. */
  told: Told
  /** Was the sentence before about the project, or is there none? */
  isAboutIt: boolean
}

/** "It" is what the sentence before was about. */
const GOES_ON = /^its?\b/i

/** The sources of a sentence that may stand in the README, or why it may not. */
function judged(sentence: string, { passage, ground, told, isAboutIt }: Judging) {
  const verdict = judge(isPhrase(passage) ? asSentence(sentence) : sentence, ground)
  if (!verdict.ok) return verdict
  if (GOES_ON.test(sentence) && !isAboutIt) return { ok: false as const, why: 'not_backed' as const, words: ['it'] }
  const statements = verdict.by.flatMap((index) => passage.statements[index] ?? [])
  const isWhole =
    isPhrase(passage) || isAboutProject(sentence, ground.names) || statements.some(({ isPart }) => !isPart)
  if (!isWhole) return { ok: false as const, why: 'empty' as const, words: [] }
  const isRepeated =
    statements.every(({ text }) => told.statements.has(text)) || (!isPhrase(passage) && isSaid(sentence, told))
  if (isRepeated) return { ok: false as const, why: 'repeated' as const, words: [] }
  return { ok: true as const, statements }
}

function one(passage: Passage, text: string, told: Told): { worded: Worded | null; dropped: DroppedSentence[] } {
  const { id, most } = passage
  const names = namesOf(passage.names)
  const ground = groundOf(
    passage.statements.map((statement) => statement.text),
    names,
  )
  const sentences: Statement[] = []
  const dropped: DroppedSentence[] = []
  const here: Told = { statements: new Set(told.statements), sentences: [...told.sentences] }
  let left = most.characters
  let isAboutIt = true
  for (const sentence of sentencesOf(text)) {
    const refuse = (why: DroppedSentence['why'], words: string[] = []) =>
      dropped.push({ passage: id, text: sentence.slice(0, REPORTED), why, words })
    if (sentences.length === most.sentences || sentence.length > left) {
      refuse('too_long')
      continue
    }
    const verdict = judged(sentence, { passage, ground, told: here, isAboutIt })
    if (!verdict.ok) {
      refuse(verdict.why, verdict.words)
      continue
    }
    left -= sentence.length + 1
    isAboutIt = isAboutProject(sentence, names)
    for (const statement of verdict.statements) here.statements.add(statement.text)
    here.sentences.push(new Set([...stemsOf(sentence), ...passage.names.flatMap(stemsOf)]))
    sentences.push({
      text: isPhrase(passage) ? sentence.replace(/[.]$/, '').replaceAll('`', '') : sentence,
      sources: verdict.statements.flatMap(({ sources }) => sources),
    })
  }
  const lost = dropped.filter(({ why }) => UNTRUE.has(why)).length
  if (!sentences.length || lost > sentences.length) {
    const given = sentences.map(
      (sentence): DroppedSentence => ({ passage: id, text: sentence.text, why: 'passage_left', words: [] }),
    )
    return { worded: null, dropped: [...dropped, ...given] }
  }
  told.statements = here.statements
  told.sentences = here.sentences
  return { worded: { sentences, left: leftOf(passage, sentences) }, dropped }
}

/**
 * What of an answer may stand in the README: the sentences that are backed, passage by passage. A passage that loses more
 * sentences than it keeps stays as it is. Pure: the same answer gives the same wording.
 */
export function takeOver(passages: ReadonlyMap<string, Passage>, answer: Answer): TakenOver {
  const wording = new Map<string, Worded>()
  const told: Told = { statements: new Set(), sentences: [] }
  const dropped: DroppedSentence[] = []
  for (const [key, passage] of passages) {
    const result = one(passage, answer[key]?.trim() ?? '', told)
    dropped.push(...result.dropped)
    if (result.worded) wording.set(passage.id, result.worded)
  }
  const kept = [...wording.values()].reduce((sum, { sentences }) => sum + sentences.length, 0)
  return { wording, dropped, kept }
}
