import { isBadge } from './badge-proof'
import { badgeRow, isCrowded, pictured } from './badge-row'
import type { Bench } from './bench'
import { type Draft, left, type Piece, type Verdict } from './drafts'
import type { Unit } from './human-sections'
import { withoutSaid } from './novelty'

const NOTICE =
  /\[!(?:WARNING|CAUTION|IMPORTANT)\]|\b(?:deprecated|archived|unmaintained|no longer (?:maintained|supported|developed|active)|not maintained|maintenance mode|breaking changes?|experimental|work in progress|do not use|don't use|not (?:yet )?(?:stable|ready)|use at your own risk|warning|caution|disclaimer|security)\b/i
const LINKS = /\]\(([^()\s]{0,500})/g

export const isNotice = (text: string): boolean => NOTICE.test(text.slice(0, 600))

/** Is this a list of the document's own headings? */
export function isContents(text: string): boolean {
  const targets = [...text.matchAll(LINKS)].map(([, target]) => target!)
  const anchors = targets.filter((target) => target.startsWith('#'))
  return (
    anchors.length > 2 &&
    anchors.length * 2 > targets.length &&
    text.replace(/\[[^\]]*\]\([^)]*\)/g, '').replace(/[\s\d.*|•·\-+]/g, '').length < text.length / 4
  )
}

const whatOf = (text: string, pictures: number): Draft['what'] => {
  if (isNotice(text)) return 'notice'
  if (pictures) return 'picture'
  const shown = text.replace(/\[([^[\]]*)\](?:\([^()]*\)|\[[^[\]]*\])/g, '')
  return text.includes('](') && shown.replace(/[^\p{L}]/gu, '').length < 12 ? 'link' : 'prose'
}

/** A paragraph, as it stands, without a first sentence that is said already, or of badges those that are proven. */
export function paragraph(unit: Unit, given: Piece, bench: Bench): Verdict {
  const text = given.lines.map((line) => line.text).join('\n')
  const { badges, rest } = pictured(text, bench.definitions)
  const line = given.lines[0]!.line
  const isRow = badges.length > 0 && !/[\p{L}\p{N}]/u.test(rest.replace(/&[a-z]{1,8};/gi, ' '))
  if (isRow && badges.some(({ picture, target }) => isBadge(picture) || target === '#'))
    return badgeRow(unit, badges, bench, line)
  const instead = (message: string) => ({ left: left(unit, 'generated_instead', message) })
  if (isContents(text)) return instead('The list of contents is made anew.')
  const shown = rest.replace(/\]\([^()]{0,500}\)/g, ']').replace(/<[^<>]{0,300}>/g, '')
  if (!badges.length && (bench.said.words(shown) || bench.names.includes(shown.trim().toLowerCase())))
    return instead('The introduction says this.')
  const cut = withoutSaid(text, bench.sentence)
  if (cut === '') return instead('The introduction says this.')
  const crowded = isCrowded(unit, badges, bench)
  if (crowded) return crowded
  const what = whatOf(text, badges.length)
  if (cut === null) return { keep: { what, unit, pieces: [given] } }
  // What is left of the paragraph begins on the line where its last lines do.
  const rows = cut.split('\n')
  const from = given.lines.length - rows.length
  const lines = rows.map((row, index) => ({ text: row, line: given.lines[from + index]!.line }))
  return { keep: { what, unit, pieces: [{ ...given, lines }] } }
}
