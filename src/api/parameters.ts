import { z } from '@hono/zod-openapi'

/** The job's id in the path. Any string is let through: one that no job has is answered 404, not 422. */
export const IdParameter = z.object({
  id: z.string().openapi({ param: { name: 'id', in: 'path' }, format: 'uuid' }),
})
