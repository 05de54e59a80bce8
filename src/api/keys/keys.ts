import { createRoute, z } from '@hono/zod-openapi'
import { forOperator } from '../access/bearer'
import { hashOf, newKey, shownOf } from '../access/key'
import { BY_OPERATOR } from '../access/rules'
import type { Api } from '../environment'
import { encodeCursor, PageQuery, startOf } from '../paging'
import { IdParameter } from '../parameters'
import { Problem, problemResponses } from '../problems'
import { optional, readBody, textOf } from '../request-body'
import { checked } from '../wanted-job'
import { isOwner, type Key, keep, listKeys, revoke } from './key-index'

const date = z.iso.datetime()
const OwnerSchema = z.string().regex(/^key:[0-9a-f-]{36}$/)
const KeySchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    owner: OwnerSchema.meta({ description: 'Whose jobs it opens: keys of one owner open the same.' }),
    prefix: z.string().meta({ description: 'The first characters of the key; the rest is not kept.' }),
    created_at: date,
    revoked_at: date.nullable(),
  })
  .openapi('Key')
const NewKeySchema = z
  .strictObject({
    name: textOf(/^\P{Cc}{1,100}$/u, 'A name has 1 to 100 characters, and no control character.').meta({
      description: 'For you, to tell it from others.',
    }),
    owner: optional(OwnerSchema).meta({
      description:
        'The owner of another key, also of a revoked one: to change a key without losing its jobs. Else a new one.',
    }),
  })
  .openapi('NewKey')

const refusals = ['unauthorized', 'forbidden', 'not_found', 'rate_limited', 'internal', 'unavailable'] as const

const create = createRoute({
  method: 'post',
  path: '/keys/',
  ...BY_OPERATOR,
  summary: 'Create an API key, for the operator',
  description: 'The answer shows the key, and nothing does afterwards.',
  request: {
    body: {
      required: true,
      content: {
        'application/json': { schema: NewKeySchema },
        'application/x-www-form-urlencoded': { schema: NewKeySchema },
        'multipart/form-data': { schema: NewKeySchema },
      },
    },
  },
  responses: {
    201: {
      description: 'The key.',
      headers: z.object({ Location: z.string() }),
      content: { 'application/json': { schema: KeySchema.extend({ key: z.string() }).openapi('CreatedKey') } },
    },
    ...problemResponses('malformed_body', 'body_too_large', 'unsupported_media_type', 'invalid_request', ...refusals),
  },
})
const list = createRoute({
  method: 'get',
  path: '/keys/',
  ...BY_OPERATOR,
  summary: 'List API keys, newest first, for the operator',
  request: {
    query: z.object(PageQuery),
  },
  responses: {
    200: {
      description: 'One page, without the keys themselves; revoked ones too.',
      content: {
        'application/json': {
          schema: z.object({ keys: z.array(KeySchema), next: z.string().nullable() }).openapi('KeyList'),
        },
      },
    },
    ...problemResponses('invalid_request', ...refusals),
  },
})
const remove = createRoute({
  method: 'delete',
  path: '/keys/{id}/',
  ...BY_OPERATOR,
  summary: 'Revoke an API key, for the operator',
  description: 'At once, and again with the same answer. Its jobs stay, and are those of its owner’s other keys.',
  request: { params: IdParameter },
  responses: { 204: { description: 'Revoked.' }, ...problemResponses('key_not_found', ...refusals) },
})

const represent = ({ id, name, owner, prefix, createdAt, revokedAt }: Key): z.infer<typeof KeySchema> => ({
  ...{ id, name, owner, prefix },
  created_at: new Date(createdAt).toISOString(),
  revoked_at: revokedAt === null ? null : new Date(revokedAt).toISOString(),
})

export function keys(api: Api): void {
  // Before anything of the request is looked at.
  api.use('/keys/*', async (c, next) => {
    await forOperator(c, c.env.OPERATOR_TOKEN || undefined)
    c.header('Cache-Control', 'no-store')
    await next()
  })
  // Registered by hand: a wrong media type is a problem of its own.
  api.openAPIRegistry.registerPath(create)
  api.post(create.getRoutingPath(), async (c) => {
    const { name, owner } = checked(NewKeySchema, await readBody(c))
    if (owner !== undefined && !(await isOwner(c.env.DB, owner)))
      throw new Problem('invalid_request', { errors: [{ pointer: '/owner', message: 'No key is this owner’s.' }] })
    const key = newKey()
    const kept = {
      id: crypto.randomUUID(),
      owner: owner ?? `key:${crypto.randomUUID()}`,
      name,
      prefix: shownOf(key),
      hash: await hashOf(key),
      createdAt: Date.now(),
      revokedAt: null,
    }
    await keep(c.env.DB, kept)
    return c.json({ ...represent(kept), key }, 201, { Location: `/keys/${kept.id}/` })
  })
  api.openapi(list, async (c) => {
    const { limit, cursor } = c.req.valid('query')
    const page = await listKeys(c.env.DB, limit, startOf(cursor))
    return c.json({ keys: page.keys.map(represent), next: page.next && encodeCursor(page.next) }, 200)
  })
  api.openapi(remove, async (c) => {
    if (!(await revoke(c.env.DB, c.req.valid('param').id, Date.now()))) throw new Problem('key_not_found')
    return c.body(null, 204)
  })
}
