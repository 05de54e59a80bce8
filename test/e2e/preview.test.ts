import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBrowser } from './browser'
import { atRest, connect } from './client'
import { type Forge, startForge } from './forge'
import { type Mirror, startMirror } from './mirror'
import { type Repositories, startRepositories } from './repositories'

const ROOT = join(import.meta.dirname, '../..')
/** Pictures of previews beside their Markdown, for people to look at. */
const PICTURES = join(ROOT, 'test-output/previews')

const SHOP = {
  'package.json': JSON.stringify({ name: 'shop', description: 'Sells lamps.', license: 'MIT', private: true }),
  'compose.yaml':
    'services:\n  web:\n    image: nginx:1.27\n    ports: ["8080:80"]\n    depends_on: [db, cache]\n  db:\n    image: postgres:17\n  cache:\n    image: redis:8\n',
  Dockerfile: 'FROM nginx:1.27\n',
  'index.js': 'console.log("lamps")\n',
}
const LIBRARY = {
  'pyproject.toml':
    '[project]\nname = "wick"\nversion = "1.0.0"\ndescription = "Trims wicks."\nlicense = "MIT"\nrequires-python = ">=3.11"\n' +
    '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n',
  'src/wick/__init__.py': 'def trim(length: int) -> int:\n    """Trims a wick."""\n    return length - 1\n',
  'tests/test_trim.py': 'from wick import trim\n\n\ndef test_trim():\n    assert trim(2) == 1\n',
}
const EVERYTHING = readFileSync(join(import.meta.dirname, 'everything.md'), 'utf8')

let forge: Forge
let hosted: Repositories
let browser: Browser
let api: Awaited<ReturnType<typeof connect>>
let mirror: Mirror

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true })
  hosted = await startRepositories()
  await hosted.make('acme', 'shop', { branches: { main: SHOP } })
  await hosted.make('acme', 'wick', { branches: { main: LIBRARY } })
  forge = await startForge({ 'github.com': hosted.host.origin })
  api = await connect(forge.origin)
  mirror = await startMirror(forge.origin)
  browser = await startBrowser()
})
afterAll(async () => {
  await browser.close()
  await mirror.close()
  await forge.stop()
  await hosted.close()
})

/** A page that shows what the service answers; whoever else is asked for a picture gets a dot. */
async function open(options: BrowserContextOptions = {}): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const complaints: string[] = []
  await page.route(
    (url) => ![forge.origin, mirror.origin].includes(url.origin),
    (route) =>
      route.fulfill({
        contentType: 'image/svg+xml',
        body: '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><rect width="90" height="20" fill="gray"/></svg>',
      }),
  )
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  return { page, complaints }
}

/** Shows the preview of this Markdown under the headers that it was answered with. */
async function show(page: Page, markdown: string): Promise<void> {
  const headers = { 'Content-Type': 'text/markdown' }
  const shown = await api.ask('POST', '/preview/', { headers, body: markdown })
  await page.goto(mirror.showing(shown.headers, await shown.text()))
}

/** The README of a repository, when its job is done, and where. */
async function made(name: string): Promise<{ id: string; markdown: string }> {
  const { id } = await api.generate({ url: `https://github.com/acme/${name}` })
  expect(await api.until(id, atRest)).toMatchObject({ status: 'completed' })
  return { id, markdown: await (await api.get(`/jobs/${id}/download/`)).text() }
}

/** What is drawn at last: Mermaid measures in elements of its own before. */
const drawing = (page: Page, at = 0) => page.frameLocator('.diagram iframe').nth(at).locator('body > svg')

