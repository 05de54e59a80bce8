import { expect, test } from 'vitest'
import { checkAddresses, checkContainers, checkElements, TooMuchEffort } from '../../../src/preview/effort'

const times = (part: string, n: number) => part.repeat(n)

test.each([
  ['quotes', () => checkContainers(`${times('> ', 51)}a`)],
  ['lists on one line', () => checkContainers(`${times('1. ', 51)}a`)],
  ['lists by indentation', () => checkContainers(`${times(' ', 102)}- a`)],
  ['a run before an at sign', () => checkAddresses(`${times('a.', 5_000)}@`)],
  ['signs in a run', () => checkAddresses(times('!', 8_000))],
  ['elements in each other', () => checkElements(times('<div>', 401))],
  ['elements beside each other, too many', () => checkElements(times('<p>a</p>', 50_001))],
  ['formatting left open over many blocks', () => checkElements(times('<b>', 300) + times('<p>x', 1_000))],
])('%s are refused before a parser sees them', (_, check) => {
  expect(check).toThrow(TooMuchEffort)
})

test.each([
  ['fifty quotes', () => checkContainers(`${times('> ', 49)}a`)],
  ['a rule of many signs', () => checkContainers(times('- ', 40))],
  ['indented code', () => checkContainers(`${times(' ', 200)}a - b`)],
  ['a long word', () => checkAddresses(times('a', 400_000))],
  ['a list of addresses', () => checkAddresses(times('someone@example.org\n', 20_000))],
  ['elements beside each other', () => checkElements(times('<div><p>a<br></div>', 16_000))],
  ['paragraphs that nobody closes', () => checkElements(times('<p>a', 20_000))],
])('%s are read', (_, check) => {
  expect(check).not.toThrow()
})
