import type { Context } from '../context'
import { type Badge, isBadge, isProven } from './badge-proof'
import type { Definitions } from './definitions'
import { type Draft, left, type Piece, piece, type Verdict, withoutDrift } from './drafts'
import { htmlWords, isForbidden, isPictures, staysHtml } from './html-words'
import { type HumanSection, opened, type Unit } from './human-sections'
import type { Span } from './markdown-lines'
import { type Said, withoutSaid } from './novelty'

/** What a unit is judged by. */
export interface Bench {
  context: Context
  lines: readonly string[]
  said: Said
  definitions: Definitions
  /** The first sentence of the new README, and the names of the project. */
  sentence: string
  names: readonly string[]
  /** Badges that may still be kept; counted down. */
  badges: { left: number }
}

const NOTICE =
  /\[!(?:WARNING|CAUTION|IMPORTANT)\]|\b(?:deprecated|archived|unmaintained|no longer (?:maintained|supported|developed|active)|not maintained|maintenance mode|breaking changes?|experimental|work in progress|do not use|don't use|not (?:yet )?(?:stable|ready)|use at your own risk|warning|caution|disclaimer|security)\b/i

const BADGES =
  /\[!\[[^[\]]{0,300}\](?:\((?<a>[^()\s]{1,1000})[^()]{0,300}\)|\[(?<b>[^[\]]{0,100})\])\s{0,3}\](?:\((?<c>[^()\s]{1,1000})[^()]{0,300}\)|\[(?<d>[^[\]]{0,100})\])|!\[(?<e>[^[\]]{0,300})\](?:\((?<f>[^()\s]{1,1000})[^()]{0,300}\)|\[(?<g>[^[\]]{0,100})\])|(?:\[\s{0,3})?<img\s[^<>]{0,1000}?src=["'](?<h>[^"'<>]{1,1000})["'][^<>]{0,1000}>(?:\s{0,3}\]\((?<i>[^()\s]{1,1000})\))?/g

/** A picture in a link, both as tags. */
const LINKED =
  /<a\s[^<>]{0,500}?href=["']([^"'<>()\s]{1,1000})["'][^<>]{0,500}>\s{0,20}(<img\s[^<>]{0,1000}>)\s{0,20}<\/a>/gi

/** The pictures of a paragraph, and what it says beside them. */
function pictured(text: string, definitions: Definitions): { badges: Badge[]; rest: string } {
  const badges = [...text.matchAll(BADGES)].map(({ 0: raw, groups = {} }) => ({
    raw: raw.replace(/\s*\n\s*/g, ' '),
    picture: groups.a ?? groups.f ?? groups.h ?? definitions.target(groups.b ?? groups.g ?? '') ?? '',
    target: groups.c ?? groups.i ?? definitions.target(groups.d ?? '') ?? '',
  }))
  return { badges, rest: text.replace(BADGES, ' ') }
}

const oneLine = (text: string, line: number): Piece => ({
  span: { kind: 'paragraph', first: line, last: line, level: 0, open: false } satisfies Span,
  lines: [{ text, line }],
})

/** A row of badges: those that the repository vouches for. */
function badgeRow(unit: Unit, badges: readonly Badge[], bench: Bench, line: number): Verdict {
  const kept = badges.filter((badge) => {
    if (!isBadge(badge.picture)) return true
    if (bench.badges.left <= 0 || !isProven(badge, bench.context.facts) || bench.said.words(badge.picture)) return false
    bench.badges.left--
    return true
  })
  const message = 'These badges are there already, or no file of the repository proves them.'
  const gone = kept.length < badges.length ? { left: left(unit, 'generated_instead', message) } : {}
  if (!kept.length) return { left: left(unit, 'generated_instead', message) }
  const what = kept.every(({ picture }) => isBadge(picture)) ? 'badge' : 'picture'
  return {
    keep: {
      what,
      unit,
      pieces: [
        oneLine(
          kept
            .map(({ raw, target }) =>
              /^#?$/.test(target) ? raw.replace(/^\[([\s\S]*)\](?:\(#?\)|\[[^\]]*\])$/, '$1') : raw,
            )
            .join(' '),
          line,
        ),
      ],
    },
    ...gone,
  }
}

const LINKS = /\]\(([^()\s]{0,500})/g
/** Is this a list of the document's own headings? */
function isContents(text: string): boolean {
  const targets = [...text.matchAll(LINKS)].map(([, target]) => target!)
  const anchors = targets.filter((target) => target.startsWith('#'))
  return (
    anchors.length > 2 &&
    anchors.length * 2 > targets.length &&
    text.replace(/\[[^\]]*\]\([^)]*\)/g, '').replace(/[\s\d.*|•·\-+]/g, '').length < text.length / 4
  )
}

const whatOf = (text: string, pictures: number): Draft['what'] => {
  if (NOTICE.test(text.slice(0, 600))) return 'notice'
  if (pictures) return 'picture'
  const shown = text.replace(/\[([^[\]]*)\](?:\([^()]*\)|\[[^[\]]*\])/g, '')
  return text.includes('](') && shown.replace(/[^\p{L}]/gu, '').length < 12 ? 'link' : 'prose'
}