describe('a diagram', () => {
  it('of a README’s services is drawn in the preview, by itself and in the job’s page', async () => {
    const { id, markdown } = await made('shop')
    expect(markdown).toContain('```mermaid')
    const { page, complaints } = await open()
    await page.goto(`${forge.origin}/jobs/${id}/preview/`)
    for (const service of ['web', 'db', 'cache'])
      await drawing(page).getByText(service, { exact: true }).waitFor({ timeout: 30_000 })
    await page.goto(`${forge.origin}/r/${id}/`)
    const embedded = page.frameLocator('iframe')
    // Drawn when it comes into sight.
    await embedded.locator('.diagram').scrollIntoViewIfNeeded()
    const inner = embedded.frameLocator('.diagram iframe')
    await inner.locator('body > svg').getByText('web', { exact: true }).waitFor({ timeout: 30_000 })
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('that is none says so, and can reach nothing', async () => {
    const { page } = await open()
    const elsewhere: string[] = []
    page.on('request', (request) => {
      const { origin } = new URL(request.url())
      if (![forge.origin, mirror.origin].includes(origin)) elsewhere.push(request.url())
    })
    const hostile =
      'graph TD\n  A["<img src=https://evil.example/x.png onerror=parent.postMessage(1,String.fromCharCode(42))>"] --> B\n  click A "javascript:alert(1)"\n'
    await show(page, `\`\`\`mermaid\nno diagram\n\`\`\`\n\n\`\`\`mermaid\n${hostile}\`\`\`\n`)
    const frames = page.frameLocator('.diagram iframe')
    await frames.nth(0).getByText('This diagram cannot be drawn.').waitFor({ timeout: 30_000 })
    await frames.nth(1).locator('body:not(:empty)').waitFor({ timeout: 30_000 })
    expect(elsewhere).toEqual([])
    for (const frame of page.frames().slice(1)) {
      expect(await frame.evaluate('self.origin')).toBe('null')
      expect(await frame.evaluate("fetch('/health/').then(() => 'reached', () => 'refused')")).toBe('refused')
    }
    await page.context().close()
  })
})

describe('previews to look at', () => {
  /** The preview as a picture beside the text it was made of. */
  async function keep(page: Page, name: string, markdown: string): Promise<void> {
    const shot = (await page.screenshot({ fullPage: true })).toString('base64')
    const beside = await browser.newPage({ viewport: { width: 1600, height: 900 } })
    await beside.setContent('<div><pre></pre><img></div>')
    await beside.addStyleTag({
      content:
        'div { display: grid; grid-template-columns: 1fr 1fr; gap: 16px } pre { white-space: pre-wrap } img { width: 100% }',
    })
    await beside.locator('pre').evaluate((node, text) => Object.assign(node, { textContent: text }), markdown)
    await beside.locator('img').evaluate((node, src) => Object.assign(node, { src }), `data:image/png;base64,${shot}`)
    await beside.evaluate("document.querySelector('img').decode()")
    await beside.screenshot({ fullPage: true, path: join(PICTURES, `${name}.png`) })
    await beside.close()
  }

  const VIEWS: { name: string; markdown: () => Promise<string>; options: BrowserContextOptions; media?: 'print' }[] = [
    { name: '1 this project', markdown: async () => readFileSync(join(ROOT, 'README.md'), 'utf8'), options: {} },
    { name: '2 everything', markdown: async () => EVERYTHING, options: {} },
    { name: '3 everything in the dark', markdown: async () => EVERYTHING, options: { colorScheme: 'dark' } },
    { name: '4 everything on paper', markdown: async () => EVERYTHING, options: {}, media: 'print' },
    {
      name: '5 services on a telephone',
      markdown: async () => (await made('shop')).markdown,
      options: { viewport: { width: 320, height: 640 } },
    },
    { name: '6 a library', markdown: async () => (await made('wick')).markdown, options: {} },
  ]

  it.each(VIEWS)('$name: whole, without a complaint of the browser, and nothing wider than the page', async (view) => {
    const { page, complaints } = await open({ viewport: { width: 1100, height: 900 }, ...view.options })
    const markdown = await view.markdown()
    await show(page, markdown)
    if (view.media) await page.emulateMedia({ media: view.media })
    const diagrams = await page.locator('.diagram').count()
    for (let at = 0; at < diagrams; at++) {
      await page.locator('.diagram').nth(at).scrollIntoViewIfNeeded()
      await drawing(page, at).waitFor({ timeout: 30_000 })
    }
    const overhang = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    expect(overhang).toBe(0)
    // A table's columns are columns also where it is scrolled by itself, or printed.
    const edges = await page.evaluate(
      "[...document.querySelectorAll('table')].map((table) => new Set([...table.querySelectorAll('tr > :last-child')].map((cell) => cell.offsetLeft)).size)",
    )
    expect(edges).toEqual(Array.from({ length: await page.locator('table').count() }, () => 1))
    await keep(page, view.name, markdown)
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
