import type { Facts } from '../analysis/facts'
import type { Line } from './blocks'
import { CONTENTS_FROM, contentsPart, type Heading } from './contents'
import { type Context, contextOf, type Manner } from './context'
import type { Part } from './document'
import { type Evidence, evidenceOf } from './evidence'
import { headingsOf } from './headings'
import { DEFAULTS, type Options } from './options'
import type { Left, Report } from './report/report'
import { carryOver } from './respect/carry'
import { regionLines } from './respect/regions'
import { updateReadme } from './respect/update'
import { fromTemplate } from './template/from-template'
import { writeParts } from './write-parts'

type ExistingReadme = NonNullable<Facts['existing_readme']>
/** Formats in which comments can mark a region. */
const MARKDOWN = /(?:^|\/)[^/.]+(?:\.(?:md|markdown|mdown|mkdn?))?$/i

export interface Written {
  /** Where in the repository it belongs. */
  path: string
  markdown: string
  evidence: Evidence[]
  report: Report
}

/** The existing README is in a format that has no place for managed regions; `message` names it. */
export class NotMarkdown extends Error {
  override name = 'NotMarkdown'
}

type Numbered = Line & { line: number }

/** Parts one after the other, each generated one in a region of its own. */
function laidOut(parts: readonly Part[]): { markdown: string; lines: Numbered[] } {
  const lines: Numbered[] = []
  const out: string[] = []
  for (const part of parts) {
    if (out.length) out.push('')
    for (const line of regionLines(part)) {
      out.push(line.text)
      if (line.text.trim() !== '') lines.push({ ...line, line: out.length })
    }
  }
  return { markdown: `${out.join('\n')}\n`, lines }
}

function headings({ markdown, lines }: ReturnType<typeof laidOut>): Heading[] {
  const sources = new Map(lines.map((line) => [line.line, line.sources]))
  return headingsOf(markdown).map(({ level, words, line }) => ({ level, words, sources: sources.get(line) ?? [] }))
}

const beginsSection = ({ blocks }: Part) => blocks[0]?.[0]?.text.startsWith('## ') === true

/** The list of contents in its place: where a template puts it, else before the first section. */
function withContents({ options }: Context, parts: readonly Part[]): Part[] {
  const others = parts.filter(({ id }) => id !== 'contents')
  const plain = laidOut(others)
  const isLong = plain.lines.length > 0 && plain.markdown.split('\n').length > CONTENTS_FROM
  const isWanted = options.contents === 'on' || (options.contents === 'auto' && isLong)
  if (!isWanted || options.sections.off?.includes('contents')) return others
  const part = contentsPart(headings(plain))
  if (part.blocks[1] === undefined || part.blocks[1].length === 0) return others
  const given = parts.findIndex(({ id }) => id === 'contents')
  const at = given >= 0 ? given : others.findIndex(beginsSection)
  return others.toSpliced(at, 0, part)
}

/** What the document consists of before anything of an existing README is looked at. */
function generated(context: Context): Part[] {
  const { template } = context.options
  const parts = writeParts(context)
  if (typeof template === 'string') return parts
  return fromTemplate(template.text, context, [...parts, { id: 'contents', blocks: [] }])
}

/** What is known of the existing README before anything is done with it: all that a check asks for. */
export function reportOn({ existing_readme: existing }: Facts, mode: Options['mode']): Report {
  return {
    mode,
    readme: existing?.path ?? null,
    checked: existing?.checked ?? {},
    drift: existing?.drift ?? [],
    kept: [],
    left: [],
    regions: [],
    offered: [],
    model: null,
  }
}

/** A template of one's own is the whole document: nothing is carried into it. */
function leftByTemplate(existing: ExistingReadme | null): Left[] {
  const last = existing?.text?.trimEnd().split('\n').length
  const message = 'The template says all that the README holds.'
  return last === undefined ? [] : [{ heading: null, from: { first: 1, last }, why: 'template', message }]
}

/** An update of what is there. @throws NotMarkdown */
function updated(context: Context, existing: ExistingReadme): Written {
  const { facts, options } = context
  if (existing.text === null || !MARKDOWN.test(existing.path))
    throw new NotMarkdown(`${existing.path} is no Markdown that could be updated; ask for a fresh README.`)
  const { markdown, lines, regions, offered } = updateReadme(
    { path: existing.path, text: existing.text },
    generated(context),
    options,
  )
  const report = { ...reportOn(facts, 'update'), regions, offered }
  return { path: existing.path, markdown, evidence: evidenceOf(facts, lines), report }
}

/**
 * The README of a repository from what is known about it, and for each line that is not empty what it rests on.
 * Pure: the same facts and options give the same bytes. GitHub-flavoured Markdown, generated parts with one heading of the first
 * level and lines ended by line feeds, made for the repository's root or `facts.repository.subdirectory`; `manner.links` leads
 * them elsewhere, `manner.wording` has passages in other words. An update without anything to update is a fresh README.
 * @throws TemplateTooLarge
 * @throws NotMarkdown
 */
export function writeReadme(facts: Facts, options: Options = DEFAULTS, manner: Manner = {}): Written {
  const context = contextOf(facts, options, manner)
  const { existing_readme: existing } = facts
  if (options.mode === 'update' && existing) return updated(context, existing)
  const { parts, kept, left } =
    typeof options.template === 'string'
      ? carryOver(generated(context), existing, context)
      : { parts: generated(context), kept: [], left: leftByTemplate(existing) }
  const { markdown, lines } = laidOut(withContents(context, parts))
  const report = { ...reportOn(facts, options.mode), kept, left }
  return { path: context.path, markdown, evidence: evidenceOf(facts, lines), report }
}
