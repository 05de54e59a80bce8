import type { Source } from '../../analysis/facts'
import { distinct, type Line } from '../blocks'
import type { Part } from '../document'
import { verbatim } from '../escape'
import { fingerprint } from './fingerprint'
import { linesOf } from './lines'
import { type Span, spansOf } from './markdown-lines'

/**
 * A managed region of a README, or marks that make none. Lines are 0-based, the marks themselves; of broken ones only the mark.
 * `isOurs`: what stands between the marks is what was once generated, as its hash says.
 */
export type Managed =
  | { id: string; first: number; last: number; broken: false; isOurs: boolean; hash: string }
  | { id: string; first: number; last: number; broken: true }

interface Mark {
  id: string
  hash: string | null
  line: number
}

const MARK = /^<!-- readme-forge:(?:begin ([a-z0-9-]{1,40}) hash=([0-9a-f]{16})|end ([a-z0-9-]{1,40})) -->[ \t]*$/
const LIKE_MARK = /<!--(?=\s*readme-forge:)/g

const begin = (id: string, hash: string) => `<!-- readme-forge:begin ${id} hash=${hash} -->`
const end = (id: string) => `<!-- readme-forge:end ${id} -->`

/** The marks among the lines of a document: comments that stand alone, in no fence, no code, no other comment. */
function marksOf(lines: readonly string[], spans: readonly Span[]): Mark[] {
  return spans
    .filter(
      ({ kind, first, last }) => kind === 'html' && (first === last || !lines[first]!.trimStart().startsWith('<!--')),
    )
    .flatMap(({ first, last }) =>
      lines.slice(first, last + 1).flatMap((text, index) => {
        const [, id, hash, ended] = text.match(MARK) ?? []
        const name = id ?? ended
        return name === undefined ? [] : [{ id: name, hash: hash ?? null, line: first + index }]
      }),
    )
}

/** Ids of marks that begin a region more than once. */
function doubled(marks: readonly Mark[]): Set<string> {
  const seen = new Set<string>()
  return new Set(marks.filter(({ id, hash }) => hash !== null && (seen.has(id) || !seen.add(id))).map(({ id }) => id))
}

/**
 * The managed regions of a document, in order. A region is broken, and nobody's to change, when its marks do not pair, when
 * it stands in another or holds another, and when its id stands twice.
 */
export function readRegions(lines: readonly string[], spans: readonly Span[] = spansOf(lines)): Managed[] {
  const marks = marksOf(lines, spans)
  const twice = doubled(marks)
  // What stands between a begin and a later end of the same name is not ours to read, whatever other marks are in it.
  const lastEnd = new Map(marks.filter(({ hash }) => hash === null).map(({ id }, index) => [id, index]))
  const ends = marks.filter(({ hash }) => hash === null)
  let within = -1
  const found: Managed[] = []
  for (const [index, mark] of marks.entries()) {
    const next = marks[index + 1]
    const pairs = mark.hash !== null && next?.hash === null && next.id === mark.id
    if (mark.hash !== null && pairs && !twice.has(mark.id) && mark.line > within) {
      const content = lines.slice(mark.line + 1, next.line)
      const isOurs = fingerprint(content) === mark.hash
      found.push({ id: mark.id, first: mark.line, last: next.line, broken: false, isOurs, hash: mark.hash })
      continue
    }
    const before = marks[index - 1]
    const closes = mark.hash === null && before?.hash !== null && before?.id === mark.id
    if (closes) continue
    if (mark.hash !== null && !pairs) within = Math.max(within, ends[lastEnd.get(mark.id) ?? -1]?.line ?? -1)
    found.push({ id: mark.id, first: mark.line, last: mark.line, broken: true })
  }
  return found
}

/**
 * Lines of Markdown that end nothing but themselves: what looks like a mark is none any more, and a fence or comment that is
 * left open is closed. Ours never are so; text that was asked for may be.
 */
function sealed(lines: readonly Line[]): Line[] {
  const texts = lines.map(({ text }) => text)
  const spans = spansOf(texts)
  const fenced = new Set(
    spans.flatMap(({ kind, first, last }) =>
      kind === 'fence' ? Array.from({ length: last - first + 1 }, (_, index) => first + index) : [],
    ),
  )
  const safe = lines.map((line, index) =>
    fenced.has(index) ? line : { ...line, text: verbatim(line.text.replace(LIKE_MARK, '<!-- -')) },
  )
  const open = spans.at(-1)
  if (!open?.open) return safe
  const mark = texts[open.first]!.match(/^ {0,3}(`{3,}|~{3,})/)?.[1]
  const sources = safe.at(-1)?.sources ?? []
  return [...safe, { text: verbatim(mark ?? closing(texts[open.first]!)), sources }]
}

/** What ends a block of HTML that an empty line does not. */
const closing = (line: string) => (/^ {0,3}<!--/.test(line) ? '-->' : `</${line.match(/<([a-z]+)/i)?.[1] ?? 'pre'}>`)

/** The lines between the marks of a part's region; blocks are parted by an empty line. */
export function contentLines({ blocks }: Pick<Part, 'blocks'>): Line[] {
  const lines = blocks.flatMap((block, index) => [...(index ? [{ text: verbatim(''), sources: [] }] : []), ...block])
  // A line of ours is one line of the document.
  return sealed(
    lines.flatMap((line) => {
      const rows = linesOf(line.text)
      return rows.length < 2 ? [line] : rows.map(({ text }) => ({ ...line, text: verbatim(text) }))
    }),
  )
}

const sourcesOf = (lines: readonly Line[]): Source[] => distinct(lines.flatMap(({ sources }) => sources))

/** A generated part between its marks, which rest on all that it rests on; `id` names the region. */
export function regionLines({ id, blocks }: Part): Line[] {
  const content = contentLines({ blocks })
  if (id === null) return content
  const sources = sourcesOf(content)
  const hash = fingerprint(content.map(({ text }) => text))
  return [{ text: verbatim(begin(id, hash)), sources }, ...content, { text: verbatim(end(id)), sources }]
}

/** A region without content, which keeps its place. */
export const emptyRegion = (id: string): string[] => [begin(id, fingerprint([])), end(id)]
