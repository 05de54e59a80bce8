import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Drift, Facts } from '../../../../src/analysis/facts'
import { paragraph } from '../../../../src/readme/blocks'
import { contextOf } from '../../../../src/readme/context'
import type { Part } from '../../../../src/readme/document'
import { md } from '../../../../src/readme/escape'
import { carryOver } from '../../../../src/readme/respect/carry'
import { readRegions, regionLines } from '../../../../src/readme/respect/regions'
import { writeParts } from '../../../../src/readme/write-parts'
import { writeReadme } from '../../../../src/readme/write-readme'
import { library } from '../fixtures'
import { documents } from './documents'

function carried(text: string, more: { path?: string; drift?: Drift[]; facts?: Partial<Facts> } = {}) {
  const { path = 'README.md', drift = [] } = more
  const facts: Facts = { ...library, existing_readme: { path, text, sections: [], checked: {}, drift }, ...more.facts }
  const context = contextOf(facts)
  const { parts, kept, left } = carryOver(writeParts(context), facts.existing_readme, context)
  const lines = parts.flatMap((part) => part.blocks.flatMap((block) => [...block]))
  const own = lines.filter(({ by }) => by === 'readme')
  const markdown = parts
    .map((part) =>
      regionLines(part)
        .map((line) => line.text)
        .join('\n'),
    )
    .join('\n\n')
  return { markdown, own: own.map((line) => line.text), lines: own, kept, left, ids: parts.map(({ id }) => id) }
}
const drift = (line: number): Drift => ({ kind: 'path', line, claim: 'x', message: 'x is not there.', sources: [] })

