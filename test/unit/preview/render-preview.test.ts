import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { MOST_BYTES, renderPreview } from '../../../src/preview/render-preview'

const OPTIONS = {
  title: 'o/r',
  blobBase: 'https://github.com/o/r/blob/c0ffee',
  rawBase: 'https://raw.githubusercontent.com/o/r/c0ffee/',
}
const render = (markdown: string) => renderPreview(markdown, OPTIONS)
const body = (markdown: string) =>
  render(markdown)
    .match(/<main class="markdown-body">([\s\S]*)<\/main>/)?.[1]
    ?.trim()

describe('GitHub-flavoured Markdown', () => {
  test('a page of its own with the style sheet and the title as text', () => {
    const html = renderPreview('# A', { ...OPTIONS, title: 'a <b> & c' })
    expect(html).toMatch(/^<!doctype html><html lang="en"><head><meta charset="utf-8">/)
    expect(html).toContain('<link rel="stylesheet" href="/preview.css">')
    expect(html).toContain('<title>a &#x3C;b> &#x26; c</title>')
    expect(html).not.toContain('<script')
  })

  test('tables keep their alignment', () => {
    expect(body('| a | b |\n| :-: | --: |\n| 1 | 2 |')).toContain('<td align="center">1</td>\n<td align="right">2</td>')
  })

  test('strikethrough, autolinks and code with its language', () => {
    expect(body('~~a~~')).toBe('<p><del>a</del></p>')
    expect(body('https://example.org/a')).toContain('href="https://example.org/a"')
    expect(body('```fog\nlet a = 1 < 2\n```')).toBe(
      '<pre tabindex="0"><code class="language-fog">let a = 1 &#x3C; 2\n</code></pre>',
    )
  })

  test('a task list shows boxes that cannot be ticked', () => {
    const html = body('- [x] done\n- [ ] open')
    expect(html).toContain('<ul class="contains-task-list">')
    expect(html).toContain('<li class="task-list-item"><input checked disabled type="checkbox"> done')
  })

  test('each of the five alerts is marked, and any other word in brackets stays a quote', () => {
    for (const kind of ['NOTE', 'TIP', 'IMPORTANT', 'WARNING', 'CAUTION'])
      expect(body(`> [!${kind}]\n> Mind *this*.`)).toMatch(
        new RegExp(`<div class="markdown-alert markdown-alert-${kind.toLowerCase()}"><p class="markdown-alert-title">`),
      )
    expect(body('> [!NOTE]\n>\n> Mind.')).not.toContain('<p></p>')
    expect(body('> [!ELSE]\n> Mind.')).toContain('<blockquote>')
    expect(body('> [!NOTE] Mind.')).toContain('<blockquote>')
    expect(body('> [!NOTE]')).toContain('<blockquote>')
  })
  test('in a folded part are alerts, in a list, a quote or a table they are none', () => {
    expect(body('<details>\n\n> [!TIP]\n> a\n\n</details>')).toContain('markdown-alert-tip')
    for (const markdown of [
      '- a\n\n  > [!TIP]\n  > b',
      '> a\n>\n> > [!TIP]\n> > b',
      '<table><td>\n\n> [!TIP]\n> a\n\n</table>',
    ])
      expect(body(markdown)).not.toContain('markdown-alert')
  })
})

describe('headings and links', () => {
  test('headings have the ids that GitHub gives, prefixed, the second of a name numbered', () => {
    const html = body('# What’s `new`?\n\n## Use\n\n## Use')
    expect(html).toContain('<h1 id="user-content-whats-new">')
    expect(html).toContain('<h2 id="user-content-use">')
    expect(html).toContain('<h2 id="user-content-use-1">')
  })

  test('a heading with an id of its own answers to both', () => {
    expect(body('<h2 id="top">Use</h2>')).toBe('<h2 id="user-content-top"><a id="user-content-use"></a>Use</h2>')
  })

  test('a link within the page finds its heading', () => {
    expect(body('[a](#über-uns)')).toContain('href="#user-content-über-uns"')
    expect(body('[a](#%E2%98%83%)')).toContain('href="#user-content-%E2%98%83%"')
  })

  test('relative links lead to the file at the commit, and open beside the preview', () => {
    expect(body('[a](docs/a.md#use)')).toBe(
      '<p><a href="https://github.com/o/r/blob/c0ffee/docs/a.md#use" rel="nofollow noopener noreferrer" target="_blank">a</a></p>',
    )
    expect(body('[a](/LICENSE)')).toContain('href="https://github.com/o/r/blob/c0ffee/LICENSE"')
    expect(body('[a](../../issues)')).toContain('href="https://github.com/o/r/issues"')
  })

  test('relative pictures are the files at the commit, badges stay, and a stranger’s host is not asked', () => {
    expect(body('![a](docs/a.png)')).toContain('src="https://raw.githubusercontent.com/o/r/c0ffee/docs/a.png"')
    expect(body('![a](https://img.shields.io/badge/a-b-blue)')).toContain('src="https://img.shields.io/badge/a-b-blue"')
    expect(body('![a](https://github.com/o/r/actions/workflows/ci.yml/badge.svg)')).toContain('<img ')
    expect(body('![a chart](https://evil.example/a.png)')).toBe('<p><span class="image-not-loaded">a chart</span></p>')
    expect(body('![a](https://githubusercontent.com.evil.example/a.png)')).not.toContain('<img')
  })

  test('every candidate of a picture’s set is resolved or left out', () => {
    const html = body(
      '<picture><source media="(prefers-color-scheme: dark)" srcset="dark.png 2x, https://evil.example/x.png"><img src="a.png"></picture>',
    )
    expect(html).toContain('srcset="https://raw.githubusercontent.com/o/r/c0ffee/dark.png 2x"')
    expect(html).not.toContain('evil')
  })

  test('bases that are no addresses leave nothing to follow, and nothing fails', () => {
    const html = renderPreview('[a](b) ![c](d)', { title: '', blobBase: '', rawBase: '' })
    expect(html).toContain('<a>a</a>')
    expect(html).toContain('<span class="image-not-loaded">c</span>')
  })
})

