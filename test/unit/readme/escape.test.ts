import fc from 'fast-check'
import { Marked, type Token, type Tokens } from 'marked'
import { describe, expect, test } from 'vitest'
import {
  cell,
  clean,
  code,
  fence,
  headingText,
  image,
  link,
  type Markdown,
  pathAddress,
  prose,
  text,
} from '../../../src/readme/escape'
import { hostile } from './hostile'

const lexer = () => new Marked({ gfm: true })
/** All tokens of a document, inner ones too. */
function tokens(markdown: string): Token[] {
  const found: Token[] = []
  const marked = lexer()
  marked.walkTokens(marked.lexer(markdown), (token) => {
    found.push(token)
  })
  return found
}
const types = (markdown: string) => new Set(tokens(markdown).map(({ type }) => type))
/** The text a reader sees, entities resolved. */
const seen = (markdown: string) =>
  lexer()
    .parse(markdown, { async: false })
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\n+$/, '')
const check = (property: (value: string) => void) =>
  fc.assert(fc.property(hostile, property), { seed: 20260101, numRuns: 3000 })

describe('whatever the text', () => {
  test('in a paragraph it is read as it is, and nothing but text or code', () => {
    check((value) => {
      const written = text(value)
      expect([...types(written)].filter((type) => !['paragraph', 'text', 'escape', 'codespan'].includes(type))).toEqual(
        [],
      )
      expect(seen(written)).toBe(clean(value))
    })
  })
  test('prose in the middle of a line is no markup either', () => {
    check((value) => {
      const allowed = ['list', 'list_item', 'text', 'escape', 'codespan', 'paragraph']
      expect([...types(`- a ${prose(value)} b`)].filter((type) => !allowed.includes(type))).toEqual([])
    })
  })
  test('a code span holds it all', () => {
    check((value) => {
      if (clean(value) === '') return
      expect(seen(`a ${code(value)} b`)).toBe(`a ${clean(value)} b`)
    })
  })
  test('a table keeps its columns', () => {
    check((value) => {
      const row = `| ${cell(text(value))} | ${cell(code(value))} | ${cell(prose(value))} | z |`
      const [table] = lexer().lexer(`| a | b | c | d |\n| --- | --- | --- | --- |\n${row}`)
      if (table?.type !== 'table') throw new Error('no table')
      expect(table.rows[0].map((one: Tokens.TableCell) => one.text).at(3)).toBe('z')
      expect(table.rows).toHaveLength(1)
    })
  })
  test('a link leads where it was meant to, and nowhere else', () => {
    check((value) => {
      if (clean(value) === '') return
      const target = pathAddress(value)
      const [found, ...more] = tokens(link(text(value), target)).filter(
        (token): token is Tokens.Link => token.type === 'link',
      )
      expect(more).toEqual([])
      if (target === '') return
      // marked takes some labels with escaped brackets for text; then there is no link at all.
      expect(found?.href ?? target).toBe(target)
      expect(URL.parse(target, 'https://host.example/')?.origin).toBe('https://host.example')
    })
  })
  test('an image stays an image', () => {
    check((value) => {
      expect(types(image(value, pathAddress('a.png')))).toContain('image')
      expect(types(image(value, pathAddress('a.png')))).not.toContain('html')
    })
  })
  test('a heading is one heading', () => {
    check((value) => {
      if (headingText(value) === '') return
      const [first, ...others] = lexer().lexer(`# ${headingText(value)}`)
      expect(first?.type).toBe('heading')
      expect(others).toEqual([])
    })
  })
  test('a fence ends where it was meant to', () => {
    check((value) => {
      const [block, ...others] = lexer().lexer(fence('text', [value, 'last']).join('\n'))
      if (block?.type !== 'code') throw new Error('no code')
      expect(block.text.endsWith('\nlast') || block.text === 'last').toBe(true)
      expect(others).toEqual([])
    })
  })
})

test.each([
  ['a_b and __init__', 'a_b and \\_\\_init\\_\\_'],
  ['*bold* [x](y)', '\\*bold\\* \\[x\\](y)'],
  ['1. first', '1\\. first'],
  ['- item', '\\- item'],
  ['# C#', '\\# C#'],
  ['see https://example.org/a.', 'see `https://example.org/a`.'],
  ['mail (me@example.org)', 'mail (`me@example.org`)'],
  ['@scope/name', '@scope/name'],
  ['R&D &lt;', 'R&D \\&lt;'],
  ['a\u202Eb\u0007c\u200B', 'abc'],
  ['a\r\n\r\n# b', 'a # b'],
  ['$5', '$5'],
  ['$a$', '\\$a\\$'],
])('%j is written %j', (value, written) => {
  expect(text(value)).toBe(written)
})

test('backticks in a doc comment mean code', () => {
  expect(prose('Runs `a_b` *now*')).toBe('Runs `a_b` \\*now\\*')
  expect(prose('one ` only')).toBe('one \\` only')
})

test('the code span of a backslash and a pipe is text, which a table can hold', () => {
  expect(code('a\\|b')).toBe('a\\\\|b' as Markdown)
})

test('a path keeps the signs that need no encoding', () => {
  expect(pathAddress('packages/@a/b c(d)/x+y.md')).toBe('packages/@a/b%20c%28d%29/x+y.md')
})
