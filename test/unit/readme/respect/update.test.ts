import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Source } from '../../../../src/analysis/facts'
import { fenced, paragraph } from '../../../../src/readme/blocks'
import { contextOf } from '../../../../src/readme/context'
import type { Part } from '../../../../src/readme/document'
import { md, text, verbatim } from '../../../../src/readme/escape'
import { contentLines, readRegions, regionLines } from '../../../../src/readme/respect/regions'
import { updateReadme } from '../../../../src/readme/respect/update'
import type { SectionId } from '../../../../src/readme/vocabulary'
import { writeParts } from '../../../../src/readme/write-parts'
import { FIXTURES } from '../fixtures'
import { documents } from './documents'

const OFFER = { missing: 'offer', sections: {} } as const
const INSERT = { missing: 'insert', sections: {} } as const
const source: Source = { path: 'package.json', line: 3 }

const partOf = (id: SectionId, heading: string, ...commands: string[]): Part => ({
  id,
  blocks: [
    [{ text: md`## ${text(heading)}`, sources: [source] }],
    fenced(
      'sh',
      commands.map((one) => ({ text: one, sources: [source] })),
    ),
  ],
})
const installation = partOf('installation', 'Installation', 'npm install quiver')
const usage = partOf('usage', 'Usage', 'npx quiver --help')
const license: Part = {
  id: 'license',
  blocks: [[{ text: md`## License`, sources: [source] }], paragraph(md`MIT, see [LICENSE](LICENSE).`, [source])],
}
const PARTS = [installation, usage, license]
const region = (part: Part) =>
  regionLines(part)
    .map((line) => line.text)
    .join('\n')
const readme = (given: string) => ({ path: 'README.md', text: given })
const outcomes = (given: string, parts = PARTS, asked: Parameters<typeof updateReadme>[2] = OFFER) =>
  updateReadme(readme(given), parts, asked).regions.map(({ id, outcome }) => `${id} ${outcome}`)

