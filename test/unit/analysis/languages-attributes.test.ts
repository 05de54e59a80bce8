import { describe, expect, test } from 'vitest'
import { attributesOf } from '../../../src/analysis/linguist/attributes'
import { wildmatch } from '../../../src/analysis/linguist/wildmatch'

describe('patterns of Git', () => {
  test.each([
    ['*.js', 'a.js', true],
    ['*', 'a', true],
    ['a/*', 'a/b', true],
    ['a/*', 'a/b/c', false],
    ['a/**', 'a/b/c', true],
    ['a/**', 'a', false],
    ['**/b', 'b', true],
    ['**/b', 'x/y/b', true],
    ['a/**/b', 'a/b', true],
    ['a/**/b', 'a/x/y/b', true],
    ['a/**/b', 'a/x/y/c', false],
    ['a?c', 'abc', true],
    ['a?c', 'a/c', false],
    ['[ab].py', 'a.py', true],
    ['[!ab].py', 'a.py', false],
    ['[a-f]x', 'dx', true],
    ['[]]x', ']x', true],
    ['[a', '[a', false],
    ['a\\*', 'a*', true],
    ['a\\*', 'ab', false],
    ['*a*b*c', 'xaxbxc', true],
    ['*a*b*c', 'xaxcxb', false],
  ])('%s against %s', (pattern, path, expected) => {
    expect(wildmatch(pattern, path)).toBe(expected)
  })

  test('a pattern made to take forever does not', () => {
    expect(wildmatch(`${'*a'.repeat(200)}b`, 'a'.repeat(1000))).toBe(false)
    expect(wildmatch(`${'**/a/'.repeat(100)}b`, 'a/'.repeat(500).slice(0, -1))).toBe(false)
  })
})

describe('attributes', () => {
  const lookUp = (text: string, path: string, folder = '') =>
    Object.fromEntries(attributesOf(new Map([[`${folder}.gitattributes`, text]]))(path))

  test('a pattern without a slash means a name at any depth, one with a slash a path from its folder', () => {
    expect(lookUp('a.py linguist-vendored', 'x/y/a.py')).toEqual({ 'linguist-vendored': true })
    expect(lookUp('/a.py linguist-vendored', 'x/a.py')).toEqual({})
    expect(lookUp('y/a.py linguist-vendored', 'x/y/a.py', 'x/')).toEqual({ 'linguist-vendored': true })
    expect(lookUp('*.py linguist-vendored', 'a.py', 'x/')).toEqual({})
  })

  test('a folder alone reaches nothing in it', () => {
    expect(lookUp('lib/ linguist-vendored', 'lib/a.py')).toEqual({})
    expect(lookUp('lib linguist-vendored', 'lib/a.py')).toEqual({})
  })

  test('values, negations and several on a line are read; comments, macros and other attributes are not', () => {
    expect(lookUp('*.py text linguist-language=Ruby -linguist-detectable eol=lf', 'a.py')).toEqual({
      'linguist-language': 'Ruby',
      'linguist-detectable': false,
    })
    expect(lookUp('# *.py linguist-vendored\n[attr]x linguist-vendored\n!*.py linguist-vendored', 'a.py')).toEqual({})
    expect(lookUp('"a b.py" linguist-vendored\r\n', 'a b.py')).toEqual({ 'linguist-vendored': true })
  })

  test('names of object members are only text', () => {
    expect(lookUp('__proto__ linguist-language=constructor', '__proto__')).toEqual({
      'linguist-language': 'constructor',
    })
  })
})
