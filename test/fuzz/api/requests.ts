import fc, { type Arbitrary } from 'fast-check'
import type { Operation } from '../../e2e/document.ts'
import { type Body, bodiesFor, type Material } from './bodies.ts'
import { headersFor } from './headers.ts'
import { filled, ids, nearMisses } from './paths.ts'
import { type Query, queriesFor } from './queries.ts'
import { anybody, askers, type Credentials } from './who.ts'

/** A request before the ids of jobs and the entity tags are put into it. */
export interface FuzzRequest {
  method: string
  path: string
  query: Query
  headers: Readonly<Record<string, string>>
  content: Buffer
  /** Why it must be refused; `null` where that is not sure. */
  wrong: string | null
  /** The operation whose answer it is; `null` for a path or a method that the document does not have. */
  operation: Operation | null
  /** The methods of its path, when its own is none of them. */
  allowed: readonly string[] | null
}

/** Requests of one kind. */
export interface Kind {
  name: string
  /** How many of them, in proportion to the others. */
  weight: number
  requests: Arbitrary<FuzzRequest>
}

/** A query that stands for the fields of a body does not count beside a body that has them. */
function queryCounts({ described }: Operation, { type }: Body, { document }: Material): boolean {
  const schema = described.requestBody?.content[type?.split(';')[0] ?? '']?.schema
  return !described.requestBody || (schema !== undefined && !document.resolved(schema).properties)
}

/** Whole requests to an operation of the document. */
function requestsTo(operation: Operation, material: Material, credentials: Credentials): Arbitrary<FuzzRequest> {
  const { method, template, described } = operation
  const parts = fc.record({
    segments: fc.array(ids, { minLength: template.split('{').length - 1, maxLength: template.split('{').length - 1 }),
    slash: fc.oneof({ weight: 9, arbitrary: fc.constant('/') }, { weight: 1, arbitrary: fc.constant('') }),
    // What answers GET answers HEAD.
    asked: fc.oneof(
      { weight: 19, arbitrary: fc.constant(method) },
      { weight: method === 'GET' ? 1 : 0, arbitrary: fc.constant('HEAD') },
    ),
    query: queriesFor(operation, material.document, material.hints),
    headers: headersFor(
      (described.parameters ?? [])
        .filter((parameter) => parameter.in === 'header')
        .map(({ name }) => name.toLowerCase()),
      askers(material.document, operation, credentials),
    ),
    body: bodiesFor(operation, material),
  })
  return parts.map(({ segments, slash, asked, query, headers, body }) => {
    const queryFault = queryCounts(operation, body, material) ? query.wrong : null
    return {
      method: asked,
      path: filled(template.replace(/\/$/, slash), segments),
      query,
      headers: { ...headers, ...(body.type === null ? {} : { 'content-type': body.type }) },
      content: body.content,
      wrong: body.wrong ?? queryFault,
      // A path that leads elsewhere is no request of this operation.
      operation: segments.every(({ one }) => one) ? operation : null,
      allowed: null,
    }
  })
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'PURGE']
const NOTHING = { query: { pairs: [], tail: '', wrong: null }, content: Buffer.of(), wrong: null, operation: null }

/** The paths of the document with methods that it does not have for them. */
function wrongMethods({ document }: Material, credentials: Credentials): Arbitrary<FuzzRequest> {
  const byPath = Map.groupBy(document.operations, ({ template }) => template)
  const wrong = [...byPath].flatMap(([template, operations]) => {
    const allowed = operations.map(({ method }) => method)
    const served = allowed.includes('GET') ? [...allowed, 'HEAD'] : allowed
    return METHODS.filter((method) => !served.includes(method)).map((method) => ({ template, method, allowed }))
  })
  return fc
    .tuple(
      fc.constantFrom(...wrong),
      fc.constantFrom('{completed}', '{deleted}', '{made}'),
      headersFor([], anybody(credentials)),
    )
    .map(([{ template, method, allowed }, raw, headers]) => ({
      ...NOTHING,
      method,
      path: filled(template, [{ raw, one: true }]),
      headers,
      allowed,
    }))
}

/** Paths near those of the document, with any method. */
function astray({ document }: Material, credentials: Credentials): Arbitrary<FuzzRequest> {
  const templates = [...new Set(document.operations.map(({ template }) => template)), '/openapi.json', '/docs/']
  return fc
    .tuple(
      nearMisses(templates),
      fc.constantFrom(...METHODS, 'GET', 'GET', 'GET', 'POST'),
      headersFor([], anybody(credentials)),
    )
    .map(([path, method, headers]) => ({ ...NOTHING, method, path, headers, allowed: null }))
}

/** Every kind of request that the document gives reason for. @param credentials that the service knows */
export function kindsOf(material: Material, credentials: Credentials): Kind[] {
  const kinds = material.document.operations.map(
    (operation): Kind => ({
      name: `${operation.method} ${operation.template}`,
      // Bodies and queries have more to them than an id.
      weight: operation.described.requestBody ? 8 : 1 + (operation.described.parameters?.length ?? 0),
      requests: requestsTo(operation, material, credentials),
    }),
  )
  return [
    ...kinds,
    { name: 'methods that are not documented', weight: 3, requests: wrongMethods(material, credentials) },
    { name: 'paths that are not documented', weight: 4, requests: astray(material, credentials) },
  ]
}
