/** A value of a Meson script, as far as text tells: strings, lists of strings, names. */
export interface MesonCall {
  name: string
  /** Positional arguments: strings without quotes, lists spread out, anything else as it stands. */
  args: readonly { text: string; literal: boolean }[]
  keywords: ReadonlyMap<string, string>
  line: number
  /** Conditions of the `if`s around the call, outermost first. */
  conditions: readonly string[]
  /** What a variable of this name is set to by the call. */
  variable: string | null
}

const MOST_CALLS = 3_000
const MOST_LEVELS = 40

/** Where the string that begins at `at` ends. */
function afterString(text: string, at: number): number {
  if (text.startsWith("'''", at)) {
    const end = text.indexOf("'''", at + 3)
    return end === -1 ? text.length : end + 3
  }
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === "'" || text[i] === '\n') return i + 1
  }
  return text.length
}

/** The text of the arguments behind an opening parenthesis, split at its own commas, comments left out. */
function partsAt(text: string, from: number): { parts: string[]; end: number } {
  const parts: string[] = []
  let part = ''
  let depth = 0
  let at = from
  while (at < text.length) {
    const char = text[at]!
    if (char === "'") {
      const end = afterString(text, at)
      part += text.slice(at, end)
      at = end
      continue
    }
    if (char === '#') {
      const end = text.indexOf('\n', at)
      at = end === -1 ? text.length : end
      continue
    }
    if (char === ')' && depth === 0) break
    if ('([{'.includes(char)) depth++
    if (')]}'.includes(char)) depth--
    if (char === ',' && depth === 0) {
      parts.push(part.trim())
      part = ''
    } else part += char
    at++
  }
  if (part.trim()) parts.push(part.trim())
  return { parts, end: at + 1 }
}

const STRING = /'(?:''([\s\S]*?)'''|((?:[^'\\\n]|\\.)*)')/g

/** Strings that stand in a value. */
export const mesonStrings = (value: string): string[] =>
  [...value.matchAll(STRING)].map((match) => match[1] ?? match[2] ?? '')

/** The calls of a Meson script (https://mesonbuild.com/Syntax.html) in their order; loops and nested calls are not followed. */
export function mesonCalls(text: string): MesonCall[] {
  const calls: MesonCall[] = []
  const conditions: string[] = []
  const token =
    /#[^\n]*|'|(?<=^|\n)[ \t]*(if|elif|else|endif)\b([^\n]*)|(?:\b(\w{1,80})\s*\+?=\s*)?(?<![.\w])([A-Za-z_]\w{0,80})[ \t]*\(/g
  let line = 1
  let counted = 0
  for (let match = token.exec(text); match && calls.length < MOST_CALLS; match = token.exec(text)) {
    const [whole, block, condition = '', variable, name] = match
    if (whole === "'") token.lastIndex = afterString(text, match.index)
    else if (block === 'if') {
      if (conditions.length < MOST_LEVELS) conditions.push(condition.trim())
    } else if (block === 'elif' || block === 'else')
      conditions.splice(-1, 1, block === 'elif' ? condition.trim() : `not (${conditions.at(-1) ?? ''})`.slice(0, 400))
    else if (block === 'endif') conditions.pop()
    else if (name) {
      for (
        let next = text.indexOf('\n', counted);
        next !== -1 && next < match.index + whole.length;
        next = text.indexOf('\n', counted)
      ) {
        line++
        counted = next + 1
      }
      const { parts, end } = partsAt(text, match.index + whole.length)
      const keywords = new Map<string, string>()
      const args: { text: string; literal: boolean }[] = []
      for (const part of parts) {
        const keyword = part.match(/^(\w{1,80})\s*:\s*([\s\S]*)$/)
        if (keyword) keywords.set(keyword[1]!, keyword[2]!)
        else if (/^\[/.test(part)) args.push(...mesonStrings(part).map((one) => ({ text: one, literal: true })))
        else if (part.startsWith("'"))
          args.push({ text: mesonStrings(part)[0] ?? '', literal: !/'\s*[+%.]/.test(part) })
        else args.push({ text: part, literal: false })
      }
      calls.push({ name, args, keywords, line, conditions: [...conditions], variable: variable ?? null })
      // Calls within the arguments (`dependency('x', required: get_option('y'))`) are part of them.
      token.lastIndex = Math.max(end, token.lastIndex)
    }
  }
  return calls
}