describe('an update', () => {
  test('of any document leaves every byte outside of regions that are ours', () => {
    fc.assert(
      fc.property(documents, documents, (before, behind) => {
        const old = partOf('installation', 'Installation', 'npm install old')
        const given = `${before}\n\n${region(old)}\n\n${behind}`
        const { markdown } = updateReadme(readme(given), PARTS, OFFER)
        const isRegion = readRegions(given.split(/\r?\n/)).some((one) => one.id === 'installation' && !one.broken)
        if (isRegion && !given.includes('usage hash')) {
          expect(markdown.startsWith(`${before}\n\n<!-- readme-forge:begin installation`)).toBe(true)
          expect(markdown.endsWith(`installation -->\n\n${behind}`)).toBe(true)
        } else if (!readRegions(given.split(/\r?\n/)).some((one) => !one.broken && one.isOurs))
          expect(markdown).toBe(given)
      }),
      { seed: 20260110, numRuns: 400 },
    )
  })
  test('of what an update made changes nothing more, whatever the document was', () => {
    fc.assert(
      fc.property(documents, fc.constantFrom(OFFER, INSERT), (given, asked) => {
        const once = updateReadme(readme(given), PARTS, asked).markdown
        expect(updateReadme(readme(once), PARTS, asked).markdown).toBe(once)
      }),
      { seed: 20260111, numRuns: 600 },
    )
  })
  test.each(Object.entries(FIXTURES))('with the same facts gives the same bytes for %s', (_, facts) => {
    const parts = writeParts(contextOf(facts))
    const written = `${parts.map(region).join('\n\n')}\n`
    const { markdown, regions, offered } = updateReadme(readme(written), parts, OFFER)
    expect(markdown).toBe(written)
    expect(offered).toEqual([])
    expect(new Set(regions.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']))
  })
  test('keeps carriage returns, and ends new lines with them', () => {
    const old = region(partOf('usage', 'Usage', 'old')).replaceAll('\n', '\r\n')
    const { markdown } = updateReadme(readme(`# Q\r\n\r\n${old}\r\n\r\nLast  `), [usage], OFFER)
    expect(markdown).toBe(`# Q\r\n\r\n${region(usage).replaceAll('\n', '\r\n')}\r\n\r\nLast  `)
  })
  test('leaves a region that somebody edited, and tells what would stand there', () => {
    const edited = region(usage).replace('--help', '--help # see below')
    const { markdown, regions } = updateReadme(readme(`# Q\n\n${edited}\n`), PARTS, OFFER)
    expect(markdown).toBe(`# Q\n\n${edited}\n`)
    expect(regions).toEqual([{ id: 'usage', outcome: 'edited', line: 3, proposed: region(usage) }])
  })
  test('does not take white space at the ends of lines for an edit', () => {
    expect(outcomes(`# Q\n\n${region(usage).replace('## Usage', '## Usage  ')}\n`)).toEqual(['usage unchanged'])
  })
  test('empties a region that has nothing to say, keeps its marks, and fills it when it has again', () => {
    const { markdown, regions } = updateReadme(readme(`# Q\n\n${region(usage)}\n`), [], OFFER)
    expect(regions).toMatchObject([{ id: 'usage', outcome: 'emptied' }])
    expect(markdown).toBe(
      '# Q\n\n<!-- readme-forge:begin usage hash=cbf29ce484222325 -->\n<!-- readme-forge:end usage -->\n',
    )
    expect(updateReadme(readme(markdown), [usage], OFFER).markdown).toBe(`# Q\n\n${region(usage)}\n`)
  })
  test('leaves regions of sections that were not asked about', () => {
    expect(outcomes(region(usage), [], { missing: 'offer', sections: { on: ['license'] } })).toEqual([
      'usage unchanged',
    ])
  })
  test.each([
    ['a begin without its end', '<!-- readme-forge:begin usage hash=cbf29ce484222325 -->\n\nText', ['usage broken']],
    ['an end without its begin', 'Text\n\n<!-- readme-forge:end usage -->', ['usage broken']],
    ['an id that stands twice', `${region(usage)}\n\n${region(usage)}`, ['usage broken', 'usage broken']],
    [
      'regions in each other',
      region(usage).replace('```sh', `${region(license)}\n\`\`\`sh`),
      ['usage broken', 'license broken', 'usage broken'],
    ],
  ])('touches nothing for %s', (_, given, expected) => {
    expect(outcomes(given)).toEqual(expected)
    expect(updateReadme(readme(given), PARTS, OFFER).markdown).toBe(given)
  })
  test.each([
    ['a fence', (one: string) => `~~~~\n${one}\n~~~~`],
    ['a comment', (one: string) => `<!--\n${one.replaceAll('-->', '->')}\n-->`],
    ['indented code', (one: string) => one.replace(/^/gm, '    ')],
  ])('takes marks in %s for text', (_, wrap) => {
    expect(outcomes(`# Q\n\n${wrap(region(usage))}\n`)).toEqual([])
  })
})

describe('a section that the README lacks', () => {
  const given = '# Q\n\nA quiver.\n\n## Installing Q\n\nGet it.\n\n## Support\n\nAsk.\n'
  test('is offered with its place, and nothing is written', () => {
    const { markdown, offered } = updateReadme(readme(given), PARTS, OFFER)
    expect(markdown).toBe(given)
    expect(offered.map(({ id, heading, after }) => ({ id, heading, after }))).toEqual([
      { id: 'usage', heading: 'Usage', after: 8 },
      { id: 'license', heading: 'License', after: 8 },
    ])
    expect(offered[0]?.markdown).toBe(`${region(usage)}\n`)
  })
  test('is put in where that is asked for', () => {
    const { markdown, regions } = updateReadme(readme(given), PARTS, INSERT)
    expect(markdown).toBe(given.replace('## Support', `${region(usage)}\n\n${region(license)}\n\n## Support`))
    expect(regions).toMatchObject([
      { id: 'usage', outcome: 'added' },
      { id: 'license', outcome: 'added' },
    ])
    expect(markdown.split('\n')[regions[1]!.line! - 1]).toMatch(/begin license/)
  })
  test.each([
    ['its command stands in a fence under another heading', 'Get it:\n\n```\nnpm install quiver\n```', 'installation'],
    ['a bold line stands for its heading', '**Usage**\n\nCall it.', 'usage'],
    ['a sentence names the licence', 'Quiver is licensed under the MIT license.', 'license'],
    ['its heading is in other words', '## 安装\n\nA text.', 'installation'],
  ])('is not lacking when %s', (_, told, id) => {
    const { offered } = updateReadme(readme(`# Q\n\nA quiver.\n\n${told}\n`), PARTS, OFFER)
    expect(offered.map((one) => one.id)).not.toContain(id)
    expect(offered).toHaveLength(2)
  })
  test('is never an introduction, unless nothing stands at all', () => {
    const introduction: Part = { id: 'introduction', blocks: [[{ text: md`# Quiver`, sources: [source] }]] }
    expect(updateReadme(readme('Only words.\n'), [introduction], INSERT).markdown).toBe('Only words.\n')
    expect(updateReadme(readme(''), [introduction], INSERT).markdown).toMatch(/^<!-- .* -->\n# Quiver\n<!-- .* -->\n$/)
  })
})

describe('evidence', () => {
  test("rests a person's lines on their own line, and ours on facts", () => {
    const given = `# Q\n\n${region(partOf('usage', 'Usage', 'a', 'b'))}\n\nMine.\n`
    const { markdown, lines } = updateReadme(readme(given), [usage], OFFER)
    const mine = lines.find((line) => line.text === 'Mine.')
    expect(mine).toMatchObject({ by: 'readme', sources: [{ path: 'README.md', line: 12 }], line: 11 })
    expect(lines.find((line) => line.text === 'npx quiver --help')?.sources[0]).toBe(source)
    expect(lines.map(({ line }) => line)).toEqual(
      markdown.split('\n').flatMap((line, index) => (line === '' ? [] : [index + 1])),
    )
  })
})

describe('a region', () => {
  test('cannot be forged or broken by what stands in it', () => {
    fc.assert(
      fc.property(documents, (given) => {
        const part: Part = {
          id: 'usage',
          blocks: [given.split(/\r?\n/).map((line) => ({ text: verbatim(line), sources: [] }))],
        }
        const lines = regionLines(part).map((line) => line.text)
        expect(readRegions(lines)).toMatchObject([{ id: 'usage', first: 0, last: lines.length - 1, isOurs: true }])
        expect(contentLines(part)).toHaveLength(lines.length - 2)
      }),
      { seed: 20260112, numRuns: 600 },
    )
  })
})
