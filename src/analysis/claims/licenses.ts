import { familiesIn, familyOf } from '../licenses/expression'
import { mentionsIn } from '../licenses/mentions'
import type { Check, Judged } from './claim'

const HEADING = /^\W{0,12}(?:\d+\.?\s*)?licen[cs](?:e|es|ing)\b.{0,30}$/i
const BADGE = /^https?:\/\/img\.shields\.io\/badge\/licen[cs]e-([^?#]{2,60})-[a-z0-9]+(?:\.svg)?(?:[?#].*)?$/i
/** Parts of the repository that have a licence of their own, and choices between several. */
const PARTS =
  /\b(?:except|third[- ]party|logo|icons?|fonts?|documentation|docs|assets|data|models?|weights|images?|artwork|content|bundled|includes?|portions?|parts?|some|other|based on|fork|derived|commercial|enterprise|depend\w*|folder|director\w+|files? (?:in|under)|formerly|previously|until|prior|before|version \d+ )\b/i
/** Lines of a licence section that are about the licence. */
const MOST_LINES = 25

/** The README's licence section and badge against the licence of the repository's own files. */
export const licenseClaims: Check = ({ facts, reading, lines, path }) => {
  const { license } = facts
  const [source] = license?.sources ?? []
  // A licence that only the README tells, or on which the files disagree, contradicts nothing.
  if (!license || !source || source.path === path || license.conflict !== undefined || license.file === undefined)
    return []
  const held = new Set([...familiesIn(license.spdx)])
  const judge = (ids: string[], line: number, claim: string): Judged[] => {
    const said = [...new Set(ids.flatMap((id) => [...familiesIn(id)].map(familyOf)))]
    if (said.length !== 1) return []
    const holds = held.has(said[0]!)
    const verdict = holds
      ? ('holds' as const)
      : { message: `${license.file} holds the text of ${license.spdx}.`, sources: license.sources.slice(0, 2) }
    return [{ kind: 'license', line, claim, verdict }]
  }
  const badges = reading.targets.flatMap(({ target, line }) => {
    const said = target.match(BADGE)?.[1]
    return said
      ? judge(
          mentionsIn(decodeURI(said.replaceAll('--', '-')).replace(/[_+]|%20/g, ' ')).map(({ id }) => id),
          line,
          target,
        )
      : []
  })
  const at = reading.headings.findIndex(({ text }) => HEADING.test(text.replace(/[*_`]/g, '')))
  const heading = reading.headings[at]
  if (!heading) return badges
  const end = Math.min(reading.headings[at + 1]?.line ?? Number.POSITIVE_INFINITY, heading.line + MOST_LINES)
  const section = lines.slice(heading.line, end - 1)
  const text = section.join('\n')
  const mentions = mentionsIn(text)
  if (!mentions.length || PARTS.test(text)) return badges
  const before = text.slice(0, mentions[0]!.at).split('\n').length
  return [
    ...badges,
    ...judge(
      mentions.map(({ id }) => id),
      heading.line + before,
      section[before - 1]!.trim().slice(0, 200),
    ),
  ]
}
