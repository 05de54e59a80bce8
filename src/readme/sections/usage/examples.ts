import type { Facts } from '../../../analysis/facts'
import { type Block, fenced, paragraph } from '../../blocks'
import { prose } from '../../escape'

export type Example = Facts['surface']['examples'][number]

/** Languages of examples that are typed or written into settings rather than called from code. */
const OTHER = /^(?:sh|hcl|yaml)$/

/** Examples of code that calls the project, best first. */
export const calls = ({ surface }: Facts): Example[] => surface.examples.filter(({ language }) => !OTHER.test(language))

/** Blocks that call it from what provisions: a module, a step, a playbook. */
export const settings = ({ surface }: Facts): Example[] =>
  surface.examples.filter(({ language }) => /^(?:hcl|yaml)$/.test(language))

const REQUEST = /^(?:curl|https?)\s.*\bhttps?:\/\/(?:localhost|127\.)/

/** Lines to type: requests to what the project serves, and calls of its programs. */
export const requests = ({ surface }: Facts): Example[] =>
  surface.examples.filter(({ language, code }) => language === 'sh' && REQUEST.test(code))
export const invocations = ({ surface }: Facts): Example[] =>
  surface.examples.filter(({ language, code }) => language === 'sh' && !REQUEST.test(code))

/** What an example shows, in the repository's words, above it. */
export const titleBlock = ({ title, sources }: Example): Block[] =>
  title ? [paragraph(prose(`${title.replace(/[.:]$/, '')}:`), sources.slice(0, 1))] : []

/** An example as a fence: each line rests on the source in its place of the list, or on all where there are fewer. */
export function exampleBlock({ language, code, sources }: Example): Block {
  const lines = code.split('\n')
  return fenced(
    language,
    lines.map((text, index) => {
      const own = sources.length === lines.length ? sources[index] : undefined
      return { text, sources: own ? [own] : sources }
    }),
  )
}
