import type { Facts, Kind, Source } from '../../analysis/facts'
import { type Block, paragraph } from '../blocks'
import type { Context } from '../context'
import { clean, joined, listed, type Markdown, md, prose, sentence, text } from '../escape'
import { KIND_WORDS } from '../wording/kinds'

/** Characters of a one-liner, at most. */
const ONE_LINE = 119
/** A beginning shorter than this says too little to stand alone. */
const SHORTEST = 30

const withoutEmoji = (value: string) =>
  clean(
    value.replace(
      /(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F)(?:\p{Emoji_Modifier}|\u200D|\uFE0F)*/gu,
      '',
    ),
  )

/** Where a sentence may end early: at a stop within it, or before a word that only adds to it. */
const CLAUSE =
  /[,;:](?= )| [–—-] | \(| (?:while|that|which|where|when|so that|because|with|without|using|by|via|including|showcasing|demonstrating|featuring|providing|designed|based on|built) /g
/** Does every bracket and quotation end that begins here? */
const closed = (value: string) =>
  value.split('(').length === value.split(')').length && value.split('"').length % 2 === 1

/** Words before which a sentence may end where no clause ends in time. */
const PHRASE = / (?:for|in|on|from|through|across|between|into) /g

/** Could a sentence end here: everything closed, and no adverb that waits for what follows? */
const stands = (value: string) => closed(value) && !/ly$/.test(value)

/**
 * A description as one line of `most` characters that says what it is: its first sentence, or that up to a clause that only adds to it, never
 * broken off within one; and the sentences that are then still to be told, `null` when there is none.
 */
export function oneLiner(description: string, most = ONE_LINE): { line: string; rest: string | null } {
  const whole = withoutEmoji(description)
  const first = whole.match(/^.{20,}?[.!?。！？](?=\s\S)/u)?.[0] ?? whole
  const after = whole.slice(first.length).trim()
  const rest = after === '' ? null : sentence(after)
  if (sentence(first).length <= most) return { line: sentence(first), rest }
  const head = first.slice(0, most - 1)
  const end = (pattern: RegExp) =>
    [...head.matchAll(pattern)].findLast(({ index }) => index >= SHORTEST && stands(head.slice(0, index)))?.index
  const cut = end(CLAUSE) ?? end(PHRASE)
  return { line: sentence(cut === undefined ? first : head.slice(0, cut)), rest }
}

const whereItIsBuilt = ({ entry_points, binaries, package_managers, name }: Facts): Source[] =>
  [entry_points, binaries, package_managers]
    .find((list) => list.length > 0)
    ?.flatMap(({ sources }) => sources)
    .slice(0, 3) ?? name.sources

/** Does the description already say that it is of this kind, in these words or others? */
const saysKind = (description: string, kind: Kind) =>
  (kind === 'cli' ? /command[- ]line|\bCLI\b/i : new RegExp(`\\b${KIND_WORDS[kind].replace(/^an? /, '')}`, 'i')).test(
    description,
  )

function whatItIs(facts: Facts): Markdown | null {
  const told = facts.description?.value ?? ''
  const it = facts.description ? md`It` : text(facts.name.value)
  const all = facts.kinds.filter((kind) => kind !== 'monorepo')
  // A framework is a library too.
  const kinds = all.filter((kind) => kind !== 'library' || !all.includes('framework')).slice(0, 2)
  const words = kinds.some((kind) => saysKind(told, kind))
    ? []
    : kinds.map((kind, index) => text(index === 0 ? KIND_WORDS[kind] : KIND_WORDS[kind].replace(/^a /, '')))
  const languages = /\bwritten in\b/i.test(told) ? [] : facts.stack.languages.map(({ name }) => text(name))
  const written = languages.length ? md`written in ${listed(languages)}` : null
  if (words.length) return written ? md`${it} is ${listed(words)} ${written}.` : md`${it} is ${listed(words)}.`
  return written && (facts.kinds.length || facts.package_managers.length) ? md`${it} is ${written}.` : null
}

/** What the one-liner left out of the description; then kind, languages and frameworks. */
export function about({ facts }: Context): Block[] {
  const { description } = facts
  const rest = description && oneLiner(description.value).rest
  const blocks = description && rest ? [paragraph(prose(rest), description.sources)] : []
  const what = whatItIs(facts)
  const { frameworks } = facts.stack
  const built = frameworks.length ? md`It is built with ${listed(frameworks.map(({ name }) => text(name)))}.` : null
  const said = [what, built].filter((one) => one !== null)
  const sources = [...(what ? whereItIsBuilt(facts) : []), ...frameworks.flatMap((one) => one.sources)]
  return said.length ? [...blocks, paragraph(joined(said, ' '), sources)] : blocks
}
