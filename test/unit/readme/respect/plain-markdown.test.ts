import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { outlineOf } from '../../../../src/readme/respect/outline'
import { plainMarkdown } from '../../../../src/readme/respect/plain-markdown'
import { documents } from './documents'

const plain = (text: string) => plainMarkdown(outlineOf(text))
/** Lines that say something. */
const shown = (text: string) =>
  plain(text)
    .lines.map((line) => line.text.trimEnd())
    .filter(Boolean)

describe('markup becomes Markdown that shows the same', () => {
  test.each([
    [
      'a picture for two colour schemes',
      '<picture><source srcset="a.png"><img src="b.png" alt="B"></picture>',
      '<img src="b.png" alt="B">',
    ],
    [
      'a picture in a link',
      'See <a href="https://acme.example"><img src="b.png"></a>!',
      'See [<img src="b.png">](https://acme.example)!',
    ],
    ['a link', 'See <a href="docs/a b.md">the <b>guide</b></a>.', 'See [the **guide**](docs/a%20b.md).'],
    ['a link to the top of the page', '- <a href="#top">Up</a>', '- Up'],
    ['an anchor', '<a name="x"></a> Words', 'Words'],
    ['keys', 'Press <kbd>Ctrl</kbd> + <kbd>C</kbd>', 'Press `Ctrl` + `C`'],
    ['code with entities', 'A <code>Vec&lt;u8&gt;</code>', 'A `Vec<u8>`'],
    ['emphasis', '> <strong>Mind</strong> the <em>gap</em>', '> **Mind** the *gap*'],
    ['emphasis that Markdown would not read', 'x<b>(y)</b>z', 'x(y)z'],
    ['words set small', 'H<sub>2</sub>O <font color="red">red</font>', 'H2O red'],
    ['a placeholder, which is no element', 'Type <your-name> here', 'Type \\<your-name> here'],
    ['code, which holds no markup', 'Type `<b>x</b>`', 'Type `<b>x</b>`'],
    ['an address in angle brackets', 'See <https://acme.example>', 'See <https://acme.example>'],
    ['a break in a cell', '| a |\n| --- |\n| b<br>c |', '| a |', '| --- |', '| b c |'],
    ['a break in a paragraph', 'one<br>two', 'one', 'two'],
    ['centred words', '<p align="center">One *word*\n  &amp; more</p>', 'One \\*word\\* &amp; more'],
    ['a heading', '<h2 id="x">Why <i>so</i></h2>', '## Why *so*'],
    [
      'a heading that is a sentence',
      '<h2>A tool that makes other tools work well.</h2>',
      'A tool that makes other tools work well.',
    ],
    [
      'a list',
      '<ul><li>One</li>\n<li><a href="b.md">Two</a><ol><li>Three</li></ol></li></ul>',
      '- One',
      '- [Two](b.md)',
      '  1. Three',
    ],
    [
      'a table',
      '<table><tr><th>A</th><th>B</th></tr><tr><td>1 | 2</td></tr></table>',
      '| A | B |',
      '| --- | --- |',
      '| 1 \\| 2 | |',
    ],
    [
      'a table that only places pictures',
      '<table><tr><td><img src="a.png"></td><td><img src="b.png"></td></tr></table>',
      '<img src="a.png"> <img src="b.png">',
    ],
    [
      'what is folded away',
      '<details>\n<summary><b>More</b></summary>\n\nWords *here*.\n\n</details>',
      '**More**',
      'Words *here*.',
    ],
    ['code in a block of HTML', '<pre><code>a &lt; b\n  c</code></pre>', '```text', 'a < b', '  c', '```'],
    ['a film', '<video src="demo.mp4" controls></video>', '[Video](demo.mp4)'],
  ])('%s', (_, text, ...expected) => {
    expect(shown(text)).toEqual(expected)
    expect(plain(text).left).toEqual([])
  })
})

describe('what has no form in Markdown', () => {
  test.each([
    ['a script', '<script>\nalert(1)\n</script>', 'not_markdown', 3],
    ['a form in a paragraph', 'Well <input type="text"> then', 'not_markdown', 1],
    ['an element that does not end', '<table>\n<tr><td>x', 'not_markdown', 2],
    [
      'a table of joined columns',
      '<table><tr><td colspan="2">A long word or two</td></tr><tr><td>b</td><td>c</td></tr></table>',
      'not_markdown',
      1,
    ],
    ['much that is folded away', `<details>\n\n${'x\n\n'.repeat(20)}</details>`, 'too_long', 43],
  ])('is left and told: %s', (_, text, why, last) => {
    expect(shown(text)).toEqual([])
    expect(plain(text).left).toMatchObject([{ why, from: { first: 1, last } }])
  })
  test('takes no other item of its list along', () => {
    const text = '- one\n- <input>\n- three'
    expect(shown(text)).toEqual(['- one', '- three'])
    expect(plain(text).left).toMatchObject([{ from: { first: 2, last: 2 } }])
  })
})

test('each line knows the line that it was', () => {
  const text = '# A\n\n<p>\n<b>One</b>\n</p>\n\n- x\n- <kbd>y</kbd>\n'
  expect(
    plain(text)
      .lines.filter((line) => line.text.trim() !== '')
      .map(({ text: one, line }) => [one, line]),
  ).toEqual([
    ['# A', 0],
    ['**One**', 3],
    ['- x', 6],
    ['- `y`', 7],
  ])
})

test('a document without tags is as it was, byte for byte', () => {
  fc.assert(
    fc.property(documents, (given) => {
      const text = given.replace(/[<\uFEFF]/g, '')
      const lines = outlineOf(text).lines
      expect(plain(text).lines.map((line) => line.text)).toEqual(lines)
      expect(plain(text).lines.map(({ line }) => line)).toEqual([...lines.keys()])
    }),
    { seed: 20260114, numRuns: 150 },
  )
})

const TAGS = [
  '<b>',
  '</b>',
  '<a href="x">',
  '</a>',
  '<ul>',
  '<li>',
  '</ul>',
  '<table>',
  '<tr>',
  '<td>',
  '</table>',
  '<h2>',
  '</h2>',
  '<p>',
  '<br>',
  '<details>',
  '<summary>',
  '</details>',
  '<code>',
  '</code>',
  '<img src="a">',
  '`',
  '\n',
  '\n\n',
  '- ',
  '> ',
  'word ',
  '<pre>',
  '</pre>',
  '&lt;',
  '**',
  '[x](y)',
] as const

test('whatever tags stand in a document, no tag but that of a picture comes of them', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...TAGS), { maxLength: 40 }), (pieces) => {
      const { lines } = plain(pieces.join(''))
      // In code a tag is no tag.
      const text = lines.map((line) => line.text).join('\n')
      if (text.includes('`')) return
      expect(text.match(/<(?!img )\/?[a-z][^>]*>/)).toBeNull()
    }),
    { seed: 20260115, numRuns: 500 },
  )
})
