import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import type { Element } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { describe, expect, test } from 'vitest'
import { markdownToHtml } from '../../../src/preview/markdown'
import { type PreviewOptions, renderPreview } from '../../../src/preview/render-preview'
import { attribute, elements, textOf } from '../../../src/preview/tree'
import { dangers } from './danger'

const OPTIONS: PreviewOptions = {
  title: 'o/r',
  blobBase: 'https://github.com/o/r/blob/c0ffee/',
  rawBase: 'https://raw.githubusercontent.com/o/r/c0ffee/',
  placeUrl: (path, line) =>
    `https://github.com/o/r/blob/c0ffee/${path.split('/').map(encodeURIComponent).join('/')}${line ? `#L${line}` : ''}`,
}
const linesOf = (markdown: string) => markdown.split('\n').length
/** Evidence that names for each line a file of that number. */
const everyLine = (markdown: string) =>
  Array.from({ length: linesOf(markdown) }, (_, n) => ({ line: n + 1, sources: [{ path: `of-${n + 1}` }] }))
const render = (markdown: string, options: Partial<PreviewOptions> = {}) =>
  renderPreview(markdown, { ...OPTIONS, evidence: everyLine(markdown), ...options })

const isEvidence = (node: Element) => [node.properties.className].flat().includes('evidence')
const places = (shown: Element) =>
  textOf(shown)
    .match(/of-\d+/g)
    ?.map((name) => Number(name.slice(3))) ?? []
/** What stands beside each block: the block's tag, its words, and the lines it is said to rest on. */
function beside(html: string): { tag: string; words: string; lines: number[] }[] {
  return elements(fromHtml(html)).flatMap((node) => {
    const children = node.children.filter((child) => child.type === 'element')
    const shown = children.find(isEvidence)
    if (!shown) return []
    const block = [node.properties.className].flat().includes('block') ? children[0] : node
    if (!block) return []
    const words = textOf(block)
      .replace(block === node ? textOf(shown) : '', '')
      .trim()
    return [{ tag: block.tagName, words: words.split('\n')[0] ?? '', lines: places(shown) }]
  })
}
const linesBeside = (html: string) => beside(html).map(({ words, lines }) => [words, ...lines])

describe('each kind of block shows the places of its own lines', () => {
  test('headings, paragraphs, quotes, code of both kinds', () => {
    const markdown = '# a\n\nb\nc\n\n> d\n> e\n\n```sh\nf\n\ng\n```\n\n    h\n\ni\n===\n'
    expect(beside(render(markdown))).toEqual([
      { tag: 'h1', words: 'a', lines: [1] },
      { tag: 'p', words: 'b', lines: [3, 4] },
      { tag: 'blockquote', words: 'd', lines: [6, 7] },
      { tag: 'pre', words: 'f', lines: [9, 10, 11, 12, 13] },
      { tag: 'pre', words: 'h', lines: [15] },
      { tag: 'h1', words: 'i', lines: [17, 18] },
    ])
  })

  test('items of a list, each with what is nested in it', () => {
    expect(linesBeside(render('- a\n- b\n  c\n  - d\n\n1. e\n\n   f\n2. g\n'))).toEqual([
      ['a', 1],
      ['b', 2, 3, 4],
      ['e', 6, 7, 8],
      ['g', 9],
    ])
  })

  test('a heading that follows a list at once', () => {
    expect(linesBeside(render('- a\n# b\n'))).toEqual([
      ['a', 1],
      ['b', 2],
    ])
  })

  test('rows of a table, its head with the line below it', () => {
    expect(beside(render('| a |\n| - |\n| b |\n| c |\n'))).toMatchObject([
      { tag: 'th', lines: [1, 2] },
      { tag: 'td', lines: [3] },
      { tag: 'td', lines: [4] },
    ])
  })

  test('alerts and pieces of HTML', () => {
    expect(beside(render('> [!NOTE]\n> a\n\n<p align="center">\n  b\n</p>\n'))).toMatchObject([
      { tag: 'div', lines: [1, 2] },
      { tag: 'p', lines: [4, 5, 6] },
    ])
  })

  test('blocks inside a managed region, whose marks are not seen', () => {
    const markdown = '<!-- readme-forge:begin a hash=0 -->\n## b\n\nc\n<!-- readme-forge:end a -->\n\nd\n'
    expect(linesBeside(render(markdown))).toEqual([
      ['b', 2],
      ['c', 4],
      ['d', 7],
    ])
  })

  test('blocks that stand in HTML of the README', () => {
    expect(linesBeside(render('<details>\n<summary>a</summary>\n\nb\n\n</details>\n\nc\n'))).toContainEqual(['b', 4])
  })

  test('of several lines that name a place, it is named once', () => {
    const sources = [{ path: 'of-1', line: 3 }]
    const evidence = [
      { line: 1, sources },
      { line: 2, sources },
    ]
    expect(render('a\nb', { evidence })).toContain('>of-1:3</a></div>')
  })
})

