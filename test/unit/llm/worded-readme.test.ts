import { describe, expect, it } from 'vitest'
import { takeOver } from '../../../src/llm/take-over'
import { DEFAULTS } from '../../../src/readme/options'
import { writeReadme } from '../../../src/readme/write-readme'
import { breaches } from '../readme/lint'
import { SAMPLES } from './sample-passages'

/** The README as a model words it that repeats every statement it is given. */
function wordedOf({ facts, passages }: (typeof SAMPLES)[number]) {
  const keyed = new Map(passages.map((passage, index) => [`p${index}`, passage]))
  const answer = Object.fromEntries(
    [...keyed].map(([key, { statements }]) => [key, statements.map(({ text }) => text).join(' ')]),
  )
  const { wording, kept } = takeOver(keyed, answer)
  return { ...writeReadme(facts, DEFAULTS, { wording }), wording, kept }
}

describe.each(SAMPLES.map((sample) => [sample.name, sample] as const))(
  'the README of %s in a model’s words',
  (_, sample) => {
    const { markdown, evidence, kept } = wordedOf(sample)
    it('is clean Markdown', () => {
      expect(kept).toBeGreaterThan(0)
      expect(breaches(markdown)).toEqual([])
    })
    it('rests on files of the repository, line by line', () => {
      const lines = markdown.split('\n')
      const by = evidence.filter((line) => line.by === 'model')
      expect(by.length).toBeGreaterThan(0)
      for (const { line, sources } of by) {
        expect(lines[line - 1]).toMatch(/\S/)
        expect(sources.length).toBeGreaterThan(0)
      }
    })
    it('has every section and says nothing twice', () => {
      const headings = (text: string) => text.match(/^#+ .*$/gm)
      expect(headings(markdown)).toEqual(headings(writeReadme(sample.facts).markdown))
      const introduction = markdown.slice(0, markdown.indexOf('\n## '))
      const sentences = introduction.split(/(?<=[.])\s+/).filter((one) => one.length > 20)
      expect(new Set(sentences).size).toBe(sentences.length)
    })
  },
)
