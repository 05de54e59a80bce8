import { describe, expect, test } from 'vitest'
import { MOST_BYTES, renderPreview } from '../../../src/preview/render-preview'
import { ATTACKS } from './attacks'

/*
 * No text makes a preview stall, overflow or fail. With PATHOLOGICAL=print each attack prints the CPU milliseconds that it
 * took, and whether it was rendered or shown as text.
 */

const OPTIONS = { title: 'README', blobBase: 'https://github.com/o/r/blob/c0ffee/', rawBase: null }
/** What a request may bring, and what a job may render. */
const SIZES = [128 * 1024, 500_000]
const PRINTS = process.env.PATHOLOGICAL === 'print'

const isWhole = (page: string) => page.startsWith('<!doctype html>') && page.endsWith('</main></body></html>')

function print(name: string, size: number, milliseconds: number, page: string): void {
  const outcome = page.includes('<pre class="not-rendered">') ? 'text' : 'rendered'
  const mark = milliseconds > 1_500 ? ' TOO MUCH' : ''
  process.stderr.write(`${Math.round(milliseconds)}\t${size}\t${outcome}\t${name}${mark}\n`)
}

const isRendered = (markdown: string) => !renderPreview(markdown, OPTIONS).includes('<pre class="not-rendered">')

describe('what people do write is rendered, however long', () => {
  const lines = (count: number, line: string) => line.repeat(count)
  test.each([
    [
      'a list of links and what they are',
      lines(4_000, '- [a](https://a.example) - *b* `c`. ([d](https://d.example))\n'),
    ],
    [
      'a table of interfaces',
      `|a|b|c|d|e|\n|-|-|-|-|-|\n${lines(1_500, '| [a](https://a.example) | b | `c` | Yes | No |\n')}`,
    ],
    [
      'a type in a cell of a table',
      `|a|b|\n|-|-|\n|c|<pre>${lines(450, 'name_of_it = optional(list(string))<br/>')}</pre>|\n`,
    ],
  ])('%s', (_what, markdown) => expect(isRendered(markdown)).toBe(true))

  test('but not a hundred thousand elements', () => expect(isRendered(lines(20_000, '- - - - a\n'))).toBe(false))
})

describe.each(SIZES)('an attack of %i bytes ends in a page', (size) => {
  test.each(Object.entries(ATTACKS))(
    '%s',
    (name, attack) => {
      const markdown = attack(size)
      expect(markdown.length).toBeLessThanOrEqual(MOST_BYTES)
      expect(markdown.length).toBeGreaterThan(size / 8)
      const began = process.cpuUsage()
      const page = renderPreview(markdown, OPTIONS)
      const { user, system } = process.cpuUsage(began)
      if (PRINTS) print(name, size, (user + system) / 1_000, page)
      expect(isWhole(page)).toBe(true)
    },
    60_000,
  )
})
