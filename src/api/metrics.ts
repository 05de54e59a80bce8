import { createRoute, z } from '@hono/zod-openapi'
import { type Ages, readMetrics, type Tally } from '../job/metrics'
import { asked } from '../job/unavailable'
import { forOperator } from './access/bearer'
import { BY_OPERATOR } from './access/rules'
import type { Api } from './environment'
import { problemResponses } from './problems'

const route = createRoute({
  method: 'get',
  path: '/metrics/',
  ...BY_OPERATOR,
  summary: 'The figures of the service, for its operator',
  description:
    'In the text format of Prometheus. Asks for `Authorization: Bearer` with the deployment’s `METRICS_TOKEN`; where that ' +
    'is empty, as under `npm start`, it asks for nothing; where it is not set, there is nothing here.',
  responses: {
    200: { description: 'The figures.', content: { 'text/plain': { schema: z.string() } } },
    ...problemResponses('unauthorized', 'not_found', 'internal', 'unavailable'),
  },
})

type Labels = Record<string, string | number>
type Sample = [suffix: string, labels: Labels, value: number]

/** One metric in the text format 0.0.4: https://prometheus.io/docs/instrumenting/exposition_formats/ */
function metric(
  name: string,
  type: 'counter' | 'gauge' | 'histogram' | 'summary',
  help: string,
  samples: Sample[],
): string {
  const full = `readme_forge_${name}`
  const escaped = (value: string | number) => String(value).replace(/["\\\n]/g, (c) => (c === '\n' ? '\\n' : `\\${c}`))
  const lines = samples.map(([suffix, labels, value]) => {
    const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escaped(value)}"`)
    return `${full}${suffix}${pairs.length ? `{${pairs}}` : ''} ${value}`
  })
  return [`# HELP ${full} ${help}`, `# TYPE ${full} ${type}`, ...lines, ''].join('\n')
}

/** Counts per upper bound, as a histogram gives them: each with those of the bounds below it. */
function cumulated(tallies: Tally[]): Sample[] {
  const bounds = tallies.map(({ label, n }) => ({ bound: Number(label.replace('+Inf', 'Infinity')), n }))
  const all = tallies.reduce((sum, { n }) => sum + n, 0)
  const upTo = (most: number) => bounds.reduce((sum, { bound, n }) => (bound <= most ? sum + n : sum), 0)
  const finite = bounds.map(({ bound }) => bound).filter(Number.isFinite)
  return [
    ...finite.sort((a, b) => a - b).map((bound): Sample => ['_bucket', { le: bound }, upTo(bound)]),
    ['_bucket', { le: '+Inf' }, all],
    ['_sum', {}, tallies.reduce((sum, { total }) => sum + total, 0) / 1000],
    ['_count', {}, all],
  ]
}

function text(tallies: Tally[], ages: Ages[], queue: QueueMetrics | null): string {
  const of = (metric: string) => tallies.filter((tally) => tally.metric === metric)
  const jobs = of('jobs').map(({ label, n }): Sample => ['', { status: label }, n])
  const aged = ages.flatMap(({ status, within, count }): Sample[] => [
    ...[...within].map(([age, n]): Sample => ['', { status, within_seconds: age }, n]),
    ['', { status, within_seconds: '+Inf' }, count],
  ])
  const ended = of('ended').map(({ label, n }): Sample => ['', { end: label }, n])
  const stages = of('stage').flatMap(({ label, n, total }): Sample[] => [
    ['_sum', { stage: label }, total / 1000],
    ['_count', { stage: label }, n],
  ])
  const dead = of('dead_letters').reduce((sum, { n }) => sum + n, 0)
  return [
    metric('jobs', 'gauge', 'Jobs by status, as the index has them.', jobs),
    metric('moving_jobs', 'gauge', 'Jobs not at rest, untouched for at most so many seconds.', aged),
    metric(
      'oldest_moving_job_seconds',
      'gauge',
      'For how long the job has not been touched that has waited longest.',
      ages.map(({ status, oldestSeconds }) => ['', { status }, oldestSeconds]),
    ),
    metric('jobs_ended_total', 'counter', 'Runs that ended: completed, or the code of the failure.', ended),
    metric('job_seconds', 'histogram', 'From creation to rest, of first runs.', cumulated(of('duration'))),
    metric('stage_seconds', 'summary', 'Stages of completed runs.', stages),
    metric('dead_letters_total', 'counter', 'Messages that could not be delivered.', [['', {}, dead]]),
    ...(queue ? [metric('queue_messages', 'gauge', 'Messages that wait.', [['', {}, queue.backlogCount]])] : []),
  ].join('')
}

export function metrics(api: Api): void {
  api.openAPIRegistry.registerPath(route)
  api.get(route.getRoutingPath(), async (c) => {
    await forOperator(c, c.env.METRICS_TOKEN)
    const [{ tallies, ages }, queue] = await Promise.all([
      asked('index', () => readMetrics(c.env.DB, Date.now())),
      c.env.DOORBELL.metrics().catch(() => null),
    ])
    return c.body(text(tallies, ages, queue), 200, {
      'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
      'Cache-Control': 'no-store',
    })
  })
}
