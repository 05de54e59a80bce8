/*
 * Holds marked and the preview against the examples of a specification of Markdown:
 *
 *   node test/corpora/markdown.ts FILE
 *
 * FILE is CommonMark's or GFM's `spec.txt`: examples stand between lines of 32 backticks. Prints for each section how many
 * examples marked passes with its defaults and how many ours, and in how many the sanitiser takes something out; then each
 * example that one of both fails. Ends with 1 where marked passes an example that ours fails.
 */
import './source-modules.ts'
import { readFileSync } from 'node:fs'
import { fromHtml } from 'hast-util-from-html'
import { sanitize } from 'hast-util-sanitize'
import { toHtml } from 'hast-util-to-html'
import { Marked } from 'marked'
import { normalForm } from './markdown-normal-form.ts'

const { markdownToHtml } = await import('../../src/preview/markdown.ts')
const { SCHEMA } = await import('../../src/preview/schema.ts')

interface Example {
  number: number
  section: string
  markdown: string
  html: string
}

/** The examples of a specification; `→` stands for a tab in it. */
function examplesIn(text: string): Example[] {
  const found: Example[] = []
  let section = ''
  const part = /^`{32} example[^\n]*\n([\s\S]*?)^\.\n([\s\S]*?)^`{32}$|^#{1,6} *(.*)$/gm
  for (const [, markdown = '', html = '', heading] of text.replace(/^<!-- END TESTS -->[\s\S]*/m, '').matchAll(part)) {
    if (heading !== undefined) section = heading
    else {
      const [source, expected] = [markdown, html].map((side) => side.replaceAll('→', '\t'))
      found.push({ number: found.length + 1, section, markdown: source ?? '', html: expected ?? '' })
    }
  }
  return found
}

const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('Give the file of the specification.')

const marked = new Marked()
const sanitised = (html: string) => toHtml(sanitize(fromHtml(html, { fragment: true }), SCHEMA))
const bare = (html: string) => toHtml(fromHtml(html, { fragment: true }))
const results = examplesIn(readFileSync(file, 'utf8')).map((example) => {
  const theirs = marked.parse(example.markdown, { async: false })
  const { html: ours } = markdownToHtml(example.markdown)
  const expected = normalForm(example.html)
  return {
    ...example,
    theirs,
    ours,
    isTheirs: normalForm(theirs) === expected,
    isOurs: normalForm(ours) === expected,
    isTaken: sanitised(ours) !== bare(ours),
  }
})

console.log(
  'section | examples | passed by marked | passed by ours | taken out of by the sanitiser\n--- | --- | --- | --- | ---',
)
const row = (name: string, of: typeof results) =>
  [
    name,
    of,
    of.filter(({ isTheirs }) => isTheirs),
    of.filter(({ isOurs }) => isOurs),
    of.filter(({ isTaken }) => isTaken),
  ]
    .map((cell) => (typeof cell === 'string' ? cell : cell.length))
    .join(' | ')
for (const [section, of] of Map.groupBy(results, ({ section }) => section)) console.log(row(section, of))
console.log(row('all', results))

const labelled = { markdown: 'Markdown', html: 'specification', theirs: 'marked', ours: 'ours' } as const
for (const result of results) {
  if (result.isTheirs && result.isOurs) continue
  console.log(
    `\n${result.number} ${result.section}: ${result.isOurs ? 'marked fails' : result.isTheirs ? 'ours fails' : 'both fail'}`,
  )
  for (const key of ['markdown', 'html', 'theirs', 'ours'] as const)
    console.log(`  ${labelled[key].padEnd(13)} ${JSON.stringify(result[key])}`)
}
process.exitCode = results.some(({ isTheirs, isOurs }) => isTheirs && !isOurs) ? 1 : 0
