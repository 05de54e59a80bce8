import GithubSlugger from 'github-slugger'
import type { Source } from '../analysis/facts'
import { bullets } from './blocks'
import type { Part } from './document'
import { type Address, link, md, text } from './escape'

/** From this many lines on, a list of contents helps more than it costs. */
export const CONTENTS_FROM = 100
export const CONTENTS = 'Contents'

/** A heading of the document: its words without markup, how deep it stands (1 is the title), and what it rests on. */
export interface Heading {
  level: number
  words: string
  sources: Source[]
}

/** Links to the headings of the second level, by the ids that GitHub gives them; its own heading is one of `all`. */
export function contentsPart(all: readonly Heading[]): Part {
  const slugger = new GithubSlugger()
  const items = all.flatMap(({ level, words, sources }) => {
    const id = slugger.slug(words)
    return level === 2 && words !== CONTENTS ? [{ text: link(text(words), `#${id}` as Address), sources }] : []
  })
  const sources = items.flatMap((item) => item.sources)
  return { id: 'contents', blocks: [[{ text: md`## ${text(CONTENTS)}`, sources }], bullets(items)] }
}
