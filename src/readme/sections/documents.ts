import type { Facts } from '../../analysis/facts'
import { type Block, bullets, type Line, paragraph } from '../blocks'
import { type Context, fileLink } from '../context'
import { type Markdown, md } from '../escape'

type Row = readonly [document: string, say: (file: Markdown) => Markdown]

/** Documents that a user of the project reads, under the names that facts give them. */
const TO_READ: readonly Row[] = [
  ['docs_dir', (file) => md`Documentation: ${file}`],
  ['site', (file) => md`Website: ${file}`],
  ['installation', (file) => md`Installation: ${file}`],
  ['upgrading', (file) => md`Upgrading: ${file}`],
  ['faq', (file) => md`Questions and answers: ${file}`],
  ['architecture', (file) => md`Architecture: ${file}`],
  ['roadmap', (file) => md`Roadmap: ${file}`],
  ['changelog', (file) => md`Changes: ${file}`],
  ['citation', (file) => md`Citation: ${file}`],
]

/** Documents for those who want to take part or need help. */
const TO_TAKE_PART: readonly Row[] = [
  ['contributing', (file) => md`See ${file} for how to contribute.`],
  ['development', (file) => md`See ${file} for how to work on the code.`],
  ['code_of_conduct', (file) => md`Everyone taking part follows the code of conduct in ${file}.`],
  ['governance', (file) => md`See ${file} for how decisions are made.`],
  ['support', (file) => md`See ${file} for where to get help.`],
  ['authors', (file) => md`See ${file} for who wrote it.`],
  ['maintainers', (file) => md`See ${file} for who maintains it.`],
]

function lines(context: Context, rows: readonly Row[]): Line[] {
  const documents = new Map<string, Facts['documents'][string]>(Object.entries(context.facts.documents))
  return rows.flatMap(([name, say]) => {
    const found = documents.get(name)
    return found ? [{ text: say(fileLink(context, found.path)), sources: [{ path: found.path }] }] : []
  })
}

export function documentation(context: Context): Block[] {
  const items = lines(context, TO_READ)
  return items.length ? [bullets(items)] : []
}

export function contributing(context: Context): Block[] {
  const items = lines(context, TO_TAKE_PART)
  return items.length > 1 ? [bullets(items)] : items.map(({ text, sources }) => paragraph(text, sources))
}

export function security(context: Context): Block[] {
  return lines(context, [['security', (file) => md`See ${file} for how to report a vulnerability.`]]).map(
    ({ text, sources }) => paragraph(text, sources),
  )
}
