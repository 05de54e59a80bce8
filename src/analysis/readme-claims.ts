import { coerce, lt, minVersion } from 'semver'
import type { Facts } from './facts'
import { asRange } from './runtimes'

/** How prose names a runtime. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^node(?:\.?js)?$/, 'node'],
  [/^python3?$/, 'python'],
  [/^go(?:lang)?$/, 'go'],
  [/^(?:rust|rustc)$/, 'rust'],
  [/^(?:java|jdk|openjdk)$/, 'java'],
  [/^php$/, 'php'],
  [/^ruby$/, 'ruby'],
  [/^elixir$/, 'elixir'],
  [/^\.net$/, 'dotnet'],
]
/** A least version in a sentence: "Go 1.21+", "Python >= 3.8", "Node.js 18 or later". */
const CLAIM =
  /(?<![\w./-])(node(?:\.?js)?|python3?|go|golang|rustc?|java|openjdk|jdk|php|ruby|elixir|\.net)\s{0,2}(?:versions?\s{1,2})?(?:(>=|≥|>)\s{0,2})?v?(\d{1,2}(?:\.\d{1,3}){0,2})(\+|\s{1,2}(?:or|and)\s{1,2}(?:later|newer|higher|above|up|greater))?/gi

/** Files that say what the maintainers use, which is no least version: an older one may do. */
const PIN = /(?:^|\/)(?:\.[a-z]+-version|\.nvmrc|\.tool-versions|\.?mise\.toml|runtime\.txt)$/

/** Statements of the README that promise an older runtime than the manifest asks for, each with both places. */
export function staleClaims(path: string, text: string, runtimes: Facts['runtimes']): Facts['warnings'] {
  const warnings: Facts['warnings'] = []
  for (const [index, line] of text.split('\n').slice(0, 3_000).entries()) {
    if (line.length > 2_000) continue
    for (const [whole, word, least, version, more] of line.matchAll(CLAIM)) {
      const name = NAMES.find(([pattern]) => pattern.test(word!.toLowerCase()))?.[1]
      const stated = runtimes.find((one) => one.name === name)
      const range = stated && asRange(stated.constraint)
      const needed = range ? minVersion(range) : null
      const claimed = coerce(version)
      if ((!least && !more) || !stated || !needed || !claimed || PIN.test(stated.sources[0]!.path)) continue
      // "18" speaks of a major version only, "1.21" of no patch.
      const parts = version!.split('.').length
      const cut = coerce(
        parts === 1 ? `${needed.major}` : parts === 2 ? `${needed.major}.${needed.minor}` : needed.version,
      )
      if (cut && lt(claimed, cut))
        warnings.push({
          code: 'readme_outdated',
          message: `${path} says ${whole.trim()}, ${stated.sources[0]!.path} asks for ${stated.constraint}.`,
          sources: [{ path, line: index + 1 }, stated.sources[0]!],
        })
    }
  }
  return warnings.slice(0, 5)
}
