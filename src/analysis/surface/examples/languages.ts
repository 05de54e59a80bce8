import type { Language } from '../syntax'
import {
  clojure,
  crystal,
  dart,
  elixir,
  erlang,
  gleam,
  haskell,
  julia,
  lua,
  nim,
  perl,
  r,
  zig,
} from './languages/by-module'
import { c, csharp, jvm, php, ruby, swift } from './languages/by-path'
import { go } from './languages/go'
import { javascript } from './languages/javascript'
import { python } from './languages/python'
import type { Reading } from './languages/reading'
import { rust } from './languages/rust'

/** A language in which a project is used. */
export interface UsageLanguage {
  /** As GitHub's Linguist names it. */
  names: readonly string[]
  /** Names under which fences have it, the best first. */
  fences: readonly string[]
  extensions: RegExp
  /** How strings, comments and brackets are told. */
  syntax: Language
  /** What code brings in. */
  read: Reading
}

const row = (names: string, fences: string, extensions: RegExp, syntax: Language, read: Reading): UsageLanguage => ({
  names: names.split(','),
  fences: fences.split(' '),
  extensions,
  syntax,
  read,
})

/** Every language whose imports can be told, so that an example is known to use this project and nothing that it lacks. */
export const USAGE_LANGUAGES: readonly UsageLanguage[] = [
  row('JavaScript', 'js javascript mjs cjs jsx node', /^\.(?:[cm]?js|jsx)$/, 'javascript', javascript),
  row(
    'TypeScript,TSX,Vue,Svelte,Astro',
    'ts typescript tsx',
    /^\.(?:[cm]?ts|tsx|vue|svelte|astro)$/,
    'javascript',
    javascript,
  ),
  row('Vue', 'vue', /^\.vue$/, 'javascript', javascript),
  row('Svelte', 'svelte', /^\.svelte$/, 'javascript', javascript),
  row('Python,Cython', 'python py python3 pycon', /^\.pyi?$/, 'python', python),
  row('Go', 'go golang', /^\.go$/, 'go', go),
  row('Rust', 'rust rs', /^\.rs$/, 'rust', rust),
  row('Java', 'java', /^\.java$/, 'java', jvm),
  row('Kotlin', 'kotlin kt kts', /^\.kts?$/, 'kotlin', jvm),
  row('Scala', 'scala', /^\.(?:scala|sc)$/, 'java', jvm),
  row('Groovy', 'groovy', /^\.groovy$/, 'java', jvm),
  row('PHP', 'php', /^\.php$/, 'php', php),
  row('Ruby', 'ruby rb', /^\.rb$/, 'ruby', ruby),
  row('C#', 'csharp c# cs', /^\.cs$/, 'csharp', csharp),
  row('F#', 'fsharp f# fs', /^\.fs$/, 'csharp', csharp),
  row('Swift', 'swift', /^\.swift$/, 'swift', swift),
  row('C,C++,Objective-C', 'cpp c++ c cc cxx objc objective-c', /^\.(?:c|cc|cpp|cxx|h|hpp|hh|m)$/, 'java', c),
  row('Dart', 'dart', /^\.dart$/, 'javascript', dart),
  row('Elixir', 'elixir ex exs iex', /^\.exs?$/, 'elixir', elixir),
  row('Erlang', 'erlang erl', /^\.[eh]rl$/, 'go', erlang),
  row('Gleam', 'gleam', /^\.gleam$/, 'go', gleam),
  row('Haskell', 'haskell hs', /^\.hs$/, 'go', haskell),
  row('Julia', 'julia jl', /^\.jl$/, 'python', julia),
  row('R', 'r', /^\.[rR]$/, 'python', r),
  row('Lua', 'lua', /^\.lua$/, 'go', lua),
  row('Perl', 'perl pl', /^\.(?:pm|pl)$/, 'python', perl),
  row('Clojure', 'clojure clj cljs', /^\.clj[cs]?$/, 'go', clojure),
  row('Crystal', 'crystal cr', /^\.cr$/, 'python', crystal),
  row('Nim', 'nim', /^\.nim$/, 'python', nim),
  row('Zig', 'zig', /^\.zig$/, 'go', zig),
]

const BY_FENCE = new Map(USAGE_LANGUAGES.flatMap((one) => one.fences.map((fence) => [fence, one] as const)))

/** The language that a fence names; `null` for others. */
export const languageOfFence = (fence: string): UsageLanguage | null => BY_FENCE.get(fence) ?? null

/** The language of a file, by its extension with the dot. */
export const languageOfFile = (path: string): UsageLanguage | null => {
  const dot = path.lastIndexOf('.')
  return dot > path.lastIndexOf('/')
    ? (USAGE_LANGUAGES.find(({ extensions }) => extensions.test(path.slice(dot))) ?? null)
    : null
}
