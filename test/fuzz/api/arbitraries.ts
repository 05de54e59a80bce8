import fc, { type Arbitrary } from 'fast-check'
import type { Document, Json, Schema } from '../../e2e/document.ts'

/** What no schema says: texts that mean something to the service, by the name of the field or by the format. */
export interface Hints {
  named: Readonly<Record<string, readonly string[]>>
  formats: Readonly<Record<string, readonly string[]>>
}

/** How values come from the schemas in one. */
type Inner = (schema: Schema, name: string) => Arbitrary<Json>

/** Schemas that refer to themselves end here. */
const DEEPEST = 8
/** Characters of a text that has no bound, and of the longest that is made. */
const LENGTHS = { usual: 100, most: 40_000 }

/** Text of a pattern, as far as it can be made from one. */
function matching(pattern: string): Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'))
  } catch {
    return fc.string()
  }
}

function textsOf({ pattern, format = '', minLength = 0, maxLength = LENGTHS.usual }: Schema, known: readonly string[]) {
  const lengths = { minLength, maxLength: Math.min(maxLength, LENGTHS.most) }
  const bounds = [lengths.minLength, lengths.maxLength].map((length) => 'x'.repeat(length))
  const named = known.length ? [{ weight: 16, arbitrary: fc.constantFrom(...known) }] : []
  if (pattern !== undefined) return fc.oneof(...named, { weight: 3, arbitrary: matching(pattern) })
  return fc.oneof(
    ...named,
    { weight: format === 'uuid' ? 3 : 0, arbitrary: fc.uuid() },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme', ...lengths }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', ...lengths }) },
    { weight: 1, arbitrary: fc.constantFrom(...bounds) },
  )
}

function recordsOf({ properties = {}, required = [] }: Schema, inner: Inner): Arbitrary<Json> {
  const fields = Object.entries(properties).map(([name, schema]) => [name, inner(schema, name)] as const)
  return fc.record(Object.fromEntries(fields), { requiredKeys: required, noNullPrototype: true })
}

/** The ways to make a value of a type; a type that JSON Schema does not have has none. */
const OF_TYPE: Record<string, (schema: Schema, inner: Inner, known: readonly string[]) => Arbitrary<Json>> = {
  null: () => fc.constant(null),
  boolean: () => fc.boolean(),
  integer: ({ minimum: min = -(2 ** 31), maximum: max = 2 ** 31 }) => fc.integer({ min, max }),
  number: ({ minimum: min = -1e9, maximum: max = 1e9 }) => fc.double({ min, max, noNaN: true }),
  array: ({ items = {}, minItems: minLength = 0, maxItems: maxLength = 5 }, inner) =>
    fc.array(inner(items, ''), { minLength, maxLength }),
  string: (schema, _inner, known) => textsOf(schema, known),
  object: recordsOf,
}

/**
 * Values that a schema allows, or nearly: whoever has to know which asks the document.
 * @param name of the field that the schema is of, for the hints
 */
export function valuesOf(given: Schema, document: Document, hints: Hints, name = '', depth = 0): Arbitrary<Json> {
  const schema = document.resolved(given)
  const { const: only, enum: some, anyOf, oneOf, type, format = '' } = schema
  if (depth > DEEPEST) return fc.constant(null)
  const inner: Inner = (one, key) => valuesOf(one, document, hints, key, depth + 1)
  const chosen = only === undefined ? some : [only]
  if (chosen) return fc.constantFrom(...chosen)
  const alternatives = anyOf ?? oneOf
  if (alternatives) return fc.oneof(...alternatives.map((one) => inner(one, name)))
  const known = [...(hints.named[name] ?? []), ...(hints.formats[format] ?? [])]
  const ways = [type ?? []].flat().map((one) => ({
    weight: one === 'null' ? 1 : 6,
    arbitrary: OF_TYPE[one]?.(schema, inner, known) ?? fc.constant(null),
  }))
  return ways.length ? fc.oneof(...ways) : fc.json({ maxDepth: 2 }).map((text): Json => JSON.parse(text))
}
