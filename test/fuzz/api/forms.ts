import type { Document, Json, Schema } from '../../e2e/document.ts'

/** A field of a form; one of bytes is a file. */
export type Field = readonly [name: string, value: string | Buffer]

const textOf = (value: Json) => (typeof value === 'string' ? value : JSON.stringify(value))

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Is there an array in it? Fields have no name for its items. */
const hasList = (value: Json): boolean =>
  Array.isArray(value) || (isObject(value) && Object.values(value).some(hasList))

/** The scalars in an object, each as a field named by the keys that lead to it. */
const dotted = (name: string, value: Json): Field[] =>
  isObject(value)
    ? Object.entries(value).flatMap(([key, item]) => dotted(`${name}.${key}`, item))
    : [[name, textOf(value)]]

/**
 * A value as the fields of a form; one that is no object has none, and `null` is a field that is not sent.
 * @param spread objects as a field for each of their values, where that can be, else as JSON text
 * @param files bytes that a text stands for
 */
export function fieldsOf(value: Json, spread: boolean, files: ReadonlyMap<string, Buffer>): Field[] {
  const given = isObject(value) ? Object.entries(value).filter(([, item]) => item !== null) : []
  return given.flatMap(([name, item]) => {
    const file = typeof item === 'string' && files.get(item)
    if (file) return [[name, file] as const]
    return spread && !hasList(item) ? dotted(name, item) : [[name, textOf(item)] as const]
  })
}

/** Percent-encoded; a surrogate alone, which cannot be, is U+FFFD. */
export const encoded = (text: string) => encodeURIComponent(text.toWellFormed())

export const urlencoded = (fields: readonly Field[]): Buffer =>
  Buffer.from(fields.map(([name, value]) => `${encoded(name)}=${encoded(value.toString())}`).join('&'))

const BOUNDARY = 'fuzz-7f3a61'
export const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`

const quoted = (text: string) => text.replace(/["\r\n]/g, encodeURIComponent)

export function multipart(fields: readonly Field[], filename: string): Buffer {
  const parts = fields.flatMap(([name, value]) => {
    const file = typeof value === 'string' ? '' : `; filename="${quoted(filename)}"`
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${quoted(name)}"${file}\r\n\r\n`
    return [Buffer.from(head), Buffer.from(value), Buffer.from('\r\n')]
  })
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)])
}

const isText = ({ type = [], format }: Schema) => [type].flat().includes('string') && format !== 'binary'

/**
 * Why the operation must refuse these fields, as far as it is sure: texts that their schema forbids, fields that it does not
 * know, fields that are missing. How other types are written in a form no schema says; an empty field is as none.
 */
export function fieldFault(document: Document, schema: Schema, fields: readonly Field[]): string | null {
  const { properties = {}, required = [], additionalProperties } = document.resolved(schema)
  const given = fields.filter(([, value]) => value.length > 0)
  const missing = required.find((name) => !given.some(([own]) => own === name))
  if (missing !== undefined) return `the form has no ${missing}`
  for (const [name, value] of given) {
    const own = Object.hasOwn(properties, name) ? properties[name] : undefined
    if (!own && additionalProperties === false && !name.includes('.')) return `the form has a field "${name}"`
    if (!own || !isText(document.resolved(own)) || typeof value !== 'string') continue
    const fault = document.schemaFault(own, value)
    if (fault !== null) return `${name} of the form: ${fault}`
  }
  return null
}
