import { html } from 'hono/html'
import { FAILURES } from '../job/failures'
import { PAGE_POLICY } from '../web/headers'
import { ReferencePage } from '../web/reference-page'
import { GenerateSchema } from './create-job'
import type { Api } from './environment'
import { PROBLEMS } from './problems'

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

export function reference(api: Api): void {
  const document = () => api.getOpenAPI31Document(ABOUT)
  api.get('/openapi.json', (c) => c.json(document()))
  api.get('/docs/', (c) => {
    c.header('Content-Security-Policy', PAGE_POLICY)
    const fields = Object.entries(GenerateSchema.shape).map(([name, schema]) => ({
      name,
      required: !schema.isOptional(),
      description: schema.meta()?.description ?? '',
    }))
    const page = (
      <ReferencePage
        document={document()}
        fields={fields}
        problems={Object.entries(PROBLEMS)}
        failures={Object.entries(FAILURES)}
      />
    )
    return c.html(html`<!doctype html>${page}`)
  })
}
