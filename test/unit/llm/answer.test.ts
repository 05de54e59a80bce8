import { describe, expect, it } from 'vitest'
import { readAnswer } from '../../../src/llm/answer'

const KEYS = ['p1', 'p2']
const read = (text: string) => readAnswer(text, KEYS)

describe('an answer is', () => {
  it('an object with a text for each key', () => {
    expect(read('{"p1":"One.","p2":"Two."}')).toEqual({ p1: 'One.', p2: 'Two.' })
  })
  it('silent where a key is missing', () => {
    expect(read('{"p2":"Two."}')).toEqual({ p1: '', p2: 'Two.' })
    expect(read('{}')).toEqual({ p1: '', p2: '' })
  })
  it.each([
    ['in a fence', '```json\n{"p1":"One."}\n```'],
    ['with words around it', 'Here it is: {"p1":"One."} I hope this helps.'],
    ['with white space around it', '\n\n {"p1":"One."} \n'],
  ])('taken %s', (_, text) => {
    expect(read(text)).toEqual({ p1: 'One.', p2: '' })
  })
  it('as long as 4,000 characters a text', () => {
    expect(read(JSON.stringify({ p1: 'a'.repeat(4_000) }))?.p1).toHaveLength(4_000)
  })
})

describe('no answer is', () => {
  it.each([
    ['one with another key', '{"p1":"One.","p3":"Three."}'],
    ['one with a number', '{"p1":1}'],
    ['one with null', '{"p1":null}'],
    ['one with a list', '{"p1":["One."]}'],
    ['one with an object', '{"p1":{"text":"One."}}'],
    ['one with `__proto__`', '{"p1":"One.","__proto__":{"p2":"Two."}}'],
    ['one with `__proto__` as a text', '{"__proto__":"One."}'],
    ['one with `constructor`', '{"constructor":"One."}'],
    ['a list of texts', '["One.","Two."]'],
    ['a text', '"One."'],
    ['a number', '1'],
    ['null', 'null'],
    ['nothing', ''],
    ['prose', 'I cannot help with that.'],
    ['a brace', '{'],
    ['braces the wrong way round', '} {'],
    ['two objects', '{"p1":"One."} {"p2":"Two."}'],
    ['one that was cut off', '{"p1":"One.","p2":"Tw'],
    ['one with single quotes', "{'p1':'One.'}"],
    ['one with a text of more than 4,000 characters', JSON.stringify({ p1: 'a'.repeat(4_001) })],
    ['a hundred thousand braces', '{'.repeat(100_000) + '}'.repeat(100_000)],
  ])('%s', (_, text) => {
    expect(read(text)).toBeNull()
  })
  it('changes what objects are', () => {
    read('{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}}')
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

it('a passage may not be asked for: then only an empty object is an answer', () => {
  expect(readAnswer('{}', [])).toEqual({})
  expect(readAnswer('{"p1":"One."}', [])).toBeNull()
})
