import type { Browser } from 'playwright-core'
import { IMAGE_HOSTS, isAllowedImage } from '../../src/preview/image-hosts'
import { type Deed, loadPages } from './load-pages'
import type { Payload } from './matrix'
import { type Page, serveDocuments } from './serve-documents'
import { type VariantName, variant } from './variants'

/** What came of many payloads behind the same walls. Figures count payloads, unless they say otherwise. */
export interface Figures {
  variant: string
  payloads: number
  /** Pages that differ: payloads of which the same page is made are loaded once. */
  pages: number
  /** Pages on which all was done that a reader could do. */
  provoked: number
  /** Those whose script ran. */
  ran: number
  /** Those that asked their own server for something. */
  asked: number
  deeds: Partial<Record<Deed, number>>
  /** Requests for other hosts: those from which a README's pictures may come, and the others by origin. */
  allowed: number
  foreign: Record<string, number>
  /** Requests for our own server that no page can be blamed for. */
  elsewhere: Record<string, number>
  dialogs: number
  windows: number
  /** Names of the first that did anything. */
  examples: string[]
  seconds: number
}

const EXAMPLES = 10
/** Asked by Chromium itself where it sees a form. */
const OF_THE_BROWSER = 'https://content-autofill.googleapis.com'

/** Renders each payload as `name` says, loads every page that comes of it in Chromium, and tells what they did. */
export async function measure(browser: Browser, payloads: Iterable<Payload>, name: VariantName): Promise<Figures> {
  const began = performance.now()
  const { html: render, headers } = variant(name)
  /** Names of the payloads by the page that is made of them. */
  const sources = new Map<string, string[]>()
  for (const payload of payloads) {
    const html = render(payload)
    const names = sources.get(html)
    if (names) names.push(payload.name)
    else sources.set(html, [payload.name])
  }
  const pages: Page[] = [...sources.keys()].map((html) => ({ html, headers: headers(html) }))
  const served = await serveDocuments(pages)
  const loaded = await loadPages(browser, served, pages.length)
  await served.close()

  const deeds: Figures['deeds'] = {}
  const examples: string[] = []
  let ran = 0
  let asked = 0
  for (const [number, names] of [...sources.values()].entries()) {
    const own = served.asked.get(number) ?? new Set()
    const done = loaded.deeds.get(number) ?? new Set()
    // Another document, to which a link led, has another title.
    if (own.has('ran') || (done.has('changed its title') && !done.has('left'))) ran += names.length
    if (own.size > 0) asked += names.length
    for (const deed of done) deeds[deed] = (deeds[deed] ?? 0) + names.length
    if (own.size + done.size > 0) examples.push(`${names[0]}: ${[...done, ...own].join(', ')}`)
  }
  served.foreign.delete(OF_THE_BROWSER)
  const isAllowed = ([origin]: [string, number]) => isAllowedImage(new URL(origin), IMAGE_HOSTS)
  const [allowed, foreign] = [
    [...served.foreign].filter(isAllowed),
    [...served.foreign].filter((one) => !isAllowed(one)),
  ]
  return {
    variant: name,
    payloads: [...sources.values()].reduce((sum, names) => sum + names.length, 0),
    pages: pages.length,
    provoked: loaded.provoked.size,
    ran,
    asked,
    deeds,
    allowed: allowed.reduce((sum, [, times]) => sum + times, 0),
    foreign: Object.fromEntries(foreign),
    elsewhere: Object.fromEntries(served.elsewhere),
    dialogs: loaded.dialogs,
    windows: loaded.windows,
    examples: examples.slice(0, EXAMPLES),
    seconds: Math.round((performance.now() - began) / 100) / 10,
  }
}

/** Did any payload do what no README does? */
export const isHarmless = ({ ran, asked, deeds, foreign, elsewhere, dialogs, windows }: Figures): boolean =>
  [ran, asked, dialogs, windows, ...Object.values(deeds), ...Object.values(foreign), ...Object.values(elsewhere)].every(
    (count) => count === 0,
  )
