import { FOLDER_CONVENTIONS } from '../../analysis/tree-conventions'
import { capital, clean } from '../escape'

/** Characters of a description beside a path, at most. */
const BRIEF = 60
/** Words that a clause, or what a preamble leaves, needs to stand alone. */
const FEWEST = 2

const THING =
  '(?:crate|package|module|director(?:y|ies)|folder|library|sub-?project|project|repository|component|file|namespace)'

/** Beginnings that speak of the place instead of what is in it. */
const PREAMBLES: readonly RegExp[] = [
  /^this is (?:the |an? )?/i,
  new RegExp(`^(?:this|the) ${THING} (?:contains|holds|includes|is|hosts)(?: (?:the|an?|some|various|several))? `, 'i'),
  new RegExp(`^this ${THING} (?=\\w+s )`, 'i'),
  new RegExp(
    `^(?:the )?(?:classes|types|functions|interfaces|code|files|scripts|modules) (?:in|of) this ${THING} (?:represents?|are|is|contains?|provides?|implements?) `,
    'i',
  ),
  /^contains (?:the )?/i,
]

const withoutPreamble = (value: string) =>
  PREAMBLES.reduce((said, preamble) => {
    const rest = said.replace(preamble, '')
    return rest.split(' ').length >= FEWEST ? rest : said
  }, value)

/** Words that point to text which stood beside the sentence, where it was taken from. */
const POINTING = /\b(?:the above|above|below|the following)\b/i

/** Where a clause ends that may stand alone. */
const END = /[.;:](?= )| [-–—]{1,2} /

const closed = (value: string) =>
  value.split('(').length === value.split(')').length && value.split('`').length % 2 === 1
const plain = (value: string) =>
  value
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** A description in few words: all of it, or its first clause; `null` where only a broken sentence would fit. */
export function inBrief(description: string): string | null {
  const whole = clean(description).replace(/^[>#*\s-]+/, '')
  const said = withoutPreamble(whole).replace(/(?<!\betc)\.$/, '')
  const begun = (value: string) => (said.length < whole.length - 1 ? capital(value) : value)
  if (POINTING.test(said)) return null
  if (said.length <= BRIEF) return begun(said)
  const clause = said.split(END, 1)[0] ?? ''
  return clause.length <= BRIEF && clause.split(' ').length >= FEWEST && closed(clause) ? begun(clause) : null
}

/**
 * What is said beside a path: its own description in brief, what its name commonly means where that is too long, or
 * nothing. `about` is the project's description: the same of one of its parts tells nothing.
 */
export function beside(path: string, description: string | undefined, about: string): string {
  if (!description || plain(about).startsWith(plain(description).slice(0, BRIEF))) return ''
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  const said = (inBrief(description) ?? FOLDER_CONVENTIONS.get(name)?.description ?? '').replaceAll('`', '')
  return isName(said, name) ? '' : said
}

const core = (value: string) =>
  plain(value)
    .replace(/s(?= |$)/g, '')
    .replaceAll(' ', '')
/** Does a description only say the name again, as `hooks/  Hooks` does? */
export const isName = (description: string, name: string): boolean => core(description) === core(name)

/** A program, library or package by its name, as an entry point's description gives it. */
const NAMED = /^(?<what>[A-Z]\w+(?: of)?) (?<name>(?!entry$)[\w@./-]+)$/
const MODULE = /^python -m [\w.]+$/
const WITH_NAMES = new Set(['Program', 'Library', 'Package', 'Command', 'Start of', 'Entry of'])

/** What an entry point is, with its name set as code (in backticks). */
export function entryPoint(what: string): string {
  if (MODULE.test(what)) return `Run by \`${what}\``
  const { what: kind = '', name = '' } = what.match(NAMED)?.groups ?? {}
  return WITH_NAMES.has(kind) ? `${kind} \`${name}\`` : capital(what)
}
