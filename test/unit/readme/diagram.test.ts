import DOMPurify from 'dompurify'
import fc from 'fast-check'
import mermaid from 'mermaid'
import { beforeAll, expect, test } from 'vitest'
import type { Block } from '../../../src/readme/blocks'
import { direct, type Edge, flowchart, type Node } from '../../../src/readme/diagram'
import { hostile } from './hostile'

// Without a document the sanitiser is an empty shell; the parser under test needs none of it.
Object.assign(DOMPurify, { addHook() {}, sanitize: (value: string) => value })
// Diagrams are registered when the first is read.
beforeAll(() => mermaid.parse('flowchart LR\n  a'))

const sources = [{ path: 'compose.yaml', line: 1 }]
const node = (key: string, ...label: string[]): Node => ({ key, label: label.length ? label : [key], sources })
const edge = (from: string, to: string): Edge => ({ from, to, sources })
const written = (blocks: readonly Block[]) => blocks.flat().map(({ text }) => text)
const inside = (blocks: readonly Block[]) => written(blocks).slice(1, -1).join('\n')

/** What Mermaid knows of a flowchart. */
interface Flowchart {
  getVertices(): Map<string, { id: string; text?: string }>
  getEdges(): { start: string; end: string }[]
}
const isFlowchart = (db: object): db is Flowchart => 'getVertices' in db && 'getEdges' in db

/** What Mermaid itself reads: each box's text with its entities still to be decoded, and the arrows. */
async function parsed(source: string) {
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(source)
  if (!isFlowchart(db)) throw new Error('Mermaid reads no flowchart')
  return {
    texts: [...db.getVertices().values()].map(({ text = '' }) => text),
    arrows: db.getEdges().map(({ start, end }) => `${start} ${end}`),
  }
}
/** A label as a browser shows it. */
const shown = (text: string) =>
  text.replace(/<br\/?>/g, '\n').replace(/ﬂ°°(\d+)¶ß/g, (_, point: string) => String.fromCodePoint(Number(point)))

test('boxes and arrows are what Mermaid reads', async () => {
  const source = inside(
    flowchart([node('web', 'web', '8080:80'), node('db', 'db', 'postgres:17')], [edge('web', 'db')]),
  )
  const { texts, arrows } = await parsed(source)
  expect(texts.map(shown)).toEqual(['web\n8080:80', 'db\npostgres:17'])
  expect(arrows).toEqual(['n1 n2'])
})

test.each([
  'end',
  'a "b" c',
  '"]; n9["x',
  'style x:#f00;',
  'classDef a fill:#f00;',
  '`**bold**`',
  'a<br>b',
  '%%{init: {}}%%',
  '---',
  'graph',
  '1',
  'x__y_',
  '#quot;',
  '#59;',
])('a box shows %s as it is', async (name) => {
  const { texts, arrows } = await parsed(inside(flowchart([node('a', name), node('b')], [edge('a', 'b')])))
  expect(texts.map(shown)).toEqual([name, 'b'])
  expect(arrows).toEqual(['n1 n2'])
})

test('no text breaks the diagram or its fence', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(hostile, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 5 }),
      async (labels) => {
        const nodes = labels.map((label, index) => node(String(index), 'x', ...label))
        const blocks = flowchart(
          nodes,
          nodes.slice(1).map(({ key }) => edge('0', key)),
        )
        const { texts, arrows } = await parsed(inside(blocks))
        expect(texts).toHaveLength(nodes.length)
        expect(arrows).toHaveLength(nodes.length - 1)
        expect(written(blocks).filter((line) => line.includes('`'))).toEqual(['```mermaid', '```'])
      },
    ),
    { seed: 20260104, numRuns: 100 },
  )
}, 60_000)

test('without an arrow, or with too many boxes, there is no diagram', () => {
  const many = Array.from({ length: 20 }, (_, index) => node(`n${index}`))
  expect(flowchart([node('a'), node('b')], [])).toEqual([])
  expect(flowchart([node('a')], [edge('a', 'a'), edge('a', 'elsewhere')])).toEqual([])
  expect(
    flowchart(
      many,
      many.slice(1).map(({ key }) => edge('n0', key)),
    ),
  ).toEqual([])
})

test('boxes without an arrow are left out where there are too many', () => {
  const many = Array.from({ length: 20 }, (_, index) => node(`n${index}`))
  const lines = written(flowchart(many, [edge('n18', 'n19'), edge('n18', 'n19')]))
  expect(lines).toEqual(['```mermaid', 'flowchart LR', '  n1["n18"]', '  n2["n19"]', '  n1 --> n2', '```'])
})

test('an arrow whose end is reached over others is left out, also where arrows lead in a circle', () => {
  const edges = [edge('a', 'b'), edge('a', 'c'), edge('b', 'c'), edge('c', 'b')]
  expect(direct(edges).map(({ from, to }) => `${from}${to}`)).toEqual(['ac', 'bc', 'cb'])
})
