import type { Package } from './detector'
import type { Readme } from './existing-readme'
import type { Sourced } from './facts'
import { escaped } from './literal-pattern'
import { sameName } from './names'
import { type Block, plain } from './prose'
import { categoryOf } from './section-categories'
import { firstSentence, isNotice, isProse, saysWhatItIs, sentencesOf, withoutOpenEnd } from './sentences'
import { presents, tellsWhatItIs } from './statements'

const SCAFFOLDED =
  /^(?:add your description here|a new flutter (?:project|plugin|package)|my (?:awesome |new )?(?:app|project|package)|demo project for spring boot|todo\b|description|a short description|default (?:template|description)|an? (?:electron|vite|react|next|vue|nuxt|svelte|angular|cli)[\w. ]{0,20} (?:app|application|project|template)\.?$|fixme|no description|placeholder|lorem|write a short|the \S+ (?:project|package|gem)\.?$)/i
/** A description taken from a doc comment says what the code does, not what the project is. */
const FROM_CODE = /\.(?:go|rs|java|kt|jl)$/
/** Headings after the title before which the README speaks of the project as a whole. */
const EARLY = 3

/** A title that is no name but says what stands under it: "A kettle for the field." */
const SENTENCE = /^an?\s\S+(?:\s\S+){2,20}\.$/i