describe('a new README', () => {
  test('a heading that is the project’s name is its title, however much stands before it', () => {
    const above = ['*a b*', 'See [c](https://c.example) first.', 'More words stand here.', 'And more below them.']
    const { markdown, own } = carried(`${above.join('\n\n')}\n\n# Quiver\n\nWhat follows is kept.\n`, {
      facts: { name: { value: 'quiver', sources: [] } },
    })
    expect(own).toEqual([...above, 'What follows is kept.'])
    expect(markdown).not.toContain('Quiver (2)')
  })

  test('a list of contents goes, and what stands below it under headings of its own stays', () => {
    const list = [
      '# @arrow/quiver',
      '',
      '## Index',
      '',
      '- [Bows](#bows)',
      '- [Arrows](#arrows)',
      '- [Strings](#strings)',
    ]
    const below = [
      '### Bows',
      'Bows are kept here.',
      '### Arrows',
      'Arrows are kept there.',
      '### Strings',
      'Strings too.',
    ]
    const { own, left } = carried([...list, ...below].join('\n\n'))
    expect(own).toEqual(below.map((line) => line.replace(/^###/, '##')))
    expect(left.map(({ why }) => why)).toEqual(['generated_instead'])
    expect(carried(list.join('\n')).own).toEqual([])
  })

  test('a row has no empty cells more than its table has columns', () => {
    const { own } = carried('# @arrow/quiver\n\n## Bows\n\na | b\n|-|-|\n| 1 | 2 | | |\n| 3 | | \n| 4 | 5 | 6 |\n')
    expect(own).toEqual(['## Bows', '| a | b |', '|-|-|', '| 1 | 2 |', '| 3 | |', '| 4 | 5 | 6 |'])
  })

  test('a slogan that is the description is said once', () => {
    const { own, left } = carried(`# @arrow/quiver\n\n> **${library.description!.value}**\n\nMore on it.\n`)
    expect(own).toEqual(['More on it.'])
    expect(left.map(({ why }) => why)).toEqual(['generated_instead'])
  })

  test('keeps what no parser can know, each line resting on its own', () => {
    const text = [
      '# @arrow/quiver',
      '',
      '> [!WARNING]',
      '> Quiver is no longer maintained.',
      '',
      '![A tree of five nodes](docs/tree.png)',
      '',
      '## Why Quiver?',
      '',
      'Because *balance* matters.',
      '',
      '## Acknowledgements',
      '',
      'Thanks to [Acme](https://acme.example).',
    ].join('\n')
    const { own, lines, kept, left, markdown } = carried(text)
    expect(own).toEqual(text.split('\n').slice(2).filter(Boolean))
    for (const line of lines) expect(text.split('\n')[line.sources[0]!.line! - 1]).toBe(line.text)
    expect(kept.map(({ what, heading }) => [what, heading])).toEqual([
      ['notice', null],
      ['picture', null],
      ['section', 'Why Quiver?'],
      ['section', 'Acknowledgements'],
    ])
    expect(left).toEqual([])
    const order = ['no longer maintained', '## Why Quiver?', '## Installation', '## Acknowledgements', '## License']
    expect(order.map((one) => markdown.indexOf(one))).toEqual(
      order.map((one) => markdown.indexOf(one)).toSorted((a, b) => a - b),
    )
  })
  test('says nothing twice: title, description, contents, licence and the command to install it', () => {
    const text =
      '# @arrow/quiver\n\nSorted sets and maps for JavaScript, kept in balanced trees.\n\n- [Install](#install)\n- [Use](#use)\n- [Licence](#licence)\n\n## Install\n\n```sh\nyarn add @arrow/quiver\n```\n\n## License\n\nMIT\n'
    const { own, left } = carried(text)
    expect(own).toEqual([])
    expect(new Set(left.map(({ why }) => why))).toEqual(new Set(['generated_instead']))
  })
  test('goes on in the words of a paragraph whose first sentence it says itself', () => {
    const { own } = carried(
      '# Q\n\nSorted sets and maps for JavaScript, kept in balanced trees. They never grow deeper than they must.\n',
    )
    expect(own).toEqual(['They never grow deeper than they must.'])
  })
  test('keeps beside ours what a section on the same adds, under one heading', () => {
    const { markdown, own } = carried(
      '# Q\n\n## Usage\n\nA map is made from pairs, and each of its methods gives back a new map with the change in it.\n\n```js\nconst map = new SortedMap(pairs)\n```\n',
    )
    expect(markdown.match(/^## Usage/gm)).toHaveLength(1)
    expect(own).toContain('const map = new SortedMap(pairs)')
  })
  test('leaves out what no longer holds, an item of a list by itself, and tells it', () => {
    const { own, left } = carried(
      '# Q\n\n## Features\n\n- Fast to read\n- Made by `tools/gone`\n- Small\n\nSee this:\n\n```js\ngone()\n```\n',
      {
        drift: [drift(6), drift(12)],
      },
    )
    expect(own).toEqual(['## Features', '- Fast to read', '- Small'])
    expect(left).toMatchObject([
      { heading: 'Features', from: { first: 6, last: 6 }, why: 'does_not_hold', message: 'x is not there.' },
      { heading: 'Features', from: { first: 9, last: 13 }, why: 'does_not_hold' },
    ])
  })
  test('takes along the definitions that kept words use, and no others', () => {
    const { own } = carried(
      '# Q\n\n## FAQ\n\nSee [the guide] and the note[^1].\n\n[the guide]: docs/guide.md\n[other]: https://acme.example\n[^1]: A note.\n',
    )
    expect(own).toEqual(['## FAQ', 'See [the guide] and the note[^1].', '[the guide]: docs/guide.md', '[^1]: A note.'])
  })
  test('leads relative targets from where it stands', () => {
    const { own } = carried(
      '# Q\n\n## FAQ\n\n[a](../LICENSE) ![b](b.png "B") <img alt="c" src="c.png"> [d](#faq) [e](#gone) [f](https://acme.example)\n',
      {
        path: 'docs/README.md',
      },
    )
    expect(own[1]).toBe(
      '[a](LICENSE) ![b](docs/b.png "B") <img alt="c" src="docs/c.png"> [d](#faq) e [f](https://acme.example)',
    )
  })
  test('has no heading twice, none of the first level, and skips no level', () => {
    const { own } = carried('# Q\n\n# Design\n\n#### Usage\n\nOne word.\n\n# Goals\n\n## Usage\n\nAnother.\n')
    expect(own.filter((line) => line.startsWith('#'))).toEqual([
      '## Design',
      '### Usage (Design)',
      '## Goals',
      '### Usage (Goals)',
    ])
  })
  test('shows centred pictures and words of HTML as Markdown, and drops what hosts do not show', () => {
    const { own, left } = carried(
      '<h1 align="center">Q</h1>\n<p align="center">\n  <a href="https://acme.example"><img src="logo.png" width="200"></a>\n</p>\n\n## FAQ\n\nWell.\n\n<script>\nalert(1)\n</script>\n',
    )
    expect(own).toEqual(['[<img alt="logo" src="logo.png" width="200">](https://acme.example)', '## FAQ', 'Well.'])
    expect(left).toMatchObject([{ why: 'not_markdown', from: { first: 10, last: 12 } }])
  })
  test('keeps badges that the repository proves, six at most with its own', () => {
    const badge = (picture: string) => `[![x](${picture})](https://acme.example)`
    const proven = badge('https://github.com/arrow/quiver/actions/workflows/release.yml/badge.svg')
    const { own } = carried(
      `# Q\n\n${badge('https://codecov.io/gh/arrow/quiver/badge.svg')} ${proven}\n${badge('https://github.com/arrow/quiver/actions/workflows/gone.yml/badge.svg')}\n`,
    )
    expect(own).toEqual([proven])
  })
  test('says where a link leads whose words do not', () => {
    const { own } = carried(
      '# Q\n\n## FAQ\n\n[here](docs/a.md), [**Here**](https://www.acme.example/x/), [link](#faq), [more...][m], [read more](b.md)\n\n[m]: https://acme.example/m\n',
    )
    expect(own[1]).toBe(
      '[`docs/a.md`](docs/a.md), [acme.example/x](https://www.acme.example/x/), [FAQ](#faq), [acme.example/m][m], [read more](b.md)',
    )
  })
  test('unlinks what leads to a heading that is gone, by itself or by a definition, on one line or two', () => {
    const { own } = carried('# Q\n\n## FAQ\n\nSee [the\nnote](#gone) and [that][a] and [b].\n\n[a]: #gone\n[b]: #faq\n')
    expect(own).toEqual(['## FAQ', 'See the', 'note and that and [b].', '[b]: #faq'])
  })
  test('takes along definitions that are written within a list, and none for a label in code', () => {
    const { own } = carried('# Q\n\n## FAQ\n\nSee [x] and `[y]`.\n\n* One\n\n  [x]: a.md\n  [y]: b.md\n')
    expect(own).toEqual(['## FAQ', 'See [x] and `[y]`.', '* One', '  [x]: a.md'])
  })
  test('has six badges at most, however a person sets them', () => {
    const badge = (n: number) => `[![x](https://img.shields.io/discord/${n})](\n<https://acme.example/${n}>)`
    const row = [1, 2, 3, 4, 5, 6, 7, 8].map(badge)
    const count = (text: string) => carried(text).markdown.match(/!\[/g)?.length
    expect(count(`# Q\n\n${row.join('\n')}\n`)).toBe(6)
    expect(count(`# Q\n\n## FAQ\n\n| a | b |\n|---|---|\n| ${row.join(' | ').replaceAll('\n', '')} |\n`)).toBeLessThan(
      7,
    )
    expect(count(`# Q\n\n## FAQ\n\nWords ${row.join(' and ')}.\n`)).toBeLessThan(7)
  })
  test('leaves the label of a list of contents with the list, and a heading with all that stood under it', () => {
    const { own } = carried(
      '# Q\n\n**Document Contents**\n\n- [A](#a)\n- [B](#b)\n- [C](#c)\n\n## FAQ\n\n### One\n\n<script>\nx\n</script>\n\n### Two\n\nWell.\n',
    )
    expect(own).toEqual(['## Two', 'Well.'])
  })
  test('parts what is fenced in a list and a list in a quotation from what is above, and shows their headings bold', () => {
    const { own } = carried('# Q\n\n## FAQ\n\n- One:\n  ```\n  x\n  ```\n- ### Two\n\n> Words\n> - item\n')
    expect(own).toEqual([
      '## FAQ',
      '- One:',
      '',
      '  ```text',
      '  x',
      '  ```',
      '',
      '- **Two**',
      '> Words',
      '>',
      '> - item',
    ])
  })
  test('shows a heading without the pictures beside its words', () => {
    const { own } = carried('# Q\n\n## FAQ [![x](https://img.shields.io/x)](https://acme.example)\n\nWell.\n')
    expect(own).toEqual(['## FAQ', 'Well.'])
  })
  test('says no example twice that it prints itself, and no heading under which nothing is left', () => {
    const printed = [...carried('# Q\n').markdown.matchAll(/```\w+\n([\s\S]*?)```/g)]
    const code = printed.flatMap(([, inner = '']) => inner.trimEnd().split('\n'))
    expect(code.length).toBeGreaterThan(2)
    const { own } = carried(`# Q\n\n## A look at it\n\n\`\`\`js\n${code.join('\n')}\n\`\`\`\n\n## FAQ\n\nWell.\n`)
    expect(own).toEqual(['## FAQ', 'Well.'])
  })
  test('carries no element that does not end', () => {
    const { own, left } = carried('# Q\n\n## FAQ\n\nWell.\n\n<details>\n<summary>More</summary>\n\nText.\n')
    expect(own).toEqual(['## FAQ', 'Well.', 'Text.'])
    expect(left).toMatchObject([{ why: 'not_markdown' }])
  })
  test('mends white space and markers only', () => {
    const { own } = carried(
      '# Q\n\nDesign:\n-------\n```\ncode  \n```\nSee https://acme.example/a.\n\na | b\n--|--\n1 | 2\n',
    )
    expect(own).toEqual([
      '## Design',
      '```text',
      'code  ',
      '```',
      'See <https://acme.example/a>.',
      '| a | b |',
      '| --|-- |',
      '| 1 | 2 |',
    ])
  })
  test('carries a manual up to a length, and tells what it leaves', () => {
    const chapter = (n: number) => `## Chapter ${n}\n\n${'Words.\n\n'.repeat(30)}`
    const { own, left } = carried(`# Q\n\n${[1, 2, 3].map(chapter).join('')}`)
    expect(own).toContain('## Chapter 1')
    expect(own).not.toContain('## Chapter 2')
    expect(left.map(({ heading, why }) => [heading, why])).toEqual([
      ['Chapter 2', 'too_long'],
      ['Chapter 3', 'too_long'],
    ])
  })
  test.each(['README.rst', 'README.adoc'])('carries nothing from %s', (path) => {
    const { own, left } = carried('Quiver\n======\n\nText.\n', { path })
    expect(own).toEqual([])
    expect(left).toMatchObject([{ why: 'not_markdown', from: { first: 1, last: 4 } }])
  })
  test('made from a README of ours with words around it keeps those words and none of ours', () => {
    const once = carried('# Q\n\n## Why Quiver?\n\nBecause balance matters.\n')
    expect(carried(`${once.markdown}\n`).markdown).toBe(once.markdown)
  })
})

test("what was generated last time is not carried for a person's words", () => {
  const old: Part = {
    id: 'usage',
    blocks: [
      [{ text: md`## Usage`, sources: [] }],
      paragraph(
        md`Call the old thing in the old way, with a map, two keys and all values that were once read from it.`,
        [],
      ),
    ],
  }
  const region = regionLines(old)
    .map((line) => line.text)
    .join('\n')
  expect(carried(`# Q\n\n${region}\n`).own).toEqual([])
  expect(
    carried(`# Q\n\n${region.replace('old way', 'new way, which takes a little longer but ends well for everybody')}\n`)
      .own,
  ).toHaveLength(1)
})

test('whatever a README holds, nothing of it breaks out of its place or into a region', () => {
  fc.assert(
    fc.property(documents, (text) => {
      const { markdown, lines, ids } = carried(text)
      const regions = readRegions(markdown.split('\n'))
      expect(regions.map(({ id }) => id)).toEqual(ids.filter((id) => id !== null))
      for (const region of regions) expect(region).toMatchObject({ broken: false, isOurs: true })
      const given = text.split(/\r?\n/)
      for (const line of lines) expect(given[line.sources[0]!.line! - 1]).toBeDefined()
    }),
    { seed: 20260113, numRuns: 150 },
  )
})

describe('beside what is generated', () => {
  const code = "import { quiver } from 'quiver'\n\nconst bow = quiver()\nbow.shoot()"
  const facts: Facts = {
    ...library,
    surface: {
      ...library.surface,
      examples: [
        {
          language: 'js',
          code,
          from: 'readme',
          sources: code.split('\n').map((_, n) => ({ path: 'README.md', line: n + 1 })),
        },
      ],
    },
  }
  const fresh = (text: string) =>
    writeReadme({ ...facts, existing_readme: { path: 'README.md', text, sections: [], checked: {}, drift: [] } })
      .markdown
  const times = (markdown: string, words: string) => markdown.split(words).length - 1
  test('an example with its output is not shown twice', () => {
    const markdown = fresh(`# Q\n\n## A simple one\n\n\`\`\`js\n${code}\n\`\`\`\n\n\`\`\`text\nhit\n\`\`\`\n`)
    expect(times(markdown, 'bow.shoot()')).toBe(1)
    expect(markdown).not.toContain('A simple one')
  })
  test('an example that words speak of stays with them', () => {
    const markdown = fresh(
      `# Q\n\n## First shot\n\nYour bow is a function, and this is how it shoots.\n\n\`\`\`js\n${code}\n\`\`\`\n`,
    )
    expect(markdown).toMatch(/this is how it shoots\.\n\n```js\nimport/)
  })
  test('a badge that tells what one of ours tells is left', () => {
    const markdown = fresh('# Q\n\n[![v](https://badge.fury.io/js/quiver.svg)](https://www.npmjs.com/package/quiver)\n')
    expect(markdown).not.toContain('badge.fury.io')
  })
  test('a note does not swallow the definition below it', () => {
    const markdown = fresh(
      '# Q\n\n## Why\n\nBows[^1] as in [Homer] are bent.\n\n[^1]: Of wood.\n\n[Homer]: https://example.org/homer\n',
    )
    expect(markdown).toContain('[^1]: Of wood.\n\n[Homer]: https://example.org/homer')
  })
})
