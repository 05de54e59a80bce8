import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core'
import type { Served } from './serve-documents'
import { TITLE } from './variants'

/** Pages in one window, each in a frame; and windows beside each other. */
const AT_ONCE = 50
const WINDOWS = 2
/** Milliseconds that provoked pages get to act. */
const SETTLE = 250
/** Milliseconds after which a window is given up: a page in it never rests. */
const PATIENCE = 30_000

const WATCH = join(import.meta.dirname, 'watch.js')
const PROVOKE = readFileSync(join(import.meta.dirname, 'provoke.js'), 'utf8')
const READ_TITLE = "Object.getOwnPropertyDescriptor(Document.prototype, 'title').get.call(document)"

/** What a page did that a README does not do. */
export type Deed = 'changed its title' | 'left' | 'framed another page' | 'never rested'

/** What came of loading pages and doing to each all that a reader could do. */
export interface Loaded {
  deeds: Map<number, Set<Deed>>
  /** Pages on which the provoking itself was carried out. */
  provoked: Set<number>
  dialogs: number
  /** Windows that pages opened. */
  windows: number
}

async function within<Value>(milliseconds: number, task: Promise<Value>): Promise<Value> {
  const late = wait(milliseconds, null, { ref: false }).then(() => Promise.reject(new Error('late')))
  return await Promise.race([task, late])
}

/** The frame of a page itself, in which others may stand. */
const outermost = (frame: Frame): Frame => {
  const parent = frame.parentFrame()
  return parent?.parentFrame() ? outermost(parent) : frame
}

/** Loads the pages from `from` to before `to` in one window. Throws when one of them keeps the window from answering. */
async function loadTogether(page: Page, { origin }: Served, from: number, to: number, loaded: Loaded): Promise<void> {
  const numbers = new Map<Frame, number>()
  const note = (frame: Frame, deed: Deed) => {
    const number = numbers.get(outermost(frame))
    if (number !== undefined) loaded.deeds.set(number, (loaded.deeds.get(number) ?? new Set()).add(deed))
  }
  // The window is used again.
  page.removeAllListeners('framenavigated')
  page.on('framenavigated', (frame) => {
    if (frame.parentFrame() === null) return
    const number = frame.url().match(`^${origin}/page/(\\d+)/(?:#|$)`)?.[1]
    if (outermost(frame) !== frame) {
      if (frame.url() !== 'about:blank' && !frame.url().startsWith(`${origin}/diagram/`))
        note(frame, 'framed another page')
    } else if (number && !numbers.has(frame)) numbers.set(frame, Number(number))
    else if (number !== String(numbers.get(frame))) note(frame, 'left')
  })
  await page.goto(`${origin}/pages/${from}/${to}/`, { timeout: PATIENCE })
  if (numbers.size !== to - from) throw new Error('Not every page is there.')

  const inEach = (script: string, then: (number: number, value: unknown) => void) => {
    const each = async ([frame, number]: [Frame, number]) => {
      try {
        then(number, await frame.evaluate(script))
      } catch {
        // The page went away while it was provoked: told by its navigation.
      }
    }
    return within(PATIENCE, Promise.all([...numbers].map(each)))
  }
  await inEach(PROVOKE, (number) => loaded.provoked.add(number))
  await wait(SETTLE)
  await inEach(READ_TITLE, (number, title) => {
    const deeds = loaded.deeds.get(number) ?? new Set()
    // Where a page has been left for another, that one has a title of its own.
    if (title === 'ran' || (title !== TITLE && !deeds.has('left')))
      loaded.deeds.set(number, deeds.add('changed its title'))
  })
}

/** Gives a window, another one once it is told that the last is stuck. */
function windowOf(context: BrowserContext, loaded: Loaded) {
  let page: Page | null = null
  async function open(): Promise<Page> {
    if (page) return page
    page = await context.newPage()
    page.on('popup', (popup) => {
      loaded.windows++
      popup.close().catch(() => {})
    })
    return page
  }
  async function giveUp(): Promise<void> {
    if (page) await within(5_000, page.close()).catch(() => {})
    page = null
  }
  return { open, giveUp }
}

/** As `loadTogether`; where that fails, each half by itself, until the page that never rests is found. */
async function loadRange(
  window: ReturnType<typeof windowOf>,
  served: Served,
  from: number,
  to: number,
  loaded: Loaded,
): Promise<void> {
  try {
    return await loadTogether(await window.open(), served, from, to, loaded)
  } catch {
    await window.giveUp()
  }
  if (to - from === 1) {
    loaded.deeds.set(from, (loaded.deeds.get(from) ?? new Set()).add('never rested'))
    return
  }
  const middle = Math.floor((from + to) / 2)
  await loadRange(window, served, from, middle, loaded)
  await loadRange(window, served, middle, to, loaded)
}

/** Loads every page of a server in Chromium, which reaches no other host, and provokes it. */
export async function loadPages(browser: Browser, served: Served, count: number): Promise<Loaded> {
  const loaded: Loaded = { deeds: new Map(), provoked: new Set(), dialogs: 0, windows: 0 }
  const context = await browser.newContext({
    proxy: { server: served.origin },
    acceptDownloads: false,
    serviceWorkers: 'block',
  })
  await context.addInitScript({ path: WATCH })
  context.on('dialog', (dialog) => {
    loaded.dialogs++
    dialog.dismiss().catch(() => {})
  })
  let next = 0
  const worker = async () => {
    const window = windowOf(context, loaded)
    while (next < count) {
      const from = next
      next += AT_ONCE
      await loadRange(window, served, from, Math.min(next, count), loaded)
    }
  }
  await Promise.all(Array.from({ length: WINDOWS }, worker))
  await context.close()
  return loaded
}
