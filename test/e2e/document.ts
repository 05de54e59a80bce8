import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** A JSON Schema, as far as values are made from one; ajv reads the rest. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  const?: Json
  enum?: Json[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  format?: string
  minimum?: number
  maximum?: number
}

type Content = Record<string, { schema: Schema }>

export interface Parameter {
  name: string
  in: string
  schema: Schema
}

interface Described {
  parameters?: Parameter[]
  requestBody?: { required?: boolean; content: Content }
  responses: Record<string, { headers?: Record<string, { required?: boolean }>; content?: Content }>
  security?: Record<string, string[]>[]
}

/** An OpenAPI 3.1 document, as far as the tests read it. */
export interface OpenApi {
  paths: Record<string, Record<string, Described>>
  security?: Record<string, string[]>[]
  components?: { schemas?: Record<string, Schema> }
}

export interface Operation {
  /** In upper case. */
  method: string
  /** Its path, with `{parameters}`. */
  template: string
  described: Described
}

/** What an answer has that the document speaks of. */
interface Answered {
  status: number
  /** Its media type, without parameters; empty where there is none. */
  type: string
  text: string
}

/** What an answer breaks of the document, and in which words to say so. */
export interface Fault {
  rule: 'status' | 'media type' | 'schema'
  says: string
}

/** What a text says as JSON; `undefined`, which no schema allows, where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The document with which the service describes itself, to hold requests and answers against. */
export function readDocument(written: OpenApi) {
  // Under a name that any part of it can refer to, so that each schema can be asked by itself.
  const document: OpenApi = JSON.parse(JSON.stringify(written).replaceAll('"$ref":"#/', '"$ref":"document#/'))
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema({ $id: 'document', ...document })

  const operations: Operation[] = Object.entries(document.paths).flatMap(([template, item]) =>
    Object.entries(item).map(([method, described]) => ({ method: method.toUpperCase(), template, described })),
  )

  /** What is wrong with a value by a schema of the document; `null` where nothing is. */
  const schemaFault = (schema: Schema, value: unknown) => (ajv.validate(schema, value) ? null : ajv.errorsText())

  return {
    operations,
    schemaFault,
    /** The schema itself, where there is a reference to it. */
    resolved({ $ref, ...own }: Schema): Schema {
      const found = $ref && document.components?.schemas?.[$ref.replace('document#/components/schemas/', '')]
      return found ? { ...found, ...own } : own
    },
    /** The names of the security schemes by which this operation knows who asks, and whether it asks at all. */
    schemesOf({ described }: Operation) {
      const schemes = described.security ?? document.security ?? []
      const names = [...new Set(schemes.flatMap((one) => Object.keys(one)))]
      return { names, isOptional: names.length === 0 || schemes.some((one) => Object.keys(one).length === 0) }
    },
    /** The operation that serves this path; `undefined` when the document has none. */
    find(method: string, path: string): Operation | undefined {
      const asked = `${path.split('?')[0]!.replace(/\/$/, '')}/`
      const serves = ({ template }: Operation) => new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(asked)
      return operations.find((operation) => operation.method === method && serves(operation))
    },
    /** What an answer of this operation has that the document does not say; `null` where all is as it says. */
    answerFault({ described }: Operation, { status, type, text }: Answered): Fault | null {
      const documented = described.responses[status]
      if (!documented) return { rule: 'status', says: `answered ${status}, which is not documented` }
      if (!documented.content) return null
      const media = documented.content[type]
      if (!media) return { rule: 'media type', says: `answered ${status} as "${type}", which is not documented` }
      const says = type.endsWith('json') ? schemaFault(media.schema, parsed(text)) : null
      return says === null ? null : { rule: 'schema', says }
    },
  }
}

export type Document = ReturnType<typeof readDocument>

/** Reads the document of the service at this origin. */
export async function documentOf(origin: string): Promise<Document> {
  return readDocument((await (await fetch(`${origin}/openapi.json`)).json()) as OpenApi)
}
