import type { Badge } from './badge-proof'
import { isBadge, isProven, subjectOf } from './badge-proof'
import type { Bench } from './bench'
import type { Definitions } from './definitions'
import { left, type Piece, type Verdict } from './drafts'
import type { Unit } from './human-sections'

/** A target in parentheses, and a label in brackets. */
const TARGET = (name: string) => `\\(\\s{0,3}<?(?<${name}>[^()\\s<>]{1,1000})>?[^()]{0,300}\\)`
const LABEL = (name: string) => `\\[(?<${name}>[^[\\]]{0,100})\\]`
const PICTURES = new RegExp(
  [
    `\\[!\\[[^[\\]]{0,300}\\](?:${TARGET('a')}|${LABEL('b')})\\s{0,3}\\](?:${TARGET('c')}|${LABEL('d')})`,
    `!\\[(?<e>[^[\\]]{0,300})\\](?:${TARGET('f')}|${LABEL('g')})`,
    `(?:\\[\\s{0,3})?<img\\s[^<>]{0,1000}?src=["'](?<h>[^"'<>]{1,1000})["'][^<>]{0,1000}>(?:\\s{0,3}\\]${TARGET('i')})?`,
  ].join('|'),
  'g',
)

/** The pictures of a paragraph, and what it says beside them. */
export function pictured(text: string, definitions: Definitions): { badges: Badge[]; rest: string } {
  const badges = [...text.matchAll(PICTURES)].map(({ 0: raw, groups = {} }) => ({
    raw: raw.replace(/\s*\n\s*/g, ' ').replaceAll('( <', '(<'),
    picture: groups.a ?? groups.f ?? groups.h ?? definitions.target(groups.b ?? groups.g ?? groups.e ?? '') ?? '',
    target: groups.c ?? groups.i ?? definitions.target(groups.d ?? '') ?? '',
  }))
  return { badges, rest: text.replace(PICTURES, ' ') }
}

export const oneLine = (text: string, line: number): Piece => ({
  span: { kind: 'paragraph', first: line, last: line, level: 0, open: false },
  lines: [{ text, line }],
})

const INSTEAD = 'These badges are there already, or no file of the repository proves them.'

/** A row of badges: those that the repository vouches for, as many as there is room for. */
export function badgeRow(unit: Unit, badges: readonly Badge[], bench: Bench, line: number): Verdict {
  const kept = badges.filter((badge) => {
    if (!isBadge(badge.picture)) return true
    if (bench.badges.told.has(subjectOf(badge.picture) ?? '')) return false
    if (bench.badges.left <= 0 || !isProven(badge, bench.context.facts) || bench.said.words(badge.picture)) return false
    bench.badges.left--
    return true
  })
  const gone = kept.length < badges.length ? { left: left(unit, 'generated_instead', INSTEAD) } : {}
  if (!kept.length) return { left: left(unit, 'generated_instead', INSTEAD) }
  const what = kept.every(({ picture }) => isBadge(picture)) ? 'badge' : 'picture'
  // A badge that leads nowhere is a picture.
  const shown = kept.map(({ raw, target }) =>
    /^#?$/.test(target) ? raw.replace(/^\[([\s\S]*)\](?:\(#?\)|\[[^\]]*\])$/, '$1') : raw,
  )
  const { span } = oneLine('', line)
  return { keep: { what, unit, pieces: [{ span, lines: shown.map((text) => ({ text, line })) }] }, ...gone }
}

/** Are there more badges among words than there is room for? Else they are counted. */
export function isCrowded(unit: Unit, badges: readonly Badge[], bench: Bench): Verdict {
  const among = badges.filter(({ picture }) => isBadge(picture)).length
  if (among > bench.badges.left) return { left: left(unit, 'generated_instead', INSTEAD) }
  bench.badges.left -= among
  return null
}
