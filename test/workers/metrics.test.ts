import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { api } from '../../src/api/api'
import type { Job } from '../../src/job/job'
import { forget, project } from '../../src/job/job-index'
import { measureEnd, readMetrics, tallyDeadLetter } from '../../src/job/metrics'
import { create } from '../../src/job/transitions'
import { farAhead, granted, inWorld, outside, RESULT, START, stub, wanted } from './world'

farAhead()

function job(id: string, changes: Partial<Job> = {}): Job {
  const outcome = create(null, wanted(id), START)
  if (!outcome.ok) throw new Error(outcome.why)
  return { ...outcome.job, ...changes }
}
const ended = (id: string, version: number, changes: Partial<Job> = {}) =>
  job(id, {
    version,
    status: 'completed',
    result: RESULT,
    times: { created: START, updated: START + 4_000 },
    ...changes,
  })
const FAILED = {
  status: 'failed',
  result: null,
  error: { code: 'archive_invalid', message: 'No.', retryable: false },
} as const
const counts = async (metric: string) =>
  Object.fromEntries(
    (await readMetrics(env.DB, Date.now())).tallies
      .filter((tally) => tally.metric === metric && tally.n !== 0)
      .map(({ label, n }) => [label, n]),
  )
const figures = (bindings: object, headers: Record<string, string> = {}) =>
  api.fetch(
    new Request('https://forge.example/metrics/', { headers }),
    { ...env, ...bindings },
    createExecutionContext(),
  )

describe('tallies', () => {
  it('count each job once, in the status that the index has, whatever order its versions come in', async () => {
    await project(env.DB, job('a'))
    await project(env.DB, ended('a', 3))
    await project(env.DB, job('a', { version: 2, status: 'processing' }))
    await project(env.DB, ended('a', 3))
    await project(env.DB, job('b'))
    expect(await counts('jobs')).toEqual({ completed: 1, pending: 1 })
    expect(await counts('ended')).toEqual({ completed: 1 })
    await forget(env.DB, 'a', START)
    await forget(env.DB, 'a', START)
    expect(await counts('jobs')).toEqual({ pending: 1 })
  })
  it('count an end that the index hears of first or twice in a row, and a failure by its code', async () => {
    await project(env.DB, ended('at once', 3))
    await project(env.DB, ended('a', 3, FAILED))
    // Version 4, pending again, never reached the index.
    await project(env.DB, ended('a', 6, { ...FAILED, run: 2 }))
    await project(env.DB, job('a', { version: 7, run: 3 }))
    await project(env.DB, ended('a', 9, { run: 3 }))
    expect(await counts('ended')).toEqual({ completed: 2, archive_invalid: 2 })
    expect(await counts('jobs')).toEqual({ completed: 2 })
  })
  it('sum up the stages of completed runs, and put first runs where their time belongs', async () => {
    const took = (id: string, ms: number) => ended(id, 3, { times: { created: START, updated: START + ms } })
    for (const [index, ms] of [1_000, 1_001, 900_001].entries()) await project(env.DB, took(`j${index}`, ms))
    await project(env.DB, ended('again', 6, { run: 2 }))
    expect(await counts('duration')).toEqual({ 1: 1, 2: 1, '+Inf': 1 })
    const { tallies } = await readMetrics(env.DB, START)
    expect(tallies.find(({ metric, label }) => metric === 'stage' && label === 'download')).toMatchObject({
      n: 4,
      total: 4 * RESULT.timings.download,
    })
  })
  it('count dead letters', async () => {
    await tallyDeadLetter(env.DB)
    await inWorld('x', outside())
    granted(await stub('x').create(wanted('x')))
    await stub('x').deadLetter()
    expect(await counts('dead_letters')).toEqual({ '': 2 })
  })
})

it('moving jobs are counted by age, with the oldest', async () => {
  for (const [id, age] of [
    ['a', 10],
    ['b', 100],
    ['c', 4_000],
  ] as const)
    await project(env.DB, job(id, { times: { created: 0, updated: START - age * 1000 } }))
  const { ages } = await readMetrics(env.DB, START)
  expect(ages[0]).toMatchObject({ status: 'pending', count: 3, oldestSeconds: 4_000 })
  expect([...(ages[0]?.within ?? [])]).toEqual([
    [60, 1],
    [300, 2],
    [900, 2],
    [3600, 2],
  ])
  expect(ages[1]).toMatchObject({ status: 'processing', count: 0, oldestSeconds: 0 })
})

it('a job at rest is one data point, by host, end and code, with the milliseconds of its stages in order', () => {
  const points: unknown[] = []
  const dataset = { writeDataPoint: (point: unknown) => void points.push(point) }
  measureEnd(dataset, ended('a', 3, { attempt: 1 }), START + 4_000)
  measureEnd(dataset, ended('b', 3, { ...FAILED, attempt: 3 }), START + 9_000)
  expect(points).toEqual([
    { indexes: ['github.com'], blobs: ['completed', '', 'fresh'], doubles: [4_000, 1, 100, 400, 0, 0, 20] },
    { indexes: ['github.com'], blobs: ['failed', 'archive_invalid', ''], doubles: [9_000, 3, 0, 0, 0, 0, 0] },
  ])
})

describe('GET /metrics/', () => {
  it('is the text format of Prometheus: every sample declared, histograms cumulated', async () => {
    const took = (id: string, ms: number) => ended(id, 3, { times: { created: START, updated: START + ms } })
    for (const [index, ms] of [10_000, 700, 8_000].entries()) await project(env.DB, took(`j${index}`, ms))
    await project(env.DB, job('waits'))
    const response = await figures({ METRICS_TOKEN: '' })
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    const lines = (await response.text()).trimEnd().split('\n')
    const declared = new Map(lines.flatMap((line) => line.match(/^# TYPE (\S+) (\S+)$/)?.slice(1, 3) ?? []).entries())
    expect(declared.size).toBeGreaterThan(10)
    for (const line of lines.filter((one) => !one.startsWith('#')))
      expect(line).toMatch(/^readme_forge_[a-z_]+(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? -?\d+(\.\d+)?$/)
    expect(lines).toContain('readme_forge_jobs{status="completed"} 3')
    expect(lines).toContain('readme_forge_moving_jobs{status="pending",within_seconds="60"} 1')
    expect(lines.filter((line) => line.startsWith('readme_forge_job_seconds'))).toEqual([
      'readme_forge_job_seconds_bucket{le="1"} 1',
      'readme_forge_job_seconds_bucket{le="10"} 3',
      'readme_forge_job_seconds_bucket{le="+Inf"} 3',
      'readme_forge_job_seconds_sum 18.7',
      'readme_forge_job_seconds_count 3',
    ])
  })
  it('is the operator’s alone where a token is set, and not there where none is', async () => {
    const token = { METRICS_TOKEN: 'token-of-the-operator' }
    expect((await figures({ METRICS_TOKEN: undefined })).status).toBe(404)
    const refused = await figures(token)
    expect(refused.status).toBe(401)
    expect(refused.headers.get('www-authenticate')).toBe('Bearer')
    expect((await figures(token, { Authorization: 'Bearer another' })).status).toBe(401)
    expect((await figures(token, { Authorization: 'Bearer ' })).status).toBe(401)
    expect((await figures(token, { Authorization: `Bearer ${token.METRICS_TOKEN}` })).status).toBe(200)
  })
})