describe('lines are counted as hosts count them', () => {
  test.each([
    ['carriage returns', 'a\r\n\r\nb\r\n', 3],
    ['a lone carriage return', 'a\rx\n\nb\n', 3],
    ['definitions given twice', '[x]: y\n[x]: z\n\nb\n', 4],
    ['a list that no empty line ends', '- a\n    \n***\n- a\n\n\nb\n', 7],
    ['empty lines at the start', '\n\n\nb\n', 4],
    ['a byte order mark and signs of two units', '\uFEFF𝒂\n\n- 𝒃\n\nb\n', 5],
  ])('after %s', (_, markdown, line) => {
    expect(linesBeside(render(markdown)).at(-1)).toEqual(['b', line])
  })

  test('in any text, a block of one line is found at that line', () => {
    const part = fc.constantFrom(
      '# a',
      '- a\n- b',
      '> a',
      '| a |\n| - |\n| b |',
      '```\na\n```',
      '[a]: b',
      '<p>',
      '</p>',
      '<!-- a',
      '-->',
      '    a',
      '***',
      'a\n---',
      '<div>',
      '1. a\n\n   b',
    )
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const above = [...parts, '-->', '</textarea>'].join('\n\n')
        const markdown = `${above}\n\nthe last words`
        expect(linesBeside(render(markdown)).at(-1)).toEqual(['the last words', linesOf(markdown)])
      }),
    )
  })

  test('at each place that is told, the HTML has the tag of such a block', () => {
    const { html, blocks } = markdownToHtml('a\n\n- b\n- <li>c\n\n| <tr> |\n| - |\n| d<tr> |\n')
    expect(blocks.map(({ offset }) => html.slice(offset).match(/<\w+>/)?.[0])).toEqual([
      '<p>',
      '<li>',
      '<li>',
      '<tr>',
      '<tr>',
    ])
  })
})

describe('evidence is ours alone', () => {
  const HOSTILE = '</a></details><img src=x onerror=alert(1)><script>alert(1)</script>"\' onclick=x'
  const own = (html: string) => dangers(html.replace(/<header class="evidence-switch">.*?<\/header>/, ''))

  test.each(['# a', 'a', '- a', '| a |\n| - |\n| a |', '```\na\n```'])(
    'a path with markup beside %j is text',
    (markdown) => {
      const evidence = Array.from({ length: 20 }, (_, n) => ({
        line: 1,
        sources: [{ path: `${HOSTILE}${n}/x`, line: 1 }],
      }))
      for (const placeUrl of [OPTIONS.placeUrl, () => HOSTILE, () => null])
        expect(own(renderPreview(markdown, { ...OPTIONS, evidence, ...(placeUrl ? { placeUrl } : {}) }))).toEqual([])
    },
  )

  test.each(['javascript:alert(1)', 'http://evil.example/', '//evil.example', '/x', '', null])(
    'a page at %j is not linked',
    (target) => {
      const html = render('a', { placeUrl: () => target })
      expect(html).toContain('<span class="evidence">of-1</span>')
    },
  )

  test('signs that hide or turn what a path says are shown as such, and a long path by its end', () => {
    const evidence = [{ line: 1, sources: [{ path: `${'x/'.repeat(5_000)}gp\u202Ej.\n` }] }]
    const html = render('a', { evidence })
    expect(html).toMatch(/>…[x/]{190,}gp\uFFFDj\.\uFFFD<\/a>/)
    expect(html.length).toBeLessThan(15_000)
  })

  test('a README cannot forge evidence, its switch, or the place of a block', () => {
    const forged = '<details class="evidence"><summary>1</summary><a class="evidence">x</a></details>'
    const html = renderPreview(`${forged}\n\n<header class="evidence-switch"><label><input type=checkbox>`, OPTIONS)
    expect(html).not.toContain('evidence')
    expect(linesBeside(render('- a</li><li>b\n- c\n\n<ul><li>d</ul>\n\ne'))).toEqual([
      ['a', 1],
      ['c', 2],
      ['d', 4],
      ['e', 6],
    ])
  })

  test.each(['<!--', '<textarea>', '<script>', '<style>'])('what %s of a README swallows shows nothing', (start) => {
    expect(linesBeside(render(`a\n\n<div>${start}\n\nc`))[0]).toEqual(['a', 1])
    expect(beside(render(`a\n\n<div>${start}\n\nc`)).map(({ words }) => words)).not.toContain('c')
  })

  test.each(['<a href="https://a.example">', '<summary>', '<b>', '<!-- --><ul>'])(
    'inside %s that is left open nothing is put',
    (start) => {
      expect(linesBeside(render(`a\n\n${start}\n\nb`))).toEqual([['a', 1]])
    },
  )

  test('lines that the README does not have count for nothing', () => {
    const evidence = [0, -1, 2, 7, 1e9, Number.NaN, 0.5].map((line) => ({ line, sources: [{ path: 'of-1' }] }))
    expect(render('a\n\nb', { evidence })).toBe(render('a\n\nb', { evidence: [] }))
  })
})

