import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Opened, type Site, startSite } from './site'

/* How a page follows a job that moves: the browser's clock is set by the test, the answers come from it too. */

let site: Site
let id = ''
beforeAll(async () => {
  site = await startSite()
  id = (await site.made('acme/lamp')).id
})
afterAll(() => site.close())

/** The page of a job that is made to seem moving: polls are answered here, and counted. */
async function moving(retryAfter: string): Promise<Opened & { asked: (string | undefined)[] }> {
  const opened = await site.open('/docs/')
  const { page, context } = opened
  const asked: (string | undefined)[] = []
  await page.clock.install()
  const html = await (await fetch(`${site.forge.origin}/r/${id}/`)).text()
  let at = 0
  const shown = () =>
    html
      .replace(/(data-live="content")/, '$1 data-live-until-rest=""')
      .replace(/<span class="status completed">completed<\/span>/, `<span class="status">at ${at}</span>`)
  await context.route(`**/r/${id}/`, (route) =>
    route.fulfill({ body: shown(), contentType: 'text/html; charset=utf-8' }),
  )
  await context.route(`**/jobs/${id}/`, (route) => {
    const tag = route.request().headers()['if-none-match']
    asked.push(tag)
    at = Math.min(2, asked.length)
    const etag = `"${at}"`
    return route.fulfill({
      status: tag === etag ? 304 : 200,
      headers: { etag, 'retry-after': retryAfter },
      json: {},
    })
  })
  await page.goto(`${site.forge.origin}/r/${id}/`)
  return { ...opened, asked }
}

it('asks again when the server said so, with the tag it has seen, and shows what has changed', async () => {
  const { page, context, asked } = await moving('7')
  await page.clock.runFor(100)
  await expect.poll(() => asked.length).toBe(1)
  await page.getByText('at 1', { exact: true }).waitFor()
  await page.clock.runFor(6_000)
  expect(asked).toEqual([undefined])
  await page.clock.runFor(1_500)
  await page.getByText('at 2', { exact: true }).waitFor()
  expect(asked).toEqual([undefined, '"1"'])
  await page.clock.runFor(7_500)
  await expect.poll(() => asked).toEqual([undefined, '"1"', '"2"'])
  await context.close()
})

it('asks seldom while nobody looks, and at once when somebody does again', async () => {
  const { page, context, asked } = await moving('1')
  await page.clock.runFor(100)
  await page.getByText('at 1', { exact: true }).waitFor()
  const look = (isHidden: boolean) =>
    page.evaluate(
      `Object.defineProperty(document, 'hidden', { value: ${isHidden}, configurable: true }); document.dispatchEvent(new Event('visibilitychange'))`,
    )
  await look(true)
  await expect.poll(() => asked.length).toBe(2)
  await page.clock.runFor(25_000)
  expect(asked.length).toBe(2)
  // The half minute begins when the answer has been read, which takes its own time.
  const later = async () => {
    await page.clock.runFor(1_000)
    return asked.length
  }
  await expect.poll(later, { timeout: 10_000 }).toBe(3)
  await look(false)
  await expect.poll(() => asked.length).toBe(4)
  await context.close()
})

it('says that there is no connection, and goes on when there is one again', async () => {
  const { page, context, asked } = await moving('1')
  await page.clock.runFor(100)
  await page.getByText('at 1', { exact: true }).waitFor()
  await context.setOffline(true)
  await page.getByText('There is no connection.').waitFor()
  const before = asked.length
  await context.setOffline(false)
  await page.getByText('There is no connection.').waitFor({ state: 'hidden' })
  await expect.poll(() => asked.length).toBeGreaterThan(before)
  await context.close()
})

it('a job that somebody deletes meanwhile is shown as deleted', async () => {
  const { id: doomed } = await site.made('acme/lamp')
  const { page, context } = await site.open('/docs/')
  const html = await (await fetch(`${site.forge.origin}/r/${doomed}/`)).text()
  await page.clock.install()
  let served = false
  await context.route(`**/r/${doomed}/`, (route) => {
    if (served) return route.fallback()
    served = true
    const body = html.replace(/(data-live="content")/, '$1 data-live-until-rest=""')
    return route.fulfill({ body, contentType: 'text/html; charset=utf-8' })
  })
  await fetch(`${site.forge.origin}/jobs/${doomed}/`, { method: 'DELETE' })
  await page.goto(`${site.forge.origin}/r/${doomed}/`)
  await page.clock.runFor(100)
  await page.getByRole('heading', { name: 'The job was deleted' }).waitFor()
  await context.close()
})

it('recent jobs that move are followed on the start page', async () => {
  const { page, context } = await site.open('/')
  await site.hosted.make('acme', 'slow', { branches: { main: { 'README.md': '# Slow\n' } } })
  site.hosted.fault.current = ({ path }) => (path.includes('/slow') ? { stall: true } : undefined)
  await site.api.generate({ url: 'acme/slow' })
  await page.reload()
  const row = page.getByRole('listitem').filter({ hasText: 'acme/slow' })
  await row.getByText(/pending|processing/).waitFor()
  site.hosted.fault.current = null
  await row.getByText('completed').waitFor({ timeout: 60_000 })
  await context.close()
}, 90_000)
