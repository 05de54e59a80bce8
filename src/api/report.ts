import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { reportMarkdown } from '../readme/report/markdown'
import { ReportSchema } from '../readme/report/report'
import { reportSarif } from '../readme/report/sarif'
import { BY_READERS } from './access/rules'
import { resultOf } from './artifacts'
import { noneMatch } from './conditional'
import type { Api, ApiEnvironment } from './environment'
import { IdParameter } from './parameters'
import { Problem, problemResponses } from './problems'
import { linksOf } from './repository-links'

const FORMATS = { json: 'application/json', sarif: 'application/sarif+json', markdown: 'text/markdown' } as const
type Format = keyof typeof FORMATS

const route = createRoute({
  method: 'get',
  path: '/jobs/{id}/report/',
  ...BY_READERS,
  summary: 'What of the existing README no longer holds, and what was done with it',
  description:
    'As JSON, as SARIF 2.1.0 (for code scanning), or as Markdown: `format` says which, else `Accept`. Of every completed ' +
    'job; a check (`"mode": "check"`) leaves this and the facts alone.',
  request: {
    params: IdParameter,
    query: z.object({ format: z.string().optional().meta({ description: '`json`, `sarif` or `markdown`.' }) }),
  },
  responses: {
    200: {
      description: 'The report.',
      content: {
        [FORMATS.json]: { schema: ReportSchema },
        [FORMATS.sarif]: { schema: z.record(z.string(), z.unknown()) },
        [FORMATS.markdown]: { schema: z.string() },
      },
    },
    304: { description: 'Nothing has changed.' },
    ...problemResponses(
      'unauthorized',
      'job_not_found',
      'not_completed',
      'job_deleted',
      'not_acceptable',
      'internal',
      'unavailable',
    ),
  },
})

const isFormat = (value: string): value is Format => Object.hasOwn(FORMATS, value)

/** The format that is asked for. Problem: not_acceptable. */
function formatOf(c: Context<ApiEnvironment>): Format {
  const asked = c.req.query('format')
  if (asked !== undefined) {
    if (isFormat(asked)) return asked
    throw new Problem('not_acceptable')
  }
  const type = accepts(c, { header: 'Accept', supports: Object.values(FORMATS), default: FORMATS.json })
  return (
    Object.keys(FORMATS)
      .filter(isFormat)
      .find((format) => FORMATS[format] === type) ?? 'json'
  )
}

export function report(api: Api): void {
  api.openAPIRegistry.registerPath(route)
  api.get(route.getRoutingPath(), async (c) => {
    const format = formatOf(c)
    const { job, object } = await resultOf(c, 'report.json')
    const etag = `"${object.etag}-${format}"`
    const headers = { ETag: etag, 'Cache-Control': 'private, no-cache', Vary: 'Accept' }
    if (noneMatch(c.req.header('if-none-match'), etag)) {
      await object.body.cancel()
      return c.body(null, 304, headers)
    }
    const known = ReportSchema.parse(await object.json())
    const body = {
      json: () => JSON.stringify(known),
      sarif: () =>
        JSON.stringify(
          reportSarif(known, {
            engine: job.result?.engine_version ?? '',
            url: job.repository.url,
            commit: job.result?.commit ?? null,
          }),
        ),
      markdown: () => {
        const links = linksOf(c, job)
        return reportMarkdown(known, links ? { file: (path, line) => links.page(path, line) ?? path } : undefined)
      },
    }[format]()
    const type = format === 'markdown' ? `${FORMATS.markdown}; charset=utf-8` : FORMATS[format]
    return c.body(body, 200, { ...headers, 'Content-Type': type })
  })
}