const times = (part: string, n: number) => part.repeat(n)
/** Texts that make parsers stall or overflow, by name. */
const PATHOLOGICAL = new Map(
  Object.entries({
    'nested emphasis': times('*a **a ', 30_000) + times('b* b** ', 30_000),
    'emphasis without spaces': times('_a_', 50_000),
    'strikethrough without spaces': times('~~a~~', 30_000),
    quotes: `${times('> ', 20_000)}a`,
    'quotes of lists': `${times('> - ', 5_000)}a`,
    'numbered lists on one line': times('1. ', 50_000),
    'lists by indentation': Array.from({ length: 500 }, (_, depth) => `${times('  ', depth)}* a`).join('\n'),
    'a table of a hundred million cells': `|${times('a|', 5_000)}\n|${times('-|', 5_000)}\n${times('|\n', 20_000)}`,
    'mail addresses that never end': `${times('a.', 100_000)}@`,
    'nested elements': times('<div>', 20_000),
    'nested inline elements': `x${times('<b>', 20_000)}`,
    'exclamation marks': times('!', 100_000),
    'addresses in brackets': times('http://a(', 20_000),
    'brackets with links': times('![[]()', 50_000),
    'a paragraph of many lines in a list': `- a\n${times('b\n', 30_000)}`,
    'formatting that nobody closes': `${Array.from({ length: 390 }, (_, n) => `<b id=${n}>`).join('')}${times('<p>x', 20_000)}`,
    'mixed formatting elements': times('<b><i a=1><u>', 5_000),
  }),
)
/** Long texts that cost little: rendered like any other. */
const LONG = new Map(
  Object.entries({
    brackets: times('[', 4_000) + times(']', 4_000),
    'open links': times('[a](', 1_500),
    'pictures in brackets': times('![[]()', 2_000),
    backticks: Array.from({ length: 400 }, (_, n) => `e${times('`', n)}`).join(''),
    'open comments': times('<!--', 2_000),
    entities: times('&', 100_000),
    'many small tables': times('a|b\n-|-\nc|d\n\n', 2_000),
    'a long table': `a|b|c\n-|-|-\n${times('_a_|**b**|`c`\n', 4_000)}`,
    'a long list': times('- **a** is [b](c)\n', 8_000),
  }),
)

describe('a text that would stall or overflow a parser', () => {
  test.each([...PATHOLOGICAL.keys()])('%s is shown as it stands', (name) => {
    const markdown = PATHOLOGICAL.get(name) ?? ''
    expect(render(markdown)).toContain('<pre class="not-rendered">')
  })

  test.each([...LONG.keys()])('%s is rendered all the same', (name) => {
    const markdown = LONG.get(name) ?? ''
    expect(render(markdown)).not.toContain('not-rendered')
  })

  test('text over the limit is shown as it stands, text at the limit is rendered', () => {
    expect(render(`${'a'.repeat(MOST_BYTES)}b`)).toContain('not-rendered')
    expect(render('ä '.repeat(Math.floor(MOST_BYTES / 3)))).not.toContain('not-rendered')
  })

  test('an empty text is an empty page', () => {
    expect(body('')).toBe('')
  })
})

test('the style sheet loads nothing from elsewhere and knows dark, print and wide tables', () => {
  const css = readFileSync('src/web/assets/preview.css', 'utf8')
  expect(css).not.toMatch(/url\((?!"data:image\/svg\+xml,)|@import/)
  expect(css).toContain('light-dark(')
  expect(css).toContain('@media print')
  expect(css).toMatch(/table \{[^}]*overflow: auto/)
})
