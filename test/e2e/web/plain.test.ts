import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Site, startSite } from './site'

/* The same without script: forms, reloads and links do it all. */

let site: Site
beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.close())

const WITHOUT = { javaScriptEnabled: false }
const idIn = (url: string) => url.match(/[0-9a-f-]{36}/)![0]

it('an address becomes a README, which is shown and downloaded', async () => {
  const { page, context, complaints } = await site.open('/', WITHOUT)
  await page.getByLabel('Repository URL').fill('acme/lamp')
  await page.getByRole('button', { name: 'Generate README' }).click()
  // The page loads itself anew while the job moves.
  await page.getByRole('link', { name: 'Download README.md' }).waitFor({ timeout: 45_000 })
  await page.frameLocator('iframe').getByRole('heading', { level: 1, name: 'Lamp' }).waitFor()
  expect(await page.locator('.source li').count()).toBeGreaterThan(20)
  expect(await page.getByRole('button', { name: 'Copy Markdown' }).count()).toBe(0)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download README.md' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('README.md')
  for (const view of ['Changes', 'Findings', 'Facts']) {
    await page.getByRole('link', { name: view, exact: true }).click()
    expect(await page.locator('[aria-current=page]').textContent()).toBe(view)
  }
  expect(complaints).toEqual([])
  await context.close()
})

it('the editor previews by its button, and downloads what was typed', async () => {
  const { id } = await site.made('acme/lamp')
  const { page, context } = await site.open(`/r/${id}/edit/`, WITHOUT)
  const editor = page.getByRole('textbox', { name: 'Markdown' })
  expect(await editor.inputValue()).toBe(await (await site.api.get(`/jobs/${id}/download/`)).text())
  await editor.fill('# Lamp\n\n<b onclick="x()">Typed</b> by hand.\n')
  await page.getByRole('button', { name: 'Update the preview' }).click()
  await page.frameLocator('iframe').getByText('Typed by hand.').waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download README.md' }).click(),
  ])
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk))
  expect(Buffer.concat(chunks).toString()).toBe('# Lamp\n\n<b onclick="x()">Typed</b> by hand.\n')
  await context.close()
})

it('a failed job is retried, and deleted on a page that asks', async () => {
  const { page, context } = await site.open('/', WITHOUT)
  await page.getByLabel('Repository URL').fill('acme/nothing')
  await page.getByRole('button', { name: 'Generate README' }).click()
  await page.getByRole('button', { name: 'Retry' }).waitFor({ timeout: 45_000 })
  const id = idIn(page.url())
  await page.getByRole('button', { name: 'Retry' }).click()
  await page.getByRole('button', { name: 'Retry' }).waitFor({ timeout: 45_000 })
  expect((await site.api.job(id)).run).toBe(2)
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('link', { name: 'Keep it' }).click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.waitForURL(`${site.forge.origin}/`)
  expect((await fetch(`${site.forge.origin}/jobs/${id}/`)).status).toBe(410)
  await context.close()
})

it('a page of another site can send none of these forms', async () => {
  const { id } = await site.made('acme/lamp')
  const from = { Origin: 'https://example.com', 'Sec-Fetch-Site': 'cross-site' }
  for (const path of ['retry/', 'delete/', 'edit/', 'edit/download/']) {
    const body = new URLSearchParams({ markdown: 'x' })
    const answer = await fetch(`${site.forge.origin}/r/${id}/${path}`, { method: 'POST', headers: from, body })
    expect(answer.status).toBe(403)
  }
  expect((await site.api.job(id)).status).toBe('completed')
})
