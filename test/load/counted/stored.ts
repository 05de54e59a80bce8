import { Hono } from 'hono'

/** Bytes that a job has in D1, without its entries in indexes, and in R2, and those of all shared facts. */
export interface Stored {
  row: number
  artifacts: Record<string, number>
  facts: Record<string, number>
}

async function sizes(bucket: R2Bucket, prefix: string): Promise<Record<string, number>> {
  const { objects } = await bucket.list({ prefix })
  return Object.fromEntries(objects.map(({ key, size }) => [key.slice(key.lastIndexOf('/') + 1), size]))
}

export const stored = new Hono<{ Bindings: Env }>().get('/measured/stored/:id/', async (c) => {
  const id = c.req.param('id')
  const row = await c.env.DB.prepare('SELECT * FROM jobs WHERE id = ?').bind(id).first<Record<string, unknown>>()
  const answer: Stored = {
    row: Object.values(row ?? {}).reduce<number>((sum, value) => sum + String(value ?? '').length, 0),
    artifacts: await sizes(c.env.ARTIFACTS, `jobs/${id}/`),
    facts: await sizes(c.env.ARTIFACTS, 'facts/'),
  }
  return c.json(answer)
})
