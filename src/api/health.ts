import { createRoute, z } from '@hono/zod-openapi'
import { within } from '../job/effects'
import { BY_ANYBODY } from './access/rules'
import type { Api } from './environment'
import { modelState } from './language-model'
import { problemResponses } from './problems'

/** A dependency that has not answered after this many milliseconds is down. */
const LIMIT_MS = 2_000

const Dependency = z
  .object({ status: z.enum(['ok', 'down']), latency_ms: z.number().nonnegative() })
  .openapi('Dependency')
const Health = z
  .object({
    status: z.enum(['ok', 'down']),
    dependencies: z.object({ d1: Dependency, r2: Dependency, queue: Dependency, object: Dependency }),
  })
  .openapi('Health')
const ModelHealth = z
  .object({
    status: z.enum(['not_configured', 'ok', 'degraded', 'down']),
    provider: z.string().nullable(),
    model: z.string().nullable(),
    latency_ms: z.number().nullable(),
    detail: z.string().nullable().meta({ description: 'Why it is not `ok`, in one sentence.' }),
  })
  .openapi('ModelHealth')

const route = createRoute({
  method: 'get',
  path: '/health/',
  ...BY_ANYBODY,
  summary: 'The state of everything that a job needs',
  responses: {
    200: { description: 'All of it.', content: { 'application/json': { schema: Health } } },
    503: { description: 'Not all of it.', content: { 'application/json': { schema: Health } } },
    ...problemResponses('rate_limited'),
  },
})
const modelRoute = createRoute({
  method: 'get',
  path: '/health/llm/',
  ...BY_ANYBODY,
  summary: 'The state of the language model',
  description:
    'READMEs need none: `not_configured` is a healthy state. `degraded`: the provider answers, but does not list the model, is ' +
    'slow or asks to wait. No token is spent, and what was seen stands for a minute.',
  responses: {
    200: {
      description: 'Usable, degraded, or not configured.',
      content: { 'application/json': { schema: ModelHealth } },
    },
    503: { description: 'Configured, and not reachable.', content: { 'application/json': { schema: ModelHealth } } },
    ...problemResponses(),
  },
})

async function probe(touch: () => Promise<unknown>): Promise<z.infer<typeof Dependency>> {
  const start = performance.now()
  const answer = touch().then(
    () => 'ok' as const,
    () => 'down' as const,
  )
  const end = await within(LIMIT_MS, answer)
  return { status: end === 'late' ? 'down' : end.value, latency_ms: Math.round(performance.now() - start) }
}

export function health(api: Api): void {
  api.openapi(route, async (c) => {
    const { DB, ARTIFACTS, DOORBELL, JOB } = c.env
    const [d1, r2, queue, object] = await Promise.all([
      probe(async () => DB.prepare('select 1').run()),
      probe(async () => ARTIFACTS.head('health')),
      probe(async () => DOORBELL.metrics()),
      probe(async () => JOB.getByName('health').ping()),
    ])
    const dependencies = { d1, r2, queue, object }
    const ok = Object.values(dependencies).every((dependency) => dependency.status === 'ok')
    c.header('Cache-Control', 'no-store')
    return ok
      ? c.json({ status: 'ok' as const, dependencies }, 200)
      : c.json({ status: 'down' as const, dependencies }, 503)
  })
  api.openapi(modelRoute, async (c) => {
    const state = await modelState(c.env)
    c.header('Cache-Control', 'no-store')
    return state.status === 'down' ? c.json(state, 503) : c.json(state, 200)
  })
}
