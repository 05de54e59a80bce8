import type { EnvironmentRead } from './environment-patterns'
import { inRemark } from './environment-remarks'
import { rowsFor } from './environment-rows'
import { lineCounter } from './line-numbers'

/** How each language reads a variable whose name is in another: group 1 is what holds it. */
const LANGUAGES: readonly { files: RegExp; word: string; read: RegExp }[] = [
  {
    files: /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/,
    word: 'env',
    read: /(?:process\.env\[|import\.meta\.env\[|(?:Deno|Bun)\.env\.get\()\s{0,9}([A-Za-z_$][\w.]{0,60})\s{0,9}[\])]/g,
  },
  {
    files: /\.py$/,
    word: 'env',
    read: /(?:environ\.get\(|environ\.pop\(|getenv\(|environ\[)\s{0,9}([A-Za-z_][\w.]{0,60})\s{0,9}[,)\]]/g,
  },
  { files: /\.go$/, word: 'os.', read: /\bos\.(?:Getenv|LookupEnv)\(\s{0,9}([A-Za-z_][\w.]{0,60})\s{0,9}\)/g },
  { files: /\.rs$/, word: 'env::var', read: /\benv::var(?:_os)?\(\s{0,9}&?([A-Za-z_][\w:]{0,60})\s{0,9}\)/g },
  {
    files: /\.(?:java|kt|scala|groovy)$/,
    word: 'System.getenv',
    read: /\bSystem\.getenv\(\s{0,9}([A-Za-z_][\w.]{0,60})\s{0,9}\)/g,
  },
  { files: /\.rb$/, word: 'ENV', read: /\bENV(?:\.fetch\(|\[)\s{0,9}([A-Za-z_][\w:]{0,60})\s{0,9}[,)\]]/g },
  { files: /\.php$/, word: 'getenv', read: /\bgetenv\(\s{0,9}\$?([A-Za-z_][\w:]{0,60})\s{0,9}[,)]/g },
  {
    files: /\.exs?$/,
    word: 'System.',
    read: /\bSystem\.(?:get_env|fetch_env!?)\(\s{0,9}@?([a-z_]\w{0,60})\s{0,9}[,)]/g,
  },
  {
    files: /\.cs$/,
    word: 'EnvironmentVariable',
    read: /GetEnvironmentVariable\(\s{0,9}([A-Za-z_][\w.]{0,60})\s{0,9}[,)]/g,
  },
  { files: /\.(?:c|cc|cpp|cxx|h|hpp|m|mm)$/, word: 'getenv', read: /\bgetenv\(\s{0,9}([A-Za-z_]\w{0,60})\s{0,9}\)/g },
]

const languagesFor = rowsFor(LANGUAGES)

/** Characters before a read in which the function is looked for that it stands in. */
const BODY = 800
/** Functions and constants of one language that are followed. */
const MOST = 40
/** The head of a function: its name and its parameters. What begins with no word of a definition must open a body. */
const HEADS =
  /\b(?:function|defp?|func|fn|fun)\s{1,9}(?:\([^()\n]{0,80}\)\s{0,9}|(?:self|cls)\.)?(\w{1,60}[!?]?)(?:<[^>\n]{0,60}>)?\(([^()]{0,300})\)|\b(\w{1,60})\s{0,9}(?:=\s{0,9}(?:async\s{0,9})?)?(?:<[^>\n]{0,60}>)?\(([^()]{0,300})\)[^\n;{}()]{0,60}(?:\{|=>)/g
const NO_FUNCTION = /^(?:if|for|while|switch|catch|match|return|when|elseif|elsif|unless|with|using|lock|foreach)$/
/** Names of functions that much else has too: followed in their own file only. */
const COMMON = /^(?:\w{1,3}|read|load|fetch|find|value|param|main|init|option|config|require|string|int|bool|lookup)$/
const NAME = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$|^[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+$/

/** The function around `index` that has `parameter`; `null` when none is near. */
function functionAround(text: string, index: number, parameter: string): string | null {
  const before = text.slice(Math.max(0, index - BODY), index)
  let found: string | null = null
  for (const head of before.matchAll(HEADS)) {
    const name = head[1] ?? head[3]!
    const parameters = head[2] ?? head[4] ?? ''
    if (NO_FUNCTION.test(name)) continue
    found = new RegExp(`(?:^|[^\\w])${parameter.replaceAll('$', '\\$')}(?:$|[^\\w])`).test(parameters) ? name : null
  }
  return found
}

/** Characters before a read in which the list is looked for that a loop walks over. */
const LIST = 1_500
/** A name of a list by itself, or a constant that holds it: `"APP_TABS"`, `theme::env::APP_THEME`. */
const LISTED =
  /["']([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)["']|(?<![\w"'-])(?:\w{1,40}(?:::|\.)){1,5}([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b/g

/** Names and constants of the list literal that the loop around `index` walks over with `variable`: `["A_B", "A_C"].iter().map(|key| env::var(key))`. */
function walked(text: string, index: number, variable: string): { index: number; name?: string; constant?: string }[] {
  const from = Math.max(0, index - LIST)
  const before = text.slice(from, index)
  const each = before.search(
    new RegExp(
      `(?:\\|[^|\\n]{0,60}\\b${variable}\\b[^|\\n]{0,60}\\||\\b${variable}\\b[^=\\n()]{0,40}\\)?\\s{0,9}=>)[^|]{0,300}$`,
    ),
  )
  const end = each === -1 ? -1 : before.lastIndexOf(']', each)
  // Nothing but calls may stand between the list and what is done with each of its items.
  if (end === -1 || !/^\][\s)]*(?:\.\w+\(\s{0,9}\)\s{0,20})*\.\w+\(\s{0,20}$/.test(before.slice(end, each))) return []
  const start = before.lastIndexOf('[', end)
  if (start === -1) return []
  return [...before.slice(start, end).matchAll(LISTED)].map(({ index: at, 1: name, 2: constant }) => ({
    index: from + start + at,
    ...(name && { name }),
    ...(constant && { constant }),
  }))
}

interface Followed {
  /** Functions that read the variable they are given the name of, with the only file where they are meant, if there is one. */
  functions: Map<string, string | null>
  constants: Set<string>
}

/**
 * Collects how a project reads variables through functions and constants of its own: `getEnv("PORT")`, where `getEnv(name)` reads
 * `process.env[name]`. `note` every file first, then ask `readsOf` for each.
 */
export function indirectReads() {
  const followed = LANGUAGES.map((): Followed => ({ functions: new Map(), constants: new Set() }))
  /** Names of lists that a loop reads. */
  const listed: { path: string; name: string; index: number }[] = []
  const patterns: (readonly [call: RegExp | null, constant: RegExp | null] | undefined)[] = []
  return {
    note(path: string, text: string): void {
      for (const language of languagesFor(path)) {
        const { word, read } = language
        if (!text.includes(word)) continue
        const { functions, constants } = followed[LANGUAGES.indexOf(language)]!
        for (const match of text.matchAll(read)) {
          const name = match[1]!.slice(Math.max(match[1]!.lastIndexOf('.'), match[1]!.lastIndexOf(':')) + 1)
          if (name === '' || inRemark(path, text, match.index)) continue
          const list = walked(text, match.index, name)
          for (const one of list.slice(0, MOST)) {
            if (one.constant && constants.size < MOST) constants.add(one.constant)
            if (one.name) listed.push({ path, name: one.name, index: one.index })
          }
          if (list.length) continue
          const around = functionAround(text, match.index, name)
          if (around !== null && functions.size < MOST) functions.set(around, COMMON.test(around) ? path : null)
          else if (around === null && constants.size < MOST && isConstant(name)) constants.add(name)
        }
      }
    },
    /** Is there any such function or constant? */
    found: () =>
      listed.length > 0 || followed.some(({ functions, constants }) => functions.size > 0 || constants.size > 0),
    readsOf(path: string, text: string): EnvironmentRead[] {
      const lineIn = lineCounter(text)
      const inLists = listed
        .filter((one) => one.path === path)
        .map(({ name, index }): EnvironmentRead => ({ name, line: lineIn(index) }))
      const called = LANGUAGES.flatMap(({ files }, place) => {
        const { functions, constants } = followed[place]!
        if ((functions.size === 0 && constants.size === 0) || !files.test(path)) return []
        patterns[place] ??= [callsOf(functions.keys()), constantsOf(constants)]
        const [call, constant] = patterns[place]
        const lineOf = lineCounter(text)
        const found = [
          ...(call ? text.matchAll(call) : []).filter(({ groups }) => {
            const only = functions.get(groups?.by ?? '')
            return only === null || only === path
          }),
          ...(constant ? text.matchAll(constant) : []),
        ]
        return found.flatMap((match): EnvironmentRead[] => {
          const { name = '', fallback, number } = match.groups ?? {}
          if (!NAME.test(name) || inRemark(path, text, match.index)) return []
          const given = fallback ?? number
          return [{ name, ...(given !== undefined && { fallback: given }), line: lineOf(match.index) }]
        })
      })
      return [...inLists, ...called]
    },
  }
}

/** Names that a language gives to what does not change, or that say what they hold. */
const isConstant = (name: string) => /^[A-Z][A-Z0-9_]{3,}$/.test(name) || /(?:env|Env|ENV)/.test(name)

const alternatives = (names: Iterable<string>) => [...names].map((name) => name.replace(/[!?$]/g, '\\$&')).join('|')

/** Calls of these functions with a literal, as the first argument or behind one that is plain. */
function callsOf(names: Iterable<string>): RegExp | null {
  const any = alternatives(names)
  return any
    ? new RegExp(
        `(?<![\\w$])(?<by>${any})(?:<[^>\\n]{0,40}>)?\\(\\s{0,80}(?:[\\w.&]{1,40},\\s{0,80})?["'](?<name>[A-Z]\\w{2,80})["'](?:\\s{0,80},\\s{0,80}(?:["'](?<fallback>[^"'\\n]{0,100})["']|(?<number>\\d{1,9}|[Tt]rue|[Ff]alse)\\b))?`,
        'g',
      )
    : null
}

/** Where these constants are given their text. */
function constantsOf(names: ReadonlySet<string>): RegExp | null {
  return names.size
    ? new RegExp(`(?<![\\w$])(?:${alternatives(names)})\\b[^=\\n"']{0,60}=\\s{0,9}["'](?<name>[A-Z]\\w{2,80})["']`, 'g')
    : null
}
