import fc, { type Arbitrary } from 'fast-check'
import type { Document, Operation, Schema } from '../../e2e/document.ts'
import { type Hints, valuesOf } from './arbitraries.ts'
import { changedInOnePlace } from './change.ts'
import { fieldFault, fieldsOf, MULTIPART, multipart, urlencoded } from './forms.ts'
import { ODD_JSON, ODD_TEXTS } from './odd-values.ts'

export interface Body {
  /** `Content-Type`; `null` for none. */
  type: string | null
  content: Buffer
  /** Why the operation must refuse it; `null` where that is not sure. */
  wrong: string | null
}

/** What bodies are made of beside their schemas. */
export interface Material {
  document: Document
  hints: Hints
  /** Bytes that a text of the hints stands for. */
  files: ReadonlyMap<string, Buffer>
}

const NONE: Body = { type: null, content: Buffer.of(), wrong: null }
/** More than a small body may have. */
const LARGE = Buffer.alloc(300 * 1024, 'x')
const UNREAD = ['text/plain', 'image/png', 'application/xml']
const NO_TYPES = [
  'application/jsonx',
  'garbage',
  ';',
  '',
  'a/b; charset="',
  '*/*',
  'multipart/form-data',
  'multipart/form-data; boundary=""',
]

function jsonFault(document: Document, schema: Schema, text: string): string | null {
  try {
    const fault = document.schemaFault(schema, JSON.parse(text))
    return fault && `by its schema: ${fault}`
  } catch {
    // What an empty body is, its own media type does not say.
    return text === '' ? null : 'the body is no JSON'
  }
}

function jsonBodies(type: string, schema: Schema, { document, hints }: Material): Arbitrary<Body> {
  const values = valuesOf(schema, document, hints)
  const texts = fc.oneof(
    { weight: 9, arbitrary: values.map((value) => JSON.stringify(value)) },
    { weight: 5, arbitrary: changedInOnePlace(values).map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.constantFrom(...ODD_JSON) },
    { weight: 1, arbitrary: fc.json({ maxDepth: 4 }) },
  )
  return texts.map((text) => ({ type, content: Buffer.from(text), wrong: jsonFault(document, schema, text) }))
}

function formBodies(type: string, schema: Schema, { document, hints, files }: Material): Arbitrary<Body> {
  const values = valuesOf(schema, document, hints)
  const all = fc.oneof({ weight: 2, arbitrary: values }, { weight: 1, arbitrary: changedInOnePlace(values) })
  return fc
    .tuple(all, fc.boolean(), fc.constantFrom(...ODD_TEXTS, 'kettle-1.2.zip'))
    .map(([value, spread, filename]) => {
      const fields = fieldsOf(value, spread, files)
      const wrong = fieldFault(document, schema, fields)
      return type === 'multipart/form-data'
        ? { type: MULTIPART, content: multipart(fields, filename), wrong }
        : { type, content: urlencoded(fields), wrong }
    })
}

function plainBodies(type: string, schema: Schema, { document, hints, files }: Material): Arbitrary<Body> {
  const texts = fc
    .oneof(
      { weight: 5, arbitrary: valuesOf(schema, document, hints, type) },
      { weight: 1, arbitrary: fc.constantFrom(...ODD_TEXTS) },
    )
    .map(String)
  return texts.map((text) => ({ type, content: files.get(text) ?? Buffer.from(text), wrong: null }))
}

function ofType(type: string, schema: Schema, material: Material): Arbitrary<Body> {
  if (type.endsWith('json')) return jsonBodies(type, schema, material)
  if (/form/.test(type)) return formBodies(type, schema, material)
  return plainBodies(type, schema, material)
}

/** The same under another media type: written otherwise, none, or one that the operation does not read. */
function retyped(types: readonly string[]): Arbitrary<(body: Body) => Body> {
  const written = (type: string) => (body: Body) => ({ ...body, type, wrong: null })
  const unread = (type: string) => (body: Body) => ({
    ...written(type)(body),
    wrong: body.content.length ? `nothing reads ${type}` : null,
  })
  return fc.oneof(
    { weight: 16, arbitrary: fc.constant((body: Body) => body) },
    { weight: 1, arbitrary: fc.constant((body: Body) => ({ ...body, type: `${body.type}; charset=utf-8` })) },
    {
      weight: 1,
      arbitrary: fc.constant((body: Body) => ({
        ...body,
        type: body.type?.replace(/^[^;]+/, (name) => name.toUpperCase()) ?? null,
      })),
    },
    { weight: 1, arbitrary: fc.constant((body: Body) => ({ ...body, type: null, wrong: null })) },
    { weight: 1, arbitrary: fc.constantFrom(...types).map(written) },
    { weight: 1, arbitrary: fc.constantFrom(...UNREAD).map(unread) },
    { weight: 1, arbitrary: fc.constantFrom(...NO_TYPES).map(written) },
  )
}

/** Bytes that nobody wrote: cut off, or any at all. */
const broken = (body: Body, bytes: Uint8Array): Arbitrary<Body> =>
  fc.oneof(
    fc
      .nat({ max: body.content.length })
      .map((end) => ({ ...body, content: body.content.subarray(0, end), wrong: null })),
    fc.constantFrom(Buffer.from(bytes), LARGE).map((content) => ({ ...body, content, wrong: null })),
  )

/** Bodies for an operation, right and wrong, in each media type that the document has for it and in others. */
export function bodiesFor({ method, described }: Operation, material: Material): Arbitrary<Body> {
  const content = Object.entries(described.requestBody?.content ?? {})
  const raw = fc.uint8Array({ maxLength: 300 }).map((bytes) => ({ ...NONE, content: Buffer.from(bytes) }))
  if (content.length === 0)
    return fc.oneof({ weight: 30, arbitrary: fc.constant(NONE) }, { weight: method === 'GET' ? 0 : 1, arbitrary: raw })
  // A body of fields has more to it than one of bytes, and JSON more than what forms can say.
  const weight = (type: string, { schema }: { schema: Schema }) =>
    material.document.resolved(schema).properties ? (type.endsWith('json') ? 20 : 10) : 1
  const written = fc.oneof(
    ...content.map(([type, one]) => ({ weight: weight(type, one), arbitrary: ofType(type, one.schema, material) })),
  )
  return fc.oneof(
    {
      weight: 24,
      arbitrary: fc.tuple(written, retyped(content.map(([type]) => type))).map(([body, change]) => change(body)),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(written, fc.uint8Array({ maxLength: 300 })).chain(([body, bytes]) => broken(body, bytes)),
    },
    { weight: 1, arbitrary: raw },
    { weight: described.requestBody?.required === true ? 1 : 5, arbitrary: fc.constant(NONE) },
  )
}
