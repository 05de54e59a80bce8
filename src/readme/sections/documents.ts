import type { Facts } from '../../analysis/facts'
import { type Block, bullets, type Line, paragraph } from '../blocks'
import { type Context, fileLink } from '../context'
import { address, link, type Markdown, md, prose, webAddress } from '../escape'

type Row = readonly [document: string, say: (file: Markdown) => Markdown]

/** Documents that a user of the project reads, under the names that facts give them. */
const TO_READ: readonly Row[] = [
  ['site', (file) => md`Website: ${file}`],
  ['docs_dir', (file) => md`Documentation: ${file}`],
  ['installation', (file) => md`Installation: ${file}`],
  ['upgrading', (file) => md`Upgrading: ${file}`],
  ['faq', (file) => md`Questions and answers: ${file}`],
  ['architecture', (file) => md`Architecture: ${file}`],
  ['roadmap', (file) => md`Roadmap: ${file}`],
  ['changelog', (file) => md`Changes: ${file}`],
]

/** Documents for those who want to take part. */
const TO_TAKE_PART: readonly Row[] = [
  ['contributing', (file) => md`See ${file} for how to contribute.`],
  ['development', (file) => md`See ${file} for how to work on the code.`],
  ['pull_request_template', (file) => md`Pull requests follow the template in ${file}.`],
  ['code_of_conduct', (file) => md`The project has a code of conduct: ${file}.`],
  ['governance', (file) => md`See ${file} for how decisions are made.`],
  ['authors', (file) => md`See ${file} for who wrote it.`],
  ['maintainers', (file) => md`See ${file} for who maintains it.`],
]

const FUNDING: readonly Row[] = [['funding', (file) => md`To support the project with money, see ${file}.`]]

function lines(context: Context, rows: readonly Row[]): Line[] {
  const documents = new Map<string, Facts['documents'][string]>(Object.entries(context.facts.documents))
  return rows.flatMap(([name, say]) => {
    const found = documents.get(name)
    return found ? [{ text: say(fileLink(context, found.path)), sources: [{ path: found.path }] }] : []
  })
}

const asBlock = (items: readonly Line[]): Block[] =>
  items.length > 1 ? [bullets(items)] : items.map(({ text, sources }) => paragraph(text, sources))

export const contributing = (context: Context): Block[] => asBlock(lines(context, TO_TAKE_PART))

/** Where to report what is wrong: on GitHub the page that offers the forms for it, elsewhere the forms themselves. */
function issues(context: Context): Line[] {
  const { repository } = context.facts
  return lines(context, [
    [
      'issue_templates',
      (file) => {
        if (repository.host !== 'github.com' || repository.owner === null)
          return md`Problems are reported as issues, with the forms in ${file}.`
        const page = address('github.com', [repository.owner, repository.name, 'issues', 'new', 'choose'])
        return md`Report problems by ${link(md`opening an issue`, page)}.`
      },
    ],
  ])
}

/** Contacts that are shown, and characters of what the maintainers say of one. */
const MOST_CONTACTS = 6
const LONGEST = 160
/** Contacts by which a reader is led to the documentation rather than to people. */
const TO_DOCUMENTS = /\b(?:docs?|documentation|manual|guides?|handbook|faq)\b/i

/** What a name begins with that is no word. */
const SIGN = /^[\p{Extended_Pictographic}\p{Emoji_Component}\s]+(?=\p{L})/u

const contactLines = ({ facts }: Context, isWanted: (name: string) => boolean): Line[] =>
  (facts.contacts ?? [])
    .filter(({ name }) => isWanted(name))
    .slice(0, MOST_CONTACTS)
    .flatMap(({ name, url, about = '', sources }) => {
      const target = webAddress(url)
      const shown = prose(name.replace(SIGN, ''))
      if (target === null || shown === '') return []
      const said = about.length > LONGEST ? '' : about.replace(/[\s.:]+$/, '')
      return [{ text: said ? md`${link(shown, target)}: ${prose(said)}` : link(shown, target), sources }]
    })

/** User documentation: where the maintainers send readers, then what the repository holds. */
export function documentation(context: Context): Block[] {
  const items = [...contactLines(context, (name) => TO_DOCUMENTS.test(name)), ...lines(context, TO_READ)]
  return items.length ? [bullets(items)] : []
}

/** Where to get help, where to report a problem, and how to give. */
export function support(context: Context): Block[] {
  const help = lines(context, [['support', (file) => md`See ${file} for where to get help.`]])
  const contacts = contactLines(context, (name) => !TO_DOCUMENTS.test(name))
  return asBlock([...help, ...contacts, ...issues(context), ...lines(context, FUNDING)])
}

/** How to cite it in a paper. */
export const citation = (context: Context): Block[] =>
  asBlock(lines(context, [['citation', (file) => md`To cite this project, use the entry in ${file}.`]]))

export const security = (context: Context): Block[] =>
  asBlock(lines(context, [['security', (file) => md`See ${file} for how to report a vulnerability.`]]))
