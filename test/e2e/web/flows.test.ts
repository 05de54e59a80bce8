import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Site, startSite } from './site'

/* What people do on the pages, with script. */

let site: Site
beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.close())

it('somebody gives an address, watches, and has the README', async () => {
  const { page, context, complaints, elsewhere } = await site.open('/')
  await page.getByLabel('Repository URL').fill('https://github.com/acme/lamp')
  await page.getByRole('button', { name: 'Generate README' }).click()
  await page.waitForURL(/\/r\/[0-9a-f-]{36}\/$/)
  await page.getByRole('link', { name: 'Download README.md' }).waitFor({ timeout: 45_000 })
  expect(await page.getByRole('status').textContent()).toContain('completed')
  expect(await page.title()).toBe('acme/lamp: completed')
  const preview = page.frameLocator('iframe')
  await preview.getByRole('heading', { level: 1, name: 'Lamp' }).waitFor()
  expect(await preview.locator('body').textContent()).toContain('tells the weather')
  // The frame's text is there before its style sheet is.
  await expect
    .poll(() => page.frames().at(-1)?.evaluate('getComputedStyle(document.body).fontFamily'))
    .toContain('sans-serif')
  expect(new Set(elsewhere)).toEqual(new Set(['https://img.shields.io']))
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download README.md' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('README.md')
  await page.goto(`${site.forge.origin}/`)
  await page.getByRole('link', { name: 'acme/lamp' }).first().waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

it('every line of the Markdown shows the file and the line it rests on, and leads there', async () => {
  const { id } = await site.made('acme/lamp')
  const { page, context } = await site.open(`/r/${id}/`)
  const line = page.locator('.source li', { hasText: 'make test' }).first()
  const place = line.getByRole('link').first()
  expect(await place.textContent()).toMatch(/^[\w./]+:\d+$/)
  expect(await place.getAttribute('href')).toMatch(
    /^https:\/\/github\.com\/acme\/lamp\/blob\/[0-9a-f]{40}\/[\w./]+#L\d+$/,
  )
  await context.close()
})

it('the Markdown is copied', async () => {
  const { id } = await site.made('acme/lamp')
  const { page, context } = await site.open(`/r/${id}/`)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'Copy Markdown' }).click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  const copied = await page.evaluate('navigator.clipboard.readText()')
  expect(copied).toBe(await (await site.api.get(`/jobs/${id}/download/`)).text())
  await context.close()
})

it('an address that is none comes back into the form with the reason, and with what was asked beside it', async () => {
  const { page, context } = await site.open('/')
  await page.getByLabel('Repository URL').fill('https://example.com/a/b')
  await page.getByText('Options').click()
  await page.getByLabel('Branch, tag or commit').fill('next')
  await page.getByLabel('Template').selectOption('minimal')
  await page.getByRole('button', { name: 'Generate README' }).click()
  await page.getByRole('alert').first().waitFor()
  expect(await page.locator('#problem').textContent()).toContain('github.com')
  expect(await page.getByLabel('Repository URL').inputValue()).toBe('https://example.com/a/b')
  expect(await page.getByLabel('Branch, tag or commit').inputValue()).toBe('next')
  expect(await page.getByLabel('Template').inputValue()).toBe('minimal')
  await context.close()
})