/** A paragraph, as it stands or without a first sentence that is said already. */
function paragraph(unit: Unit, given: Piece, bench: Bench): Verdict {
  const text = given.lines.map((line) => line.text).join('\n')
  const linked = text.replace(LINKED, (_, target: string, tag: string) => `[${tag}](${target})`)
  const { badges, rest } = pictured(linked, bench.definitions)
  const line = given.lines[0]!.line
  if (
    badges.length &&
    !/[\p{L}\p{N}]/u.test(rest) &&
    (linked !== text || badges.some(({ picture, target }) => isBadge(picture) || target === '#'))
  )
    return badgeRow(unit, badges, bench, line)
  if (isContents(text)) return { left: left(unit, 'generated_instead', 'The list of contents is made anew.') }
  const shown = rest.replace(/\]\([^()]{0,500}\)/g, ']').replace(/<[^<>]{0,300}>/g, '')
  if (!badges.length && (bench.said.words(shown) || bench.names.includes(shown.trim().toLowerCase())))
    return { left: left(unit, 'generated_instead', 'The introduction says this.') }
  const cut = unit.kind === 'paragraph' ? withoutSaid(text, bench.sentence) : null
  if (cut === '') return { left: left(unit, 'generated_instead', 'The introduction says this.') }
  const what = whatOf(text, badges.length)
  if (cut === null) return { keep: { what, unit, pieces: [given] } }
  // What is left of the paragraph begins on the line where its last lines do.
  const rows = cut.split('\n')
  const from = given.lines.length - rows.length
  const lines = rows.map((row, index) => ({ text: row, line: given.lines[from + index]!.line }))
  return { keep: { what, unit, pieces: [{ ...given, lines }] } }
}

/** A block of HTML: its words, pictures and links as Markdown, or as it stands where it can only be so. */
function html(unit: Unit, section: HumanSection, bench: Bench): Verdict {
  const text = bench.lines.slice(unit.first, unit.last + 1).join('\n')
  if (isForbidden(text)) return { left: left(unit, 'not_markdown', 'Hosts do not show this markup.') }
  if (staysHtml(text)) {
    const isWhole = unit.spans.every(({ open }) => !open) && opened(bench.lines.slice(unit.first, unit.last + 1)) === 0
    return isWhole
      ? { keep: { what: 'prose', unit, pieces: unit.spans.map((span) => piece(bench.lines, span)) } }
      : { left: left(unit, 'not_markdown', 'This markup does not end.') }
  }
  const isBeforeAll = section.heading === null
  const verdicts = htmlWords(text)
    .filter(({ isTitle }) => !(isTitle && isBeforeAll))
    .map((words) => paragraph(unit, oneLine(words.markdown, Math.min(unit.last, unit.first + words.line)), bench))
  const kept = verdicts.flatMap((verdict) => (verdict && 'keep' in verdict ? [verdict.keep] : []))
  const gone = verdicts.flatMap((verdict) => verdict?.left ?? [])[0]
  const [first] = kept
  if (!first) return gone ? { left: gone } : null
  const pieces = kept.flatMap((one) => one.pieces)
  return {
    keep: { what: kept.find(({ what }) => what !== 'prose')?.what ?? first.what, unit, pieces },
    ...(gone && { left: gone }),
  }
}

/** What becomes of one unit of a section that is carried; `isTold`: the new README has a section on the same. */
export function judged(unit: Unit, section: HumanSection, bench: Bench, isTold: boolean): Verdict {
  const { lines, said, context } = bench
  const text = lines.slice(unit.first, unit.last + 1).join('\n')
  const drift = context.facts.existing_readme?.drift ?? []
  if (unit.kind === 'rule' || (unit.kind === 'comment' && (section.heading === null || /readme-forge:/.test(text))))
    return null
  if (unit.kind === 'heading' || unit.kind === 'comment')
    return unit.spans[0]!.open ? null : { keep: { what: 'section', unit, pieces: [piece(lines, unit.spans[0]!)] } }
  const verdict = judgedContent(unit, text, bench, section)
  if (!verdict || !('keep' in verdict)) return verdict
  const inside =
    unit.kind === 'fence' || unit.kind === 'code'
      ? unit.kind === 'fence'
        ? lines.slice(unit.first + 1, unit.last)
        : lines.slice(unit.first, unit.last + 1)
      : null
  const instead = left(unit, 'generated_instead', 'The section on this is written from the repository.')
  if (isTold && inside && said.commands(inside)) return { left: instead }
  if (isTold && !inside && unit.kind !== 'html' && said.words(text)) return { left: instead }
  if (unit.kind === 'table' && isTold) {
    const named = text.match(/`[^`\n]{2,80}`/g) ?? []
    if (
      named.length > 1 &&
      named.filter((one) => said.words(one.padEnd(12)) || said.commands([one.slice(1, -1)])).length > named.length * 0.6
    )
      return { left: instead }
  }
  return mergedDrift(verdict, drift)
}

function mergedDrift(verdict: Extract<Verdict, { keep: Draft }>, drift: Parameters<typeof withoutDrift>[1]): Verdict {
  const after = withoutDrift(verdict.keep, drift)
  return after && 'keep' in after && !after.left ? verdict : after
}

function judgedContent(unit: Unit, text: string, bench: Bench, section: HumanSection): Verdict {
  const [span] = unit.spans
  if (unit.kind === 'paragraph' && span && (span.kind === 'heading' || span.kind === 'html')) {
    const pictures = pictured(text, bench.definitions).badges.map(({ raw }) => raw)
    return pictures.length ? paragraph(unit, oneLine(pictures.join(' '), unit.first), bench) : null
  }
  if (unit.kind === 'html' || (unit.kind === 'paragraph' && isPictures(text))) return html(unit, section, bench)
  const own = piece(bench.lines, unit.spans[0]!)
  if (unit.kind === 'paragraph') return paragraph(unit, own, bench)
  if (unit.kind === 'list' && isContents(text))
    return { left: left(unit, 'generated_instead', 'The list of contents is made anew.') }
  const what =
    section.heading !== null ? 'section' : unit.kind === 'quote' && NOTICE.test(text.slice(0, 600)) ? 'notice' : 'prose'
  return { keep: { what, unit, pieces: [own] } }
}
