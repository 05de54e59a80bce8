import { expect, test } from 'vitest'
import { keptTexts } from '../../../src/analysis/kept-texts'

/** Texts of which each is `size` characters, with what was read. */
function counted(size: number, most: number) {
  const read: string[] = []
  const text = keptTexts((path) => {
    read.push(path)
    return path.startsWith('none') ? null : path.padEnd(size, '.')
  }, most)
  return { text, read }
}

test('a text is read once, also where there is none', () => {
  const { text, read } = counted(3, 10)
  for (const path of ['a', 'none', 'a', 'none', 'b']) text(path)
  expect(read).toEqual(['a', 'none', 'b'])
  expect(text('b')).toBe('b..')
})

test('who goes through too many texts again and again finds the first ones kept, and asks for the others anew', () => {
  const { text, read } = counted(4, 10)
  for (const path of ['a', 'b', 'c', 'd', 'a', 'b', 'c', 'd']) expect(text(path)).toBe(path.padEnd(4, '.'))
  expect(read).toEqual(['a', 'b', 'c', 'd', 'c', 'd'])
})

test('the last text is kept whatever its length, until there is another', () => {
  const { text, read } = counted(20, 10)
  for (const path of ['a', 'a', 'b', 'b', 'a']) text(path)
  expect(read).toEqual(['a', 'b', 'a'])
})
