import { expect, test } from 'vitest'
import { headingsOf } from '../../../src/readme/headings'

test('headings are read as a reader sees them, each with its line', () => {
  const markdown = [
    '# A *bold* **title**',
    '',
    '```sh',
    '# no heading',
    '```',
    '',
    'Under a line',
    '------------',
    '',
    '## `code` &amp; [a link](x) ![a picture](y.png)',
    '',
    '### <img src="z.png" alt="logo"> Three\\_words',
    '',
    '- # in a list',
    '',
    '## :anger: &nbsp;Apart',
  ].join('\n')
  expect(headingsOf(markdown)).toEqual([
    { level: 1, words: 'A bold title', line: 1 },
    { level: 2, words: 'Under a line', line: 7 },
    { level: 2, words: 'code & a link', line: 10 },
    { level: 3, words: 'Three_words', line: 12 },
    { level: 2, words: ':anger: \u00a0Apart', line: 16 },
  ])
})
