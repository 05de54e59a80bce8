import type { Source } from '../facts'
import { lineAt, type Project } from '../project'

const YAML = /\.ya?ml$/
/** Keys of a workflow that say something of a step, or when it runs, and call nothing. */
const SAYS = /^[ \t]*(?:-[ \t]+)?(?:name|if|description|run-name|title|label|summary)[ \t]*:(?![ \t]*[|>])/
const blank = (text: string) => ' '.repeat(text.length)

/** Where a comment begins in a line of YAML, a shell or a makefile: at a `#` of its own that stands in no quotes; -1 without one. */
function commentIn(line: string): number {
  let quote = ''
  for (let at = 0; at < line.length; at++) {
    const sign = line[at]!
    if (quote) quote = sign === quote ? '' : quote
    else if ((sign === '"' || sign === "'") && /^[\s:=([{,]?$/.test(line[at - 1] ?? '')) quote = sign
    else if (sign === '#' && (at === 0 || /\s/.test(line[at - 1]!))) return at
  }
  return -1
}

/** The text of a CI or task file with spaces for what calls nothing: comments, names and conditions. Offsets and lines stay. */
function calling(path: string, text: string): string {
  const lines = text.split('\n').map((line) => {
    if (YAML.test(path) && SAYS.test(line)) return blank(line)
    const at = commentIn(line)
    return at === -1 ? line : line.slice(0, at) + blank(line.slice(at))
  })
  return lines.join('\n')
}

/**
 * The first place in these CI and task files where a step calls what `pattern` matches, with the match; `null` when nowhere.
 * A comment that speaks of a command, the name of a step and the condition it runs under are no calls.
 */
export function calledIn(
  project: Project,
  paths: readonly string[],
  pattern: RegExp,
): { match: RegExpMatchArray; source: Source } | null {
  for (const path of paths) {
    const text = project.text(path)
    // Most files hold nothing alike, and are not looked at twice.
    if (!text || !pattern.test(text)) continue
    const match = calling(path, text).match(pattern)
    if (match) return { match, source: { path, line: lineAt(text, (match.index ?? 0) + leading(match[0])) } }
  }
  return null
}

/** Characters of a match before the call itself: an indent with line breaks in front of it. */
const leading = (match: string) => match.length - match.trimStart().length