it('what the options of the form ask is done: a check leads to findings, a template to its README', async () => {
  const { page, context } = await site.open('/?url=acme/lamp')
  await page.getByText('Options').click()
  await page.getByLabel('What to write').selectOption('check')
  await page.getByRole('button', { name: 'Generate README' }).click()
  await page.getByRole('heading', { name: 'No longer true' }).waitFor({ timeout: 45_000 })
  await page.goto(`${site.forge.origin}/?url=acme/lamp`)
  await page.getByText('Options').click()
  await page.getByLabel('Template').selectOption('minimal')
  await page.getByLabel('Depth of the folder tree').fill('1')
  await page.getByLabel('An emoji before each heading').check()
  await page.getByRole('button', { name: 'Generate README' }).click()
  await page.waitForURL(/\/r\//)
  const job = await site.api.job(page.url().match(/[0-9a-f-]{36}/)![0])
  expect(job).toMatchObject({
    options: { template: 'minimal', mode: 'fresh', tree_depth: 1, emoji: true, badges: { style: 'flat' } },
  })
  await context.close()
})

it('an archive is uploaded instead of an address', async () => {
  const { page, context } = await site.open('/')
  await page.getByText('From an archive instead').click()
  const zip = await fetch(
    `${site.hosted.host.origin}/acme/lamp/archive/${(await site.made('acme/lamp')).result?.commit}.zip`,
  )
  await page
    .getByLabel('Archive')
    .setInputFiles({ name: 'a.zip', mimeType: 'application/zip', buffer: Buffer.from('no') })
  await page.getByRole('button', { name: 'Upload and generate' }).click()
  await page.getByRole('alert').filter({ hasText: 'neither a zip nor a tar.gz' }).waitFor()
  await page
    .getByLabel('Archive')
    .setInputFiles({ name: 'torch.zip', mimeType: 'application/zip', buffer: Buffer.from(await zip.arrayBuffer()) })
  await page.getByRole('button', { name: 'Upload and generate' }).click()
  await page.getByRole('link', { name: 'Download README.md' }).waitFor({ timeout: 45_000 })
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('torch')
  await context.close()
})

it('a failed job says what happened, whose fault it is and what to try, and is retried', async () => {
  const { page, context } = await site.open('/')
  await page.getByLabel('Repository URL').fill('acme/nothing')
  await page.getByRole('button', { name: 'Generate README' }).click()
  await page.getByRole('button', { name: 'Retry' }).waitFor({ timeout: 45_000 })
  expect(await page.getByRole('status').textContent()).toContain('no such public repository')
  expect(await page.getByRole('definition').first().textContent()).toBe('It is the address.')
  await page.getByRole('button', { name: 'Retry' }).click()
  await page.getByRole('button', { name: 'Retry' }).waitFor({ timeout: 45_000 })
  expect((await site.api.job(page.url().match(/[0-9a-f-]{36}/)![0])).run).toBe(2)
  await page.getByRole('link', { name: 'Change the request' }).click()
  expect(await page.getByLabel('Repository URL').inputValue()).toContain('acme/nothing')
  await context.close()
})

it('deleting asks once and can be undone for some seconds; then the job is gone', async () => {
  const { id } = await site.made('acme/lamp')
  const { page, context } = await site.open(`/r/${id}/`)
  await page.clock.install()
  const status = async () => (await fetch(`${site.forge.origin}/jobs/${id}/`)).status
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click()
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('link', { name: 'Download README.md' }).waitFor()
  expect(await status()).toBe(200)
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Undo' }).waitFor()
  expect(await status()).toBe(200)
  await page.clock.runFor(6_000)
  await page.waitForURL(`${site.forge.origin}/`)
  expect(await status()).toBe(410)
  expect((await page.goto(`${site.forge.origin}/r/${id}/`))?.status()).toBe(410)
  await page.getByRole('heading', { name: 'The job was deleted' }).waitFor()
  await context.close()
})

it('who leaves before the seconds are over has deleted it all the same', async () => {
  const { id } = await site.made('acme/lamp')
  const { page, context } = await site.open(`/r/${id}/`)
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Undo' }).waitFor()
  await page.goto(`${site.forge.origin}/docs/`)
  await expect.poll(async () => (await fetch(`${site.forge.origin}/jobs/${id}/`)).status).toBe(410)
  await context.close()
})

it('what is typed before the script is there is kept and previewed', async () => {
  const { id } = await site.made('acme/lamp')
  const { page, context, complaints } = await site.open(`/r/${id}/`)
  const typed = Promise.withResolvers<void>()
  await page.route(/\/editor\b[^/]*\.js$/, async (route) => {
    await typed.promise
    await route.continue()
  })
  await page.getByRole('link', { name: 'Open in editor' }).click()
  const editor = page.getByRole('textbox', { name: 'Markdown' })
  await editor.fill('# Lamp\n\nIt was early.\n')
  typed.resolve()
  await page.frameLocator('.frames iframe:not(.coming)').getByText('It was early.').waitFor()
  expect(await editor.inputValue()).toBe('# Lamp\n\nIt was early.\n')
  await page.reload()
  expect(await editor.inputValue()).toBe('# Lamp\n\nIt was early.\n')
  expect(complaints).toEqual([])
  await context.close()
})

it('what is typed is previewed, outlives a reload, and is downloaded; going back leaves the editor', async () => {
  const { id } = await site.made('acme/lamp')
  const { page, context, complaints } = await site.open(`/r/${id}/`)
  await page.getByRole('link', { name: 'Open in editor' }).click()
  const editor = page.getByRole('textbox', { name: 'Markdown' })
  const written = await (await site.api.get(`/jobs/${id}/download/`)).text()
  expect(await editor.inputValue()).toBe(written)
  for (const words of ['It glows.', 'It hums, too.']) {
    await editor.fill(`${written}\n## Glow\n\n${words}\n`)
    await page.frameLocator('.frames iframe:not(.coming)').getByText(words).waitFor()
  }
  expect(await page.locator('.frames iframe').count()).toBe(1)
  await editor.press('Control+End')
  await editor.pressSequentially('Last words')
  await page.reload()
  expect(await editor.inputValue()).toBe(`${written}\n## Glow\n\nIt hums, too.\nLast words`)
  await page.getByText('What you typed on').waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download README.md' }).click(),
  ])
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk))
  expect(Buffer.concat(chunks).toString()).toBe(`${written}\n## Glow\n\nIt hums, too.\nLast words`)
  await page.getByRole('button', { name: 'Discard my changes' }).click()
  expect(await editor.inputValue()).toBe(written)
  await page.reload()
  expect(await editor.inputValue()).toBe(written)
  await page.goBack()
  await page.getByRole('link', { name: 'Open in editor' }).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

