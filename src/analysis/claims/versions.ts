import { coerce, lt, minVersion, satisfies } from 'semver'
import { asRange } from '../runtimes'
import type { Check, Ground, Judged } from './claim'

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
const LEAST =
  /(?<![\w./-])(node(?:\.?js)?|python3?|go|golang|rustc?|java|openjdk|jdk|php|ruby|elixir|\.net)\]?(?:\([^()\s]{0,200}\))?\s{0,2}(?:versions?\s{1,2})?(?:(>=|≥|>)\s{0,2})?v?(\d{1,2}(?:\.\d{1,3}){0,2})(\+|\s{1,2}(?:or|and)\s{1,2}(?:later|newer|higher|above|up|greater))?/gi
/** Files that say what the maintainers use, which is no least version: an older one may do. */
const PIN = /(?:^|\/)(?:\.[a-z]+-version|\.nvmrc|\.tool-versions|\.?mise\.toml|runtime\.txt)$/
/** A line that speaks of other versions than the one that stands here. */
const OTHER =
  /\b(?:versions? (?:before|prior|older|\d)|v\d+(?:\.\d+)*\b.{0,40}\b(?:requires?|supports?|needs?)|for (?:older|legacy)|deprecat\w+|drop(?:ped|s)?|since|was|until|legacy|previous\w*|earlier|older|last version|changelog|released?|targets?|analy[sz]\w+|parses?|tested|compatible with|may|might|optional\w*|recommend\w*)\b/i
/** An item of a list that begins with a link is about what it links to. */
const OF_ANOTHER = /^\s*(?:[-*+]|\d{1,3}[.)])\s+\**!?\[[^\]]{1,200}\]\(https?:/
const MOST_LINES = 5_000
const LONGEST = 2_000

/** Runtimes whose least version in the README is below what the manifest asks for. */
export const runtimeClaims: Check = ({ facts, lines }) =>
  lines.slice(0, MOST_LINES).flatMap((line, index): Judged[] => {
    if (line.length > LONGEST || OTHER.test(line) || OF_ANOTHER.test(line)) return []
    return [...line.matchAll(LEAST)].flatMap((found): Judged[] => {
      const [whole, word, least, version, more] = found
      const name = NAMES.find(([pattern]) => pattern.test(word!.toLowerCase()))?.[1]
      const stated = facts.runtimes.find((one) => one.name === name)
      const range = stated && asRange(stated.constraint)
      const needed = range ? minVersion(range) : null
      const claimed = coerce(version)
      // Another version before it is the project's: "2.x works with PHP 7.2 or above".
      if (/\d+\.(?:\d+|x)\b/.test(line.slice(0, found.index))) return []
      if ((!least && !more) || !stated || !needed || !claimed || PIN.test(stated.sources[0]!.path)) return []
      // "18" speaks of a major version only, "1.21" of no patch.
      const parts = version!.split('.').length
      const cut = coerce(
        parts === 1 ? `${needed.major}` : parts === 2 ? `${needed.major}.${needed.minor}` : needed.version,
      )
      const outdated = cut !== null && lt(claimed, cut)
      const verdict = outdated
        ? { message: `${stated.sources[0]!.path} asks for ${stated.constraint}.`, sources: stated.sources.slice(0, 1) }
        : ('holds' as const)
      return [{ kind: 'version', line: index + 1, claim: whole.trim(), verdict }]
    })
  })

const quoted = (text: string) => text.replace(/[^\w]/g, '\\$&')
const VERSION = '(\\d{1,4}(?:\\.\\d{1,4}){0,2})(?![\\w.-])'

/** How the line that asks for a package is written, by the ecosystem of its manifest, and the range that the version means. */
const LINES: readonly (readonly [
  manifest: RegExp,
  line: (name: string) => string,
  range: (version: string) => string,
])[] = [
  [
    /Cargo\.toml$/,
    (name) => `^\\s*${name}\\s*=\\s*(?:\\{[^{}\\n]{0,80}version\\s*=\\s*)?"[\\^]?${VERSION}"`,
    (version) => `^${version}`,
  ],
  [/mix\.exs$/, (name) => `\\{:${name},\\s*"~>\\s*${VERSION}"`, (version) => `~> ${version}`],
  [
    /\.gemspec$|version\.rb$/,
    (name) => `^\\s*gem ["']${name}["'],\\s*["']~>\\s*${VERSION}["']`,
    (version) => `~> ${version}`,
  ],
  [
    /pom\.xml$|gradle(?:\.kts|\.properties)?$/,
    (name) => `^[^\\n]*["'][\\w.-]{1,80}:${name}:${VERSION}["']`,
    (version) => `${version}`,
  ],
  [/pubspec\.yaml$/, (name) => `^\\s*${name}:\\s*\\^${VERSION}`, (version) => `^${version}`],
  [/shard\.yml$/, (name) => `^\\s*${name}:[\\s\\S]{0,80}version:\\s*~>\\s*${VERSION}`, (version) => `~> ${version}`],
]

/** Lines of the README's code that ask for this very package in an older major or minor version than the manifest has. */
export const packageClaims: Check = (ground: Ground) => {
  const { version, name } = ground.facts
  const [source] = version?.sources ?? []
  const now = version && /^\d+\.\d+\.\d+$/.test(version.value) && !/^0\.0\./.test(version.value) ? version.value : null
  const row = source && LINES.find(([manifest]) => manifest.test(source.path))
  if (!now || !row || ground.readme.includes(now)) return []
  const pattern = new RegExp(row[1](quoted(name.value)), 'i')
  return ground.reading.blocks.flatMap(({ lines, line }) =>
    lines.flatMap((text, index): Judged[] => {
      const said = text.length < LONGEST ? text.match(pattern)?.[1] : undefined
      if (said === undefined) return []
      const range = asRange(row[2](said))
      const claimed = coerce(said)
      // A newer one in the README is ahead of the manifest, which is no promise that fails.
      if (!range || !claimed) return []
      const current = coerce(now)!
      const behind =
        lt(claimed, current) &&
        !satisfies(now, range) &&
        `${claimed.major}.${claimed.minor}` !== `${current.major}.${current.minor}`
      const verdict = behind ? { message: `${source.path} has version ${now}.`, sources: [source] } : ('holds' as const)
      return [{ kind: 'version', line: line + index, claim: text.trim().slice(0, 200), verdict }]
    }),
  )
}
