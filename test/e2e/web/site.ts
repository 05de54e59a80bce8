import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { startBrowser } from '../browser'
import { connect, type Job } from '../client'
import { type Forge, startForge } from '../forge'
import { type Repositories, startRepositories } from '../repositories'

/** What the pages are looked at with: the whole product, a Git host with repositories, a browser. */
export interface Site {
  forge: Forge
  hosted: Repositories
  browser: Browser
  api: Awaited<ReturnType<typeof connect>>
  /** A page of a browser of its own, with what the browser complained about and who else was asked. */
  open(path: string, options?: BrowserContextOptions): Promise<Opened>
  /** A job of this repository, at rest. */
  made(repository: string, options?: object): Promise<Job>
  close(): Promise<void>
}

export interface Opened {
  page: Page
  context: BrowserContext
  complaints: string[]
  elsewhere: string[]
}

/** Folder of the pictures that tests take. */
export const PICTURES = join(import.meta.dirname, '../../../test-output/pages')

const DOT =
  '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><rect width="90" height="20" fill="#777"/></svg>'

const LAMP = {
  'README.md': `# Lamp

A lamp that tells the weather.

<script>document.title = "ran"</script>

## Usage

Run \`make shine\`, then look at [the notes](docs/notes.md).

مصباح يخبرك بالطقس قبل أن تخرج من البيت.
`,
  'go.mod': 'module github.com/acme/lamp\n\ngo 1.22\n',
  'main.go': 'package main\n\nimport "os"\n\nfunc main() { _ = os.Getenv("LAMP_CITY") }\n',
  'main_test.go': 'package main\n\nimport "testing"\n\nfunc TestLamp(t *testing.T) {}\n',
  Makefile: 'build:\n\tgo build ./...\n\ntest:\n\tgo test ./...\n',
  Dockerfile: 'FROM golang:1.22\nCOPY . .\nRUN go build .\nEXPOSE 8080\n',
  'compose.yaml': 'services:\n  lamp:\n    build: .\n    ports: ["8080:8080"]\n  cache:\n    image: redis:7\n',
  LICENSE: 'MIT License\n\nCopyright (c) 2026 The lamp authors\n',
}

/** Starts everything; `acme/lamp` is there, with a README of which something no longer holds. */
export async function startSite(): Promise<Site> {
  const hosted = await startRepositories()
  await hosted.make('acme', 'lamp', { branches: { main: LAMP } })
  const forge = await startForge({ 'github.com': hosted.host.origin })
  const [browser, api] = await Promise.all([startBrowser(), connect(forge.origin)])
  return {
    forge,
    hosted,
    browser,
    api,
    async open(path, options = {}) {
      const context = await browser.newContext(options)
      const page = await context.newPage()
      const complaints: string[] = []
      const elsewhere: string[] = []
      await context.route(
        (url) => url.origin !== forge.origin,
        (route) => {
          elsewhere.push(new URL(route.request().url()).origin)
          return route.fulfill({ contentType: 'image/svg+xml', body: DOT })
        },
      )
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
      page.on('pageerror', (error) => complaints.push(error.message))
      await page.goto(forge.origin + path)
      return { page, context, complaints, elsewhere }
    },
    async made(repository, options) {
      const { id } = await api.generate({ url: repository, ...(options && { options }) })
      return api.until(id, ({ status }) => status === 'completed' || status === 'failed')
    },
    async close() {
      await browser.close()
      await forge.stop()
      await hosted.close()
    },
  }
}
