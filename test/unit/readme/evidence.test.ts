import { describe, expect, test } from 'vitest'
import { EvidenceSchema } from '../../../src/readme/evidence'
import { writeReadme } from '../../../src/readme/write-readme'
import { FIXTURES } from './fixtures'

/** What a JSON pointer leads to. */
const at = (value: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], value)

describe.each(Object.entries(FIXTURES))('%s', (_, facts) => {
  const { markdown, evidence } = writeReadme(structuredClone(facts))
  const lines = markdown.split('\n')
  test('every line that is not empty has its evidence, and no other', () => {
    const said = lines.flatMap((text, index) => (text === '' ? [] : [index + 1]))
    expect(evidence.map(({ line }) => line)).toEqual(said)
  })
  test('each line said from facts names a fact that is there, and its places', () => {
    for (const { by, facts: pointers, sources } of evidence) {
      expect(by).toBe('facts')
      expect(sources.length).toBeGreaterThan(0)
      expect(pointers.length).toBeGreaterThan(0)
      for (const pointer of pointers) expect(at(facts, pointer)).toBeTypeOf('object')
    }
  })
  test('is in the form that is published', () => {
    const url = null
    const document = {
      path: 'README.md',
      commit: null,
      lines: evidence.map((one) => ({ ...one, sources: one.sources.map((source) => ({ ...source, url })) })),
    }
    expect(EvidenceSchema.safeParse(document).success).toBe(true)
  })
})

test('two facts of one place are told apart, the place is named once', () => {
  const { library } = FIXTURES
  const place = { path: 'package.json', line: 2 }
  const facts = {
    ...structuredClone(library),
    name: { value: 'quiver', sources: [{ ...place }] },
    description: { value: 'Arrows for everybody who shoots.', sources: [{ ...place }] },
  }
  const { evidence, markdown } = writeReadme(facts)
  const line = (words: string) => evidence.find((one) => markdown.split('\n')[one.line - 1] === words)
  expect(line('# quiver')).toMatchObject({ facts: ['/name'], sources: [place] })
  expect(line('Arrows for everybody who shoots.')).toMatchObject({ facts: ['/description'], sources: [place] })
})
