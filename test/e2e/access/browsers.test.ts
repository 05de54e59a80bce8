import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startBrowser } from '../browser'
import { type Place, startPlace } from './actors'

let place: Place
let browsers: Browser[] = []
beforeAll(async () => {
  place = await startPlace()
})
afterEach(async () => {
  for (const browser of browsers) await browser.close()
  browsers = []
})
afterAll(() => place.close())

/** Somebody with a browser of their own: one that runs as a single process mixes the cookies of its contexts. */
async function visitor(): Promise<{ page: Page; context: BrowserContext }> {
  const browser = await startBrowser()
  browsers.push(browser)
  const context = await browser.newContext()
  return { context, page: await context.newPage() }
}
const idIn = (page: Page) => /\/r\/([0-9a-f-]{36})\//.exec(page.url())?.[1] ?? ''

/** Files a job in the form, and waits until its README is there. */
async function generate(page: Page, url: string, fill: () => Promise<unknown> = async () => {}): Promise<string> {
  await page.goto(place.forge.origin)
  await page.getByLabel('Repository URL').fill(url)
  await fill()
  await page.getByRole('button', { name: 'Generate README' }).click()
  await page.waitForURL(/\/r\//)
  await page
    .locator('[data-live="status"]')
    .filter({ hasText: /completed|failed/i })
    .waitFor()
  return idIn(page)
}

describe('two people with a browser each', () => {
  it('see their own jobs on the start page, and read the other’s with its address, without the means to change it', async () => {
    const [one, other] = [await visitor(), await visitor()]
    await one.page.goto(place.forge.origin)
    expect(await one.context.cookies()).toEqual([])
    const id = await generate(one.page, 'acme/lamp')
    expect(await one.context.cookies()).toEqual([
      expect.objectContaining({ name: 'visitor', httpOnly: true, secure: true, sameSite: 'Lax', path: '/' }),
    ])
    await one.page.goto(place.forge.origin)
    await one.page.getByRole('link', { name: 'acme/lamp' }).waitFor()
    await other.page.goto(place.forge.origin)
    await other.page.getByText('None yet.').waitFor()
    await other.page.goto(`${place.forge.origin}/r/${id}/`)
    await other.page.getByRole('link', { name: 'Download README.md' }).waitFor()
    expect(await other.page.getByRole('button', { name: 'Delete' }).count()).toBe(0)
    expect((await other.page.goto(`${place.forge.origin}/r/${id}/delete/`))?.status()).toBe(404)
    await one.page.goto(`${place.forge.origin}/r/${id}/`)
    expect(await one.page.getByRole('button', { name: 'Delete' }).count()).toBe(1)
  })
  it('a private job is its browser’s: its page, its preview, its files, until it is shared', async () => {
    const [one, other] = [await visitor(), await visitor()]
    const id = await generate(one.page, 'acme/lamp', async () => {
      await one.page.getByText('Options', { exact: true }).click()
      await one.page.getByRole('checkbox', { name: 'Private' }).first().check()
    })
    await one.page.getByText('Private: only you can open it.').waitFor()
    const preview = one.page.frameLocator('iframe')
    await preview.getByRole('heading', { name: 'Lamp' }).first().waitFor()
    for (const path of [`/r/${id}/`, `/jobs/${id}/`, `/jobs/${id}/preview/`, `/jobs/${id}/download/`]) {
      expect((await other.page.goto(place.forge.origin + path))?.status()).toBe(404)
    }
    await one.page.getByRole('button', { name: 'Share with whoever has the address' }).click()
    await one.page.getByRole('button', { name: 'Make private' }).waitFor()
    expect((await other.page.goto(`${place.forge.origin}/r/${id}/`))?.status()).toBe(200)
    await other.page.getByRole('link', { name: 'Download README.md' }).waitFor()
    expect(await other.page.getByRole('button', { name: 'Make private' }).count()).toBe(0)
  })
  it('a failed job is retried by its owner’s button alone', async () => {
    const [one, other] = [await visitor(), await visitor()]
    const id = await generate(one.page, 'acme/nothing')
    await one.page.getByRole('button', { name: 'Retry' }).click()
    await one.page
      .locator('[data-live="status"]')
      .filter({ hasText: /failed/i })
      .waitFor()
    await other.page.goto(`${place.forge.origin}/r/${id}/`)
    expect(await other.page.getByRole('button', { name: 'Retry' }).count()).toBe(0)
  })
  it('a page of another site files nothing in somebody’s name', async () => {
    const { page, context } = await visitor()
    await generate(page, 'acme/lamp')
    const before = await (await context.request.get(`${place.forge.origin}/jobs/`)).text()
    // Another origin on this machine, as the browser sees it.
    const evil = place.forge.origin.replace('127.0.0.1', 'localhost')
    await context.route(`${evil}/**`, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<form method="post" action="${place.forge.origin}/generate/"><input name="url" value="acme/evil"></form><script>document.forms[0].submit()</script>`,
      }),
    )
    const answered = page.waitForResponse((response) => response.url() === `${place.forge.origin}/generate/`)
    await page.goto(`${evil}/trap`)
    expect((await answered).status()).toBe(403)
    expect(await (await context.request.get(`${place.forge.origin}/jobs/`)).text()).toBe(before)
  })
})
