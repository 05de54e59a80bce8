import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PICTURES, type Site, startSite } from './site'

/*
 * Every state of every page, at three widths and in both themes: nothing that axe finds, nothing that the browser complains
 * about, nothing that is cut off or scrolls sideways. Pictures are left in test-output/pages.
 */

const VIEWPORTS = {
  phone: { width: 320, height: 640 },
  laptop: { width: 1280, height: 800 },
  wall: { width: 3840, height: 2160 },
}
const THEMES = ['light', 'dark'] as const

let site: Site
const paths: Record<string, string> = {}

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true })
  site = await startSite()
  const { open } = site
  // Empty, before any job.
  for (const theme of THEMES) {
    const { page, context } = await open('/', { colorScheme: theme, viewport: VIEWPORTS.laptop })
    await page.getByText('None yet.').waitFor()
    await page.screenshot({ path: join(PICTURES, `empty-laptop-${theme}.png`) })
    await context.close()
  }
  const lamp = await site.made('acme/lamp')
  const check = await site.made('acme/lamp', { mode: 'check' })
  const failed = await site.made('acme/nothing')
  await site.hosted.make('acme', 'stuck', { branches: { main: { 'README.md': '# Stuck\n' } } })
  site.hosted.fault.current = ({ path }) => (path.includes('/stuck') ? { stall: true } : undefined)
  Object.assign(paths, {
    home: '/',
    options: '/?url=acme/lamp',
    moving: '/',
    readme: `/r/${lamp.id}/`,
    preview: `/jobs/${lamp.id}/preview/`,
    edit: `/r/${lamp.id}/edit/`,
    changes: `/r/${lamp.id}/changes/`,
    findings: `/r/${lamp.id}/findings/`,
    facts: `/r/${lamp.id}/facts/`,
    check: `/r/${check.id}/`,
    failed: `/r/${failed.id}/`,
    delete: `/r/${lamp.id}/delete/`,
    missing: '/r/none/',
    reference: '/docs/',
  })
}, 180_000)
afterAll(() => site.close())

const STATES =
  `home options refused moving readme preview edit changes findings facts check failed delete dialog undo offline
missing reference`.split(/\s+/)

/** What has to be done on a page before it is in this state. */
const ACTS: Record<string, (page: Page) => Promise<unknown>> = {
  // Anew each time: a host that does not answer is given up after a while.
  async moving(page) {
    const { id } = await site.api.generate({ url: 'acme/stuck' })
    await site.api.until(id, ({ status }) => status === 'processing')
    await page.goto(`${site.forge.origin}/r/${id}/`)
    await page.getByRole('progressbar').waitFor()
  },
  // Without its policy, under which nothing runs, axe neither.
  async preview(page) {
    await page.route('**/preview/', async (route) => {
      const response = await route.fetch()
      const { 'content-security-policy': _, ...headers } = response.headers()
      await route.fulfill({ response, headers })
    })
    await page.reload()
  },
  options: (page) => page.getByText('Options').click(),
  async refused(page) {
    await page.getByLabel('Repository URL').fill('https://example.com/a/b')
    await page.getByRole('button', { name: 'Generate README' }).click()
    await page.locator('#problem').waitFor()
  },
  dialog: (page) => page.getByRole('button', { name: 'Delete' }).click(),
  async undo(page) {
    await page.clock.install()
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  },
  async offline(page) {
    await page.context().setOffline(true)
    await page.getByText('There is no connection.').waitFor()
  },
}
/** What leaves everything as it was for the next state. */
const AFTER: Record<string, (page: Page) => Promise<unknown>> = {
  // The host is still waited for once, but not three times.
  moving: (page) => site.api.ask('DELETE', page.url().replace(/^.*\/r\//, '/jobs/')),
  undo: (page) => page.getByRole('button', { name: 'Undo' }).click(),
}
const BEGINS: Record<string, string> = { refused: 'home', dialog: 'failed', undo: 'failed', offline: 'home' }
/** The browser itself says these: of an answer that is an error, and that the network is gone. */
const EXPECTED = /status of (?:404|422)|ERR_INTERNET_DISCONNECTED/

/** Elements that reach out of the window, or are cut off by it. */
const TOO_WIDE = `[...document.querySelectorAll('main *, header *')]
  .filter((one) => !one.closest('.scroll, .unseen, svg, pre') && one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.outerHTML.slice(0, 120))`

describe.each(Object.entries(VIEWPORTS))('%s', (width, viewport) => {
  describe.each(THEMES)('%s', (theme) => {
    it.each(STATES)('%s', async (state) => {
      const path = paths[BEGINS[state] ?? state]!
      const { page, context, complaints } = await site.open(path, { viewport, colorScheme: theme })
      await ACTS[state]?.(page)
      await page.evaluate('document.fonts.ready')
      await page.evaluate(axe.source)
      const found = await page.evaluate(
        `axe.run(document, { iframes: false, resultTypes: ['violations'] }).then(({ violations }) =>
          violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | ')))`,
      )
      expect(found).toEqual([])
      expect(await page.evaluate(TOO_WIDE)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
      expect(complaints.filter((words) => !EXPECTED.test(words))).toEqual([])
      await page.screenshot({ path: join(PICTURES, `${state}-${width}-${theme}.png`) })
      await AFTER[state]?.(page)
      await context.close()
    })
  })
})

describe('what the first page weighs', () => {
  it('at most 60 KB of script and 30 KB of style, compressed, and no diagrams', async () => {
    const { page, context } = await site.open('/')
    await page.waitForLoadState('load')
    const names = await page.evaluate<string[]>('performance.getEntriesByType("resource").map(({ name }) => name)')
    const weigh = async (extension: string) => {
      let bytes = 0
      for (const name of new Set(names.filter((one) => one.endsWith(extension))))
        bytes += gzipSync(await (await fetch(name)).arrayBuffer()).length
      return bytes
    }
    const script = await weigh('.js')
    const style = await weigh('.css')
    process.stderr.write(`first page, gzip: ${script} bytes of script, ${style} of style\n`)
    expect(script).toBeGreaterThan(0)
    expect(script).toBeLessThan(60_000)
    expect(style).toBeGreaterThan(0)
    expect(style).toBeLessThan(30_000)
    expect(names.filter((name) => name.includes('diagram'))).toEqual([])
    await context.close()
  })

  it('assets are named by their content and kept for a year', async () => {
    const html = await (await fetch(`${site.forge.origin}/`)).text()
    const assets = [...html.matchAll(/(?:src|href)="(\/built\/[^"]+)"/g)].map(([, path]) => path!)
    expect(assets.length).toBeGreaterThanOrEqual(3)
    for (const path of assets) {
      const answer = await fetch(site.forge.origin + path)
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      await answer.body?.cancel()
    }
  })
})
