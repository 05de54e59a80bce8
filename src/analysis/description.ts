import type { Package } from './detector'
import type { Readme } from './existing-readme'
import type { Sourced } from './facts'
import { sameName } from './names'
import type { Block } from './prose'
import { categoryOf } from './section-categories'
import { firstSentence, isProse, saysWhatItIs, withoutOpenEnd } from './sentences'

const SCAFFOLDED =
  /^(?:add your description here|a new flutter (?:project|plugin|package)|my (?:awesome |new )?(?:app|project|package)|demo project for spring boot|todo\b|description|a short description|default (?:template|description)|an? (?:electron|vite|react|next|vue|nuxt|svelte|angular|cli)[\w. ]{0,20} (?:app|application|project|template)\.?$|fixme|no description|placeholder|lorem|write a short|the \S+ (?:project|package|gem)\.?$)/i
/** A description taken from a doc comment says what the code does, not what the project is. */
const FROM_CODE = /\.(?:go|rs|java|kt)$/
/** Headings after the title before which the README speaks of the project as a whole. */
const EARLY = 3

/** A longer heading is an announcement, not the beginning of a section; in characters. */
const LONGEST_HEADING = 80

/** The manifest's own sentence, unless a scaffold wrote it or it only repeats the name. */
function stated(pkg: Package | null, names: string[]): Sourced | null {
  if (!pkg?.description) return null
  const value = firstSentence(pkg.description.value)
  if (!value || value.length < 12 || SCAFFOLDED.test(value)) return null
  return names.some((name) => sameName(name) === sameName(value)) ? null : { value, sources: pkg.description.sources }
}

/** Sentences of the README, without those in sections on how to install it, whose it is and the like. */
function sentences(readme: Readme, names: string[]): { all: Block[]; telling: Block[]; early: Block[] } {
  const all: Block[] = []
  const telling: Block[] = []
  const early: Block[] = []
  let headings = 0
  let tells = true
  for (const given of readme.blocks.slice(0, 80)) {
    const block = { ...given, text: withoutOpenEnd(given.text, names) }
    if (given === readme.title || names.some((name) => sameName(name) === sameName(block.text))) continue
    if (isProse(block)) {
      all.push(block)
      if (tells) telling.push(block)
      if (tells && headings < EARLY) early.push(block)
    } else if (block.kind === 'heading' && block.linked < 0.5 && block.text.length < LONGEST_HEADING) {
      const category = categoryOf(block.text)
      if (!/^\W*(?:table of )?contents\W*$/i.test(block.text)) headings++
      tells = category === 'what' || category === 'why' || category === 'other'
    }
  }
  return { all, telling, early }
}

/** The README's sentence that begins as "X is a …", first where it introduces the project; else its first sentence. */
function introduced(readme: Readme, names: string[]): Sourced | null {
  const { all, telling, early } = sentences(readme, names)
  const says = (block: Block) => saysWhatItIs(block.text, names)
  const best = early.find(says) ?? early[0] ?? all.find(says) ?? telling[0]
  const value = best ? firstSentence(best.text) : null
  return best && value ? { value, sources: [{ path: readme.path, line: best.line }] } : null
}

/**
 * One sentence on what the project is: the manifest's, else the README's, else the package of the same name's.
 * Plain text, at most some 200 characters; `null` when nobody has written one.
 */
export function findDescription(
  main: Package | null,
  readme: Readme | null,
  names: string[],
  namesake: Package | null,
): Sourced | null {
  const own = stated(main, names)
  const weak = own?.sources.every(({ path }) => FROM_CODE.test(path)) ?? true
  if (own && !weak) return own
  return (readme ? introduced(readme, names) : null) ?? own ?? stated(namesake, names)
}
