/*
 * What the payloads of public corpora do in Chromium behind the sanitiser and the policy, behind each alone, behind neither:
 *
 *   node test/corpora/xss.ts FOLDER [repository]
 *
 * FOLDER holds checkouts called `owner+name` (see xss-corpora.ts). Each payload is a README by itself, and one with a scheme
 * is also the target of a link and of a picture. Prints a row for each corpus and variant, and ends with 1 where anything
 * ran behind a wall, or left or asked for anything behind the sanitiser.
 */
import './source-modules.ts'
import type { Payload } from '../walls/matrix.ts'
import { CORPORA, payloadsOf } from './xss-corpora.ts'

const { startBrowser } = await import('../e2e/browser.ts')
const { isHarmless, measure } = await import('../walls/measure.ts')

const VARIANTS = ['both', 'sanitiser', 'policy', 'neither'] as const
const [folder, only] = process.argv.slice(2)
if (folder === undefined) throw new Error('Give the folder of the corpora.')

const HAS_SCHEME = /^[\s\p{Cc}]*[a-z&\\%][^<>\s/]{0,60}:/iu
function readmes(text: string): Payload[] {
  const name = JSON.stringify(text.slice(0, 200))
  const raw = { name, markdown: text }
  if (!HAS_SCHEME.test(text)) return [raw]
  return [
    raw,
    { name: `link ${name}`, markdown: `[a](<${text}>) [b](${text})` },
    { name: `picture ${name}`, markdown: `![a](<${text}>) ![b](${text})` },
  ]
}

const browser = await startBrowser()
let broken = 0
console.log(
  'corpus | variant | payloads | pages | provoked | ran | foreign origins | other deeds | s\n--- | --- | --- | --- | --- | --- | --- | --- | ---',
)
for (const corpus of CORPORA) {
  if (only !== undefined && corpus.repository !== only) continue
  const payloads = payloadsOf(corpus, folder).flatMap(readmes)
  for (const variant of VARIANTS) {
    const figures = await measure(browser, payloads, variant)
    const { pages, provoked, ran, asked, foreign, deeds, dialogs, windows, seconds } = figures
    const others = JSON.stringify({ asked, ...deeds, dialogs, windows })
    const origins = Object.keys(foreign).length
    console.log(
      [corpus.repository, variant, figures.payloads, pages, provoked, ran, origins, others, seconds].join(' | '),
    )
    const holds = variant === 'policy' ? ran + dialogs === 0 : isHarmless(figures)
    if (variant === 'neither' || holds) continue
    broken++
    console.log(JSON.stringify(figures, null, 2))
  }
}
await browser.close()
process.exitCode = broken > 0 ? 1 : 0
