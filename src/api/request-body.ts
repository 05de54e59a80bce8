import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { ApiEnvironment } from './environment'
import { Problem } from './problems'

/** A field that need not be given: an empty one of a form, and `null`, count as not given. */
export const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional())

/** The body's media type, without parameters, in lower case; empty where there is none. */
export const mediaType = (c: Context) => (c.req.header('content-type') ?? '').split(';', 1)[0]!.trim().toLowerCase()

const FORMS: ReadonlySet<string> = new Set(['application/x-www-form-urlencoded', 'multipart/form-data'])

/**
 * A small body as plain values; an empty one has none.
 * Problems: malformed_body, unsupported_media_type.
 */
export async function readBody(c: Context<ApiEnvironment>): Promise<unknown> {
  const type = mediaType(c)
  try {
    if (FORMS.has(type)) return await c.req.parseBody()
    const text = await c.req.text()
    if (text === '') return {}
    if (type === 'application/json') return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error
    throw new Problem('malformed_body')
  }
  throw new Problem('unsupported_media_type')
}
