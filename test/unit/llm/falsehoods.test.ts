import { describe, expect, it } from 'vitest'
import { sentencesOf } from '../../../src/analysis/sentences'
import { groundOf, judge } from '../../../src/llm/grounding/ground'
import { namesOf } from '../../../src/llm/grounding/readings'
import { tokensOf } from '../../../src/llm/grounding/tokens'
import { takeOver } from '../../../src/llm/take-over'
import { DEFAULTS } from '../../../src/readme/options'
import type { Passage } from '../../../src/readme/passages/passage'
import { writeReadme } from '../../../src/readme/write-readme'
import { FALSEHOODS, type Falsehood } from '../../corpora/falsehoods/falsehoods'
import { REPOSITORIES } from '../../corpora/falsehoods/repositories'
import { TRUTHS } from '../../corpora/falsehoods/truths'
import { SAMPLES } from './sample-passages'

/*
 * A lying model against the check: each falsehood as the answer to every passage of its repository. The falsehoods were
 * written by somebody who had not seen the rule.
 */

type Sample = (typeof SAMPLES)[number]
const sampleOf = (repository: string): Sample => {
  const found = SAMPLES.find(({ name }) => name === repository)
  if (!found) throw new Error(`there is no sample ${repository}`)
  return found
}

const claims = (text: string) => tokensOf(text).some(({ isClaim }) => isClaim)
/** True sentences of a passage that the check lets through. */
const trueOf = ({ statements }: Passage): string[] =>
  statements
    .filter(({ isPart }) => !isPart)
    .map(({ text }) => text)
    .filter((text) => !claims(text) && text.length > 8)

/** What stands in the passage after this answer. */
function keptOf(passage: Passage, answer: string): string[] {
  const { wording } = takeOver(new Map([['p1', passage]]), { p1: answer })
  return wording.get(passage.id)?.sentences.map(({ text }) => text) ?? []
}

/** Falsehoods of which the marker stands in what is kept. */
const through = (kept: (lie: Falsehood) => string[]): string[] =>
  FALSEHOODS.filter((lie) => kept(lie).some((text) => text.includes(lie.marker))).map(({ text }) => text)

describe('the corpus', () => {
  it('has at least 200 falsehoods, and at least 10 of each of its twenty kinds', () => {
    const kinds = new Map<string, number>()
    for (const { kind } of FALSEHOODS) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    expect(FALSEHOODS.length).toBeGreaterThanOrEqual(200)
    expect(kinds.size).toBe(20)
    expect([...kinds].filter(([, count]) => count < 10)).toEqual([])
  })
  it('has a marker in each of its falsehoods', () => {
    expect(FALSEHOODS.filter(({ text, marker }) => marker.length < 4 || !text.includes(marker))).toEqual([])
  })
  it('is about samples that have passages with more than one statement', () => {
    for (const { repository } of [...FALSEHOODS, ...TRUTHS])
      expect(sampleOf(repository).passages[0]?.statements.length).toBeGreaterThan(1)
  })
})

describe('no falsehood gets through', () => {
  it('alone, as the answer to each passage of its repository', () => {
    const kept = ({ repository, text }: Falsehood) =>
      sampleOf(repository).passages.flatMap((passage) => keptOf(passage, text))
    expect(through(kept)).toEqual([])
  })

  it('between two true sentences, which are kept', () => {
    let both = 0
    const kept = ({ repository, text }: Falsehood) =>
      sampleOf(repository).passages.flatMap((passage) => {
        // Where there is room for them.
        const roomy = { ...passage, most: { sentences: 9, characters: 2_000 } }
        // "It" stands only where the sentence before is about the project.
        const [first, second] = trueOf(passage).filter((text) => !/^It\b/.test(text))
        const sentences = keptOf(roomy, `${first} ${text} ${second ?? ''}`)
        if (second && sentences.includes(first!) && sentences.includes(second)) both++
        return sentences
      })
    expect(through(kept)).toEqual([])
    expect(both).toBeGreaterThan(FALSEHOODS.length)
  })

  it('into a README', () => {
    const plain = new Map(SAMPLES.map(({ name, facts }) => [name, writeReadme(facts, DEFAULTS).markdown]))
    const told: string[] = []
    for (const { repository, text, marker } of FALSEHOODS) {
      const { facts, passages } = sampleOf(repository)
      const keyed = new Map(passages.map((passage, index) => [`p${index}`, passage]))
      // A lie that loses its passage would hide what is let through: the truth beside it keeps it.
      const answer = Object.fromEntries(
        [...keyed].map(([key, passage]) => [key, `${trueOf(passage)[0] ?? ''} ${text}`]),
      )
      const { wording } = takeOver(keyed, answer)
      const { markdown } = writeReadme(facts, DEFAULTS, { wording })
      if (markdown.includes(marker) && !plain.get(repository)?.includes(marker)) told.push(text)
    }
    expect(told).toEqual([])
  })
})

