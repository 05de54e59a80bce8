import { mkdirSync, writeFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startBrowser } from '../e2e/browser'
import { hostileReadmes } from './hostile-repositories'
import { matrix, type Payload, PLACES, RUNNING } from './matrix'
import { type Figures, measure } from './measure'
import type { VariantName } from './variants'

/*
 * Two walls stand before what a stranger wrote: the sanitiser and the policy. Each payload is loaded in Chromium behind
 * both, behind each alone, and behind neither, which shows that it would run. Figures: test-output/walls.json. Each page
 * takes Chromium 20 to 100 ms: all payloads are put behind the sanitiser alone, and one in so many behind the rest; with
 * WALLS=every all of them behind each.
 */

let browser: Browser
const measured: Figures[] = []
const readmes = [...hostileReadmes()]
const payloads = [...matrix(), ...readmes]
const oneIn = (count: number, of: readonly Payload[]) =>
  process.env.WALLS === 'every' ? of : of.filter((_, n) => n % count === 0)
/** Every payload as raw HTML, where nothing of Markdown disarms it. */
const raw = payloads.filter(({ name }) => name.startsWith('raw HTML: '))
/** Those that run when they are a README's raw HTML, alone. */
const bare = Object.entries(RUNNING).map(([name, markdown]) => ({ name, markdown }))

async function behind(name: VariantName, which: readonly Payload[]): Promise<Figures> {
  const figures = await measure(browser, which, name)
  measured.push(figures)
  mkdirSync('test-output', { recursive: true })
  writeFileSync('test-output/walls.json', `${JSON.stringify(measured, null, 2)}\n`)
  return figures
}

beforeAll(async () => {
  // Else each page in a sandbox is a process of its own, which takes ten times as long.
  browser = await startBrowser(['--disable-features=IsolateSandboxedIframes'])
})
afterAll(async () => {
  await browser.close()
  const line = measured.map(({ variant, ran, payloads: all, seconds }) => `${variant} ${ran}/${all} in ${seconds} s`)
  console.log(`Payloads that ran behind: ${line.join(', ')}`)
})

const HARMLESS = { ran: 0, asked: 0, deeds: {}, foreign: {}, elsewhere: {}, dialogs: 0, windows: 0, examples: [] }

describe('nothing of a README runs in Chromium, leaves, or asks a host off the list', () => {
  test('behind the sanitiser alone', async () => {
    const figures = await behind('sanitiser', payloads)
    expect(figures).toMatchObject(HARMLESS)
    expect(figures.provoked).toBe(figures.pages)
  })

  test('behind both', async () => {
    const figures = await behind('both', [...oneIn(9, payloads), ...readmes])
    expect(figures).toMatchObject(HARMLESS)
    expect(figures.provoked).toBe(figures.pages)
  })

  test('behind the policy alone', async () => {
    const figures = await behind('policy', oneIn(13, raw))
    // A page may still send itself elsewhere: Chromium heeds some `<meta http-equiv=refresh>` in a sandbox.
    expect(figures).toMatchObject({ ran: 0, dialogs: 0 })
  })

  test('behind the policy alone, as it is for a page with diagrams', async () => {
    expect(await behind('policy with diagrams', oneIn(37, raw))).toMatchObject({ ran: 0, dialogs: 0 })
  })
})

describe('what runs is found', () => {
  test('behind neither, about half of what can run does, wherever it stands', async () => {
    const kinds = Object.keys(RUNNING).map((kind) => `raw HTML: ${kind} `)
    const running = raw.filter(({ name }) => kinds.some((kind) => name.startsWith(kind)))
    const { ran, payloads: all } = await behind('neither', oneIn(13, running))
    expect(ran / all).toBeGreaterThan(0.4)
  })

  test('every kind of payload runs behind neither, and behind a policy like ours that lets scripts run', async () => {
    expect(await behind('neither', bare)).toMatchObject({ ran: bare.length })
    expect(await behind('policy that allows scripts', bare)).toMatchObject({ ran: bare.length })
  })

  test('the matrix finds the hole of a sanitiser that passes public corpora', async () => {
    expect((await behind('known-bad sanitiser', oneIn(23, raw))).ran).toBeGreaterThan(0)
  })
})

test('the matrix has thousands of payloads in every place', () => {
  expect(payloads.length).toBeGreaterThan(5000)
  for (const place of Object.keys(PLACES))
    expect(payloads.filter(({ name }) => name.startsWith(`${place}: `)).length).toBeGreaterThan(50)
})
