import type { z } from '@hono/zod-openapi'
import { html } from 'hono/html'
import { FAILURES } from '../job/failures'
import { OptionsSchema } from '../readme/options'
import { SECTION_IDS } from '../readme/vocabulary'
import { LIMITS } from '../source/limits'
import { configuredHosts } from '../source/origins'
import { PAGE_POLICY } from '../web/headers'
import { type Body, ReferencePage } from '../web/reference-page'
import { SECURITY_SCHEMES } from './access/rules'
import type { Api } from './environment'
import { GenerateSchema, UploadSchema } from './generate-request'
import { PROBLEMS } from './problems'
import { RetrySchema } from './retry-job'

const ABOUT = {
  openapi: '3.1.0',
  info: {
    title: 'readme-forge',
    version: '1',
    description: 'From the address of a Git repository to a README whose every sentence is backed by a file in it.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/' }],
}

const body = (path: string, title: string, { shape }: z.ZodObject): Body => ({
  path,
  title,
  fields: Object.entries(shape).map(([name, schema]) => ({
    name,
    required: !schema.safeParse(undefined).success,
    description: ('meta' in schema && schema.meta()?.description) || '',
  })),
})
const BODIES: Body[] = [
  body('/generate/', 'Of a repository:', GenerateSchema),
  body('/generate/', 'Of an archive, besides `archive` itself:', UploadSchema),
  body('/generate/', 'In `options`, each with a default:', OptionsSchema),
  body('/jobs/{id}/retry/', 'Nothing, or:', RetrySchema),
]

export function reference(api: Api): void {
  for (const [name, scheme] of Object.entries(SECURITY_SCHEMES))
    api.openAPIRegistry.registerComponent('securitySchemes', name, scheme)
  // Made once, when it is first asked for: that takes longer than a request should.
  let made: ReturnType<Api['getOpenAPI31Document']> | undefined
  const document = () => {
    made ??= api.getOpenAPI31Document(ABOUT)
    return made
  }
  api.get('/openapi.json', (c) => c.json(document()))
  api.get('/docs/', (c) => {
    c.header('Content-Security-Policy', PAGE_POLICY)
    const page = (
      <ReferencePage
        document={document()}
        bodies={BODIES}
        problems={Object.entries(PROBLEMS)}
        failures={Object.entries(FAILURES)}
        hosts={[...configuredHosts(c.env.SOURCE_ORIGINS, c.env.SOURCE_HOSTS).rows]}
        limits={Object.entries(LIMITS)}
        sections={SECTION_IDS}
      />
    )
    return c.html(html`<!doctype html>${page}`)
  })
}