/** Headings over what has changed or is about another project: their sentences don't introduce this one. */
const ASIDE_HEADING =
  /\b(?:updates?|news|what['’]?s new|announcements?|notice|sponsors?|donat(?:e|ions?)|funding|backers|important|versions?)\b/i
/** A heading that asks what something is; its section is about that. */
const WHAT_IS = /^\W*what(?:['’]s|\sis|\sare)\s(?:an?\s|the\s)?(.{1,60}?)\s?\?*$/i

/** Does a heading set its section apart from what is said of the project? */
function isAside(heading: string, names: string[]): boolean {
  const asked = heading.match(WHAT_IS)?.[1]
  if (asked && /^[\w.+-]+$/.test(asked) && !/^(?:this|it|that)$/i.test(asked))
    return !names.some((name) => sameName(name).includes(sameName(asked)) || sameName(asked).includes(sameName(name)))
  return ASIDE_HEADING.test(heading)
}

/** A longer heading is an announcement, not the beginning of a section; in characters. */
const LONGEST_HEADING = 80

/** The manifest's own sentence, unless a scaffold wrote it or it only repeats the name. */
function stated(pkg: Package | null, names: string[]): Sourced | null {
  if (!pkg?.description) return null
  const value = firstSentence(plain(pkg.description.value))
  if (!value || value.length < 12 || SCAFFOLDED.test(value)) return null
  return names.some((name) => sameName(name) === sameName(value)) ? null : { value, sources: pkg.description.sources }
}

/** A sentence that asks for money or tells of the author's time, not of the project, though it may begin with its name. */
const PLEA =
  /\b(?:sponsor(?:ing|ship)?\b|donat(?:e|es|ing|ions?)\b|(?:full|part)[- ]?time job|(?:spare|free) time\b|buy me|support (?:me|us|my|our|the project|this project|the development)\b)/i

/** A sentence of the README that could stand for the project, and where it stands. */
interface Candidate {
  text: string
  line: number
}

/** Sentences of a paragraph that may be told: its first, and later ones that name or present the project themselves. */
function told(block: Block, names: string[]): Candidate[] {
  const [first, ...later] = sentencesOf(block.text).filter((one) => !PLEA.test(one))
  const own = later.filter((text) => saysWhatItIs(text, names) || presents(text))
  return [...(first && tellsWhatItIs(first, names) ? [first] : []), ...own].map((text) => ({ text, line: block.line }))
}

/** Candidates of the README, without those in sections on how to install it, whose it is and the like. */
function candidates(readme: Readme, names: string[]): Record<'all' | 'telling' | 'early', Candidate[]> {
  const found: Record<'all' | 'telling' | 'early', Candidate[]> = { all: [], telling: [], early: [] }
  let headings = 0
  let tells = true
  let aside = false
  for (const given of readme.blocks.slice(0, 80)) {
    const block = { ...given, text: withoutOpenEnd(given.text, names) }
    if (given === readme.title || names.some((name) => sameName(name) === sameName(block.text))) {
      // What follows the project's own name is about the project.
      if (block.kind === 'heading') {
        tells = true
        aside = false
      }
      continue
    }
    if (isProse(block)) {
      const here = told(block, names)
      if (!aside) found.all.push(...here)
      if (tells) found.telling.push(...here)
      if (tells && headings < EARLY) found.early.push(...here)
    } else if (block.kind === 'heading' && block.linked < 0.5 && block.text.length < LONGEST_HEADING) {
      const category = categoryOf(block.text)
      aside = isAside(block.text, names)
      if (!/^\W*(?:table of )?contents\W*$/i.test(block.text)) headings++
      tells = (category === 'what' || category === 'why' || category === 'other') && !aside
    }
  }
  return found
}

/** The README's sentence that begins as "X is a …", first where it introduces the project; else its first that tells what it is. */
function introduced(readme: Readme, names: string[]): Sourced | null {
  const known = [...names, ...titlesOf(readme)]
  const { all, telling, early } = candidates(readme, known)
  const says = ({ text }: Candidate) => saysWhatItIs(text, known)
  const title = readme.title && SENTENCE.test(readme.title.text) ? readme.title : null
  const best = early.find(says) ?? title ?? early[0] ?? all.find(says) ?? telling.find(({ text }) => presents(text))
  const value = best ? firstSentence(best.text) : null
  return best && value ? { value, sources: [{ path: readme.path, line: best.line }] } : null
}

/** What the head of the README calls the project: its title and the texts of its logos. */
const titlesOf = (readme: Readme): string[] =>
  [readme.title, ...readme.blocks.slice(0, 6).filter(({ kind }) => kind === 'logo')]
    .map((block) => block?.text.replace(/\blogo\b/gi, '').trim() ?? '')
    .filter((text) => text.length > 2 && text.length < LONGEST_HEADING)

/** A title that names no name, "A kettle for the field.", or the small heading right under it. */
function tagline({ path, title, blocks }: Readme): Sourced | null {
  if (title?.kind !== 'heading') return null
  const next = blocks.slice(blocks.indexOf(title) + 1).find(({ kind }) => kind !== 'logo')
  const under = next?.kind === 'heading' && next.level > title.level + 1 ? next : null
  for (const block of [/^an?\s/i.test(title.text) ? title : null, under]) {
    const text = block && plain(block.text)
    if (
      block &&
      text &&
      /^(?:\S+\s){3,20}\S+$/.test(text) &&
      !isNotice(text) &&
      block.linked < 0.5 &&
      !/[:?]$/.test(text)
    )
      return { value: text, sources: [{ path, line: block.line }] }
  }
  return null
}

/** What a title says beside the name: behind a dash, "kettle – boils water"; or as a whole, "Ada's dotfiles". */
function entitled(readme: Readme, names: string[]): Sourced | null {
  const { path, title } = readme
  const text = title && plain(title.text)
  if (!title || !text) return null
  const behind = text.match(/^[^–—:|]{1,60}?(?:\s[-–—|]\s|:\s)(.{10,160})$/)?.[1]
  const whole =
    text.includes(' ') && names.some((name) => new RegExp(`(?<=['’]s )${escaped(name)}$`, 'i').test(text)) ? text : null
  const value = behind?.includes(' ') ? behind : whole
  return value ? { value, sources: [{ path, line: title.line }] } : tagline(readme)
}

/** The sentence "X is a …" of a documentation's first page: what else stands there is about the documentation. */
function documented(readme: Readme, names: string[]): Sourced | null {
  const best = candidates(readme, names).early.find(({ text }) => saysWhatItIs(text, names))
  const value = best ? firstSentence(best.text) : null
  return best && value ? { value, sources: [{ path: readme.path, line: best.line }] } : null
}

/**
 * One sentence on what the project is: the manifest's, else the README's, else the package of the same name's, else one
 * that a first page of the documentation says of it. Plain text, at most some 200 characters; `null` when nobody has written one.
 */
export function findDescription(
  main: Package | null,
  readme: Readme | null,
  names: string[],
  namesake: Package | null,
  pages: readonly Readme[] = [],
): Sourced | null {
  const own = stated(main, names)
  const weak = own?.sources.every(({ path }) => FROM_CODE.test(path)) ?? true
  if (own && !weak) return own
  const said = (readme ? introduced(readme, names) : null) ?? own ?? stated(namesake, names)
  if (said) return said
  for (const page of pages) {
    const found = documented(page, names)
    if (found) return found
  }
  return readme ? entitled(readme, names) : null
}