describe('what is shown is bounded', () => {
  const many = (count: number, line = 1) => [
    { line, sources: Array.from({ length: count }, (_, n) => ({ path: `of-${n + 1}`, line: 1 })) },
  ]

  test('five places are links, fifty are named, the others counted', () => {
    const html = render('a', { evidence: many(60) })
    expect(html.match(/<a href/g)).toHaveLength(5)
    expect(html).toContain('<summary aria-label="Evidence: 60 places">60</summary>')
    expect(html).toContain('of-50:1 and 10 more</small>')
  })

  test('a section’s heading and a list of contents name files, without links', () => {
    for (const markdown of ['## a', '- [a](#a)'])
      expect(render(markdown, { evidence: many(2) })).toContain(
        '<summary aria-label="Evidence: 2 places">2</summary><small>of-1, of-2</small>',
      )
  })

  test('a heading that sums up more than is listed says so', () => {
    expect(render('## a', { evidence: many(60) })).toContain('of-50 and 10 more</small>')
  })

  test('a page of many lines that rest on much stays small', () => {
    const markdown = '- a\n'.repeat(2_000)
    const evidence = Array.from({ length: 2_000 }, (_, n) => many(60, n + 1)).flat()
    expect(render(markdown, { evidence }).length).toBeLessThan(500_000)
  })

  test('text that is not rendered is shown as it stands', () => {
    expect(render('<div>'.repeat(5_000))).toContain('<pre class="not-rendered">')
  })
})

describe('the switch', () => {
  test('stands before the README, ticked, where there is evidence, and nowhere else', () => {
    const shown = elements(fromHtml(render('a'))).find(({ tagName }) => tagName === 'input')
    expect(shown && attribute(shown, 'type')).toBe('checkbox')
    expect(shown?.properties.checked).toBe(true)
    expect(render('a', { evidence: [{ line: 1, sources: [] }] })).toBe(renderPreview('a', OPTIONS))
  })

  test('without evidence nothing of it is in the README', () => {
    const markdown = '# a\n\nb\n\n- c\n'
    const without = render(markdown, { evidence: [] })
    expect(without).not.toMatch(/evidence|class="block"/)
  })

  test('the style sheet shows evidence only on a screen, and only while it is ticked', () => {
    const css = readFileSync('src/web/assets/preview.css', 'utf8')
    expect(css).toMatch(/\n\.evidence \{\n {2}display: none;/)
    const shown = css.slice(0, css.indexOf('@media print')).split('\n@media ').slice(1)
    for (const rules of shown)
      expect(rules).toMatch(/^screen[^{]*\{\n {2}body:has\(> \.evidence-switch input:checked\) \{/)
    expect(shown).toHaveLength(3)
  })
})
