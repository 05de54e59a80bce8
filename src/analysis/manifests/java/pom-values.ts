import { record, string } from '../../project'

/** The elements of one name below another, which the parser gives as a list only where there are several. */
export const list = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === '' ? [] : [value]
/** The text of an element, with or without attributes. */
export const text = (value: unknown): string | null => string(value) ?? string(record(value)['#text'])
const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])
/** Text with XML's own entities decoded and white space made one. */
export const decoded = (value: string) =>
  value.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES.get(name) ?? '').replace(/\s+/g, ' ')

/** Properties inside properties that are followed, and characters of a text with properties in it. */
const DEEPEST = 8
const LONGEST = 2000

/** Replaces `${name}` by what `property` says; `null` when one stays open or the text grows past any use. */
export function resolved(value: string | null, property: (name: string) => string | null, depth = 0): string | null {
  if (value === null || !value.includes('${')) return value
  if (depth > DEEPEST || value.length > LONGEST) return null
  const out = value.replace(/\$\{([\w.-]{1,200})\}/g, (whole, name: string) => {
    const known = property(name)
    return known !== null && known.length <= LONGEST / 4 ? known : whole
  })
  return out === value ? null : resolved(out, property, depth + 1)
}
