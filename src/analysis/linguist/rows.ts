/**
 * One language of Linguist's `languages.yml`. Lists are joined with `|`.
 * Types: `p`rogramming, `m`arkup, `d`ata, prose (`t`ext).
 */
export type LanguageRow = readonly [
  name: string,
  type: string,
  color: string,
  group: string,
  extensions: string,
  filenames: string,
  interpreters: string,
  aliases: string,
]

/** A regular expression for content decoded as Latin-1, flag `m`; 1 when case is ignored. */
export type PatternRow = readonly [source: string, ignoreCase: number]

/** True when one of the patterns matches; the other way round when negative is 1. */
export type TestRow = readonly [negative: number, ...patterns: PatternRow[]]

/** What decides between the languages of some extensions: the first rule of which all tests hold. */
export type HeuristicRow = readonly [
  extensions: string,
  rules: readonly (readonly [languages: string, tests: readonly TestRow[]])[],
]
