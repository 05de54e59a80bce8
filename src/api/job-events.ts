import { createRoute, z } from '@hono/zod-openapi'
import { withJob } from '../job/client'
import { type JobView, moves, tagOf } from '../job/job'
import { askerOf, jobOf } from './access/access'
import { BY_READERS } from './access/rules'
import type { Api } from './environment'
import { IdParameter } from './parameters'
import { Problem, problemResponses } from './problems'
import { represent } from './representation'

/** Milliseconds after which a client whose stream ended asks again. */
const RECONNECT_MS = 1_000

const route = createRoute({
  method: 'get',
  path: '/jobs/{id}/events/',
  ...BY_READERS,
  summary: 'How a job goes on, as it happens',
  description:
    'Server-sent events. `job` carries the job as `GET /jobs/{id}/` gives it, at once and with every change; its `id` names ' +
    'that state, so that a client which comes back with `Last-Event-ID` hears what it does not know, and nothing twice. ' +
    '`deleted` says that the job is gone. The stream ends when the job is at rest, and otherwise after a minute; a client ' +
    'that knows the last state of a job at rest is answered 204, which ends an `EventSource`.',
  request: {
    params: IdParameter,
    headers: z.object({ 'last-event-id': z.string().optional() }),
  },
  responses: {
    200: { description: 'The stream.', content: { 'text/event-stream': { schema: z.string() } } },
    204: { description: 'There is nothing more to come.' },
    ...problemResponses('unauthorized', 'job_not_found', 'job_deleted', 'internal', 'unavailable'),
  },
})

function event(job: JobView): string {
  if (job.status === 'deleted') return `event: deleted\ndata: {"id":"${job.id}"}\n\n`
  return `event: job\nid: ${tagOf(job)}\ndata: ${JSON.stringify(represent(job))}\n\n`
}

/**
 * The object's lines as events; an empty line becomes a comment. Read by hand: of a reader who leaves, a pipe tells the
 * object only with its next line.
 */
function asEvents(lines: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = lines.getReader()
  const decoder = new TextDecoder()
  const encoder = new TextEncoder()
  let rest = ''
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(`retry: ${RECONNECT_MS}\n\n`)),
    async pull(controller) {
      let parts: string[] = []
      while (!parts.length) {
        const { done, value } = await reader.read()
        if (done) return controller.close()
        parts = (rest + decoder.decode(value, { stream: true })).split('\n')
        rest = parts.pop() ?? ''
      }
      const events = parts.map((line) => (line ? event(JSON.parse(line) as JobView) : ':\n\n'))
      controller.enqueue(encoder.encode(events.join('')))
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

export function jobEvents(api: Api): void {
  // Registered by hand: a stream is no value of a schema.
  api.openAPIRegistry.registerPath(route)
  api.get(route.getRoutingPath(), async (c) => {
    const job = await jobOf(c)
    const known = c.req.header('last-event-id') ?? null
    if (known === tagOf(job) && !moves(job)) return c.body(null, 204)
    const asker = await askerOf(c)
    const lines = await withJob(c.env.JOB, job.id, async (stub) => await stub.watch(asker, known))
    if (lines === null) throw new Problem('job_not_found')
    if (lines === 'full')
      throw new Problem('unavailable', {
        detail: 'Too many follow this job: poll it.',
        headers: { 'Retry-After': '5' },
      })
    return c.body(asEvents(lines), 200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'Content-Encoding': 'identity',
    })
  })
}
