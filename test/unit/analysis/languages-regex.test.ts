import { describe, expect, test } from 'vitest'
import { toJavaScript } from '../../../scripts/ruby-regex.mjs'
import {
  DOCUMENTATION_PATHS,
  GENERATED_PATHS,
  HEURISTICS,
  LANGUAGES,
  VENDORED_PATHS,
} from '../../../src/analysis/data/linguist'
import { headOf } from '../../../src/analysis/linguist/head'
import { languagesByContent } from '../../../src/analysis/linguist/heuristics'
import { languageByAlias } from '../../../src/analysis/linguist/registry'

function matches(ruby: string, text: string): boolean {
  const { source, ignoreCase } = toJavaScript(ruby)
  return new RegExp(source, ignoreCase ? 'im' : 'm').test(text)
}

describe("Ruby's patterns mean the same here", () => {
  test.each([
    ['\\Aab', 'ab', true],
    ['\\Aab', 'x\nab', false],
    ['^ab$', 'x\nab\ny', true],
    ['ab$', 'ab\r\n', false],
    ['b\\z', 'a\nb', true],
    ['a\\z', 'a\nb', false],
    ['a.b', 'a\rb', true],
    ['a.b', 'a\nb', false],
    ['(?m)a.b', 'a\nb', true],
    ['(?i)AB', 'xab', true],
    ['x(?i:ab)y', 'xAby', true],
    ['x(?i:ab)y', 'XAby', false],
    ['x(?i:[a-c]d)', 'xBD', true],
    ['(?x) a b # comment\n c', 'abc', true],
    ['a++b', 'aab', true],
    ['a*+ab', 'aaab', false],
    ['(?>a+)ab', 'aaab', false],
    ['[[:alpha:]]1', 'x1', true],
    ['[[:digit:]_]x', '_x', true],
    ['\\h\\h', 'fF', true],
    ['^[\\s&&[^\\r\\n]]*=x', ' =x', true],
    ['a[\\s&&[^\\r\\n]]=x', 'a\n=x', false],
    ['(?<n>a|b)-\\g<n>', 'a-b', true],
    ['^\\s*x', '\n\n  x', true],
    ['a\\s*^\\s*x', 'a\n\n x', true],
    ['a\\Rb', 'a\r\nb', true],
    ['a\\Rb', 'a b', false],
    ['(?>a|b)(x)?([\'"])c\\2', 'a"c"', true],
    ['(?>a|b)(x)?([\'"])c\\2', 'a"c\'', false],
    ['[\\u00e9]?\\sx', '\u00a0x', false],
  ])('%s on %j', (ruby, text, expected) => {
    expect(matches(ruby, text)).toBe(expected)
  })

  test('what has no equivalent is refused', () => {
    for (const ruby of ['(?<n>a)(b)\\1', '\\1(a)', '\\Ga', 'a\\K', '[a&&b]', '[[:print:]]', '\\p{L}', '(a', 'a)'])
      expect(() => toJavaScript(ruby), ruby).toThrow()
  })
})

describe('the generated module', () => {
  test('holds every language, and every pattern compiles', () => {
    expect(LANGUAGES.length).toBeGreaterThan(700)
    expect(HEURISTICS.length).toBeGreaterThan(100)
    for (const [, rules] of HEURISTICS)
      for (const [, tests] of rules)
        for (const [, ...patterns] of tests) for (const [source, i] of patterns) new RegExp(source, i ? 'im' : 'm')
    for (const source of [...VENDORED_PATHS, ...DOCUMENTATION_PATHS, ...GENERATED_PATHS]) new RegExp(source)
  })

  test('names only languages it holds', () => {
    const names = new Set(LANGUAGES.map(([name]) => name))
    for (const [, , , group] of LANGUAGES) if (group) expect(names).toContain(group)
    for (const [, rules] of HEURISTICS)
      for (const [languages] of rules) for (const name of languages.split('|')) expect(names).toContain(name)
  })

  test('calls languages by names that a release has given them, and knows the others', () => {
    for (const alias of ['vim-script', 'viml', 'Vim-Script']) expect(languageByAlias(alias)?.name).toBe('Vim Script')
    for (const alias of ['SaltStack', 'Salt']) expect(languageByAlias(alias)?.name).toBe('SaltStack')
  })

  // A rule that is busy for long meets the runner's limit.
  test.each(HEURISTICS.map(([extensions]) => extensions))(
    'no content keeps the rules of %s busy for long',
    (extensions) => {
      const pieces = [
        'a',
        ' ',
        '\n',
        '\t',
        '\r',
        '/*',
        '--a ',
        'a b ',
        ':=',
        '(',
        'a:',
        'vim: a=',
        '%builtins a ',
        '"',
        '\\',
        '#include "',
        'fn a(',
        'package ',
        '<!',
        '0.0.0',
      ]
      const encoder = new TextEncoder()
      for (const piece of pieces) {
        const bytes = encoder.encode(piece.repeat(Math.ceil(16_000 / piece.length)))
        expect(languagesByContent([extensions.split('|')[0]!], headOf(bytes, bytes.length)!)).toBeInstanceOf(Array)
      }
    },
  )
})
