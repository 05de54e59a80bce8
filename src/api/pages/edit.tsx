import type { Context } from 'hono'
import { EditPage } from '../../web/edit-page'
import { jobOf } from '../access/access'
import { resultOf } from '../artifacts'
import type { Api, ApiEnvironment } from '../environment'
import { MOST_BYTES, previewOf } from '../preview'
import { Problem } from '../problems'
import { originOf, page } from './page'
import { shownJob } from './shown'

export function editPages(api: Api): void {
  api.get('/r/:id/edit/', async (c) => {
    const { job, object } = await resultOf(c, 'README.md')
    const markdown = await object.text()
    const shown = { job: await shownJob(c, job), markdown, etag: object.etag, most: MOST_BYTES, origin: originOf(c) }
    return page(c, <EditPage {...shown} />)
  })
  // The frame beside the editor: what is typed, as its preview.
  api.post('/r/:id/edit/', async (c) => previewOf(c, await typed(c), await jobOf(c)))
  api.post('/r/:id/edit/download/', async (c) =>
    c.body(await typed(c), 200, {
      'Content-Type': 'text/markdown; charset=utf-8',
      'Content-Disposition': 'attachment; filename="README.md"',
      'Cache-Control': 'no-store',
    }),
  )
}

/** The Markdown in the editor's form: forms send each line break as two characters. Problem: malformed_body. */
async function typed(c: Context<ApiEnvironment>): Promise<string> {
  const { markdown } = await c.req.parseBody().catch(() => ({ markdown: undefined }))
  if (typeof markdown !== 'string') throw new Problem('malformed_body')
  return markdown.replace(/\r\n?/g, '\n')
}
