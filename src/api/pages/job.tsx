import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Facts } from '../../analysis/facts'
import type { JobView } from '../../job/job'
import { EvidenceSchema } from '../../readme/evidence'
import { ReportSchema } from '../../readme/report/report'
import { changesOf } from '../../web/changes'
import { ChangesPage } from '../../web/changes-page'
import { DeletePage } from '../../web/delete-page'
import { FactsPage } from '../../web/facts-page'
import { FindingsPage } from '../../web/findings-page'
import { JobPage } from '../../web/job-page'
import type { SourceLine } from '../../web/source-pane'
import { jobOf } from '../access/access'
import { resultOf } from '../artifacts'
import { remove } from '../delete-job'
import type { Api, ApiEnvironment } from '../environment'
import { Problem } from '../problems'
import { readBody } from '../request-body'
import { retry } from '../retry-job'
import { share } from '../share-job'
import { checked } from '../wanted-job'
import { originOf, page } from './page'
import { placesOf, shownJob } from './shown'

type Client = Context<ApiEnvironment>

/** What the form beside a job says; nothing is shared by a form that says nothing. */
const ShareForm = z.object({ private: z.enum(['true', 'false']) })

export function jobPages(api: Api): void {
  // What is shared before it is ready, or is deleted, has one page that says so.
  for (const view of ['edit', 'changes', 'findings', 'facts'] as const)
    api.get(`/r/:id/${view}/`, async (c, next) => {
      const job = await jobOf(c)
      if (job.status !== 'completed') return c.redirect(`/r/${job.id}/`, 302)
      return next()
    })
  api.get('/r/:id/', async (c) => {
    const job = await jobOf(c)
    const lines = job.status === 'completed' && job.result?.mode !== 'check' ? await sourceLines(c, job) : []
    if (job.status === 'completed' && job.result?.mode === 'check') return c.redirect(`/r/${job.id}/findings/`, 302)
    return page(c, <JobPage job={await shownJob(c, job)} lines={lines} origin={originOf(c)} />)
  })
  api.get('/r/:id/changes/', async (c) => {
    const job = await jobOf(c)
    const { existing_readme: existing } = await factsOf(c, job)
    const { object } = await resultOf(c, 'README.md', job)
    const now = await object.text()
    const hunks = existing?.text == null ? null : changesOf(existing.text, now)
    const shown = { job: await shownJob(c, job), path: existing?.path ?? null, hunks, origin: originOf(c) }
    return page(c, <ChangesPage {...shown} />)
  })
  api.get('/r/:id/findings/', async (c) => {
    const job = await jobOf(c)
    const { object } = await resultOf(c, 'report.json', job)
    const report = ReportSchema.parse(await object.json())
    const { warnings } = await factsOf(c, job)
    const shown = { job: await shownJob(c, job), report, warnings, place: placesOf(c, job), origin: originOf(c) }
    return page(c, <FindingsPage {...shown} />)
  })
  api.get('/r/:id/facts/', async (c) => {
    const job = await jobOf(c)
    const shown = {
      job: await shownJob(c, job),
      facts: await factsOf(c, job),
      place: placesOf(c, job),
      origin: originOf(c),
    }
    return page(c, <FactsPage {...shown} />)
  })
  api.get('/r/:id/delete/', async (c) => {
    const job = await shownJob(c, await jobOf(c))
    if (!job.isTheirs) throw new Problem('job_not_found')
    return page(c, <DeletePage job={job} />)
  })
  // The same operations as the API's, for forms that can only post.
  api.post('/r/:id/retry/', async (c) => {
    const { id } = await retry(c)
    return c.redirect(`/r/${id}/`, 303)
  })
  api.post('/r/:id/share/', async (c) => {
    const wish = checked(ShareForm, await readBody(c))
    const { id } = await share(c, wish.private === 'true')
    return c.redirect(`/r/${id}/`, 303)
  })
  api.post('/r/:id/delete/', async (c) => {
    await remove(c)
    return c.redirect('/', 303)
  })
}

/** The facts of a job, as its consumer wrote them: large, and not looked through again. Problems as for `resultOf`. */
async function factsOf(c: Client, job: JobView): Promise<Facts> {
  const { object } = await resultOf(c, 'analysis.json', job)
  return object.json<Facts>()
}

/** The README line by line, each with what it rests on. Problems as for `resultOf`. */
async function sourceLines(c: Client, job: JobView): Promise<SourceLine[]> {
  const [readme, evidence] = await Promise.all(
    (['README.md', 'evidence.json'] as const).map((file) => resultOf(c, file, job)),
  )
  const [text, known] = await Promise.all([readme!.object.text(), evidence!.object.json()])
  const byLine = new Map(EvidenceSchema.parse(known).lines.map((one) => [one.line, one]))
  return text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line, index) => {
      const { by = null, sources = [] } = byLine.get(index + 1) ?? {}
      return { text: line, by, places: sources }
    })
}
