import { append } from '../append'
import type { Left } from '../report/report'
import { htmlMarkdown } from './html-block'
import { opened } from './html-tags'
import { inlineMarkdown } from './inline-html'
import type { HumanLine } from './lines'
import type { Span } from './markdown-lines'
import type { Outline } from './outline'
import { piecesOf } from './prose-runs'

/** An existing README without HTML but for pictures, and what could not be so. Lines of `left` are 1-based. */
export interface PlainReadme {
  lines: HumanLine[]
  left: Omit<Left, 'heading'>[]
}

/** Blocks among which the end of an element is sought. */
const MOST_HELD = 100
/** Lines of what is folded away that are shown unfolded. */
const MOST_FOLDED = 24

const FORMLESS = 'This markup has no form in Markdown.'
const FOLDED = 'What is folded away here is long; a document of its own is the place for it.'

const isComment = (text: string) => text.replace(/<!--[\s\S]*?(?:-->|$)/g, '').trim() === ''

/** Index of the span in which what the span at `at` opens is closed; `null` where that never comes. */
function held({ lines, spans }: Outline, at: number, but: string): number | null {
  let depth = 0
  for (let next = at; next < Math.min(spans.length, at + MOST_HELD); next++) {
    const { kind, first, last } = spans[next]!
    if (kind === 'fence' || kind === 'code') continue
    depth += opened(lines.slice(first, last + 1), but)
    if (depth <= 0) return next
  }
  return null
}

/** Where the headings of HTML divide the document: below the first heading of Markdown that does, or everywhere without one. */
function dividedFrom({ spans }: Outline): number {
  const headings = spans.filter(({ kind }) => kind === 'heading')
  const title = headings.find(({ level }) => level === 1)
  return headings.find((one) => one !== title)?.first ?? 0
}

/**
 * The document with every tag in it as Markdown: links, emphasis, code, headings, lists and tables by their signs, pictures by
 * their own tag, what is folded away and short unfolded; what only places or colours words is gone. What has no form in
 * Markdown is left. Each line knows the one that it comes from; what holds no tag is as it was, byte for byte.
 */
export function plainMarkdown(outline: Outline): PlainReadme {
  const { lines, spans, regions } = outline
  const ours = regions.filter((region) => !region.broken && region.isOurs)
  const from = dividedFrom(outline)
  const out: HumanLine[] = []
  const gone: PlainReadme['left'] = []
  const own = ({ first, last }: Pick<Span, 'first' | 'last'>) =>
    lines.slice(first, last + 1).map((text, index): HumanLine => ({ text, line: first + index }))
  const leave = (first: number, last: number, message: string, why: Left['why'] = 'not_markdown') =>
    gone.push({ from: { first: first + 1, last: last + 1 }, why, message })
  const apart = (rows: readonly HumanLine[], { first, last }: Pick<Span, 'first' | 'last'>) => {
    const isApart = (out.at(-1)?.text ?? '').trim() === ''
    if (rows.length) append(out, [...(isApart ? [] : [{ text: '', line: first }]), ...rows, { text: '', line: last }])
  }
  const html = (span: Pick<Span, 'first' | 'last'>) => {
    const rows = htmlMarkdown(lines.slice(span.first, span.last + 1).join('\n'), span.first, span.first >= from)
    if (rows) apart(rows, span)
    else leave(span.first, span.last, FORMLESS)
  }

  /** Writes the span at `at`, and those that belong to it; gives the index of the last. */
  const write = (at: number, but: string): number => {
    const span = spans[at]!
    const text = lines.slice(span.first, span.last + 1).join('\n')
    const isFilm = span.kind === 'paragraph' && /^\s*<video[\s>][\s\S]*>\s*$/i.test(text)
    if (!isFilm && (span.kind !== 'html' || isComment(text))) {
      const { kept, left } = piecesOf(own(span), span.kind, inlineMarkdown)
      for (const one of left) leave(one.first, one.last, FORMLESS)
      append(out, kept)
      return at
    }
    const isFolded = but !== 'details' && /<details(?=[\s>])/i.test(text)
    const end = held(outline, at, but)
    if (end === null || span.open) {
      leave(span.first, span.last, 'This markup does not end.')
      return at
    }
    const last = spans[end]!.last
    const inner = spans.slice(at, end + 1)
    if (isFolded && last - span.first >= MOST_FOLDED) leave(span.first, last, FOLDED, 'too_long')
    else if (end === at) html(span)
    else if (inner.every(({ kind }) => kind === 'html')) html({ first: span.first, last })
    else if (isFolded || inner.every((one) => one.kind === 'html' || /!\[|<img\s/i.test(lines[one.first]!)))
      for (let next = at; next <= end; next++) {
        if (next > at && spans[next]!.kind !== 'html') apart([], spans[next]!)
        next = write(next, isFolded ? 'details' : 'table')
        out.push({ text: '', line: spans[next]!.last })
      }
    else leave(span.first, last, FORMLESS)
    return end
  }

  let next = 0
  for (let at = 0; at < spans.length; at++) {
    const { first } = spans[at]!
    append(out, own({ first: next, last: first - 1 }))
    const region = ours.find((one) => first >= one.first && first <= one.last)
    if (region) append(out, own(spans[at]!))
    else at = write(at, '')
    next = spans[at]!.last + 1
  }
  append(out, own({ first: next, last: lines.length - 1 }))
  return { lines: out, left: gone }
}
