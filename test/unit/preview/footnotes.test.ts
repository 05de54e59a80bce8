import { describe, expect, test } from 'vitest'
import { body, rendered } from './rendered'

const reference = (id: string, number: number, which = '') =>
  `<sup><a href="#user-content-fn-${id}" id="user-content-fnref-${id}${which}" data-footnote-ref="" ` +
  `aria-describedby="user-content-footnote-label">${number}</a></sup>`
const back = (id: string, number: number, which = '', sign = '↩') =>
  ` <a href="#user-content-fnref-${id}${which}" data-footnote-backref="" class="data-footnote-backref" ` +
  `aria-label="Back to reference ${number}${which}">${sign}</a>`

describe('footnotes', () => {
  test('a reference leads to its note at the end, and the note back', () => {
    const html = body('One[^a] word.\n\n[^a]: The note.\n\nLast.')
    expect(html).toContain(`<p>One${reference('a', 1)} word.</p>`)
    expect(html).toMatch(/<p>Last\.<\/p>\s*<section data-footnotes="" class="footnotes">/)
    expect(html).toContain(`<li id="user-content-fn-a">\n<p>The note.${back('a', 1)}</p>\n</li>`)
    expect(html).toContain('<h2 id="user-content-footnote-label" class="sr-only">')
  })

  test('notes are numbered by their first reference, not by where they stand', () => {
    const html = body('[^1]: First written.\n[^2]: Second written.\n\nB[^2] A[^1] B[^2]')
    expect(html).toContain(`B${reference('2', 1)} A${reference('1', 2)} B${reference('2', 1, '-2')}`)
    expect(html?.indexOf('Second written.')).toBeLessThan(html?.indexOf('First written.') ?? 0)
    expect(html).toContain(`Second written.${back('2', 1)}${back('2', 1, '-2', '↩<sup>2</sup>')}</p>`)
  })

  test('a note holds all that is indented below it, and the lines that go on with its paragraph', () => {
    const html = body('A[^n]\n\n[^n]: One\ntwo\n\n    ```sh\n    ls\n    ```\n\n    - item\n\nOutside.')
    const note = html?.match(/<li id="user-content-fn-n">[\s\S]*<\/section>/)?.[0]
    expect(note).toMatch(/<p>One\ntwo<\/p>/)
    expect(note).toContain('<code class="language-sh">')
    expect(note).toContain('<li>item</li>')
    expect(note).not.toContain('Outside.')
    expect(html).toContain('<p>Outside.</p>')
  })

  test('a definition ends the paragraph above it', () => {
    expect(body('Text[^a]\n[^a]: Note')).toContain(`<p>Text${reference('a', 1)}</p>`)
  })

  test('labels are the same in either case', () => {
    expect(body('A[^Note]\n\n[^note]: x')).toContain(reference('note', 1))
  })

  test('a note that nobody refers to is not shown, and a reference to none stays text', () => {
    expect(body('A[^none].\n\n[^unused]: Never.')).toBe('<p>A[^none].</p>')
  })

  test('code shows what is written', () => {
    expect(body('`[^a]`\n\n[^a]: x')).toBe('<p><code>[^a]</code></p>')
  })

  test('a note may tell of another, and of itself', () => {
    const html = body('A[^a]\n\n[^a]: See[^b].\n[^b]: And[^a].')
    expect(html).toContain(`See${reference('b', 2)}.`)
    expect(html).toContain(`And${reference('a', 1, '-2')}.`)
    expect(html?.match(/<li id=/g)).toHaveLength(2)
  })

  test('a note in a list and one in a quote are notes of the page', () => {
    expect(body('- A[^a]\n\n  [^a]: x\n\n> B[^b]\n>\n> [^b]: y')?.match(/<li id="user-content-fn-/g)).toHaveLength(2)
  })

  test('a label cannot leave its attribute', () => {
    const html = body('A[^"><img/src=x>]\n\n[^"><img/src=x>]: x')
    expect(html).not.toContain('<img')
    expect(html).toContain('id="user-content-fn--22--3e--3c-img-2f-src-3d-x-3e-"')
  })

  test('no text makes a page of references', () => {
    const html = rendered(`${'[^a] '.repeat(3_000)}\n\n[^a]: x`)
    expect(html.match(/data-footnote-ref=/g)).toHaveLength(1_000)
    expect(html.length).toBeLessThan(2_000_000)
  })
})
