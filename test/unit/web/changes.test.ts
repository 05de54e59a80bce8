import { expect, it } from 'vitest'
import { type ChangedLine, changesOf } from '../../../src/web/changes'

const shown = (lines: readonly ChangedLine[]) =>
  lines.map(({ kind, before, after, parts }) => {
    const text = parts.map(({ text, changed }) => (changed ? `[${text}]` : text)).join('')
    return `${before ?? ''}|${after ?? ''}|${{ same: ' ', gone: '-', new: '+' }[kind]}${text}`
  })
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}`)

it('a line that changed is shown with its changed words and three lines around it', () => {
  const before = numbers(1, 20)
  const after = before.with(9, 'line 10 changed')
  expect(changesOf(before.join('\n'), after.join('\n'))?.map(shown)).toEqual([
    [
      '7|7| line 7',
      '8|8| line 8',
      '9|9| line 9',
      '10||-line 10',
      '|10|+line 10[ changed]',
      '11|11| line 11',
      '12|12| line 12',
      '13|13| line 13',
    ],
  ])
})

it('changes that are near each other are one hunk, others two', () => {
  const before = numbers(1, 40)
  const after = before.with(4, 'x').with(10, 'y').with(30, 'z')
  expect(changesOf(before.join('\n'), after.join('\n'))?.length).toBe(2)
})

it('line ends alone are no change', () => {
  expect(changesOf('a\r\nb\r\n', 'a\nb\n')).toEqual([])
})

it('lines that come and go are numbered by their own document', () => {
  expect(changesOf('a\nb', 'new\na')?.map(shown)).toEqual([['|1|+new', '1|2| a', '2||-b']])
})

it('lines that share nothing are not compared by words', () => {
  const [hunk] = changesOf('one two three', 'four five six seven') ?? []
  expect(shown(hunk!)).toEqual(['1||-one two three', '|1|+four five six seven'])
})

it('documents that have nothing in common are not compared line by line', () => {
  expect(changesOf(numbers(1, 5_000).join('\n'), numbers(10_001, 15_000).join('\n'))).toBeNull()
})
