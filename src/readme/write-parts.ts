import type { Source } from '../analysis/facts'
import { type Block, distinct } from './blocks'
import { CONTENTS } from './contents'
import type { Context } from './context'
import type { Part } from './document'
import { headingText, type Markdown, md, text, verbatim } from './escape'
import { PRESETS } from './presets'
import { SECTIONS } from './sections'
import { about } from './sections/about'
import { badges } from './sections/badges'
import type { SectionId } from './vocabulary'

/** Before a heading, where emoji are asked for. */
const SIGNS: Partial<Record<SectionId, string>> = {
  'quick-start': '🚀',
  installation: '📦',
  usage: '💡',
  configuration: '⚙️',
  packages: '🗂️',
  containers: '🐳',
  layout: '🌳',
  development: '🛠️',
  deployment: '☁️',
  documentation: '📚',
  contributing: '🤝',
  security: '🔒',
  contracts: '📜',
  support: '💬',
  citation: '🎓',
  license: '📄',
}

const sourcesOf = (blocks: readonly Block[]): Source[] =>
  distinct(blocks.flatMap((block) => block.flatMap(({ sources }) => sources)))

/** The project's name; a name that is also a heading here is told apart by its owner, where one is known. */
function title({ facts: { name, repository } }: Context): string {
  const taken = [CONTENTS, ...SECTIONS.map(({ heading }) => heading)].some(
    (heading) => heading.toLowerCase() === name.value.trim().toLowerCase(),
  )
  const shown = taken && repository.owner !== null ? `${repository.owner}/${name.value}` : name.value
  return headingText(shown) === '' ? repository.name : shown
}

/** Markdown that whoever asks for the README adds to a section. */
function added({ options }: Context, id: SectionId): Block[] {
  const own = options.text[id]
  return own === undefined
    ? []
    : [own.split(/\r?\n/).map((line) => ({ text: verbatim(line), sources: [], by: 'options' }))]
}

function introduction(context: Context): Part {
  const { name } = context.facts
  return {
    id: 'introduction',
    blocks: [
      [{ text: md`# ${headingText(title(context))}`, sources: name.sources }],
      ...badges(context),
      ...about(context),
      ...added(context, 'introduction'),
    ],
  }
}

/** The order in which sections stand: those asked for first, then those of the template, then by place. */
function placed(context: Context) {
  const { template, sections } = context.options
  const preset = typeof template === 'string' ? PRESETS[template] : {}
  const first: readonly SectionId[] = [...(sections.order ?? []), ...(preset.first ?? [])]
  const turn = (id: SectionId) => (first.includes(id) ? first.indexOf(id) : first.length)
  const only = sections.on ?? preset.only
  const isWanted = (id: SectionId) => only?.includes(id) !== false && !sections.off?.includes(id)
  return SECTIONS.filter(({ id }) => isWanted(id))
    .map((section) => ({
      ...section,
      place: typeof section.place === 'number' ? section.place : section.place[context.family],
    }))
    .toSorted((a, b) => turn(a.id) - turn(b.id) || a.place - b.place)
}

function heading({ options }: Context, id: SectionId, words: string): Markdown {
  const sign = options.emoji ? SIGNS[id] : undefined
  return md`## ${text(sign === undefined ? words : `${sign} ${words}`)}`
}

/** Introduction and every section that has something to say, in their order, without a list of contents. */
export function writeParts(context: Context): Part[] {
  const body = placed(context).flatMap(({ id, heading: words, write }): Part[] => {
    const blocks = [...write(context), ...added(context, id)]
    return blocks.length
      ? [{ id, blocks: [[{ text: heading(context, id, words), sources: sourcesOf(blocks) }], ...blocks] }]
      : []
  })
  return [...(context.options.sections.off?.includes('introduction') ? [] : [introduction(context)]), ...body]
}
