import type { Facts, Source } from '../../analysis/facts'
import { type Block, paragraph } from '../blocks'
import type { Context } from '../context'
import { clean, joined, listed, type Markdown, md, prose, sentence, text } from '../escape'
import { KIND_WORDS, writtenIn } from '../wording/kinds'

/** Characters of a one-liner, at most. */
const ONE_LINE = 119
/** A beginning shorter than this says too little to stand alone. */
const SHORTEST = 30
const MOST_FRAMEWORKS = 5
/** Categories that say what a project is, most telling first; libraries for a detail, tests, builds and style do not. */
const TELLING = ['web-framework', 'cms', 'desktop', 'mobile', 'game', 'blockchain', 'ml', 'ui', 'tui', 'orm', 'styling']

const withoutEmoji = (value: string) =>
  clean(
    value.replace(
      /(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F)(?:\p{Emoji_Modifier}|\u200D|\uFE0F)*/gu,
      '',
    ),
  )

/** Where a sentence may end early: at a stop within it, or before a word that only adds to it. */
const CLAUSE =
  /[,;:](?= )| [–—-] | \(| (?:while|that|which|where|when|so that|because|with|without|using|by|via|including) /g
/** Does every bracket and quotation end that begins here? */
const closed = (value: string) =>
  value.split('(').length === value.split(')').length && value.split('"').length % 2 === 1

/**
 * A description as one line that says what it is (its first sentence, or that up to a clause that only adds to it),
 * and what is then still to be told: the other sentences, or all of it where a sentence was cut; `null` when nothing is.
 */
export function oneLiner(description: string): { line: string; rest: string | null } {
  const whole = withoutEmoji(description)
  const first = whole.match(/^.{20,}?[.!?。！？](?=\s\S)/u)?.[0] ?? whole
  const after = whole.slice(first.length).trim()
  if (sentence(first).length <= ONE_LINE) return { line: sentence(first), rest: after === '' ? null : sentence(after) }
  const head = first.slice(0, ONE_LINE - 1)
  const clause = [...head.matchAll(CLAUSE)].findLast(({ index }) => index >= SHORTEST && closed(head.slice(0, index)))
  const line = clause ? sentence(head.slice(0, clause.index)) : `${head.slice(0, head.lastIndexOf(' '))} …`
  return { line, rest: sentence(whole) }
}

const whereItIsBuilt = ({ entry_points, binaries, package_managers, name }: Facts): Source[] =>
  [entry_points, binaries, package_managers]
    .find((list) => list.length > 0)
    ?.flatMap(({ sources }) => sources)
    .slice(0, 3) ?? name.sources

function whatItIs(facts: Facts): Markdown | null {
  const kinds = facts.kinds.filter((kind) => kind !== 'monorepo').slice(0, 2)
  const words = kinds.map((kind, index) => text(index === 0 ? KIND_WORDS[kind] : KIND_WORDS[kind].replace(/^a /, '')))
  const languages = writtenIn(facts.languages).map((language) => text(language))
  const it = facts.description ? md`It` : text(facts.name.value)
  if (!words.length)
    return languages.length && facts.package_managers.length ? md`${it} is written in ${listed(languages)}.` : null
  const what = md`${it} is ${listed(words)}`
  return languages.length ? md`${what} written in ${listed(languages)}.` : md`${what}.`
}

function builtWith({ frameworks }: Facts): Facts['frameworks'] {
  const rank = ({ category }: Facts['frameworks'][number]) => TELLING.indexOf(category)
  return frameworks
    .filter((one) => rank(one) >= 0)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, MOST_FRAMEWORKS)
}

/** What the one-liner left out of the description; then kind, languages and frameworks. */
export function about({ facts }: Context): Block[] {
  const { description } = facts
  const rest = description && oneLiner(description.value).rest
  const blocks = description && rest ? [paragraph(prose(rest), description.sources)] : []
  const what = whatItIs(facts)
  const frameworks = builtWith(facts)
  const built = frameworks.length ? md`It is built with ${listed(frameworks.map(({ name }) => text(name)))}.` : null
  const said = [what, built].filter((one) => one !== null)
  const sources = [...(what ? whereItIsBuilt(facts) : []), ...frameworks.flatMap((one) => one.sources)]
  return said.length ? [...blocks, paragraph(joined(said, ' '), sources)] : blocks
}
