import fc, { type Arbitrary } from 'fast-check'
import type { Json } from '../../e2e/document.ts'
import { ODD_NAMES, ODD_VALUES } from './odd-values.ts'

type Path = readonly (string | number)[]

/** What is done at one place: gives what stands there then, `undefined` for nothing. */
type Change = (old: Json) => Json | undefined

/** Values of large arrays all look alike. */
const MOST_ITEMS = 20

/** Where something stands in a value: itself, and whatever is in it. */
function placesIn(value: Json): Path[] {
  if (typeof value !== 'object' || value === null) return [[]]
  const items = Array.isArray(value) ? [...value.slice(0, MOST_ITEMS).entries()] : Object.entries(value)
  return [[], ...items.flatMap(([key, item]) => placesIn(item).map((path) => [key, ...path]))]
}

/** The value with something else at one place; `undefined` where nothing is left of it. */
function changedAt(value: Json, [key, ...rest]: Path, change: Change): Json | undefined {
  if (key === undefined) return change(value)
  if (typeof value !== 'object' || value === null) return value
  const items = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  const changed = items.flatMap(([name, item]) => {
    const now = name === key ? changedAt(item, rest, change) : item
    return now === undefined ? [] : [[name, now] as const]
  })
  return Array.isArray(value) ? changed.map(([, item]) => item) : Object.fromEntries(changed)
}

/** Something else. */
const replaced =
  (by: Json): Change =>
  () =>
    by

/** One thing more in an array or object; in place of anything else. */
const added =
  (name: string, more: Json): Change =>
  (old) => {
    if (typeof old !== 'object' || old === null) return more
    return Array.isArray(old) ? [...old, more] : Object.fromEntries([...Object.entries(old), [name, more]])
  }

/** Nothing, nothing in it, the same as its text, the same in a list: what lenient programs take for it. */
const LENIENCIES: readonly Change[] = [() => undefined, () => '', (old) => JSON.stringify(old), (old) => [old]]

const names = fc.oneof(fc.constantFrom(...ODD_NAMES), fc.string({ minLength: 1 }))
const changes: Arbitrary<Change> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...ODD_VALUES).map(replaced) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 3 }).map((text) => replaced(JSON.parse(text))) },
  { weight: 2, arbitrary: fc.constantFrom(...LENIENCIES) },
  { weight: 2, arbitrary: fc.tuple(names, fc.constantFrom(...ODD_VALUES)).map(([name, more]) => added(name, more)) },
)

/** These values, each changed in exactly one place: something else there, something more, or nothing. */
export function changedInOnePlace(values: Arbitrary<Json>): Arbitrary<Json> {
  // The whole of it, its own fields, or anywhere.
  const place = fc.oneof(fc.constant(0), fc.nat({ max: 8 }), fc.nat())
  return fc.tuple(values, place, changes).map(([value, at, change]) => {
    const places = placesIn(value).toSorted((a, b) => a.length - b.length)
    return changedAt(value, places[at % places.length] ?? [], change) ?? null
  })
}
