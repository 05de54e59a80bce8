import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../e2e/browser'
import { carelessAsset, diagramAsset } from './diagram-assets'
import { HOSTILE_DIAGRAMS } from './hostile-diagrams'
import { type Served, serveDocuments } from './serve-documents'

/*
 * Diagrams are drawn by scripts, from a stranger's text, on a page that has nothing else to it. Each hostile diagram is
 * drawn in Chromium by that page's own files, under the headers that they have.
 */

const PROVOKE = readFileSync(join(import.meta.dirname, 'provoke.js'), 'utf8')
const DRAWN = "document.querySelector('svg') !== null || document.body.textContent.includes('cannot be drawn')"
const SETTLE = 100
const PATIENCE = 10_000

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser(['--disable-features=IsolateSandboxedIframes'])
})
afterAll(async () => {
  await browser.close()
})

/** Draws one diagram after the other. Answers the names of those that ran something, and how many were drawn at all. */
async function draw(page: Page, { origin }: Served): Promise<{ ran: string[]; drawn: number }> {
  const ran: string[] = []
  let drawn = 0
  for (const [n, [name, source]] of HOSTILE_DIAGRAMS.entries()) {
    // Another address each, so that each is a page of its own.
    const address = `${origin}/diagram/?${n}`
    await page.goto(`${address}#${encodeURIComponent(source)}`)
    // What is not drawn by then is counted as not drawn.
    await page.waitForFunction(DRAWN, null, { polling: 50, timeout: PATIENCE }).catch(() => {})
    if ((await page.locator('svg').count()) > 0) drawn++
    await page.evaluate(PROVOKE)
    await page.waitForTimeout(SETTLE)
    if ((await page.title()) !== 'Diagram' || !page.url().startsWith(address)) ran.push(name)
  }
  return { ran, drawn }
}

async function drawAll(asset: typeof diagramAsset) {
  const served = await serveDocuments([], asset)
  const context = await browser.newContext({ proxy: { server: served.origin }, acceptDownloads: false })
  const page = await context.newPage()
  let dialogs = 0
  page.on('dialog', (dialog) => {
    dialogs++
    dialog.dismiss().catch(() => {})
  })
  const { ran, drawn } = await draw(page, served)
  await context.close()
  await served.close()
  return { ran, drawn, dialogs, foreign: [...served.foreign.keys()], elsewhere: [...served.elsewhere.keys()] }
}

test('nothing that stands in a diagram runs, or asks another host', async () => {
  const { drawn, ...harm } = await drawAll(diagramAsset)
  expect(harm).toEqual({ ran: [], dialogs: 0, foreign: [], elsewhere: [] })
  expect(drawn).toBeGreaterThan(HOSTILE_DIAGRAMS.length / 2)
})

test('what runs is found: on a page that takes the text for HTML', async () => {
  const { ran } = await drawAll(carelessAsset)
  expect(ran.length).toBeGreaterThan(HOSTILE_DIAGRAMS.length / 4)
})
