import type { Language } from './registry'

/** Languages that are met far more often than the others their extensions may mean. */
const COMMON = new Set(
  (
    'C|C#|C++|CoffeeScript|CSS|Dart|Elixir|Go|Groovy|HTML|Java|JavaScript|Kotlin|Lua|Markdown|Objective-C|Perl|PHP|' +
    'PowerShell|Python|R|Ruby|Rust|Scala|Shell|SQL|Swift|TypeScript|XML|YAML'
  ).split('|'),
)

/**
 * Chooses where Linguist would ask its classifier, which is trained on samples that no package carries: the
 * candidate that most of the repository's decided bytes belong to, else a common one, else the one whose first
 * extension this is, else the first.
 */
export function choose(
  given: readonly Language[],
  extensions: readonly string[],
  decided: ReadonlyMap<string, number>,
): Language | undefined {
  // What looked like XML is decided already.
  const other = given.filter((language) => language.name !== 'XML')
  const candidates = other.length ? other : given
  const weight = (language: Language) => decided.get(language.name) ?? 0
  const present = candidates.filter((language) => weight(language) > 0).sort((a, b) => weight(b) - weight(a))
  return (
    present[0] ??
    candidates.find((language) => COMMON.has(language.name)) ??
    candidates.find((language) => extensions.includes(language.extensions[0] ?? '')) ??
    candidates[0]
  )
}
