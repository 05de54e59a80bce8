import { Hono } from 'hono'
import { list, overdue } from '../../../src/job/job-index'
import { plansOf } from './plans'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** As the sweep asks. */
const BATCH = 500

/** The sweep's query; jobs at rest are overdue after `keepDays`, or never. */
const overdueIn = (db: D1Database, keepDays: string | undefined) => {
  const now = Date.now()
  const resting = keepDays === undefined ? null : now - Number(keepDays) * DAY_MS
  return overdue(db, { moving: now - 15 * MINUTE_MS, resting, deleted: now - DAY_MS }, BATCH)
}

const page = { status: null, limit: 20, cursor: null }
/** What is asked of D1 by lists and the sweep. */
const QUERIES: Record<string, (db: D1Database) => Promise<unknown>> = {
  'first page': (db) => list(db, 'everybody', page),
  'next page': (db) => list(db, 'everybody', { ...page, cursor: { createdAt: Date.now(), id: 'f' } }),
  'page by status': (db) => list(db, 'everybody', { ...page, status: 'failed' }),
  sweep: (db) => overdueIn(db, undefined),
  'sweep, a year kept': (db) => overdueIn(db, '366'),
}

/** What cannot be seen from outside of the product. */
export const instruments = new Hono<{ Bindings: Env }>()
  .get('/measured/backlog/', async (c) => c.json(await c.env.DOORBELL.metrics()))
  .get('/measured/overdue/', async (c) => {
    const ids = await overdueIn(c.env.DB, c.req.query('keep'))
    return c.json({ found: ids.length })
  })
  .get('/measured/plans/', async (c) => {
    const plans: Record<string, string[]> = {}
    for (const [name, query] of Object.entries(QUERIES))
      plans[name] = (await plansOf(c.env.DB, query)).flatMap(({ steps }) => steps)
    return c.json(plans)
  })
