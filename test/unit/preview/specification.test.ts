import specification from 'commonmark-spec'
import { Marked } from 'marked'
import { describe, expect, test } from 'vitest'
import { markdownToHtml } from '../../../src/preview/markdown'
import { renderPreview } from '../../../src/preview/render-preview'
import { normalForm } from '../../corpora/markdown-normal-form'

/** Examples of CommonMark 0.31.2 that the preview renders in another way, by their number, and why. */
const DIFFERENT: Record<number, string> = {
  32: 'entity in an address is left to the browser',
  33: 'entity in an address is left to the browser',
  148: 'line end before an empty line in raw HTML',
  503: 'entity in an address is left to the browser',
  602: 'autolink of GFM',
  608: 'autolink of GFM',
  611: 'autolink of GFM',
  612: 'autolink of GFM',
}

// `→` stands for a tab in the specification's text.
const EXAMPLES = specification.tests.map(({ number, markdown, html }) => ({
  number,
  markdown: markdown.replaceAll('→', '\t'),
  html: html.replaceAll('→', '\t'),
}))

const marked = new Marked()
const ours = (markdown: string) => markdownToHtml(markdown).html
const passing = (render: (markdown: string) => string) =>
  EXAMPLES.filter(({ markdown, html }) => normalForm(render(markdown)) === normalForm(html))

describe('CommonMark', () => {
  test('every example is rendered as the specification says, but for those that are listed', () => {
    const passed = new Set(passing(ours).map(({ number }) => number))
    const failed = EXAMPLES.map(({ number }) => number).filter((number) => !passed.has(number))
    expect(EXAMPLES.length).toBe(652)
    expect(failed).toEqual(Object.keys(DIFFERENT).map(Number))
  })

  test('every example that marked passes by itself is passed here', () => {
    const passed = new Set(passing(ours))
    const theirs = passing((markdown) => marked.parse(markdown, { async: false }))
    expect(theirs.filter((example) => !passed.has(example)).map(({ number }) => number)).toEqual([])
  })
})

test.each([
  ['order of attributes', '<a href="x" title="y">z</a>', '<a title=y href=x>z</a>'],
  ['forms of entities', '<p>&quot;&#x41;&eacute;</p>', '<p>"Aé</p>'],
  ['white space around blocks and inside text', '<ul>\n<li>a\n b</li>\n</ul>\n', '<ul><li>a b</li></ul>'],
])('examples are compared without regard to %s', (_, a, b) => {
  expect(normalForm(a)).toBe(normalForm(b))
})
test.each([
  ['words', '<p>a</p>', '<p>b</p>'],
  ['a space between words', '<p><em>a</em> b</p>', '<p><em>a</em>b</p>'],
  ['white space in code', '<pre><code>a  b\n</code></pre>', '<pre><code>a b\n</code></pre>'],
  ['attributes', '<a href="x">z</a>', '<a href="y">z</a>'],
  ['nesting', '<em>a<strong>b</strong></em>', '<em>a</em><strong>b</strong>'],
])('examples are compared with regard to %s', (_, a, b) => {
  expect(normalForm(a)).not.toBe(normalForm(b))
})

describe('extensions of GFM', () => {
  const like = (markdown: string, html: string) => expect(normalForm(ours(markdown))).toBe(normalForm(html))

  test('a table: its alignment, cells without a partner, an escaped bar, inline marks', () => {
    like(
      'x | y | z\n:-- | :-: | --:\n*p* | `q\\|r` | s | t\nu\n\nend',
      '<table><thead><tr><th align="left">x</th><th align="center">y</th><th align="right">z</th></tr></thead>' +
        '<tbody><tr><td align="left"><em>p</em></td><td align="center"><code>q|r</code></td><td align="right">s</td></tr>' +
        '<tr><td align="left">u</td><td align="center"></td><td align="right"></td></tr></tbody></table><p>end</p>',
    )
  })
  test('a table ends where another block begins', () => {
    like(
      '| m |\n| - |\n| n |\n> quoted',
      '<table><thead><tr><th>m</th></tr></thead><tbody><tr><td>n</td></tr></tbody></table><blockquote><p>quoted</p></blockquote>',
    )
  })
  test('no table where head and delimiters differ in length', () => {
    like('| g | h |\n| - |\n| i |', '<p>| g | h |\n| - |\n| i |</p>')
  })

  test('a task list, also nested', () => {
    like(
      '- [x] done\n  - [ ] open\n- plain',
      '<ul><li><input checked="" disabled="" type="checkbox"> done<ul><li><input disabled="" type="checkbox"> open</li></ul></li>' +
        '<li>plain</li></ul>',
    )
  })
  test('no task where nothing stands between the brackets', () => {
    like('- [] a', '<ul><li>[] a</li></ul>')
  })

  test('strikethrough by one tilde or two, not by three, not over a paragraph', () => {
    like('~a~ ~~b c~~', '<p><del>a</del> <del>b c</del></p>')
    like('d ~~~e~~~', '<p>d ~~~e~~~</p>')
    like('~~f\n\ng~~', '<p>~~f</p><p>g~~</p>')
  })

  test.each([
    ['https://example.org/a_b?c=d&e', 'https://example.org/a_b?c=d&e', ''],
    ['www.example.org', 'http://www.example.org', ''],
    ['www.example.org/a.', 'http://www.example.org/a', '.'],
    ['https://example.org/a(b)c', 'https://example.org/a(b)c', ''],
    ['someone@mail.example', 'mailto:someone@mail.example', ''],
  ])('the address %s becomes a link without what ends the sentence', (text, href, rest) => {
    const shown = text.slice(0, text.length - rest.length)
    const escaped = (value: string) => value.replaceAll('&', '&amp;')
    like(`see ${text} there`, `<p>see <a href="${escaped(href)}">${escaped(shown)}</a>${rest} there</p>`)
  })
  test('a bracket around an address stays outside of it', () => {
    like('(www.example.org/a)', '<p>(<a href="http://www.example.org/a">www.example.org/a</a>)</p>')
  })

  test.each(['title', 'textarea', 'style', 'xmp', 'iframe', 'noembed', 'noframes', 'script', 'plaintext'])(
    'raw HTML that GFM disallows is no element of the page: <%s>',
    (name) => {
      const body = renderPreview(`a <${name}>b</${name}> c\n\n<${name}>\n\nd`, {
        title: '',
        blobBase: null,
        rawBase: null,
      }).split('<main')[1]
      expect(body).toContain('a ')
      expect(body?.toLowerCase()).not.toContain(`<${name}`)
    },
  )
})
