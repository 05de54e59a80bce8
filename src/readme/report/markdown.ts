import type { Source } from '../../analysis/facts'
import { type Block, paragraph, table } from '../blocks'
import type { Links } from '../context'
import { code, joined, label, link, type Markdown, md, prose, text, webAddress } from '../escape'
import type { Report } from './report'
import { CLAIMS } from './rules'

/** Places that are named for one finding. */
const MOST_PLACES = 3

const OUTCOMES: Record<Report['regions'][number]['outcome'], Markdown> = {
  unchanged: md`unchanged`,
  updated: md`brought up to date`,
  edited: md`left as it is: somebody has edited it`,
  emptied: md`emptied: the facts that it rested on are gone`,
  added: md`added`,
  broken: md`left as it is: its marks do not pair`,
}

/** Whatever the report calls by these names, for a reader. */
const WHAT: Record<Report['kept'][number]['what'], Markdown> = {
  notice: md`notice`,
  picture: md`picture`,
  badge: md`badge`,
  link: md`link`,
  prose: md`text`,
  section: md`section`,
}

const number = (value: number): Markdown => text(String(value))
const lines = ({ first, last }: { first: number; last: number }): Markdown =>
  first === last ? number(first) : md`${number(first)} to ${number(last)}`

/** A place in the repository, linked where links are known. */
function place({ path, line }: Source, links: Links | undefined): Markdown {
  const shown = label(line === undefined ? path : `${path}:${line}`)
  const target = links && webAddress(links.file(path, line))
  return target ? link(shown, target) : shown
}

/** A section of the report: its heading and what stands below it; none without rows. */
function section(heading: Markdown, head: readonly Markdown[], rows: readonly Markdown[][]): Block[] {
  const drawn = table(
    head,
    rows.map((cells) => ({ cells, sources: [] })),
  )
  return drawn.length ? [paragraph(md`## ${heading}`, []), ...drawn] : []
}

function findings({ drift, readme }: Report, links: Links | undefined): Block[] {
  const rows = drift.map(({ kind, line, claim, message, sources }) => [
    readme === null ? number(line) : lineOf(readme, line, links),
    text(CLAIMS[kind].name),
    code(claim.slice(0, 200)),
    prose(message),
    joined(
      sources.slice(0, MOST_PLACES).map((source) => place(source, links)),
      ', ',
    ),
  ])
  return section(
    md`What no longer holds`,
    [md`Line`, md`Kind`, md`The README says`, md`What is so`, md`Evidence`],
    rows,
  )
}

function lineOf(readme: string, line: number, links: Links | undefined): Markdown {
  const target = links && webAddress(links.file(readme, line))
  return target ? link(number(line), target) : number(line)
}

/** How much was looked at and what came of it, in one or two sentences. */
function summary({ readme, checked, drift }: Report): Block {
  if (readme === null) return paragraph(md`The repository has no README.`, [])
  const count = Object.values(checked).reduce((sum, one) => sum + one, 0)
  const claims = count === 1 ? md`1 claim` : md`${number(count)} claims`
  if (count === 0) return paragraph(md`${code(readme)} makes no claim that its files could contradict.`, [])
  const failed =
    drift.length === 0
      ? md`All hold.`
      : md`${number(drift.length)} no longer ${drift.length === 1 ? md`holds` : md`hold`}.`
  return paragraph(md`${claims} of ${code(readme)} could be held against the repository. ${failed}`, [])
}

/** Sections that the README lacks, each ready to be put in. */
function offers({ offered }: Report): Block[] {
  return section(
    md`What could be added`,
    [md`Section`, md`Behind line`],
    offered.map(({ heading, after }) => [text(heading), number(after)]),
  )
}

const DROPPED: Record<NonNullable<Report['model']>['dropped'][number]['why'], Markdown> = {
  not_plain: md`no plain sentence`,
  claim: md`praise, or a result that no file shows`,
  not_backed: md`nothing in the repository says so`,
  empty: md`says nothing, or is no whole sentence`,
  repeated: md`stands there already`,
  too_long: md`no more room`,
  passage_left: md`too much around it was not backed`,
}

/** What a language model had to do with it: what it worded, and what of its answer was not taken. */
function modelPart({ model: part }: Report): Block[] {
  if (!part) return []
  const said = part.passages.length
    ? md`${text(part.model)} worded ${number(part.passages.length)} of the passages.`
    : md`No passage is worded by ${text(part.model)}. ${prose(part.why ?? '')}`
  return [
    paragraph(md`## Language model`, []),
    paragraph(md`${said}`, []),
    ...table(
      [md`Passage`, md`Not taken`, md`Why`],
      part.dropped.map((one) => ({
        cells: [code(one.passage), text(one.text), DROPPED[one.why]],
        sources: [],
      })),
    ),
  ]
}

/**
 * The report as Markdown (GitHub's flavour, clean by markdownlint): what no longer holds, by line, with what shows it; what was kept, what
 * was left and why; regions; what could be added. What is empty is left out. `links` leads to the repository's files at the commit.
 */
export function reportMarkdown(report: Report, links?: Links): string {
  const blocks: Block[] = [
    paragraph(md`# README report`, []),
    summary(report),
    ...findings(report, links),
    ...section(
      md`What was kept`,
      [md`Lines`, md`What`, md`Section`],
      report.kept.map(({ from, what, heading }) => [lines(from), WHAT[what], text(heading ?? '')]),
    ),
    ...section(
      md`What was left`,
      [md`Lines`, md`Section`, md`Why`],
      report.left.map(({ from, heading, message }) => [lines(from), text(heading ?? ''), prose(message)]),
    ),
    ...section(
      md`Regions`,
      [md`Region`, md`Line`, md`Outcome`],
      report.regions.map(({ id, line, outcome }) => [code(id), line === null ? md`` : number(line), OUTCOMES[outcome]]),
    ),
    ...offers(report),
    ...modelPart(report),
  ]
  return `${blocks.map((block) => block.map((line) => line.text).join('\n')).join('\n\n')}\n`
}
