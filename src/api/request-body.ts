import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { ApiEnvironment } from './environment'
import { Problem } from './problems'

/** A field that need not be given: `null` counts as not given. An empty one of a form never comes here: `formFields`. */
export const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === null ? undefined : value), schema.optional())

/**
 * Text of this form. The document's patterns are those of JSON Schema, which are of Unicode and have no flags: the generator
 * writes them with the expression's.
 */
export const textOf = (form: RegExp, message: string) =>
  z.string().trim().regex(form, message).meta({ pattern: form.source })

/** The body's media type, without parameters, in lower case; empty where there is none. */
export const mediaType = (c: Context) => (c.req.header('content-type') ?? '').split(';', 1)[0]!.trim().toLowerCase()

const FORMS: ReadonlySet<string> = new Set(['application/x-www-form-urlencoded', 'multipart/form-data'])

/**
 * The fields of a form without the empty ones; those below `options.` as the one object they are part of: forms have
 * neither objects nor numbers nor truth values. `options.badges.style=flat&options.tree_depth=2&options.emoji=on` is
 * `{"options": {"badges": {"style": "flat"}, "tree_depth": 2, "emoji": true}}`.
 */
export function formFields(fields: Iterable<readonly [name: string, value: unknown]>): Record<string, unknown> {
  const given = [...fields].filter(([, value]) => value !== '')
  const isOption = ([name]: readonly [string, unknown]) => name.startsWith('options.')
  const options = given.filter(isOption).map(([name, value]) => [keysOf(name), typed(value)] as const)
  return {
    ...Object.fromEntries(given.filter((field) => !isOption(field))),
    ...(options.length ? { options: nested(options) } : {}),
  }
}

const typed = (value: unknown) => {
  if (value === 'on') return true
  return typeof value === 'string' && /^(?:true|false|\d{1,9})$/.test(value) ? JSON.parse(value) : value
}

/** `options.badges.style` → `badges`, `style`: options are two deep, and what follows is part of the second name. */
function keysOf(name: string): string[] {
  const [, first = '', ...rest] = name.split('.')
  return rest.length ? [first, rest.join('.')] : [first]
}

/** Values by the keys that lead to them, as objects in each other. */
function nested(values: readonly (readonly [keys: readonly string[], value: unknown])[]): unknown {
  const [first] = values
  if (first && first[0].length === 0) return first[1]
  const groups = Map.groupBy(values, ([[name = '']]) => name)
  return Object.fromEntries(
    [...groups].map(([name, group]) => [name, nested(group.map(([keys, value]) => [keys.slice(1), value] as const))]),
  )
}

/**
 * A small body as plain values; an empty one has none.
 * Problems: malformed_body, unsupported_media_type.
 */
export async function readBody(c: Context<ApiEnvironment>): Promise<unknown> {
  const type = mediaType(c)
  try {
    if (FORMS.has(type)) return formFields(Object.entries(await c.req.parseBody()))
    const text = await c.req.text()
    if (text === '') return {}
    if (type === 'application/json') return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error
    throw new Problem('malformed_body')
  }
  throw new Problem('unsupported_media_type')
}