it('the changes against the existing README are shown line by line', async () => {
  const { id } = await site.made('acme/lamp')
  const { page, context } = await site.open(`/r/${id}/changes/`)
  await page.getByRole('heading', { name: 'Against README.md' }).waitFor()
  expect(await page.locator('tr.gone').allTextContents()).toContainEqual(expect.stringContaining('make shine'))
  expect(await page.locator('tr.new').allTextContents()).toContainEqual(expect.stringContaining('## License'))
  await context.close()
})

it('findings say what of the README no longer holds, with its line', async () => {
  const { id } = await site.made('acme/lamp')
  const { page, context } = await site.open(`/r/${id}/findings/`)
  const finding = page.getByRole('listitem').filter({ hasText: 'docs/notes.md' }).first()
  expect(await finding.getByRole('link', { name: 'README.md:9' }).getAttribute('href')).toMatch(/README\.md#L9$/)
  await context.close()
})

it('the facts stand in panels, each with its file', async () => {
  const { id } = await site.made('acme/lamp')
  const { page, context } = await site.open(`/r/${id}/facts/`)
  for (const panel of ['Languages', 'Stack', 'Commands', 'Services', 'Environment'])
    await page.getByRole('heading', { name: panel }).waitFor()
  const row = page.locator('dl div', { hasText: 'go test ./...' }).or(page.locator('dl div', { hasText: 'make test' }))
  await row.first().getByRole('link').first().waitFor()
  await page.locator('dl div', { hasText: 'redis:7' }).getByRole('link', { name: 'compose.yaml' }).waitFor()
  await context.close()
})

it('/{host}/{owner}/{repository} leads to the latest README, or to the form with the address', async () => {
  const { id } = await site.made('acme/lamp')
  const { page, context } = await site.open('/github.com/Acme/lamp')
  expect(page.url()).toBe(`${site.forge.origin}/r/${id}/`)
  for (const path of [
    '/github.com/acme/next.js',
    '/https://github.com/acme/next.js',
    '/gitlab.com/a/b/c/-/tree/main',
  ]) {
    await page.goto(site.forge.origin + path)
    expect(await page.getByLabel('Repository URL').inputValue()).toBe(
      `https://${path.replace(/^\/(?:https:\/\/)?/, '')}`,
    )
  }
  for (const path of ['/example.com/a/b', '/github.com/', '/nothing.here'])
    expect((await page.goto(site.forge.origin + path))?.status()).toBe(404)
  await context.close()
})

it('by keyboard alone', async () => {
  const { page, context } = await site.open('/')
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('To the content')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.type('acme/lamp')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Download README.md' }).waitFor({ timeout: 45_000 })
  await page.getByRole('button', { name: 'Delete' }).focus()
  await page.keyboard.press('Enter')
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Keep it')
  await page.keyboard.press('Escape')
  expect(await page.getByRole('dialog').count()).toBe(0)
  await context.close()
})
