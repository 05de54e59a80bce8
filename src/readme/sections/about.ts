import type { Facts, Source } from '../../analysis/facts'
import { type Block, paragraph } from '../blocks'
import type { Context } from '../context'
import { joined, listed, type Markdown, md, prose, text } from '../escape'
import { wordedBlocks } from '../passages/passage'
import { named, saysKind } from '../wording/kinds'
import { oneLiner } from '../wording/one-line'
import { platformsOf } from '../wording/platforms'
import { languagesOf } from '../wording/runtimes'

export { oneLiner } from '../wording/one-line'

export const whereItIsBuilt = ({ entry_points, binaries, package_managers, name }: Facts): Source[] =>
  [entry_points, binaries, package_managers]
    .find((list) => list.length > 0)
    ?.flatMap(({ sources }) => sources)
    .slice(0, 3) ?? name.sources

/** Is a word of the description? Names of languages end in signs (`C#`, `C++`), so that word boundaries do not serve. */
const mentions = (description: string, name: string) =>
  description.split(/[\s,;:()/]+|\.(?=\s|$)/).some((word) => word.toLowerCase() === name.toLowerCase())

/** Kinds of which the language is no matter, or goes without saying. */
const UNWRITTEN = new Set(['docs', 'notebooks', 'dataset', 'infrastructure'])

/** Names of technologies beside the words for it that bear them already: "a Neovim plugin" needs no "with Neovim". */
const beside = (words: string, name: string) => !words.toLowerCase().includes(name.toLowerCase())

/** What the description does not tell: the kind, the languages and the frameworks, in one sentence. */
function whatItIs({ facts, family }: Context): { text: Markdown; sources: Source[] } | null {
  const told = facts.description?.value ?? ''
  // Two sentences that begin alike read as one said twice.
  const it = !facts.description || /(?:^|[.!?]\s)It is\b/.test(told) ? text(facts.name.value) : md`It`
  const known = named(facts)
  const isTold = facts.kinds.some((kind) => kind !== 'monorepo' && saysKind(told, kind))
  const kind = known && !isTold ? known : null
  const isUnwritten = UNWRITTEN.has(facts.kinds[0] ?? '') || /\bwritten in\b/i.test(told)
  const own = isUnwritten ? [] : mainFirst(facts).filter(({ name }) => name !== 'Jupyter Notebook')
  const frameworks = facts.stack.frameworks.filter(
    ({ name }) => beside(known?.words ?? '', name) && !own.some((language) => language.name === name),
  )
  // With nothing else to say, a language that the description names needs no sentence of its own.
  const languages = kind || frameworks.length || !own.every(({ name }) => mentions(told, name)) ? own : []
  const written = languages.length ? md`written in ${listed(languages.map(({ name }) => text(name)))}` : null
  const names = listed(frameworks.map(({ name }) => text(name)))
  const built = names === '' ? null : written ? md`with ${names}` : md`built with ${names}`
  const said = [kind && text(kind.words), written, built].filter((one) => one !== null)
  const places = platformsOf(facts)
  const isForeign = places.some(({ name }) => !mentions(told, name))
  // The one language of what is installed goes without saying beside how.
  const goesWithout = !kind && !frameworks.length && !isForeign && own.length === 1
  if (goesWithout && family !== 'application' && facts.commands.install.length) return null
  if (!said.length || !(facts.kinds.length || facts.package_managers.length)) return null
  const forPlaces = isForeign ? md`, built for ${listed(places.map(({ name }) => text(name)))}` : md``
  return {
    text: md`${it} is ${joined(said, ' ')}${forPlaces}.`,
    sources: [
      ...(kind?.sources ?? []),
      ...whereItIsBuilt(facts),
      ...frameworks.flatMap(({ sources }) => sources),
      ...(isForeign ? places.flatMap(({ sources }) => sources) : []),
    ],
  }
}

/** Languages of a project whose root is the package of one runtime: that one's come first, whatever lies in folders below is longer. */
function mainFirst({ stack, package_managers: managers }: Facts): Facts['stack']['languages'] {
  const main = languagesOf(managers.filter(({ cwd }) => cwd === '.'))
  const isMain = ({ name }: { name: string }) => Number(main.includes(name))
  return stack.languages.toSorted((a, b) => isMain(b) - isMain(a))
}

/** What an app is built for, where nothing else is to be said and the description does not name it. */
function platforms(facts: Facts): { text: Markdown; sources: Source[] } | null {
  const all = platformsOf(facts)
  if (all.every(({ name }) => mentions(facts.description?.value ?? '', name))) return null
  return {
    text: md`It is built for ${listed(all.map(({ name }) => text(name)))}.`,
    sources: all.flatMap(({ sources }) => sources),
  }
}

interface Paragraph {
  text: Markdown
  sources: Source[]
}

/** The one-liner; what it left out of the description; then kind, languages, frameworks and platforms. A paragraph each. */
export function paragraphsAbout(context: Context): Paragraph[] {
  const { description } = context.facts
  const { line, rest } = description ? oneLiner(description.value) : { line: null, rest: null }
  const told = (text: string | null) =>
    description && text ? [{ text: prose(text), sources: description.sources }] : []
  const what = whatItIs(context) ?? platforms(context.facts)
  return [...told(line), ...told(rest), ...(what ? [what] : [])]
}

/** What the project is, and why, in a model's words where there are some, with what those do not tell in ours. */
export function about(context: Context): Block[] {
  const { wording, facts } = context
  const all = paragraphsAbout(context).map(({ text: said, sources }) => paragraph(said, sources))
  const what = wording.get('what')
  if (!what) return [...all, ...wordedBlocks(wording.get('why'))]
  const left = all.filter((_, index) => what.left.includes(index))
  const isLed = facts.description !== null && what.left.includes(0)
  const [first, ...others] = what.sentences
  // The line that says what it is stands by itself, whoever worded it.
  const told =
    isLed || !facts.description || !first
      ? [what]
      : [
          { ...what, sentences: [first] },
          { ...what, sentences: others },
        ]
  return [
    ...left.slice(0, isLed ? 1 : 0),
    ...told.flatMap(wordedBlocks),
    ...left.slice(isLed ? 1 : 0),
    ...wordedBlocks(wording.get('why')),
  ]
}
