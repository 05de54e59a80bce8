/** How a language writes comments and strings, as far as telling them from code needs it. */
export interface Syntax {
  /** What begins a comment up to the end of the line. */
  line: RegExp | null
  block: readonly [open: string, close: string] | null
  /** Characters that begin a string which ends on its line. */
  quotes: string
  /** Characters that begin a string over several lines. */
  long: string
  /** Three quotes in a row begin a string over several lines. */
  triple: boolean
  /** Letters before a quote that belong to the string, and of them those which switch its escapes off. */
  prefix: RegExp | null
  raw: RegExp | null
  /** Quotes in which a backslash is one. */
  verbatim: string
  /** What inside a string makes it more than its characters, and the quotes for which it does; null where only a prefix does. */
  holes: readonly [quotes: string, hole: RegExp] | null
  /** `'a'` is a character, `'a` something else. */
  characters: boolean
  /** Slashes also stand around regular expressions. */
  expressions: boolean
  /** Texts between a word and its repetition, and words between brackets, as shells and Ruby have them. */
  documents: 'ruby' | 'php' | 'elixir' | null
}

const C: Syntax = {
  line: /\/\//y,
  block: ['/*', '*/'],
  quotes: '"',
  long: '',
  triple: false,
  prefix: null,
  raw: null,
  verbatim: '',
  holes: null,
  characters: true,
  expressions: false,
  documents: null,
}

const SYNTAXES = {
  javascript: { ...C, quotes: '"\'', long: '`', characters: false, expressions: true, holes: ['`', /\$\{/y] },
  go: { ...C, long: '`', verbatim: '`' },
  rust: { ...C, quotes: '', long: '"', prefix: /\b(?:br?|r|c)#{0,3}$/, raw: /r/ },
  java: { ...C, triple: true },
  kotlin: { ...C, triple: true, holes: ['"', /\$[\w{]/y] },
  csharp: { ...C, triple: true, prefix: /[$@]{1,2}$/, raw: /@/, holes: null },
  swift: { ...C, triple: true, characters: false, holes: ['"', /\\\(/y] },
  python: {
    ...C,
    line: /#/y,
    block: null,
    quotes: '"\'',
    triple: true,
    prefix: /\b[rRbBuUfFtT]{1,2}$/,
    raw: /r/i,
    characters: false,
  },
  ruby: {
    ...C,
    line: /#(?!\{)/y,
    block: ['\n=begin', '\n=end'],
    quotes: '',
    long: '"\'`',
    characters: false,
    expressions: true,
    holes: ['"`', /#\{/y],
    documents: 'ruby',
  },
  php: {
    ...C,
    line: /\/\/|#(?!\[)/y,
    quotes: '',
    long: '"\'',
    characters: false,
    holes: ['"', /\$[A-Za-z_]|\{\$/y],
    documents: 'php',
  },
  elixir: {
    ...C,
    line: /#(?!\{)/y,
    block: null,
    quotes: '',
    long: '"',
    triple: true,
    characters: true,
    holes: ['"', /#\{/y],
    documents: 'elixir',
  },
} as const satisfies Record<string, Syntax>

export type Language = keyof typeof SYNTAXES

const BY_EXTENSION = new Map<string, Language>([
  ...['js', 'cjs', 'mjs', 'jsx', 'ts', 'cts', 'mts', 'tsx'].map((one) => [one, 'javascript'] as const),
  ['go', 'go'],
  ['rs', 'rust'],
  ['java', 'java'],
  ['kt', 'kotlin'],
  ['cs', 'csharp'],
  ['swift', 'swift'],
  ['py', 'python'],
  ['rb', 'ruby'],
  ['ru', 'ruby'],
  ['php', 'php'],
  ['ex', 'elixir'],
])

/** The language of a source file by its extension; `null` for one whose surface is not read. */
export const languageOf = (path: string): Language | null =>
  BY_EXTENSION.get(path.slice(path.lastIndexOf('.') + 1)) ?? null

export const syntaxOf = (language: Language): Syntax => SYNTAXES[language]
