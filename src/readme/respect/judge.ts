import { isBadge } from './badge-proof'
import { isCrowded, oneLine, pictured } from './badge-row'
import type { Bench } from './bench'
import { left, piece, type Verdict, withoutDrift } from './drafts'
import type { HumanSection, Unit } from './human-sections'
import { isContents, isNotice, paragraph } from './paragraph'

/** Lines of code from which on the same lines are the same example, wherever they stand. */
const EXAMPLE = 3
/** Badges from which on a table shows states and not facts. */
const MANY_BADGES = 2

/** Lines of a block of code; `null` for any other. */
function codeOf({ kind, first, last }: Unit, lines: readonly string[]): readonly string[] | null {
  if (kind === 'fence') return lines.slice(first + 1, last)
  return kind === 'code' ? lines.slice(first, last + 1) : null
}

const isExample = (code: readonly string[]) => code.filter((line) => line.trim() !== '').length >= EXAMPLE

/**
 * Is a section nothing but an example that ours shows already, with what it prints? Beside words of its own an example
 * stays: they speak of it.
 */
function isExampleOfOurs({ units }: HumanSection, { said, lines }: Bench): boolean {
  const content = units.filter(({ kind }) => kind !== 'heading' && kind !== 'comment')
  const code = content.map((unit) => codeOf(unit, lines))
  const [first] = code
  return (
    code.every((one) => one !== null) &&
    first !== undefined &&
    first !== null &&
    isExample(first) &&
    said.commands(first)
  )
}

/** Does a section of ours say this? @param isTold it has one on the same */
function isSaid(unit: Unit, text: string, section: HumanSection, bench: Bench, isTold: boolean): boolean {
  const { said, lines } = bench
  const code = codeOf(unit, lines)
  if (code) return (isTold && said.commands(code)) || isExampleOfOurs(section, bench)
  if (!isTold) return false
  if (said.words(text)) return true
  const named = unit.kind === 'table' ? (text.match(/`[^`\n]{2,80}`/g) ?? []) : []
  const known = named.filter((one) => said.words(one.padEnd(12)) || said.commands([one.slice(1, -1)]))
  return named.length > 1 && known.length > named.length * 0.6
}

function judgedContent(unit: Unit, text: string, bench: Bench, section: HumanSection): Verdict {
  const own = piece(bench.lines, unit.span)
  const { badges, rest } = pictured(text, bench.definitions)
  if (unit.kind === 'paragraph' && unit.span.kind === 'heading')
    return badges.length ? paragraph(unit, oneLine(badges.map(({ raw }) => raw).join(' '), unit.first), bench) : null
  if (unit.kind === 'paragraph') return paragraph(unit, own, bench)
  // Of tags only pictures are left.
  if (unit.kind === 'html') return paragraph(unit, { ...own, span: { ...own.span, kind: 'paragraph' } }, bench)
  if (unit.kind === 'quote' && bench.said.words(text))
    return { left: left(unit, 'generated_instead', 'The introduction says this.') }
  if (unit.kind === 'list' && isContents(text))
    return { left: left(unit, 'generated_instead', 'The list of contents is made anew.') }
  if (unit.kind === 'list' || unit.kind === 'table' || unit.kind === 'quote') {
    const shown = badges.filter(({ picture }) => isBadge(picture))
    const isTable = unit.kind === 'table' && shown.length > MANY_BADGES
    const crowded = isTable || !/[\p{L}\p{N}]/u.test(rest) ? isCrowded(unit, shown, bench) : null
    if (isTable || crowded)
      return { left: left(unit, 'generated_instead', 'No file of the repository proves these badges.') }
  }
  const what = section.heading !== null ? 'section' : unit.kind === 'quote' && isNotice(text) ? 'notice' : 'prose'
  return { keep: { what, unit, pieces: [own] } }
}

/** What becomes of one unit of a section that is carried; `isTold`: the new README has a section on the same. */
export function judged(unit: Unit, section: HumanSection, bench: Bench, isTold: boolean): Verdict {
  const { lines, drift } = bench
  const text = lines.slice(unit.first, unit.last + 1).join('\n')
  if (unit.kind === 'rule' || (unit.kind === 'comment' && (section.heading === null || /readme-forge:/.test(text))))
    return null
  if (unit.kind === 'heading' || unit.kind === 'comment')
    return unit.span.open ? null : { keep: { what: 'section', unit, pieces: [piece(lines, unit.span)] } }
  if (isSaid(unit, text, section, bench, isTold))
    return { left: left(unit, 'generated_instead', 'What is generated from the repository says this.') }
  const verdict = judgedContent(unit, text, bench, section)
  if (!verdict || !('keep' in verdict)) return verdict
  const after = withoutDrift(verdict.keep, drift)
  return after && 'keep' in after && !after.left ? verdict : after
}
