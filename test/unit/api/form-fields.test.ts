import { expect, it } from 'vitest'
import { formFields } from '../../../src/api/request-body'

it('fields of options become the object they are part of, numbers and truth values what they say', () => {
  const fields = Object.entries({
    url: 'acme/lamp',
    ref: '',
    'options.mode': 'update',
    'options.badges.style': 'flat',
    'options.tree_depth': '2',
    'options.emoji': 'on',
    'options.contents': '',
  })
  expect(formFields(fields)).toEqual({
    url: 'acme/lamp',
    options: { mode: 'update', badges: { style: 'flat' }, tree_depth: 2, emoji: true },
  })
})

it('without such fields `options` stays the JSON text that it is', () => {
  expect(formFields([['options', '{"mode":"check"}']])).toEqual({ options: '{"mode":"check"}' })
})

it('a name of an object’s own prototype is a field like any other', () => {
  const { options } = formFields([['options.__proto__.emoji', 'on']]) as { options: object }
  expect(Object.getPrototypeOf(options)).toBe(Object.prototype)
  expect(({} as { emoji?: boolean }).emoji).toBeUndefined()
})

it('a name as deep as a request is long is one more field that nobody knows', () => {
  const deep = `options.${'a.'.repeat(60_000)}a`
  expect(Object.keys(formFields([[deep, '1']]).options as object)).toEqual(['a'])
})
