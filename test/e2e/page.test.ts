import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startBrowser } from './browser'
import { type Forge, startForge } from './forge'
import { type Repositories, startRepositories } from './repositories'

let forge: Forge
let hosted: Repositories
let browser: Browser

beforeAll(async () => {
  hosted = await startRepositories()
  await hosted.make('acme', 'lamp', {
    branches: {
      main: {
        'README.md': '# Lamp\n\nA lamp that tells the weather.\n\n<script>document.title = "ran"</script>\n',
        'go.mod': 'module github.com/acme/lamp\n\ngo 1.22\n',
        'main.go': 'package main\n\nfunc main() {}\n',
      },
    },
  })
  forge = await startForge({ 'github.com': hosted.host.origin })
  browser = await startBrowser()
})
afterAll(async () => {
  await browser.close()
  await forge.stop()
  await hosted.close()
})

const DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'

/** A page that remembers whatever the browser complains about, and who else was asked for something: badges, answered here. */
async function open(path: string): Promise<{ page: Page; complaints: string[]; elsewhere: string[] }> {
  const page = await browser.newPage()
  const complaints: string[] = []
  const elsewhere: string[] = []
  await page.route(
    (url) => url.origin !== forge.origin,
    (route) => {
      elsewhere.push(new URL(route.request().url()).origin)
      return route.fulfill({ contentType: 'image/svg+xml', body: DOT })
    },
  )
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(forge.origin + path)
  return { page, complaints, elsewhere }
}

it('somebody gives an address, watches, and has the README', async () => {
  const { page, complaints, elsewhere } = await open('/')
  await page.getByLabel('Repository URL').fill('https://github.com/acme/lamp')
  await page.getByRole('button', { name: 'Generate README' }).click()
  await page.waitForURL(/\/r\/[0-9a-f-]{36}\/$/)
  await page.getByRole('link', { name: 'Download README.md' }).waitFor({ timeout: 45_000 })
  const preview = page.frameLocator('iframe')
  await preview.getByRole('heading', { level: 1, name: 'Lamp' }).waitFor()
  expect(await preview.locator('body').textContent()).toContain('tells the weather')
  const styled = await page.frames().at(-1)?.evaluate('getComputedStyle(document.body).fontFamily')
  expect(styled).toContain('sans-serif')
  expect(new Set(elsewhere)).toEqual(new Set(['https://img.shields.io']))
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download README.md' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('README.md')
  await page.goto(`${forge.origin}/`)
  await page.getByRole('link', { name: 'acme/lamp' }).waitFor()
  expect(complaints).toEqual([])
  await page.close()
})

it('an address that is none comes back into the form with the reason', async () => {
  const { page } = await open('/')
  await page.getByLabel('Repository URL').fill('https://example.com/a/b')
  await page.getByRole('button', { name: 'Generate README' }).click()
  await page.getByRole('alert').waitFor()
  expect(await page.getByRole('alert').textContent()).toContain('github.com')
  expect(await page.getByLabel('Repository URL').inputValue()).toBe('https://example.com/a/b')
  await page.close()
})

it('a failed job says why and offers a retry; a deleted one is gone', async () => {
  const { page } = await open('/')
  await page.getByLabel('Repository URL').fill('acme/nothing')
  await page.getByRole('button', { name: 'Generate README' }).click()
  await page.getByRole('button', { name: 'Retry' }).waitFor({ timeout: 45_000 })
  expect(await page.getByRole('status').textContent()).toContain('no such public repository')
  await page.getByRole('button', { name: 'Retry' }).click()
  await page.getByRole('button', { name: 'Retry' }).waitFor({ timeout: 45_000 })
  const address = page.url()
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.waitForURL(`${forge.origin}/`)
  expect((await page.goto(address))?.status()).toBe(410)
  await page.getByRole('heading', { name: 'The job was deleted' }).waitFor()
  await page.close()
})

it('the reference page stands without script and without anything from elsewhere', async () => {
  const { page, complaints, elsewhere } = await open('/docs/')
  expect(elsewhere).toEqual([])
  expect(await page.locator('script').count()).toBe(0)
  await page.getByRole('heading', { name: 'POST /generate/' }).waitFor()
  expect(complaints).toEqual([])
  await page.close()
})
