import GithubSlugger from 'github-slugger'
import type { Facts, Source } from '../analysis/facts'
import { type Block, bullets, distinct, type Line, paragraph } from './blocks'
import { type Context, contextOf, type Links } from './context'
import { type Address, headingText, link, md, prose, text } from './escape'
import { SECTIONS } from './sections'
import { about, oneLiner } from './sections/about'
import { badges } from './sections/badges'

interface Written {
  heading: string
  blocks: Block[]
}

/** From this many lines on, a list of contents helps more than it costs. */
const CONTENTS_FROM = 100
const CONTENTS = 'Contents'

const sourcesOf = (blocks: readonly Block[]): Source[] =>
  distinct(blocks.flatMap((block) => block.flatMap(({ sources }) => sources)))
const lineCount = (blocks: readonly Block[]) => blocks.reduce((sum, block) => sum + block.length + 1, 0)

/** The sections that have something to say, in the order for this family of projects. */
function sections(context: Context): Written[] {
  return SECTIONS.map((section) => ({
    ...section,
    place: typeof section.place === 'number' ? section.place : section.place[context.family],
  }))
    .sort((a, b) => a.place - b.place)
    .map(({ heading, write }) => ({ heading, blocks: write(context) }))
    .filter(({ blocks }) => blocks.length > 0)
}

/** The project's name; a name that is also a heading here is told apart by its owner, where one is known. */
function title({ facts: { name, repository } }: Context): string {
  const taken = [CONTENTS, ...SECTIONS.map(({ heading }) => heading)].some(
    (heading) => heading.toLowerCase() === name.value.trim().toLowerCase(),
  )
  const shown = taken && repository.owner !== null ? `${repository.owner}/${name.value}` : name.value
  return headingText(shown) === '' ? repository.name : shown
}

function introduction(context: Context): Block[] {
  const { name, description } = context.facts
  return [
    [{ text: md`# ${headingText(title(context))}`, sources: name.sources }],
    ...badges(context),
    ...(description ? [paragraph(prose(oneLiner(description.value).line), description.sources)] : []),
    ...about(context),
  ]
}

const written = ({ heading, blocks }: Written): Block[] => [
  [{ text: md`## ${text(heading)}`, sources: sourcesOf(blocks) }],
  ...blocks,
]

/** Links to the headings by the ids that GitHub gives them. */
function contents(context: Context, all: readonly Written[]): Written {
  const slugger = new GithubSlugger()
  slugger.slug(title(context))
  slugger.slug(CONTENTS)
  const items = all.map(({ heading, blocks }): Line => {
    return { text: link(text(heading), `#${slugger.slug(heading)}` as Address), sources: sourcesOf(blocks) }
  })
  return { heading: CONTENTS, blocks: [bullets(items)] }
}

/**
 * The README of a repository from what is known about it, and for each line that is not empty the places it rests on.
 * Pure: the same facts give the same bytes. GitHub-flavoured Markdown with one heading of the first level, lines ended by
 * line feeds, made for the repository's root or `facts.repository.subdirectory`; `links` leads them elsewhere.
 */
export function writeReadme(
  facts: Facts,
  links?: Links,
): { markdown: string; lines: { line: number; sources: Source[] }[] } {
  const context = contextOf(facts, links)
  const front = introduction(context)
  const body = sections(context)
  const blocks = body.flatMap(written)
  const long = lineCount(front) + lineCount(blocks) >= CONTENTS_FROM
  const all = [...front, ...(long ? written(contents(context, body)) : []), ...blocks]
  const lines: { line: number; sources: Source[] }[] = []
  const out: string[] = []
  for (const block of all) {
    if (out.length) out.push('')
    for (const line of block) {
      out.push(line.text)
      lines.push({ line: out.length, sources: line.sources })
    }
  }
  return { markdown: `${out.join('\n')}\n`, lines }
}