describe('with all sentences of all files as statements', () => {
  /** Marks of comments, and the words of a line behind them. */
  const COMMENT = /(?:^|\s)(?:\/\/[/!]?|#)\s(.*)$|^\s*(?:\/\*\*?|"""|\*(?!\/)|'''|#)\s?(.*)$/
  const DESCRIBED = /(?:description|help|about|summary|message)"?\s*[:=]\s*"((?:[^"\\]|\\.)*)"/

  /** Comments, documents and descriptions of a file, in paragraphs. */
  function paragraphsOf(path: string, text: string): string[] {
    const paragraphs: string[] = ['']
    let isComment = false
    const put = (line: string) => {
      if (line.trim() === '') paragraphs.push('')
      else paragraphs.push(`${paragraphs.pop()} ${line.trim()}`)
    }
    for (const line of text.split('\n')) {
      const opens = /^\s*(?:\/\*|"""|''')/.test(line)
      const plain = line.replace(/\s*(?:\*\/|"""|''')\s*$/, '')
      const [, behind, inside] = plain.match(COMMENT) ?? []
      const [, described] = line.match(DESCRIBED) ?? []
      if (opens) put('')
      if (path.endsWith('.md')) {
        const begins = line.replace(/^(?:#+|-) /, '')
        if (begins !== line) put('')
        put(begins)
      } else if (described) paragraphs.push(described, '')
      else if (behind !== undefined || inside !== undefined || isComment) put(behind ?? inside ?? plain)
      else put('')
      if (opens) isComment = true
      if (isComment && /(?:\*\/|"""|''')\s*$/.test(opens ? line.replace(/^\s*(?:\/\*\*?|"""|''')/, '') : line)) {
        isComment = false
        put('')
      }
    }
    return paragraphs
  }

  const unlinked = (text: string) => text.replace(/\[([^\]]*)\](?:\([^)]*\))?/g, '$1')
  const GROUNDS = new Map(
    REPOSITORIES.map(({ name, files }) => {
      const { passages } = sampleOf(name)
      const read = Object.entries(files)
        .filter(([path]) => !/LICEN[CS]E|COPYING/.test(path))
        .flatMap(([path, text]) => paragraphsOf(path, text))
        .flatMap((paragraph) => sentencesOf(unlinked(paragraph)))
        .filter((sentence) => sentence.length >= 8)
        .map((sentence) => sentence.replace(/[.]?$/, '.'))
      const own = passages.flatMap(({ statements }) => statements.map(({ text }) => text))
      return [name, groundOf([...new Set([...read, ...own])], namesOf(passages[0]?.names ?? []))]
    }),
  )
  const isBacked = (repository: string, text: string) => judge(text, GROUNDS.get(repository)!).ok

  it('there are many', () => {
    for (const [name, { statements }] of GROUNDS) expect(statements.length, name).toBeGreaterThan(30)
  })
  it('no falsehood gets through', () => {
    const kept = ({ repository, text }: Falsehood) =>
      [text, ...text.split(/(?<=[.!?])\s+/)].map((one) => one.trim()).filter((one) => isBacked(repository, one))
    expect(through(kept)).toEqual([])
  })
  it('at least 50 of the 90 truths in the words of a file are kept', () => {
    const close = TRUTHS.filter(({ style }) => style === 'close')
    const kept = close.filter(({ repository, text }) => isBacked(repository, text))
    expect(close).toHaveLength(90)
    expect(kept.length).toBeGreaterThanOrEqual(50)
  })
})
